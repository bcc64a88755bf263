"""Between records and rows of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from translator.memory.keys import clean, fingerprint, key, line
from translator.storage import Row
from translator.units import ReviewedUnit

COLUMNS = "source, target, before_text, after_text, release_name, reviewer, reviewed, domain"
_STAMP = "%Y-%m-%dT%H:%M:%SZ"


def tidy(unit: ReviewedUnit) -> ReviewedUnit:
    """The unit as it is kept: no control characters, neighbours with single spaces, the time in
    UTC to the second (a time without zone counts as UTC)."""
    reviewed = unit.reviewed
    if reviewed is not None:
        aware = reviewed if reviewed.tzinfo else reviewed.replace(tzinfo=UTC)
        reviewed = aware.astimezone(UTC).replace(microsecond=0)
    return replace(
        unit,
        source=clean(unit.source),
        target=clean(unit.target),
        previous=line(clean(unit.previous)),
        next=line(clean(unit.next)),
        release=clean(unit.release),
        reviewer=clean(unit.reviewer),
        reviewed=reviewed,
        domain=clean(unit.domain),
        note=clean(unit.note),
    )


def row(unit: ReviewedUnit) -> tuple[object, ...]:
    """Key, fingerprint and :data:`COLUMNS` of a tidy unit."""
    return (
        key(unit.source),
        fingerprint(unit),
        unit.source,
        unit.target,
        unit.previous,
        unit.next,
        unit.release,
        unit.reviewer,
        stamp(unit.reviewed),
        unit.domain,
    )


def unit_of(columns: Sequence[str], validity: Row | None = None) -> ReviewedUnit:
    """The unit of :data:`COLUMNS` and of a row (from, until, note) of its validity."""
    source, target, previous, following, release, reviewer, reviewed, domain = columns
    return ReviewedUnit(
        source=source,
        target=target,
        previous=previous,
        next=following,
        release=release,
        reviewer=reviewer,
        reviewed=moment(reviewed),
        domain=domain,
        valid_from=day(validity[0]) if validity else None,
        valid_until=day(validity[1]) if validity else None,
        note=str(validity[2]) if validity else "",
    )


def stamp(value: datetime | None) -> str:
    """``2025-05-12T10:00:00Z``, so that texts sort as times do; empty for None."""
    return value.astimezone(UTC).strftime(_STAMP) if value is not None else ""


def moment(text: str) -> datetime | None:
    return datetime.strptime(text, _STAMP).replace(tzinfo=UTC) if text else None


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def holds(unit: ReviewedUnit, on: date) -> bool:
    """Is the unit valid on the day?"""
    return (unit.valid_from is None or unit.valid_from <= on) and (
        unit.valid_until is None or on <= unit.valid_until
    )
