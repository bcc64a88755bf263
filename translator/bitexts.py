"""What several stages do with a whole bitext."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import datetime
from pathlib import PurePath

from translator.units import Bitext, ReviewedUnit, State

_APPROVED = frozenset({State.REVIEWED, State.FINAL})


def reviewed_units(
    bitext: Bitext,
    *,
    reviewer: str = "",
    reviewed: datetime | None = None,
    domain: str = "",
    drafts: bool = False,
    signed: Mapping[str, tuple[str, datetime | None]] | None = None,
    only: Container[str] | None = None,
) -> Iterator[ReviewedUnit]:
    """The units that a person approved (all that have a target with ``drafts``), with the
    sources of their neighbours in the release, whatever the state of these.

    ``reviewed`` is when they were approved, ``reviewer`` by whom; ``signed`` says both for single
    units by their id. ``only`` leaves out units with other ids.
    """
    units = bitext.units
    own = signed or {}
    for place, unit in enumerate(units):
        if not unit.target or not (drafts or unit.state in _APPROVED):
            continue
        if only is not None and unit.id not in only:
            continue
        by, when = own.get(unit.id, (reviewer, reviewed))
        yield ReviewedUnit(
            source=unit.source,
            target=unit.target,
            previous=units[place - 1].source if place else "",
            next=units[place + 1].source if place + 1 < len(units) else "",
            release=PurePath(bitext.name).name,
            reviewer=by,
            reviewed=when,
            domain=domain,
        )
