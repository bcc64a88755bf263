"""Every error a user can meet: what happened, where, and what to do about it.

The command line prints ``str(error)`` on one line and leaves with ``error.exit_code``;
no module prints or exits by itself.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit statuses of every command (docs/cli.md)."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    SOME_FAILED = 3
    MISSING = 4


class TranslatorError(Exception):
    """Base of the tree. ``place`` names the file (and line), ``remedy`` the next step.

    >>> str(InputError("file is empty", place="a.txt", remedy="give a file with text"))
    'a.txt: file is empty; give a file with text'
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, *, remedy: str, place: str = "") -> None:
        self.message = message
        self.remedy = remedy
        self.place = place
        head = f"{place}: {message}" if place else message
        super().__init__(f"{head}; {remedy}")


class UsageError(TranslatorError):
    """The command was called with something it does not know (an engine, a format, a setting)."""


class InputError(TranslatorError):
    """A document cannot be read: missing, empty, damaged, protected, not text."""

    exit_code = ExitCode.SOME_FAILED


class OutputError(TranslatorError):
    """A result cannot be written: exists already, no permission, disk full, failed read-back."""

    exit_code = ExitCode.SOME_FAILED


class GlossaryError(TranslatorError):
    """A glossary file has a line that cannot be used; ``place`` is ``file:line``."""


class EngineError(TranslatorError):
    """A model is broken or refused the work it was given."""

    exit_code = ExitCode.SOME_FAILED


class MissingModelError(EngineError):
    """A model or a program must be installed first."""

    exit_code = ExitCode.MISSING


class StorageError(TranslatorError):
    """A database cannot be used: locked or gone for too long, damaged, full, of a newer version."""

    exit_code = ExitCode.SOME_FAILED


class MissingDriverError(StorageError):
    """The library for a kind of database must be installed first."""

    exit_code = ExitCode.MISSING
