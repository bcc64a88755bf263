"""The units of a release while an import changes them; a bitext goes in and comes out."""

from __future__ import annotations

from dataclasses import replace

from translator.units import Bitext, Kind, Origin, State, TranslationUnit


class Release:
    """Units by id in their order. A changed text is a person's: what a machine knew of the old
    one (score, findings, term and number uses) no longer holds and is left out."""

    def __init__(self, bitext: Bitext) -> None:
        self._bitext = bitext
        self._units = {unit.id: unit for unit in bitext.units}
        self._first = dict(self._units)
        self._order = [unit.id for unit in bitext.units]

    def bitext(self) -> Bitext:
        """The release as it is now."""
        units = tuple(self._units[name] for name in self._order)
        return replace(self._bitext, units=units)

    def get(self, name: str) -> TranslationUnit | None:
        """The unit of that id, if it is still there."""
        return self._units.get(name)

    def put(self, name: str, target: str, state: State, *, source: str | None = None) -> None:
        """Give a unit its text and state."""
        unit = self._units[name]
        if source is not None:
            unit = replace(unit, source=source, styles=())
        first = self._first.get(name)
        if first and (first.source, first.target or "") == (unit.source, target):
            unit = first
        elif target != (unit.target or ""):
            unit = replace(
                unit, target=target or None, origin=Origin.HUMAN,
                score=None, terms=(), numbers=(), findings=(),
            )  # fmt: skip
        if not (unit.target or "").strip() and state is not State.QUESTION:
            state = State.INITIAL
        self._units[name] = replace(unit, state=state)

    def merge(self, names: tuple[str, ...]) -> None:
        """Make one unit of several; it keeps the first id and holds all their sources."""
        first, *rest = (self._units[name] for name in names)
        source = " ".join(unit.source for unit in (first, *rest))
        self._units[first.id] = replace(first, source=source, styles=())
        for unit in rest:
            self.remove(unit.id)

    def remove(self, name: str) -> None:
        """Take a unit out; earlier versions keep it."""
        del self._units[name]
        self._order.remove(name)

    def insert(self, after: str, source: str, target: str, state: State) -> str:
        """A new unit of a person's own below ``after``, in its paragraph; its id."""
        number = 1
        while f"a{number}" in self._units:
            number += 1
        above = self._units.get(after)
        unit = TranslationUnit(
            id=f"a{number}",
            block=above.block if above else "",
            kind=above.kind if above else Kind.PARAGRAPH,
            source=source,
            target=target or None,
            origin=Origin.HUMAN,
            state=state if target else State.INITIAL,
        )
        self._units[unit.id] = unit
        self._order.insert(self._place(after), unit.id)
        return unit.id

    def move(self, name: str, after: str) -> None:
        """Put a unit below another; it joins the paragraph it lands in, if it lands within one."""
        self._order.remove(name)
        place = self._place(after)
        self._order.insert(place, name)
        around = [self._units[n].block for n in self._order[max(place - 1, 0) : place + 2 : 2]]
        if len(around) == 2 and around[0] == around[1]:
            self._units[name] = replace(self._units[name], block=around[0])

    def _place(self, after: str) -> int:
        return self._order.index(after) + 1 if after in self._units else 0
