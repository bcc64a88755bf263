"""What is to be done with a document, and why: compared are contents, never the mere existence
of a file or its date."""

from __future__ import annotations

import hashlib
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from translator.batch.records import Cause, Entry, Found, State


class Verdict(StrEnum):
    """``look``: only the memory changed, so that it is done if the memory has something else for
    it; ``given up``: it failed, and nothing has changed since; ``elsewhere``: another run has it.
    """

    DO = "do"
    LOOK = "look"
    SKIP = "skip"
    GIVEN_UP = "given up"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Decision:
    """``why`` in the words of a user."""

    verdict: Verdict
    why: str


@dataclass(frozen=True, slots=True)
class Now:
    """What targets depend on at present."""

    signature: str
    memory: str = ""
    tries: int = 3
    ignore_memory: bool = False


def decide(found: Found, entry: Entry, now: Now, alive: Container[str], out: Path) -> Decision:
    """Compare a document with what the ledger knows of it; ``alive`` are the runs that live."""
    if entry.run:
        if entry.run in alive:
            return Decision(Verdict.ELSEWHERE, "another run has it")
        return Decision(Verdict.DO, "a run was broken off")
    if entry.state is State.FAILED:
        return _failed(found, entry, now)
    if entry.state is not State.DONE:
        return Decision(Verdict.DO, "new" if not entry.outputs else "not finished")
    if entry.signature != now.signature:
        return Decision(Verdict.DO, "model, glossary, names or settings changed")
    known = {(output.form, str(out / output.path)) for output in entry.outputs}
    for form, path in found.outputs:
        if (form, path) not in known:
            return Decision(Verdict.DO, f"was not written as {form}")
        if not Path(path).exists():
            return Decision(Verdict.DO, f"its {form} is gone")
    if not _is_same_input(found, entry):
        return Decision(Verdict.DO, "the document changed")
    if entry.memory != now.memory and not now.ignore_memory:
        verdict = Verdict.LOOK if entry.answers else Verdict.DO
        return Decision(verdict, "the translation memory changed")
    return Decision(Verdict.SKIP, "unchanged")


def digest_of(path: str | Path) -> str:
    """SHA-256 of a file; empty where it cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _is_same_input(found: Found, entry: Entry) -> bool:
    return found.stamp == entry.stamp or digest_of(found.source) == entry.input


def _failed(found: Found, entry: Entry, now: Now) -> Decision:
    if entry.cause in (Cause.PLACE, Cause.HALT):
        return Decision(Verdict.DO, "failed before")
    if entry.signature != now.signature:
        return Decision(Verdict.DO, "failed before; model, glossary, names or settings changed")
    if digest_of(found.source) != entry.input:
        return Decision(Verdict.DO, "failed before; the document changed")
    if entry.cause == Cause.INPUT:
        return Decision(Verdict.GIVEN_UP, entry.error)
    if entry.tries >= now.tries:
        return Decision(Verdict.GIVEN_UP, f"{entry.error} (after {entry.tries} tries)")
    return Decision(Verdict.DO, "failed before")
