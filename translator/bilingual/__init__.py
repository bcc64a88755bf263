"""The review document: a DOCX with Russian and Chinese side by side that can be read back.

``write`` makes it and proves it with ``read``; ``read`` takes it back from any program.
"""

from __future__ import annotations

from translator.bilingual.body import comment_text, notes_of
from translator.bilingual.extras import Extras, Rival
from translator.bilingual.reader import read
from translator.bilingual.records import (
    Record,
    RecordedUnit,
    ReviewComment,
    ReviewDocument,
    ReviewRow,
)
from translator.bilingual.verify import outside_lines
from translator.bilingual.writer import write

__all__ = [
    "Extras",
    "Record",
    "RecordedUnit",
    "ReviewComment",
    "ReviewDocument",
    "ReviewRow",
    "Rival",
    "comment_text",
    "notes_of",
    "outside_lines",
    "read",
    "write",
]
