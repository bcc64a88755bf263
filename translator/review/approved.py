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
    with who brought it there and when; not those that two reviewers still dispute."""
    signed = {r.unit: (r.author, _moment(r.time)) for r in project.revisions()}
    whole = project.bitext()
    disputed = {conflict.unit for conflict in project.conflicts()}
    wanted = {u.id for u in whole.units if only is None or u.id in only} - disputed
    return tuple(bitexts.reviewed_units(whole, signed=signed, only=wanted))


def _moment(time: str) -> datetime | None:
    """Whole seconds of UTC; a time without a zone is taken as UTC, as Word writes it."""
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).replace(microsecond=0)
