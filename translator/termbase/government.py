"""Which case a form most likely has where it stands: «в области» is locative, «глава области»
genitive, though the form is the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from translator.morphology import Reading, readings
from translator.termbase.words import Part


@lru_cache(maxsize=1)
def _cases() -> dict[str, tuple[str, ...]]:
    lines = Path(__file__).with_name("government.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines[1:])
    return {preposition: tuple(cases.split()) for preposition, _, cases in rows}


def governed_cases(preposition: str) -> tuple[str, ...]:
    """The cases that a folded preposition governs, the likelier first; none for other words."""
    return _cases().get(preposition, ())


def governed(
    candidates: Sequence[Reading], before: Sequence[Part], after: Sequence[Part]
) -> Reading:
    """The reading that the words around the term allow; the likeliest where they tell nothing.

    A preposition directly before decides; without one among the four words before there is
    no locative (it never stands alone in Russian). An adjective takes the case of the noun
    after it. What opens a sentence is rather its subject than its object.
    """
    if candidates[0].pos != "NOUN":
        candidates = _agreeing(candidates, after) or candidates
    table = _cases()
    cases = table.get(before[-1].form, ()) if before else ()
    for case in cases:
        for reading in candidates:
            if reading.case == case:
                return reading
    if not before:
        candidates = sorted(candidates, key=lambda r: r.case != "nom")
    if not any(part.form in table for part in before):
        for reading in candidates:
            if reading.case != "loc":
                return reading
    return candidates[0]


def _agreeing(candidates: Sequence[Reading], after: Sequence[Part]) -> list[Reading]:
    for part in after:
        found = readings(part.text)
        if any(r.pos == "NOUN" for r in found):
            forms = {(r.case, r.number) for r in found if r.pos == "NOUN"}
            return [c for c in candidates if (c.case, c.number) in forms]
        if found[0].pos not in {"ADJF", "PRTF"}:
            break
    return []
