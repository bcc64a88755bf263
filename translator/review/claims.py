"""Which unit a row belongs to: custom XML part and content controls, then bookmarks, the number
column, the source text; two of them that contradict one another are never settled by guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from translator.bilingual import ReviewRow
from translator.review.keys import joined_key, source_key
from translator.units import Bitext, TranslationUnit

_SIMILAR = 80.0  # fuzz.ratio, 0 to 100: below it a source is another sentence, not a touched one
_CLEAR = 8.0  # how far the second best must stay behind


class Base:
    """The export that a file goes back to, with its look-ups."""

    def __init__(self, bitext: Bitext, numbers: Sequence[int] = ()) -> None:
        self.units = bitext.units
        self.place = {unit.id: place for place, unit in enumerate(bitext.units)}
        self.numbers = tuple(numbers) or tuple(range(1, len(bitext.units) + 1))
        self.number = {u.id: str(n) for u, n in zip(bitext.units, self.numbers, strict=True)}
        self.by_number = {number: unit for unit, number in self.number.items()}
        self.by_source: dict[str, list[str]] = {}
        for unit in bitext.units:
            self.by_source.setdefault(source_key(unit.source), []).append(unit.id)
        self.joined = [joined_key([unit.source]) for unit in bitext.units]

    def unit(self, name: str) -> TranslationUnit:
        """The unit of that id."""
        return self.units[self.place[name]]

    def run(self, source: str) -> tuple[str, ...]:
        """Consecutive units whose sources together are ``source``; none if there are none."""
        key = joined_key([source])
        for start, first in enumerate(self.joined):
            if not first or not key.startswith(first):
                continue
            stop, whole = start + 1, first
            while stop < len(self.joined) and len(whole) < len(key):
                whole += self.joined[stop]
                stop += 1
            if whole == key and stop - start > 1:
                return tuple(unit.id for unit in self.units[start:stop])
        return ()

    def similar(self, source: str, free: Sequence[str]) -> str:
        """The one free unit whose source is clearly the nearest; empty if none is."""
        key = source_key(source)
        choices = {name: source_key(self.unit(name).source) for name in free}
        found = process.extract(key, choices, scorer=fuzz.ratio, limit=2, score_cutoff=_SIMILAR)
        if not found or (len(found) > 1 and found[0][1] - found[1][1] < _CLEAR):
            return ""
        return str(found[0][2])


@dataclass(frozen=True, slots=True)
class Claim:
    """A row with its unit. ``touched`` tells a source that is not the unit's; ``other`` is the
    unit whose source the row shows where the anchor names another; ``units`` has several for a
    row whose source holds several units."""

    place: int
    row: ReviewRow
    units: tuple[str, ...] = ()
    anchor: str = ""
    touched: bool = False
    other: str = ""


def claims(rows: Sequence[ReviewRow], base: Base) -> list[Claim]:
    """A claim for every row, in the file's order; a row that nothing names has no units."""
    made = [_anchored(place, row, base) for place, row in enumerate(rows, 1)]
    taken = {unit for claim in made for unit in claim.units}
    for index, claim in enumerate(made):
        if not claim.units and source_key(claim.row.source):
            made[index] = _by_source(claim, base, taken)
            taken.update(made[index].units)
    return made


def _anchored(place: int, row: ReviewRow, base: Base) -> Claim:
    named, anchor = _named(row, base)
    if not named:
        return Claim(place, row)
    same = base.by_source.get(source_key(row.source), [])
    both = [unit for unit in named if unit in same]
    if both:
        return Claim(place, row, (both[0],), anchor)
    if same:
        by_number = base.by_number.get(row.number, "")
        if anchor != "control" or by_number in same:
            return Claim(place, row, (by_number if by_number in same else same[0],), "source")
        return Claim(place, row, (named[0],), anchor, other=same[0])
    run = base.run(row.source)
    if run:
        return Claim(place, row, run, anchor)
    return Claim(place, row, (named[0],), anchor, touched=True)


def _named(row: ReviewRow, base: Base) -> tuple[tuple[str, ...], str]:
    """The units that the strongest kind of anchor in the row names."""
    number = base.by_number.get(row.number, "")
    for anchor, units in (
        ("control", row.controls),
        ("bookmark", row.bookmarks),
        ("number", (number,) if number else ()),
    ):
        known = tuple(unit for unit in units if unit in base.place)
        if known:
            return known, anchor
    return (), ""


def _by_source(claim: Claim, base: Base, taken: set[str]) -> Claim:
    row = claim.row
    free = [unit for unit in base.by_source.get(source_key(row.source), []) if unit not in taken]
    if free:
        return Claim(claim.place, row, (free[0],), "source")
    run = base.run(row.source)
    if run and not taken & set(run):
        return Claim(claim.place, row, run, "source")
    if base.by_source.get(source_key(row.source)):
        return claim
    near = base.similar(row.source, [u.id for u in base.units if u.id not in taken])
    return Claim(claim.place, row, (near,), "similar source", touched=True) if near else claim
