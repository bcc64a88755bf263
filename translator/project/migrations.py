"""The schema of a project file, step by step; a step that was released never changes.

Tables only grow: triggers bar every UPDATE and DELETE, so whatever was once reviewed can be
shown again.
"""

from __future__ import annotations

_TABLES = {
    "versions": "number INTEGER PRIMARY KEY, file_digest TEXT UNIQUE, record TEXT NOT NULL, "
    "bitext BLOB NOT NULL",
    "exports": "digest TEXT PRIMARY KEY, record BLOB NOT NULL",
    "revisions": "id INTEGER PRIMARY KEY, version INTEGER NOT NULL, unit TEXT NOT NULL, "
    "record TEXT NOT NULL",
    "comments": "id TEXT PRIMARY KEY, version INTEGER NOT NULL, record TEXT NOT NULL",
    "comment_states": "id INTEGER PRIMARY KEY, version INTEGER NOT NULL, comment TEXT NOT NULL, "
    "resolved INTEGER NOT NULL",
    "decisions": "id INTEGER PRIMARY KEY, version INTEGER NOT NULL, record TEXT NOT NULL",
    "conflicts": "id INTEGER PRIMARY KEY, version INTEGER NOT NULL, record TEXT NOT NULL",
    "settlements": "conflict INTEGER PRIMARY KEY, version INTEGER NOT NULL",
}


def _first() -> tuple[str, ...]:
    steps = []
    for name, columns in _TABLES.items():
        steps.append(f"CREATE TABLE {name} ({columns})")
        steps += [
            f"CREATE TRIGGER {name}_no_{verb} BEFORE {verb} ON {name} "
            "BEGIN SELECT RAISE(ABORT, 'a project only grows'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return tuple(steps)


MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (("first", _first()),)
APPLICATION = 0x50525456  # "PRTV" in the header of the file (PRAGMA application_id)
