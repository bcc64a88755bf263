"""SQLite: one file, several processes (write-ahead log), every commit on the disk (FULL)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from translator.errors import StorageError
from translator.storage.ports import Parameters, Row

_BUSY_SECONDS = 1.0
_CACHE_KIB = 64 * 1024
_PASSING = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_REMEDIES = {
    sqlite3.SQLITE_BUSY: ("stayed locked", "end the other program that uses it and try again"),
    sqlite3.SQLITE_LOCKED: ("stayed locked", "end the other program that uses it and try again"),
    sqlite3.SQLITE_FULL: ("does not fit on the disk", "free space; nothing of this step was kept"),
    sqlite3.SQLITE_READONLY: ("may not be written", "check your rights on the file and its folder"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "check the path and your rights on its folder"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "put back a copy of the file; it was not changed"),
    sqlite3.SQLITE_NOTADB: ("is not a database", "name a file that this tool made, or a new one"),
}


class SqliteDriver:
    """See :class:`translator.storage.ports.Driver`."""

    dialect = "sqlite"
    errors: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StorageError(
                    f"its folder cannot be made ({error.strerror})",
                    place=str(self._path),
                    remedy="choose another place for the database",
                ) from error
            made = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
            self._open = made
            made.execute("PRAGMA journal_mode=WAL")
            made.execute("PRAGMA synchronous=FULL")
            made.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
            made.execute("PRAGMA foreign_keys=ON")
        return self._open

    def begin(self, *, writing: bool) -> None:
        self._connection.execute("BEGIN IMMEDIATE" if writing else "BEGIN")

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        if self._open is not None and self._open.in_transaction:
            try:
                self._open.execute("ROLLBACK")
            except sqlite3.Error:
                self.drop()

    def drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def tidy(self) -> None:
        self._connection.execute("VACUUM")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def run(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        return self._connection.execute(sql, parameters).fetchall()

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        yield from self._connection.execute(sql, parameters)

    def many(self, sql: str, rows: Iterable[Parameters]) -> None:
        self._connection.executemany(sql, rows)

    def many_returning(self, sql: str, rows: Sequence[Parameters]) -> list[Row | None]:
        run = self._connection.execute
        return [run(sql, row).fetchone() for row in rows]

    def add_new(
        self, table: str, columns: Sequence[str], unique: int, rows: Sequence[Parameters]
    ) -> list[int | None]:
        """A writing transaction is alone, so that what is new stands after the last row; a third
        faster than RETURNING."""
        last = self.run(f"SELECT coalesce(max(id), 0) FROM {table}")[0][0]
        marks, keys = ", ".join("?" * len(columns)), ", ".join(columns[:unique])
        self.many(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) "
            f"ON CONFLICT ({keys}) DO NOTHING",
            rows,
        )
        new = {
            tuple(key): number
            for number, *key in self.stream(f"SELECT id, {keys} FROM {table} WHERE id > ?", (last,))
        }
        return [new.pop(tuple(row[:unique]), None) for row in rows]

    def lock(self, name: str) -> None:
        """A writing transaction of SQLite is alone anyway (BEGIN IMMEDIATE)."""

    def passes(self, error: Exception) -> bool:
        return _code(error) in _PASSING

    def remedy(self, error: Exception) -> tuple[str, str]:
        what, remedy = _REMEDIES.get(
            _code(error), ("cannot be used", "check the file, the disk and your rights")
        )
        return f"{what} ({error})", remedy


def _code(error: Exception) -> int:
    """The primary result code (the low byte of the extended one)."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF
