"""Reading a document that may change while it is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from translator.batch.planner import stamp_of
from translator.batch.records import Task
from translator.errors import OutputError

T = TypeVar("T")
_FRESH_NS = 2_000_000_000
"""A file that was changed this short a time before it was read could change again without its
time changing (2 s is the grain of FAT)."""


def steadily(task: Task, read: Callable[[], T]) -> tuple[T, str]:
    """What ``read`` makes of the document, and the file's stamp; no stamp where it is too fresh
    to be trusted.

    :raises OutputError: the file was changed meanwhile.
    """
    path = Path(task.source)
    before = path.stat(follow_symlinks=False)
    got = read()
    after = path.stat(follow_symlinks=False)
    if stamp_of(before) != stamp_of(after):
        raise OutputError(
            "was changed while it was read", place=task.key, remedy="it is read again later"
        )
    fresh = abs(time.time_ns() - after.st_ctime_ns) < _FRESH_NS
    return got, "" if fresh else stamp_of(after)
