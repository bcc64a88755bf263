"""Tables of the translation memory. The list of migrations is only ever added to.

``units`` holds what was reviewed, a row for each review, never changed; ``validity`` the
decisions on how long a unit holds, of which the newest counts; ``changes`` a line for each
writing, from which the memory's state is told; ``postings`` the index for fuzzy matches
(see :mod:`translator.memory.index`), in ``segments``.
"""

from __future__ import annotations

from translator.storage import Migration

MIGRATIONS = (
    Migration(
        "units",
        (
            """CREATE TABLE units (
                id {identity},
                key BIGINT NOT NULL,
                fingerprint BIGINT NOT NULL,
                source TEXT NOT NULL,
                target TEXT NOT NULL,
                before_text TEXT NOT NULL,
                after_text TEXT NOT NULL,
                release_name TEXT NOT NULL,
                reviewer TEXT NOT NULL,
                reviewed TEXT NOT NULL,
                domain TEXT NOT NULL
            )""",
            "CREATE UNIQUE INDEX units_key ON units (key, fingerprint)",
            """CREATE TABLE changes (
                id {identity},
                what TEXT NOT NULL,
                units INTEGER NOT NULL,
                person TEXT NOT NULL,
                made TEXT NOT NULL
            )""",
            "CREATE TABLE segments (id {identity}, units INTEGER NOT NULL)",
            """CREATE TABLE postings (
                segment BIGINT NOT NULL,
                gram INTEGER NOT NULL,
                units {bytes} NOT NULL,
                PRIMARY KEY (segment, gram)
            ) {sorted}""",
        ),
    ),
    Migration(
        "validity",
        (
            """CREATE TABLE validity (
                id {identity},
                unit BIGINT NOT NULL,
                valid_from TEXT NOT NULL,
                valid_until TEXT NOT NULL,
                note TEXT NOT NULL,
                person TEXT NOT NULL,
                decided TEXT NOT NULL
            )""",
            "CREATE INDEX validity_unit ON validity (unit, id)",
        ),
    ),
)
