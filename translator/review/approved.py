"""What a person has approved, as the translation memory takes it."""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, datetime

from translator import bitexts
from translator.project import Project
from translator.units import ReviewedUnit


def reviewed_units(
    project: Project, only: Container[str] | None = None
) -> tuple[ReviewedUnit, ...]:
    """Every unit that stands as reviewed or final (of those with an id in ``only``, if given),
    with who brought it there and when."""
    signed = {r.unit: (r.author, _moment(r.time)) for r in project.revisions()}
    return tuple(bitexts.reviewed_units(project.bitext(), signed=signed, only=only))


def _moment(time: str) -> datetime | None:
    """Whole seconds of UTC; a time without a zone is taken as UTC, as Word writes it."""
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).replace(microsecond=0)
