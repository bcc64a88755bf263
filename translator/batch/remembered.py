"""Whether the memory has anything else for a document than when it was translated.

The memory changes all the time, and most changes concern few documents. So a document is kept
together with a digest of what the memory gave for its segments; when only the memory's state has
changed, the document is cut and looked up again, which takes a small part of the time of drafting
and writing it, and left as it is where the digest is the same.
"""

from __future__ import annotations

import hashlib

from translator.batch.records import Task
from translator.drafting import Prepared

UNTOUCHED = "the translation memory has nothing else for it"


def answers_of(prepared: Prepared) -> str:
    """Sixteen hexadecimal digits over the units of the memory that each segment depends on."""
    answers = "\0".join(work.recalled.signature for work in prepared.work)
    return hashlib.sha256(answers.encode("utf-8", "replace")).hexdigest()[:16]


def is_untouched(task: Task, prepared: Prepared) -> bool:
    """Is it the same document, and does the memory say the same of it?"""
    return (
        bool(task.answers)
        and task.input == prepared.document.digest
        and task.answers == answers_of(prepared)
    )
