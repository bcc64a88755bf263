"""What a kind of database must offer; :mod:`.sqlite` and :mod:`.postgres` do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

Row = tuple[Any, ...]
Parameters = Sequence[object]


class Transaction(Protocol):
    """SQL inside one transaction; parameters stand as ``?``, no other ``?`` or ``%`` occurs."""

    def run(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement; an empty list where it gives none."""
        ...

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """The rows one after another, without holding them all."""
        ...

    def many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """The statement once for every row of parameters."""
        ...

    def many_returning(self, sql: str, rows: Sequence[Parameters]) -> list[Row | None]:
        """As :meth:`many`, with the row that each ``RETURNING`` gave (None where nothing)."""
        ...

    def add_new(
        self, table: str, columns: Sequence[str], unique: int, rows: Sequence[Parameters]
    ) -> list[int | None]:
        """Insert the rows whose first ``unique`` columns no row has yet; the ``id`` of each, None
        for one that is there already."""
        ...

    def lock(self, name: str) -> None:
        """Let no other transaction pass this point until this one ends."""
        ...


class Driver(Transaction, Protocol):
    """One connection of one kind of database, made on first use and again after :meth:`drop`."""

    dialect: str

    def begin(self, *, writing: bool) -> None:
        """Start a transaction, connecting first where needed."""
        ...

    def commit(self) -> None: ...

    def rollback(self) -> None:
        """End the transaction without effect; never raises."""
        ...

    def drop(self) -> None:
        """Close the connection; never raises."""
        ...

    def tidy(self) -> None:
        """Give the space of deleted rows back; outside any transaction."""
        ...

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What the library raises."""
        ...

    def passes(self, error: Exception) -> bool:
        """May the same work succeed a little later (locked, restarted, unreachable)?"""
        ...

    def remedy(self, error: Exception) -> tuple[str, str]:
        """What happened and what to do, in the user's words."""
        ...
