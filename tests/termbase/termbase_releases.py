"""The corpus of tests/cases/termbase/releases: releases with every term marked by hand.

A file holds releases; one begins with ``# number what it is about`` and has a sentence a line.
``{form}`` marks a term that stands in the text as it is found, ``{form|entry}`` one whose entry
the form does not show by itself (a shared noun left out, a homonym, a misspelling). After a tab a
line may say ``xfail`` and why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from translator.morphology import lemmas
from translator.termbase import TermBase
from translator.termbase.words import parts

FOLDER = Path(__file__).parent.parent / "cases" / "termbase" / "releases"
_MARK = re.compile(r"\{([^{}|]+)(?:\|([^{}|]+))?\}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A marked occurrence: ``text[start:stop]``; ``entry`` is empty where any will do."""

    start: int
    stop: int
    entry: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a release without its marks."""

    release: str
    text: str
    wanted: tuple[Wanted, ...]
    known: str = ""


def sentences(held_out: bool | None = None, only: str = "*.txt") -> list[Sentence]:
    """All sentences; ``held_out`` True or False takes only the releases of that part, ``only``
    is the name of a file."""
    found = []
    for path in sorted(FOLDER.glob(only)):
        if held_out is not None and path.name.startswith("held-out") is not held_out:
            continue
        release = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                release = line.removeprefix("# ")
            elif line:
                found.append(_sentence(release, line))
    return found


def _sentence(release: str, row: str) -> Sentence:
    line, _, known = row.partition("\t")
    text, last, wanted = "", 0, []
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        form, entry = mark.groups()
        wanted.append(Wanted(len(text), len(text) + len(form), entry or ""))
        text += form
        last = mark.end()
    return Sentence(release, text + line[last:], tuple(wanted), known)


def load_base() -> TermBase:
    """The glossary of the corpus."""
    return TermBase.load([FOLDER / "glossary.tsv"])


@dataclass(frozen=True, slots=True)
class Score:
    """Occurrences marked, found and right."""

    marked: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.marked + other.marked, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.marked if self.marked else 1.0


def score(sentence: Sentence, found: list[tuple[int, int, str]]) -> Score:
    """How the matches (start, stop, entry) of a sentence meet its marks, each mark once."""
    rest = list(found)
    right = 0
    for wanted in sentence.wanted:
        hit = next((m for m in rest if is_met(sentence, wanted, *m)), None)
        if hit is not None:
            rest.remove(hit)
            right += 1
    return Score(len(sentence.wanted), len(found), right)


def is_met(sentence: Sentence, wanted: Wanted, start: int, stop: int, ru: str) -> bool:
    """Whether a match is the one that is marked."""
    if (start, stop) != (wanted.start, wanted.stop):
        return False
    if wanted.entry:
        return ru == wanted.entry
    first = parts(sentence.text[start:stop])[0]
    return bool(lemmas(first.text) & lemmas(parts(ru)[0].text)) or first.form[:3] == ru[:3].lower()
