"""A database as its users see it: work is done in transactions that survive short outages."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from translator.errors import StorageError
from translator.storage.location import Location
from translator.storage.migrations import Migration, is_behind, migrate
from translator.storage.ports import Driver, Parameters, Row, Transaction

Result = TypeVar("Result")
PATIENCE = 30.0
"""Seconds for which work is tried again: a restart of PostgreSQL takes a few, a copy of a
SQLite file by a backup program about ten."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 1.0
_ANNOUNCE = 2.0


class Database:
    """Connections, transactions and trying again; made by :func:`open_database`.

    ``waiting`` is told once per outage, in one line, that the database is being waited for.
    One object serves one thread; a forked process gets its own connection.
    """

    def __init__(
        self,
        location: Location,
        *,
        patience: float = PATIENCE,
        waiting: Callable[[str], None] | None = None,
    ) -> None:
        self.location = location
        self._patience = patience
        self._waiting = waiting
        self._driver = _driver(location)
        self._process = os.getpid()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._driver.dialect

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Do ``work`` in one transaction; wholly or not at all.

        ``work`` may be called several times (a lock, a lost connection), so it changes nothing
        but the database, and does no harm if an earlier try was kept after all: a connection
        can break between the commit and the answer.

        :raises StorageError: no success within the patience, or a fault that waiting cannot mend.
        """
        return self._try(work, writing=True)

    def view(self, work: Callable[[Transaction], Result]) -> Result:
        """As :meth:`write`, for work that only reads and sees one state of the database."""
        return self._try(work, writing=False)

    def read(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """The rows of one statement."""
        return self.view(lambda transaction: transaction.run(sql, parameters))

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """Rows one after another, as the database was at the first one; not tried again.

        They come over a connection of their own, so that work can go on between two rows.
        """
        driver = _driver(self.location)
        try:
            driver.begin(writing=False)
            yield from driver.stream(sql, parameters)
        except driver.errors as error:
            raise self._failure(error) from error
        finally:
            driver.rollback()
            driver.drop()

    def tidy(self) -> None:
        """Give the space of deleted rows back (VACUUM)."""
        driver = self._own_driver()
        try:
            driver.tidy()
        except driver.errors as error:
            raise self._failure(error) from error

    def close(self) -> None:
        """Let go of the connection; the next use makes a new one."""
        self._driver.drop()

    def _own_driver(self) -> Driver:
        if self._process != os.getpid():  # a connection must not be shared with the parent
            self._driver, self._process = _driver(self.location), os.getpid()
        return self._driver

    def _try(self, work: Callable[[Transaction], Result], *, writing: bool) -> Result:
        driver = self._own_driver()
        begun = time.monotonic()
        pause, announced = _FIRST_PAUSE, False
        while True:
            try:
                driver.begin(writing=writing)
                result = work(driver)
                driver.commit()
            except driver.errors as error:
                driver.rollback()
                spent = time.monotonic() - begun
                if not driver.passes(error) or spent + pause > self._patience:
                    driver.drop()
                    raise self._failure(error) from error
                if spent > _ANNOUNCE and not announced:
                    announced = True
                    self._announce(driver, error)
                driver.drop()
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            except BaseException:
                driver.rollback()
                raise
            else:
                return result

    def _announce(self, driver: Driver, error: Exception) -> None:
        if self._waiting is not None:
            what, _ = driver.remedy(error)
            self._waiting(f"{self.location}: {what}; trying again for up to {self._patience:.0f} s")

    def _failure(self, error: Exception) -> StorageError:
        what, remedy = self._driver.remedy(error)
        return StorageError(what, place=str(self.location), remedy=remedy)


def open_database(
    location: Location | str | Path,
    migrations: Sequence[Migration],
    *,
    table: str = "migrations",
    patience: float = PATIENCE,
    waiting: Callable[[str], None] | None = None,
) -> Database:
    """Connect, make or bring up to date the tables of ``migrations``, whose names ``table`` keeps.

    :raises UsageError: a location of an unknown kind.
    :raises MissingDriverError: the library for PostgreSQL is not installed.
    :raises StorageError: the database cannot be reached, is damaged or of a newer version.
    """
    where = location if isinstance(location, Location) else Location.parse(location)
    database = Database(where, patience=patience, waiting=waiting)

    def behind(transaction: Transaction) -> bool:
        return is_behind(transaction, database.dialect, table, migrations)

    def step(transaction: Transaction) -> None:
        migrate(transaction, database.dialect, table, migrations, str(where))

    if database.view(behind):
        database.write(step)
    return database


def _driver(location: Location) -> Driver:
    if location.url is not None:
        from translator.storage.postgres import PostgresDriver

        return PostgresDriver(location.url)
    from translator.storage.sqlite import SqliteDriver

    return SqliteDriver(location.path or Path())
