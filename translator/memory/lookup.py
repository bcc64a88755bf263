"""Finding units for a segment, inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz, process

from translator.memory import index
from translator.memory.figures import adapt
from translator.memory.grams import Numbers
from translator.memory.keys import clean, key, line, skeleton
from translator.memory.rows import COLUMNS, holds, unit_of
from translator.memory.upkeep import validities
from translator.storage import Transaction
from translator.units import MatchKind, MemoryMatch, ReviewedUnit

LEAST_PERCENT = 70
"""Below it a match is more to read than to gain; the usual bound of translation memories."""
_CANDIDATES = 200
_SAME_TEXT = 200
_ADAPTED = 3


def exact(
    transaction: Transaction, source: str, previous: str, following: str, on: date
) -> tuple[MemoryMatch, ...]:
    """See :meth:`translator.memory.TranslationMemory.exact`."""
    wanted, before, after = (line(clean(text)) for text in (source, previous, following))
    rows = transaction.run(
        f"SELECT id, {COLUMNS} FROM units WHERE key = ? ORDER BY "
        "CASE WHEN before_text = ? THEN 1 ELSE 0 END + CASE WHEN after_text = ? THEN 1 ELSE 0 END "
        f"DESC, reviewed DESC, id DESC LIMIT {_SAME_TEXT}",
        (key(wanted), before, after),
    )
    limits = validities(transaction, [row[0] for row in rows])
    matches: dict[tuple[str, bool], MemoryMatch] = {}
    for number, *columns in rows:
        unit = unit_of(columns, limits.get(number))
        if line(unit.source) != wanted:
            continue
        same = (unit.previous, unit.next) == (before, after) and bool(before or after)
        match = MemoryMatch(
            unit=unit,
            kind=MatchKind.CONTEXT if same else MatchKind.EXACT,
            percent=100,
            target=unit.target,
            expired=not holds(unit, on),
            number=number,
        )
        matches.setdefault((unit.target, match.expired), match)
    return tuple(sorted(matches.values(), key=lambda m: (m.expired, m.kind != MatchKind.CONTEXT)))


def fuzzy(
    transaction: Transaction,
    source: str,
    grams: Numbers,
    on: date,
    issued: date | None,
    limit: int,
    least: int,
) -> tuple[MemoryMatch, ...]:
    """See :meth:`translator.memory.TranslationMemory.fuzzy`; ``grams`` are those of ``source``."""
    wanted = line(clean(source))
    numbers = index.candidates(transaction, grams, _CANDIDATES)
    lines = {number: line(text) for number, text in _sources(transaction, numbers)}
    ranked = process.extract(
        skeleton(wanted),
        {number: skeleton(text) for number, text in lines.items() if text != wanted},
        scorer=fuzz.ratio,
        score_cutoff=least,
        limit=_CANDIDATES,
    )
    close = sorted(((score, number) for _, score, number in ranked), reverse=True)
    units = by_number(transaction, [number for _, number in close[: 10 * limit]])
    matches = [
        _fuzzy_match(units[number], number, score, on)
        for score, number in close[: 10 * limit]
        if number in units
    ]
    improved = [_with_figures(m, wanted, issued) for m in matches[:_ADAPTED]]
    return _best(improved + matches[_ADAPTED:], limit)


def _fuzzy_match(unit: ReviewedUnit, number: int, score: float, on: date) -> MemoryMatch:
    return MemoryMatch(
        unit=unit,
        kind=MatchKind.FUZZY,
        percent=min(99, int(score)),
        target=unit.target,
        expired=not holds(unit, on),
        number=number,
    )


def _with_figures(match: MemoryMatch, source: str, issued: date | None) -> MemoryMatch:
    unit = match.unit
    reviewed = unit.reviewed.date() if unit.reviewed else None
    adapted = adapt(unit.source, unit.target, source, issued=issued, old_issued=reviewed)
    if adapted is None:
        return match
    return replace(
        match,
        kind=MatchKind.FIGURES,
        percent=99,
        target=adapted.target,
        replaced=adapted.replaced,
    )


def _best(matches: Iterable[MemoryMatch], limit: int) -> tuple[MemoryMatch, ...]:
    """One match for each pair of source and target; what holds before what has expired."""

    def place(match: MemoryMatch) -> tuple[bool, bool, int, int]:
        return match.expired, match.kind != MatchKind.FIGURES, -match.percent, -match.number

    seen: dict[tuple[str, str], MemoryMatch] = {}
    for match in sorted(matches, key=place):
        seen.setdefault((line(match.unit.source), match.target), match)
    return tuple(list(seen.values())[:limit])


def by_number(transaction: Transaction, numbers: Sequence[int]) -> dict[int, ReviewedUnit]:
    """The units of the numbers that there are."""
    if not numbers:
        return {}
    limits = validities(transaction, numbers)
    rows = transaction.run(
        f"SELECT id, {COLUMNS} FROM units WHERE id IN ({', '.join('?' * len(numbers))})", numbers
    )
    return {number: unit_of(columns, limits.get(number)) for number, *columns in rows}


def _sources(transaction: Transaction, numbers: Sequence[int]) -> list[tuple[int, str]]:
    if not numbers:
        return []
    rows = transaction.run(
        f"SELECT id, source FROM units WHERE id IN ({', '.join('?' * len(numbers))})", numbers
    )
    return [(number, text) for number, text in rows]
