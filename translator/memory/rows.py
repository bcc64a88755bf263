"""Between records and rows of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from translator.memory.keys import clean, fingerprint, is_clean, key, line, skeleton
from translator.storage import Row
from translator.units import ReviewedUnit

_SECONDS = len("2025-05-12T10:00:00")
COLUMNS = "source, target, before_text, after_text, release_name, reviewer, reviewed, domain"


@dataclass(frozen=True, slots=True)
class Kept:
    """A unit as it is written: ``row`` is key, fingerprint and :data:`COLUMNS`, ``skeleton`` its
    source as the index sees it, ``validity`` (from, until, note) or None where it has no limit."""

    row: tuple[object, ...]
    skeleton: str
    validity: tuple[str, str, str] | None


def keep(unit: ReviewedUnit) -> Kept:
    """The unit without control characters, its neighbours with single spaces, the time in UTC
    to the second (a time without zone counts as UTC)."""
    texts: tuple[str, ...] = (
        unit.source, unit.target, unit.previous, unit.next, unit.release, unit.reviewer,
        unit.domain,
    )  # fmt: skip
    if not is_clean(texts):
        texts = tuple(map(clean, texts))
    source, target, previous, following, release, reviewer, domain = texts
    columns = (
        source,
        target,
        line(previous) if previous else "",
        line(following) if following else "",
        release,
        reviewer,
        stamp(unit.reviewed),
        domain,
    )
    text = line(source)
    has_limit = unit.valid_from or unit.valid_until or unit.note
    return Kept(
        (key(text), fingerprint(columns), *columns),
        skeleton(text),
        (iso(unit.valid_from), iso(unit.valid_until), clean(unit.note)) if has_limit else None,
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
    if value is None:
        return ""
    if value.tzinfo is not None and value.tzinfo is not UTC:
        value = value.astimezone(UTC)
    return value.isoformat()[:_SECONDS] + "Z"


def moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def holds(unit: ReviewedUnit, on: date) -> bool:
    """Is the unit valid on the day?"""
    return (unit.valid_from is None or unit.valid_from <= on) and (
        unit.valid_until is None or on <= unit.valid_until
    )
