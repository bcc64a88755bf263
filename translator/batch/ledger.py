"""The ledger of an archive: the state of each document, in SQLite or PostgreSQL.

Every change of a row counts its ``version`` up, and a document is taken only in the version in
which it was looked at: of two runs that want it, one gets it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Self, TypeVar

from translator.batch.records import Entry, Fault, Figures, Found, Output, Staged, State, Summary
from translator.batch.schema import MIGRATIONS
from translator.plain import from_plain, to_plain
from translator.storage import Database, Location, Row, Transaction, open_database
from translator.storage.database import PATIENCE

T = TypeVar("T")
FOLDER = ".batch"
"""Beside the results: the ledger, locks of runs, and outputs on their way into place."""
_CHUNK = 500
_ENTRY = (
    "key, state, run, version, tries, input, stamp, signature, memory, outputs, earlier, error, "
    "cause, answers"
)
_KEPT = 6
"""How many earlier outputs of a document are remembered as ours."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as the ledger knows it; ``ended`` is empty while it has not said good-bye."""

    id: str
    host: str
    beats: int
    stop: bool
    begun: str
    ended: str


def usual_place(out: Path) -> Path:
    """Where the ledger is unless one is named."""
    return out / FOLDER / "ledger.sqlite"


class Ledger:
    """The documents of one archive (an output folder)."""

    def __init__(self, database: Database, archive: int) -> None:
        self._database = database
        self._archive = archive

    @classmethod
    def open(
        cls,
        location: str | Path | Location,
        out: Path,
        *,
        patience: float = PATIENCE,
        waiting: Callable[[str], None] | None = None,
    ) -> Self:
        """The ledger at ``location`` for the output folder ``out``, made on first use.

        :raises StorageError: it cannot be reached, is damaged, or of a newer version.
        """
        database = open_database(
            location, MIGRATIONS, table="batch_migrations", patience=patience, waiting=waiting
        )
        # A ledger that lies in its archive may be moved with it.
        place = "." if database.location.path == usual_place(out) else str(out.resolve())

        def enrol(transaction: Transaction) -> int:
            transaction.run(
                "INSERT INTO archives (place) VALUES (?) ON CONFLICT DO NOTHING", (place,)
            )
            return int(transaction.run("SELECT id FROM archives WHERE place = ?", (place,))[0][0])

        known = database.read("SELECT id FROM archives WHERE place = ?", (place,))
        return cls(database, int(known[0][0]) if known else database.write(enrol))

    def close(self) -> None:
        """Let go of the connection."""
        self._database.close()

    # ---- documents

    def enrol(self, found: Iterable[Found]) -> None:
        """Make a row for each document that has none."""
        sql = (
            "INSERT INTO documents (archive, key, state, run, version, tries, input, stamp, "
            "signature, memory, outputs, earlier, error, cause, figures, changed) "
            "VALUES (?, ?, 'waiting', '', 0, 0, '', '', '', '', '[]', '[]', '', '', '', ?) "
            "ON CONFLICT DO NOTHING"
        )
        now = _now()
        for chunk in _chunks(found, 20 * _CHUNK):
            rows = [(self._archive, one.key, now) for one in chunk]
            self._write_rows(sql, rows)

    def entries(self, keys: Iterable[str]) -> dict[str, Entry]:
        """What is known of documents; those without a row are left out."""
        found: dict[str, Entry] = {}
        for chunk in _chunks(keys, _CHUNK):
            marks = ", ".join("?" * len(chunk))
            sql = f"SELECT {_ENTRY} FROM documents WHERE archive = ? AND key IN ({marks})"
            for row in self._database.read(sql, (self._archive, *chunk)):
                entry = _entry(row)
                found[entry.key] = entry
        return found

    def held_by(self, run: str) -> list[Entry]:
        """The documents that a run has taken and not given back."""
        sql = f"SELECT {_ENTRY} FROM documents WHERE archive = ? AND run = ? ORDER BY key"
        return [_entry(row) for row in self._database.read(sql, (self._archive, run))]

    def stream(self) -> Iterator[tuple[Entry, Figures | None]]:
        """All documents in the order of their keys, with their figures where there are any."""
        sql = f"SELECT {_ENTRY}, figures FROM documents WHERE archive = ? ORDER BY key"
        for row in self._database.stream(sql, (self._archive,)):
            yield _entry(row[:-1]), _figures(row[-1])

    def counts(self) -> dict[State, int]:
        """Number of documents in each state."""
        sql = "SELECT state, COUNT(*) FROM documents WHERE archive = ? GROUP BY state"
        found = {State(row[0]): int(row[1]) for row in self._database.read(sql, (self._archive,))}
        return {state: found.get(state, 0) for state in State}

    def failed(self, limit: int) -> list[Entry]:
        """Documents that failed, the latest first."""
        sql = (
            f"SELECT {_ENTRY} FROM documents WHERE archive = ? AND state = 'failed' "
            "ORDER BY changed DESC, key LIMIT ?"
        )
        return [_entry(row) for row in self._database.read(sql, (self._archive, limit))]

    def take(self, run: str, wanted: Sequence[tuple[str, int]]) -> set[str]:
        """Take documents (key, version) for ``run``; the keys that it got."""
        sql = (
            "UPDATE documents SET state = 'running', run = ?, version = version + 1, changed = ? "
            "WHERE archive = ? AND key = ? AND version = ? AND run = '' RETURNING key"
        )
        now = _now()

        def work(transaction: Transaction) -> set[str]:
            got = transaction.many_returning(
                sql, [(run, now, self._archive, key, version) for key, version in wanted]
            )
            mine = {row[0] for row in got if row}
            if len(mine) < len(wanted):  # taken in a try that was kept although it seemed to fail
                again = "SELECT key FROM documents WHERE archive = ? AND run = ?"
                held = {row[0] for row in transaction.run(again, (self._archive, run))}
                mine |= held & {key for key, _ in wanted}
            return mine

        return self._database.write(work)

    def stage(self, run: str, staged: Sequence[Staged]) -> None:
        """Note what is about to be put in place; the outputs before stay known as ours."""
        held = self.entries(one.key for one in staged)
        sql = self._update(
            "state = 'writing', input = ?, stamp = ?, signature = ?, memory = ?, outputs = ?, "
            "earlier = ?, figures = ?, answers = ?, error = '', cause = ''"
        )
        rows = []
        for one in staged:
            entry = held[one.key]
            earlier = [o for o in (*entry.outputs, *entry.earlier) if o not in one.outputs]
            kept = tuple(dict.fromkeys(earlier))[:_KEPT]
            rows.append(
                (one.input, one.stamp, one.signature, one.memory, _json(one.outputs), _json(kept),
                 _json(one.figures), one.answers, *self._where(one.key, run))
            )  # fmt: skip
        self._write_rows(sql, rows)

    def settle(self, run: str, done: Sequence[str]) -> None:
        """The outputs of these documents are in place."""
        sql = self._update("state = 'done', run = '', tries = 0")
        rows = [self._where(key, run) for key in done]
        self._write_rows(sql, rows)

    def leave(self, run: str, untouched: Sequence[tuple[str, str]]) -> None:
        """These documents (key, the memory's state) stay as they are."""
        sql = self._update("state = 'done', run = '', tries = 0, memory = ?")
        rows = [(memory, *self._where(key, run)) for key, memory in untouched]
        self._write_rows(sql, rows)

    def fail(
        self, run: str, key: str, fault: Fault, digest: str, signature: str
    ) -> tuple[int, int]:
        """A try failed; how many there are now, and the row's version. ``digest`` and
        ``signature`` are of this try."""
        sql = self._update(
            "state = 'failed', run = '', tries = tries + 1, error = ?, cause = ?, input = ?, "
            "signature = ?"
        )
        head = (fault.text, fault.cause.value, digest, signature)
        self._database.write(lambda t: t.run(sql, (*head, *self._where(key, run))))
        entry = self.entries([key])[key]
        return entry.tries, entry.version

    def give_back(self, run: str, keys: Sequence[str]) -> None:
        """Let go of documents that were not done."""
        sql = self._update("state = 'waiting', run = ''")
        rows = [self._where(key, run) for key in keys]
        self._write_rows(sql, rows)

    def retry(self, keys: Sequence[str] = ()) -> list[str]:
        """Let failed documents (all, or these) be tried again as if they were new."""
        sql = (
            "UPDATE documents SET state = 'waiting', tries = 0, error = '', cause = '', "
            "version = version + 1 WHERE archive = ? AND state = 'failed'"
        )

        def work(transaction: Transaction) -> list[str]:
            if not keys:
                rows = transaction.run(sql + " RETURNING key", (self._archive,))
                return sorted(row[0] for row in rows)
            one = sql + " AND key = ? RETURNING key"
            rows_or_none = transaction.many_returning(one, [(self._archive, key) for key in keys])
            return sorted(row[0] for row in rows_or_none if row)

        return self._database.write(work)

    def _write_rows(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        self._database.write(lambda t: t.many(sql, rows))

    def _update(self, what: str) -> str:
        return (
            f"UPDATE documents SET {what}, version = version + 1, changed = ? "
            "WHERE archive = ? AND key = ? AND run = ?"
        )

    def _where(self, key: str, run: str) -> tuple[object, ...]:
        return (_now(), self._archive, key, run)

    # ---- runs

    def begin(self, run: str, host: str) -> None:
        """Enter a run."""
        sql = "INSERT INTO runs VALUES (?, ?, ?, 0, 0, ?, '', '') ON CONFLICT DO NOTHING"
        self._database.write(lambda t: t.run(sql, (run, self._archive, host, _now())))

    def beat(self, run: str) -> bool:
        """The run lives; whether it is asked to stop."""
        sql = "UPDATE runs SET beats = beats + 1 WHERE id = ? RETURNING stop"
        rows = self._database.write(lambda t: t.run(sql, (run,)))
        return bool(rows and rows[0][0])

    def end(self, run: str, summary: Summary | None) -> None:
        """The run is over; ``summary`` None for one that was found dead."""
        sql = "UPDATE runs SET ended = ?, summary = ? WHERE id = ?"
        text = _json(summary) if summary else ""
        self._database.write(lambda t: t.run(sql, (_now(), text, run)))

    def runs(self) -> list[RunRow]:
        """Runs that have not ended, the oldest first."""
        sql = (
            "SELECT id, host, beats, stop, begun, ended FROM runs "
            "WHERE archive = ? AND ended = '' ORDER BY begun, id"
        )
        rows = self._database.read(sql, (self._archive,))
        return [RunRow(r[0], r[1], int(r[2]), bool(r[3]), r[4], r[5]) for r in rows]

    def past(self, limit: int) -> list[tuple[str, str, Summary]]:
        """(begun, ended, summary) of runs that ended in order, the latest first."""
        sql = (
            "SELECT begun, ended, summary FROM runs WHERE archive = ? AND summary <> '' "
            "ORDER BY ended DESC, id LIMIT ?"
        )
        rows = self._database.read(sql, (self._archive, limit))
        return [(r[0], r[1], from_plain(Summary, json.loads(r[2]))) for r in rows]

    def ask_to_stop(self) -> list[str]:
        """Ask every run that has not ended to stop; their ids."""
        sql = "UPDATE runs SET stop = 1 WHERE archive = ? AND ended = '' RETURNING id"
        rows = self._database.write(lambda t: t.run(sql, (self._archive,)))
        return sorted(row[0] for row in rows)


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def _entry(row: Row) -> Entry:
    key, state, run, version, tries, read, stamp, signature, memory, *rest = row
    outputs, earlier, error, cause, answers = rest
    return Entry(
        key, State(state), run, version, tries, read, stamp, signature, memory,
        _outputs(outputs), _outputs(earlier), error, cause, answers,
    )  # fmt: skip


def _outputs(text: str) -> tuple[Output, ...]:
    return tuple(Output(*item.values()) for item in json.loads(text))


def _figures(text: str) -> Figures | None:
    return from_plain(Figures, json.loads(text)) if text else None


def _json(value: object) -> str:
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
