"""One pattern against one place of a text: agreement, capitals, homonyms."""

from __future__ import annotations

from dataclasses import dataclass

from translator.morphology import Reading, readings
from translator.termbase.evidence import evidence
from translator.termbase.government import governed
from translator.termbase.pattern import Mode, Pattern
from translator.termbase.words import (
    CLOSING,
    OPENING,
    Part,
    balanced_span,
    gap_fits,
    joined_left,
    joined_right,
    touches_letters,
)
from translator.units import TermMatch

_DOUBTFUL = 0.25
_Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible match. ``evidence``: 2 sure, 1 likely, 0 only possible; ``score`` how likely
    the head's reading is; ``joined`` whether it is a part of a hyphenated word."""

    match: TermMatch
    words: int
    evidence: int
    score: float
    joined: bool


def match_at(pattern: Pattern, text: str, found: list[Part], i: int) -> Candidate | None:
    """The term of ``pattern`` with its first word at ``found[i]``, or None."""
    window = found[i : i + len(pattern.slots)]
    if not _spelt(pattern, text, window):
        return None
    start, stop = window[0].start, window[-1].stop
    if touches_letters(text, start, stop):
        return None
    joined = joined_left(text, start) or joined_right(text, stop)
    if joined and not (len(window) == 1 and pattern.proper):
        return None
    after = found[i + len(window) : i + len(window) + 3]
    agreed = _agreement(pattern, window, found[max(0, i - 4) : i], after)
    if agreed is None:
        return None
    sure = evidence(pattern, text, found, i)
    if sure is None:
        return None
    span = _span(pattern, text, start, stop)
    if span is None:
        return None
    grammar, score = agreed
    if score < _DOUBTFUL and len(window) == 1 and not _supported(pattern, found, i):
        return None
    start, stop = span
    match = TermMatch(pattern.term, start, stop, text[start:stop], grammar)
    return Candidate(match, len(window), sure, score, joined)


def _spelt(pattern: Pattern, text: str, window: list[Part]) -> bool:
    if len(window) < len(pattern.slots):
        return False
    for k, (slot, part) in enumerate(zip(pattern.slots, window, strict=True)):
        if k and not gap_fits(slot.gap, text[window[k - 1].stop : part.start]):
            return False
        if slot.mode not in {Mode.FREE, Mode.AGREES} and not slot.fits_exactly(part):
            return False
    return True


def _agreement(
    pattern: Pattern, window: list[Part], before: list[Part], after: list[Part]
) -> tuple[str, float] | None:
    """Marks and likelihood of the head's form, or None where the words do not agree."""
    common: _Pairs | None = None
    for k, (slot, part) in enumerate(zip(pattern.slots, window, strict=True)):
        if slot.mode not in {Mode.FREE, Mode.AGREES}:
            continue
        if slot.mode is Mode.FREE and slot.fits_exactly(part):
            continue
        fitting = slot.fitting_readings(part, plural=pattern.plural)
        if not fitting:
            if slot.fits_exactly(part):
                continue
            return None
        pairs = frozenset((r.case, r.number) for r in fitting)
        if k < pattern.head and ("gen", "plur") in pairs and _counts(before):
            pairs |= {("gen", "sing")}
        common = pairs if common is None else common & pairs
        if not common:
            return None
    agreeing, score = _head_readings(pattern, window, common)
    if agreeing:
        return governed(agreeing, before, after).marks, score
    return "", score


def _head_readings(
    pattern: Pattern, window: list[Part], common: _Pairs | None
) -> tuple[list[Reading], float]:
    head = pattern.slots[pattern.head]
    fitting = head.fitting_readings(window[pattern.head], plural=pattern.plural)
    agreeing = [r for r in fitting if common is None or (r.case, r.number) in common]
    return agreeing, sum(r.score for r in agreeing) if agreeing else 1.0


def _counts(before: list[Part]) -> bool:
    """Whether a number stands before: «три китайских провинции» mixes plural and singular."""
    if not before:
        return False
    last = before[-1]
    return last.script == "number" or any(r.pos == "NUMR" for r in readings(last.text))


def _span(pattern: Pattern, text: str, start: int, stop: int) -> tuple[int, int] | None:
    if pattern.quoted:
        if text[start - 1 : start] not in tuple(OPENING) or text[stop : stop + 1] not in tuple(
            CLOSING
        ):
            return None
        if text[start:stop].count("«") == text[start:stop].count("»"):
            return start - 1, stop + 1
    return balanced_span(text, start, stop)


def _supported(pattern: Pattern, found: list[Part], i: int) -> bool:
    """Whether the neighbours bear out an unlikely reading: «производство стали», «из стали»,
    but not «стали расти». A doubt between nouns is none: the form is right for either."""
    if readings(found[i].text)[0].pos in {"NOUN", "ADJF", "PRTF"}:
        return True
    if i + 1 < len(found) and readings(found[i + 1].text)[0].pos == "INFN":
        return False
    if not i or found[i - 1].script != "cyrillic":
        return False
    fitting = pattern.slots[0].fitting_readings(found[i], plural=pattern.plural)
    cases = {(r.case, r.number) for r in fitting}
    for r in readings(found[i - 1].text)[:3]:
        if r.pos == "PREP" or (r.pos == "NOUN" and any(case == "gen" for case, _ in cases)):
            return True
        if r.pos in {"ADJF", "PRTF"} and (r.case, r.number) in cases:
            return True
    return False
