"""Validity, counts, duplicates and the journal of a memory, inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from translator.memory.rows import stamp
from translator.storage import Row, Transaction

_ASK_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class MemoryStats:
    """Counts of units; ``years`` by the year of review, an empty text where it is not known."""

    units: int
    sources: int
    limited: int
    expired: int
    domains: dict[str, int]
    reviewers: dict[str, int]
    years: dict[str, int]
    segments: int
    changes: int


def limit(
    transaction: Transaction, limits: Iterable[tuple[int, tuple[str, str, str]]], person: str
) -> None:
    """Add decisions on validity: the number of a unit and its (from, until, note)."""
    now = stamp(datetime.now(UTC))
    transaction.many(
        "INSERT INTO validity (unit, valid_from, valid_until, note, person, decided) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(number, *validity, person, now) for number, validity in limits],
    )


def validities(transaction: Transaction, numbers: Sequence[int] | None = None) -> dict[int, Row]:
    """(from, until, note) in force by number of the unit: of ``numbers``, or all there are."""
    columns = "SELECT unit, valid_from, valid_until, note FROM validity"
    if numbers is None or len(numbers) > _ASK_AT_ONCE:
        rows = transaction.run(f"{columns} ORDER BY id")
    elif numbers:
        marks = ", ".join("?" * len(numbers))
        rows = transaction.run(f"{columns} WHERE unit IN ({marks}) ORDER BY id", numbers)
    else:
        rows = []
    return {unit: (start, stop, note) for unit, start, stop, note in rows}


def note(transaction: Transaction, what: str, units: int, person: str) -> None:
    """A line in the journal; from it :meth:`TranslationMemory.state` is told."""
    transaction.run(
        "INSERT INTO changes (what, units, person, made) VALUES (?, ?, ?, ?)",
        (what, units, person, stamp(datetime.now(UTC))),
    )


def stats(transaction: Transaction, on: date) -> MemoryStats:
    limits = validities(transaction)
    day = on.isoformat()
    expired = sum(
        1 for start, stop, _ in limits.values() if (start and start > day) or (stop and stop < day)
    )

    def count(sql: str) -> int:
        return int(transaction.run(sql)[0][0])

    def groups(column: str) -> dict[str, int]:
        rows = transaction.run(
            f"SELECT {column}, count(*) FROM units GROUP BY {column} ORDER BY 2 DESC, 1"
        )
        return {str(name): number for name, number in rows}

    return MemoryStats(
        units=count("SELECT count(*) FROM units"),
        sources=count("SELECT count(DISTINCT key) FROM units"),
        limited=len(limits),
        expired=expired,
        domains=groups("domain"),
        reviewers=groups("reviewer"),
        years=dict(sorted(groups("substr(reviewed, 1, 4)").items())),
        segments=count("SELECT count(*) FROM segments"),
        changes=count("SELECT count(*) FROM changes"),
    )


def dedupe(transaction: Transaction, person: str, *, dry_run: bool) -> int:
    """See :meth:`translator.memory.TranslationMemory.dedupe`."""
    transaction.lock("dedupe")
    doubled = transaction.run(
        "SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY key, source, target, "
        "before_text, after_text ORDER BY reviewed DESC, id DESC) AS place FROM units "
        "WHERE id NOT IN (SELECT unit FROM validity)) AS ordered WHERE place > 1"
    )
    if doubled and not dry_run:
        transaction.many("DELETE FROM units WHERE id = ?", doubled)
        note(transaction, "dedupe", len(doubled), person)
    return len(doubled)
