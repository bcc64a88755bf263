"""The translation memory: what reviewers approved, found again by text, context and likeness."""

from __future__ import annotations

import gc
import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from translator.memory import index, lookup, upkeep
from translator.memory.grams import GramMaker
from translator.memory.keys import clean, line, skeleton
from translator.memory.rows import COLUMNS, Kept, holds, iso, keep, unit_of
from translator.memory.schema import MIGRATIONS
from translator.storage import Database, Location, Transaction, open_database
from translator.storage.database import PATIENCE
from translator.units import MemoryMatch, ReviewedUnit

CHUNK = 25_000
"""Units written in one transaction: a stopped import keeps whole chunks."""
_COLUMNS = ("key", "fingerprint", *COLUMNS.split(", "))
_UNIQUE = 2


@dataclass(frozen=True, slots=True)
class Added:
    """What :meth:`TranslationMemory.add` did: units that are new, and that were there already;
    ``empty`` had no source or no target and were left out."""

    new: int = 0
    known: int = 0
    empty: int = 0


class TranslationMemory:
    """Reviewed units in SQLite or PostgreSQL; several processes may read and write at once.

    Nothing that was added is ever changed by adding: a second review of a sentence stands
    beside the first, and of equals the newest is taken. Only :meth:`dedupe` deletes.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._grams = GramMaker()

    @classmethod
    def open(
        cls,
        location: str | Path | Location,
        *,
        patience: float = PATIENCE,
        waiting: Callable[[str], None] | None = None,
    ) -> Self:
        """Open a memory, made on first use: a path, or ``postgresql://USER@HOST/DATABASE``.

        ``patience`` is how many seconds a locked or absent database is waited for; ``waiting``
        is told so in one line.

        :raises StorageError: it cannot be reached, is damaged, or of a newer version.
        """
        database = open_database(
            location, MIGRATIONS, table="memory_migrations", patience=patience, waiting=waiting
        )
        return cls(database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def location(self) -> Location:
        """Where it is."""
        return self._database.location

    def close(self) -> None:
        """Let go of the connection."""
        self._database.close()

    def add(
        self,
        units: Iterable[ReviewedUnit],
        *,
        what: str = "add",
        progress: Callable[[int], None] | None = None,
    ) -> Added:
        """Keep reviewed units; one that is there already (the same in every field) is not
        doubled, so that the same file can be read twice and a broken-off one again.

        Written in transactions of :data:`CHUNK` units. ``what`` stands in the journal of
        changes; ``progress`` gets the units read so far.

        :raises StorageError: see :meth:`translator.storage.Database.write`.
        """
        new = known = empty = 0
        source = iter(units)
        with _without_collector():
            while chunk := list(islice(source, CHUNK)):
                full = [keep(u) for u in chunk if u.source.strip() and u.target.strip()]
                empty += len(chunk) - len(full)
                fresh = self._database.write(partial(self._add, full, what))
                new += fresh
                known += len(full) - fresh
                if progress:
                    progress(new + known + empty)
        return Added(new, known, empty)

    def _add(self, units: Sequence[Kept], what: str, transaction: Transaction) -> int:
        found = transaction.add_new("units", _COLUMNS, _UNIQUE, [unit.row for unit in units])
        fresh = [(number, unit) for number, unit in zip(found, units, strict=True) if number]
        numbers = np.array([number for number, _ in fresh], dtype=np.uint32)
        grams, owners = self._grams.grams([unit.skeleton for _, unit in fresh])
        index.add(transaction, numbers[owners], grams, len(fresh))
        limits = [(number, unit.validity) for number, unit in fresh if unit.validity]
        upkeep.limit(transaction, limits, _person())
        if fresh:
            upkeep.note(transaction, what, len(fresh), _person())
            index.merge_small(transaction)
        return len(fresh)

    def exact(
        self, source: str, previous: str = "", following: str = "", on: date | None = None
    ) -> tuple[MemoryMatch, ...]:
        """Units with the same text, best first: between the same neighbours, beside one of them,
        the newest. One for each target; those that do not hold on the day ``on`` (today) come last.
        """
        when = on or _today()
        return self._database.view(lambda t: lookup.exact(t, source, previous, following, when))

    def fuzzy(
        self,
        source: str,
        on: date | None = None,
        *,
        limit: int = 3,
        least: int = lookup.LEAST_PERCENT,
        issued: date | None = None,
    ) -> tuple[MemoryMatch, ...]:
        """Units with similar text, at least ``least`` per cent alike, best first, without those of
        the same text. Where only figures differ they are replaced (``issued`` is the date of
        the release, against which relative dates are read)."""
        when = on or _today()
        grams, _ = self._grams.grams([skeleton(line(clean(source)))])
        return self._database.view(
            lambda t: lookup.fuzzy(t, source, grams, when, issued, limit, least)
        )

    def state(self) -> str:
        """A short text that changes with every change of the memory, whoever makes it."""
        count, last = self._database.read("SELECT count(*), coalesce(max(id), 0) FROM changes")[0]
        return f"{count}.{last}"

    def units(self, *, release: str = "", domain: str = "") -> Iterator[ReviewedUnit]:
        """All units in the order in which they came, streamed; of one release or domain."""
        for _, unit in self.numbered(release=release, domain=domain):
            yield unit

    def numbered(
        self, *, release: str = "", domain: str = ""
    ) -> Iterator[tuple[int, ReviewedUnit]]:
        """As :meth:`units`, with the number of each."""
        wanted = [("release_name", release), ("domain", domain)]
        given = [(name, value) for name, value in wanted if value]
        where = " AND ".join(f"{name} = ?" for name, _ in given)
        validity = self._database.view(upkeep.validities)
        for number, *columns in self._database.stream(
            f"SELECT id, {COLUMNS} FROM units {'WHERE ' + where if where else ''} ORDER BY id",
            [value for _, value in given],
        ):
            yield number, unit_of(columns, validity.get(number))

    def search(self, text: str, *, limit: int = 0) -> Iterator[tuple[int, ReviewedUnit]]:
        """Units whose source or target holds ``text``, capitals and ё aside; 0 is no limit."""
        wanted = _folded(text)
        found = (
            (number, unit)
            for number, unit in self.numbered()
            if wanted in _folded(unit.source) or wanted in _folded(unit.target)
        )
        return islice(found, limit) if limit else found

    def set_validity(
        self,
        numbers: Sequence[int],
        *,
        valid_from: date | None = None,
        valid_until: date | None = None,
        note: str = "",
    ) -> int:
        """Decide from when to when units hold; the decision is added to earlier ones and
        counts from now on. Without both days they hold without limit. Returns how many."""

        def work(transaction: Transaction) -> int:
            known = lookup.by_number(transaction, numbers)
            decision = (iso(valid_from), iso(valid_until), clean(note))
            decided = [(number, decision) for number in known]
            upkeep.limit(transaction, decided, _person())
            upkeep.note(transaction, "validity", len(decided), _person())
            return len(decided)

        return self._database.write(work)

    def stats(self, on: date | None = None) -> upkeep.MemoryStats:
        """Counts by domain, reviewer and year, and how many do not hold on the day (today)."""
        when = on or _today()
        return self._database.view(lambda t: upkeep.stats(t, when))

    def dedupe(self, *, dry_run: bool = False) -> int:
        """Delete units that repeat a newer one in source, target and both neighbours; units
        with a decision on validity stay. Returns how many (would) go."""
        return self._database.write(lambda t: upkeep.dedupe(t, _person(), dry_run=dry_run))

    def compact(self) -> None:
        """Merge the index into one segment and give free space back. Other processes may go on
        reading; changes nothing of what is found."""
        self._database.write(index.merge_all)
        self._database.tidy()


@contextmanager
def _without_collector() -> Iterator[None]:
    """The collector of cycles rests: an import makes none, and looking for them in tens of
    thousands of records is an eighth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def is_expired(unit: ReviewedUnit, on: date | None = None) -> bool:
    """Does the unit not hold on the day (today)?"""
    return not holds(unit, on or _today())


def _today() -> date:
    return datetime.now(UTC).date()


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
