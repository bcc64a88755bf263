"""One pattern against one place of a text: agreement, capitals, homonyms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from translator.morphology import Reading, readings
from translator.termbase.evidence import evidence
from translator.termbase.government import governed, governed_cases
from translator.termbase.pattern import Mode, Pattern, Slot
from translator.termbase.quoted import Section, is_part_of_name
from translator.termbase.spread import spread_at
from translator.termbase.tail import tail_goes_on
from translator.termbase.words import (
    CLOSING,
    JOINING,
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
_SUBJECT = 6  # words in which the «и» of a double subject is looked for
_PREDICATES = frozenset({"INFN", "COMP", "ADJS", "PRTS", "PRED"})  # «стали расти», «стали выше»
_FUNCTION_WORDS = frozenset({"PREP", "CONJ", "PRCL"})
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


def match_at(
    pattern: Pattern, text: str, found: list[Part], i: int, names: Sequence[Section] = ()
) -> Candidate | None:
    """The term of ``pattern`` with its first word at ``found[i]``, or None; ``names`` are the
    short names in quotation marks (:func:`short_names`)."""
    spread = spread_at(pattern, text, found, i)
    if spread is not None:
        start, stop, fitting = spread
        reading = governed(fitting, found[max(0, i - 4) : i], ())
        match = TermMatch(pattern.term, start, stop, text[start:stop], reading.marks)
        return Candidate(match, max(2, len(pattern.slots)), 2, 1.0, joined=False)
    window = found[i : i + len(pattern.slots)]
    if not _spelt(pattern, text, window):
        return None
    start, stop = window[0].start, window[-1].stop
    if touches_letters(text, start, stop):
        return None
    joined = joined_left(text, start) or joined_right(text, stop)
    if joined and not pattern.proper:
        return None
    if _has_function_word(pattern, found, i) or _in_set_phrase(window, found, i):
        return None
    after = found[i + len(window) : i + len(window) + 3]
    agreed = _agreement(pattern, window, found[max(0, i - 4) : i], after)
    if agreed is None:
        return None
    sure = evidence(pattern, text, found, i)
    if sure is None:
        return None
    span = _span(pattern, text, start, _with_full_stop(pattern, text, window[-1]))
    if span is None:
        return None
    grammar, score, agreeing, likely = agreed
    if tail_goes_on(pattern, text, found, i, agreeing):
        return None
    named = pattern.proper or (likely is not None and likely.pos != "NOUN") or likely is None
    kind = pattern.term.kind if named else ""
    if names and is_part_of_name(kind, start, stop, likely, names):
        return None
    if score < _DOUBTFUL and len(window) == 1 and not _supported(pattern, found, i):
        return None
    start, stop = span
    match = TermMatch(pattern.term, start, stop, text[start:stop], grammar)
    return Candidate(match, len(window), sure, score, joined)


def _spelt(pattern: Pattern, text: str, window: list[Part]) -> bool:
    if len(window) < len(pattern.slots):
        return False
    for k, (slot, part) in enumerate(zip(pattern.slots, window, strict=True)):
        if k and not _gap_between(pattern, text, window, k):
            return False
        if slot.shortened(part):
            follows = text[part.stop : part.stop + 1]
            if (follows != "." and "-" not in part.form) or (not k and _is_year(text, part)):
                return False
            continue
        if slot.mode not in {Mode.FREE, Mode.AGREES} and not slot.fits_exactly(part):
            return False
    return True


def _gap_between(pattern: Pattern, text: str, window: list[Part], k: int) -> bool:
    """Whether slot ``k`` follows as it should; a full stop ends an abbreviation (г.Киров)."""
    between = text[window[k - 1].stop : window[k].start]
    if pattern.slots[k - 1].shortened(window[k - 1]) and between.startswith("."):
        between = between[1:] or " "
    return gap_fits(pattern.slots[k].gap, between)


def _is_year(text: str, part: Part) -> bool:
    """Whether the abbreviation belongs to a number: «в 2025 г. Киров стал …»."""
    return text[: part.start].rstrip()[-1:].isdigit()


def _with_full_stop(pattern: Pattern, text: str, last: Part) -> int:
    """Where the match ends: after the full stop of an abbreviation (Амурская обл.), unless the
    text ends there, so that the sentence keeps its own."""
    if pattern.slots[-1].shortened(last) and text[last.stop : last.stop + 1] == ".":
        return last.stop + 1 if text[last.stop + 1 :].strip() else last.stop
    return last.stop


@lru_cache(maxsize=1)
def _set_phrases() -> frozenset[str]:
    lines = Path(__file__).with_name("idioms.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _in_set_phrase(window: list[Part], found: list[Part], i: int) -> bool:
    """«во главе с» is no head."""
    return len(window) == 1 and i > 0 and f"{found[i - 1].form} {window[0].form}" in _set_phrases()


def _has_function_word(pattern: Pattern, found: list[Part], i: int) -> bool:
    """Whether a word looks like a form of the term's but is a preposition, a conjunction or a
    particle where it stands: «после встречи» is not посол."""
    window = found[i : i + len(pattern.slots)]
    return any(
        slot.mode in {Mode.FREE, Mode.AGREES}
        and part.script == "cyrillic"
        and readings(part.text)[0].pos in _FUNCTION_WORDS
        and not slot.fits_exactly(part)
        and not slot.shortened(part)
        and not _borne_out(slot, found, i + k, plural=pattern.plural)
        for k, (slot, part) in enumerate(zip(pattern.slots, window, strict=True))
    )


def _borne_out(slot: Slot, found: list[Part], k: int, *, plural: bool) -> bool:
    """Whether the neighbours show an inflected word after all: an adjective that agrees
    (морским путём), a preposition before it (о после), a next word in a case that the
    preposition does not govern (благодаря губернатора)."""
    fitting = slot.fitting_readings(found[k], plural=plural)
    if k:
        before = found[k - 1]
        if any(r.case in governed_cases(before.form) for r in fitting):
            return True
        forms = {(r.case, r.number) for r in fitting}
        if any(
            r.pos in {"ADJF", "PRTF"} and (r.case, r.number) in forms
            for r in readings(before.text)
            if before.script == "cyrillic"
        ):
            return True
    governs = frozenset(governed_cases(found[k].form))
    if not governs or k + 1 == len(found):
        return False
    cases = {r.case for r in readings(found[k + 1].text) if r.case}
    return bool(cases) and cases.isdisjoint(governs)


def _agreement(
    pattern: Pattern, window: list[Part], before: list[Part], after: list[Part]
) -> tuple[str, float, list[Reading], Reading | None] | None:
    """Marks and likelihood of the head's form, its possible readings and the likeliest, or
    None where the words do not agree."""
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
    if not agreeing:
        return "", score, [], None
    likely = governed(agreeing, before, after)
    if before and likely.case in governed_cases(before[-1].form):
        agreeing = [r for r in agreeing if r.case == likely.case]
    if len(agreeing) > 1 and pattern.slots[pattern.head].shortened(window[pattern.head]):
        return "", score, agreeing, likely
    return likely.marks, score, agreeing, likely


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
    but not «стали расти». A doubt between nouns is none: the form is right for either; nor is
    one about a word that the dictionary lacks (Шаньси, guessed to be a verb)."""
    own = readings(found[i].text)
    if own[0].pos in {"NOUN", "ADJF", "PRTF"} or not any(r.known for r in own):
        return True
    if _is_predicate(found, i):
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


def _is_predicate(found: list[Part], i: int) -> bool:
    """Whether the next word goes with a verb: «стали расти», «цены стали выше», «форум и
    ярмарка стали темой», where the subject before it has the verb's number."""
    if i + 1 == len(found):
        return False
    after = readings(found[i + 1].text)
    if after[0].pos in _PREDICATES or any(r.pos == "COMP" for r in after):
        return True
    if after[0].case != "ins" or not i:
        return False
    numbers = {r.number for r in readings(found[i].text) if r.pos == "VERB"}
    subject = {r.number for r in readings(found[i - 1].text) if r.pos == "NOUN" and r.case == "nom"}
    if any(part.form in JOINING for part in found[max(0, i - _SUBJECT) : i]):
        subject |= {"plur"} if subject else set()
    return bool(numbers & subject)
