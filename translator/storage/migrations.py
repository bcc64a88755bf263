"""Steps from an empty database to the present one: a list that is only ever added to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from translator.errors import StorageError
from translator.storage.ports import Transaction

_LEDGER = "CREATE TABLE IF NOT EXISTS {table} (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"
_HAS_TABLE = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
    "postgresql": "SELECT 1 WHERE to_regclass(?) IS NOT NULL",
}


@dataclass(frozen=True, slots=True)
class Migration:
    """A named step. ``statements`` hold ``{words}`` that differ by database (see ``_WORDS``)."""

    name: str
    statements: tuple[str, ...] = field(repr=False)


_WORDS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {
        "identity": "INTEGER PRIMARY KEY AUTOINCREMENT",
        "bytes": "BLOB",
        "sorted": "WITHOUT ROWID",
    },
    "postgresql": {
        "identity": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "bytes": "BYTEA",
        "sorted": "",
    },
}
"""``identity``: a key that is counted up and never used twice; ``bytes``: a column of bytes;
``sorted``: a table kept in the order of its primary key."""


def is_behind(
    transaction: Transaction, dialect: str, table: str, migrations: Sequence[Migration]
) -> bool:
    """Is there anything for :func:`migrate` to do or to refuse? Asked without a lock, so that
    opening a database never waits for a long import."""
    if not transaction.run(_HAS_TABLE[dialect], (table,)):
        return True
    done = [row[0] for row in transaction.run(f"SELECT name FROM {table} ORDER BY number")]
    return done != [migration.name for migration in migrations]


def migrate(
    transaction: Transaction, dialect: str, table: str, migrations: Sequence[Migration], place: str
) -> None:
    """Bring the database up to the last of ``migrations``, inside ``transaction``.

    ``table`` keeps their names, so that two sets of tables can live in one database. Several
    processes may open a new database at once: they wait for one another.

    :raises StorageError: the database was made by a newer version, or by another program.
    """
    transaction.lock(table)
    transaction.run(_LEDGER.format(table=table))
    done = [row[0] for row in transaction.run(f"SELECT name FROM {table} ORDER BY number")]
    known = [migration.name for migration in migrations]
    if done != known[: len(done)]:
        raise StorageError(
            "was made by a newer version of this tool",
            place=place,
            remedy="update the tool, or name another database",
        )
    for number, migration in enumerate(migrations[len(done) :], len(done) + 1):
        for statement in migration.statements:
            transaction.run(statement.format(**_WORDS[dialect]))
        transaction.run(f"INSERT INTO {table} VALUES (?, ?)", (number, migration.name))
