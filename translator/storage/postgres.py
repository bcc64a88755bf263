"""PostgreSQL through psycopg 3 (LGPL, used as a library and only where a URL asks for it)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, LiteralString

from translator.errors import MissingDriverError
from translator.storage.location import shown
from translator.storage.ports import Parameters, Row

if TYPE_CHECKING:
    import psycopg

_CONNECT_SECONDS = 5
_STREAM_ROWS = 2000
# SQLSTATE (PostgreSQL manual, appendix A): serialization failure, deadlock, lock not available,
# too many connections, shutdown and crash of the server, not yet ready.
_PASSING = frozenset({"40001", "40P01", "55P03", "53300", "57P01", "57P02", "57P03"})
_REFUSED = ("authentication failed", "does not exist", "no pg_hba.conf", "no password supplied")


class PostgresDriver:
    """See :class:`translator.storage.ports.Driver`."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise MissingDriverError(
                "needs the library for PostgreSQL",
                place=shown(url),
                remedy="install it: pip install 'press-translator[shared]'",
            ) from error
        self._url = url
        self._library = psycopg
        self._open: psycopg.Connection[Any] | None = None
        self.errors: tuple[type[Exception], ...] = (psycopg.Error,)

    @property
    def _connection(self) -> psycopg.Connection[Any]:
        if self._open is None or self._open.closed:
            self._open = self._library.connect(
                self._url,
                autocommit=True,
                connect_timeout=_CONNECT_SECONDS,
                client_encoding="utf8",
                application_name="press-translator",
            )
        return self._open

    def begin(self, *, writing: bool) -> None:
        self._connection.execute("BEGIN" if writing else "BEGIN READ ONLY")

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        if self._open is None:
            return
        try:
            self._open.execute("ROLLBACK")
        except self._library.Error:
            self.drop()

    def drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def tidy(self) -> None:
        self._connection.execute("VACUUM (ANALYZE)")

    def run(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        cursor = self._connection.execute(_query(sql), parameters)
        return cursor.fetchall() if cursor.description else []

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        with self._connection.cursor(name="stream") as cursor:
            cursor.itersize = _STREAM_ROWS
            cursor.execute(_query(sql), parameters)
            yield from cursor

    def many(self, sql: str, rows: Iterable[Parameters]) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(_query(sql), rows)

    def many_returning(self, sql: str, rows: Sequence[Parameters]) -> list[Row | None]:
        if not rows:
            return []
        with self._connection.cursor() as cursor:
            cursor.executemany(_query(sql), rows, returning=True)
            return [result.fetchone() for result in cursor.results()]

    def add_new(
        self, table: str, columns: Sequence[str], unique: int, rows: Sequence[Parameters]
    ) -> list[int | None]:
        marks, keys = ", ".join("?" * len(columns)), ", ".join(columns[:unique])
        kept = self.many_returning(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) "
            f"ON CONFLICT ({keys}) DO NOTHING RETURNING id",
            rows,
        )
        return [int(row[0]) if row else None for row in kept]

    def lock(self, name: str) -> None:
        self.run("SELECT pg_advisory_xact_lock(?)", (zlib.crc32(name.encode()),))

    def passes(self, error: Exception) -> bool:
        state = getattr(error, "sqlstate", None)
        if state is not None:
            return state in _PASSING or state.startswith("08")
        lost = isinstance(error, self._library.OperationalError | self._library.InterfaceError)
        return lost and not any(words in str(error) for words in _REFUSED)

    def remedy(self, error: Exception) -> tuple[str, str]:
        text = " ".join(str(error).split())
        if self.passes(error):
            return f"did not answer ({text})", "see that the server runs, then try again"
        return f"refused the work ({text})", "check the URL, the user's rights and the server's log"


def _query(sql: str) -> LiteralString:
    """Our parameters ``?`` in the library's form; the SQL is ours, never a user's."""
    return sql.replace("?", "%s")
