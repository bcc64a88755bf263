"""What the checks of one unit are given."""

from __future__ import annotations

from dataclasses import dataclass

from translator.units import Hint, Kind, NameMatch, NumberUse, Placeable, TermUse


@dataclass(frozen=True, slots=True)
class Subject:
    """A segment, its target (after normalisation) and everything known about the two.

    ``terms`` come from :func:`translator.checks.term_uses` over ``hints``; ``numbers`` from
    :func:`translator.placeables.check` over ``placeables``, in their order (worked out here
    where left empty); ``messages`` from the engine; ``forbidden`` are pairs of a Chinese form
    that must not appear and the one expected instead.
    """

    source: str
    target: str | None
    kind: Kind = Kind.PARAGRAPH
    hints: tuple[Hint, ...] = ()
    placeables: tuple[Placeable, ...] = ()
    terms: tuple[TermUse, ...] = ()
    numbers: tuple[NumberUse, ...] = ()
    messages: tuple[str, ...] = ()
    names: tuple[NameMatch, ...] = ()
    forbidden: tuple[tuple[str, str], ...] = ()

    @property
    def zh(self) -> str:
        """The target, empty where there is none."""
        return self.target or ""
