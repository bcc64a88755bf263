"""Terms with words put into them: «Амурская же область», «палата (региональная)»,
«соглашение о взаимовыгодном сотрудничестве».

Between two words of a term may stand

- the particle «же» or «ли»;
- an aside in brackets or between commas, at most six words;
- one or two adjectives or participles in small letters, but only after the term's head, where
  they belong to what it governs; before the head they make another thing (морской порт and
  морской торговый порт).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.morphology import readings
from translator.termbase.words import Part

PARTICLES = frozenset({"же", "ли"})
_MODIFIERS = frozenset({"ADJF", "PRTF"})
_LONGEST_ASIDE = 6
_BRACKETS = {"(": ")", ",": ",", "–": "–", "—": "—"}


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words after ``found[after]`` that may not belong to a term, which goes on at
    ``found[resume]``; ``start`` and ``stop`` are their place in the text with brackets.
    ``kind`` is particle, aside or modifier."""

    after: int
    resume: int
    start: int
    stop: int
    kind: str


def insertions(text: str, found: Sequence[Part]) -> dict[int, list[Insertion]]:
    """Every insertion by the index of the word before it."""
    made: dict[int, list[Insertion]] = {}
    for i in range(len(found) - 2):
        options = list(_after(text, found, i))
        if options:
            made[i] = options
    return made


def _after(text: str, found: Sequence[Part], i: int) -> Iterator[Insertion]:
    between = text[found[i].stop : found[i + 1].start]
    if not between.isspace():
        yield from _aside(text, found, i, between)
        return
    if found[i + 1].form in PARTICLES:
        yield _made(found, i, i + 2, "particle")
        return
    for size in (1, 2):
        j = i + 1 + size
        if j >= len(found) or not _is_modifier(found[j - 1]):
            return
        if not text[found[j - 1].stop : found[j].start].isspace():
            return
        if _agrees(found[j - 1], found[j]):
            yield _made(found, i, j, "modifier")


def _made(found: Sequence[Part], i: int, resume: int, kind: str) -> Insertion:
    return Insertion(i, resume, found[i + 1].start, found[resume - 1].stop, kind)


def _is_modifier(part: Part) -> bool:
    return (
        part.script == "cyrillic"
        and part.text.islower()
        and readings(part.text)[0].pos in _MODIFIERS
    )


def _agrees(modifier: Part, noun: Part) -> bool:
    forms = {(r.case, r.number) for r in readings(modifier.text) if r.pos in _MODIFIERS}
    return any((r.case, r.number) in forms for r in readings(noun.text) if r.case)


def _aside(text: str, found: Sequence[Part], i: int, between: str) -> Iterator[Insertion]:
    opening = between.strip()
    closing = _BRACKETS.get(opening)
    if closing is None:
        return
    for j in range(i + 2, min(i + 2 + _LONGEST_ASIDE, len(found))):
        gap = text[found[j - 1].stop : found[j].start]
        if gap.strip() == closing and (closing != "," or j > i + 2):
            start = found[i].stop + between.index(opening)
            yield Insertion(i, j, start, found[j - 1].stop + gap.index(closing) + 1, "aside")
            return
        if not gap.isspace() and gap.strip() != ",":
            return


def without(text: str, insertion: Insertion) -> str:
    """The text with blanks where the insertion stands; all positions stay as they are."""
    size = insertion.stop - insertion.start
    return text[: insertion.start] + " " * size + text[insertion.stop :]
