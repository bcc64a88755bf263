"""What a person has approved, as the translation memory takes it."""

from __future__ import annotations

from datetime import date

from translator.project import Project
from translator.units import ReviewedUnit, Revision, State


def reviewed_units(project: Project) -> tuple[ReviewedUnit, ...]:
    """Every unit that stands as reviewed or final, with who brought it there and when."""
    bitext = project.bitext()
    last: dict[str, Revision] = {r.unit: r for r in project.revisions()}
    sources = [unit.source for unit in bitext.units]
    found = []
    for place, unit in enumerate(bitext.units):
        if unit.state.rank < State.REVIEWED.rank or not unit.target or not unit.source.strip():
            continue
        revision = last.get(unit.id)
        found.append(
            ReviewedUnit(
                id=unit.id,
                source=unit.source,
                target=unit.target,
                previous=sources[place - 1] if place else "",
                next=sources[place + 1] if place + 1 < len(sources) else "",
                release=bitext.name,
                reviewer=revision.author if revision else "",
                reviewed=_day(revision.time) if revision else None,
                state=unit.state,
            )
        )
    return tuple(found)


def _day(time: str) -> date | None:
    try:
        return date.fromisoformat(time[:10])
    except ValueError:
        return None
