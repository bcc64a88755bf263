"""Errors as they travel: a line for the user, and a cause that decides when it is tried again."""

from __future__ import annotations

from errno import EDQUOT, ENOSPC

from translator import jobs
from translator.batch.records import Cause, Fault
from translator.errors import EngineError, InputError, OutputError, StorageError, TranslatorError

_FULL = frozenset({ENOSPC, EDQUOT})


def fault_of(error: Exception, key: str) -> Fault:
    """An error as a line and a cause."""
    if isinstance(error, TranslatorError):
        return Fault(" ".join(str(error).split()), _cause(error))
    if isinstance(error, MemoryError):
        return Fault(str(jobs.too_large(key)), Cause.WORKER)
    if isinstance(error, OSError):
        text = f"{key}: {error.strerror or error}; check the file, the disk and your rights"
        return Fault(text, Cause.HALT if error.errno in _FULL else Cause.PLACE)
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return Fault(f"{key}: cannot be processed ({what}); report this", Cause.INPUT)


def _cause(error: TranslatorError) -> Cause:
    reason = error.__cause__
    if isinstance(error, StorageError):
        return Cause.HALT
    if isinstance(error, EngineError):
        return Cause.WORKER
    if isinstance(error, OutputError):
        if isinstance(reason, OSError) and reason.errno in _FULL:
            return Cause.HALT
        # The proof of a review document names no place: the same release fails again.
        return Cause.PLACE if error.place else Cause.INPUT
    if isinstance(error, InputError):
        return Cause.INPUT
    return Cause.PLACE
