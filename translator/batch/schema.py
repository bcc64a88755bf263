"""Tables of the ledger. The list of migrations is only ever added to.

One database may serve several archives (PostgreSQL): ``archives`` are told apart by their output
folder. ``documents`` holds a row for each document, changed in place, ``version`` counting its
changes; ``runs`` a row for each run, whose ``beats`` go up while it lives.
"""

from __future__ import annotations

from translator.storage import Migration

MIGRATIONS = (
    Migration(
        "documents",
        (
            "CREATE TABLE archives (id {identity}, place TEXT NOT NULL UNIQUE)",
            """CREATE TABLE documents (
                archive BIGINT NOT NULL,
                key TEXT NOT NULL,
                state TEXT NOT NULL,
                run TEXT NOT NULL,
                version INTEGER NOT NULL,
                tries INTEGER NOT NULL,
                input TEXT NOT NULL,
                stamp TEXT NOT NULL,
                signature TEXT NOT NULL,
                memory TEXT NOT NULL,
                outputs TEXT NOT NULL,
                earlier TEXT NOT NULL,
                error TEXT NOT NULL,
                cause TEXT NOT NULL,
                figures TEXT NOT NULL,
                changed TEXT NOT NULL,
                PRIMARY KEY (archive, key)
            )""",
            "CREATE INDEX documents_state ON documents (archive, state)",
            "CREATE INDEX documents_run ON documents (archive, run)",
            """CREATE TABLE runs (
                id TEXT PRIMARY KEY,
                archive BIGINT NOT NULL,
                host TEXT NOT NULL,
                beats INTEGER NOT NULL,
                stop INTEGER NOT NULL,
                begun TEXT NOT NULL,
                ended TEXT NOT NULL,
                summary TEXT NOT NULL
            )""",
            "CREATE INDEX runs_archive ON runs (archive, ended)",
        ),
    ),
    Migration("answers", ("ALTER TABLE documents ADD COLUMN answers TEXT NOT NULL DEFAULT ''",)),
)
