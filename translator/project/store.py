"""A project file: SQLite, one transaction an import, so a crash leaves the old or the new state."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from translator.errors import InputError, OutputError
from translator.outputs import write_atomically
from translator.plain import from_plain, pack, to_plain, unpack
from translator.project.migrations import APPLICATION, MIGRATIONS
from translator.project.records import Conflict, Decision, Export, Pending, Version
from translator.units import Bitext, Comment, Revision

_BUSY_SECONDS = 10.0
T = TypeVar("T")


class Project:
    """A release with its versions. Reading opens the file for a moment; nothing stays locked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path, first: Version, export: Export) -> Project:
        """A new project whose version 1 is what was exported.

        :raises OutputError: the file exists already or cannot be written.
        """

        def fill(temporary: Path) -> None:
            with _session(temporary, "new") as connection:
                _add_version(connection, Pending(first, export.bitext))
                _add_export(connection, export)

        write_atomically(path, fill)
        return cls(path)

    def check(self) -> Project:
        """This project, if it can be read.

        :raises InputError: not a project file, damaged, or written by a newer version.
        """
        self.head()
        return self

    def head(self) -> int:
        """The number of the newest version."""
        return int(self._rows("SELECT max(number) FROM versions")[0][0])

    def bitext(self, version: int | None = None) -> Bitext:
        """The release as it stands, or as it stood at ``version``.

        :raises InputError: there is no such version.
        """
        number = self.head() if version is None else version
        rows = self._rows("SELECT bitext FROM versions WHERE number = ?", number)
        if not rows:
            raise InputError(
                f"has no version {number}",
                place=str(self.path),
                remedy=f"choose one of 1 to {self.head()}, see review history",
            )
        return self._unpacked(Bitext, rows[0][0])

    def versions(self) -> tuple[Version, ...]:
        """All versions, oldest first."""
        return self._records(Version, "SELECT record FROM versions ORDER BY number")

    def imported(self, file_digest: str) -> Version | None:
        """The version that came from a file of these bytes."""
        query = "SELECT record FROM versions WHERE file_digest = ?"
        found = self._records(Version, query, file_digest)
        return found[0] if found else None

    def exports(self) -> tuple[Export, ...]:
        """All documents that went out, oldest first."""
        rows = self._rows("SELECT record FROM exports ORDER BY rowid")
        return tuple(self._unpacked(Export, row[0]) for row in rows)

    def knows(self, digest: str) -> bool:
        """Whether this project has sent out the export of that digest."""
        return bool(self._rows("SELECT 1 FROM exports WHERE digest = ?", digest))

    def round(self) -> int:
        """The newest round of review."""
        return max(export.round for export in self.exports())

    def revisions(self, unit: str | None = None) -> tuple[Revision, ...]:
        """Every change, oldest first, of one unit or of all."""
        if unit is None:
            return self._records(Revision, "SELECT record FROM revisions ORDER BY id")
        query = "SELECT record FROM revisions WHERE unit = ? ORDER BY id"
        return self._records(Revision, query, unit)

    def comments(self) -> tuple[Comment, ...]:
        """What people said, oldest first, with the newest word on what is resolved."""
        found = self._records(Comment, "SELECT record FROM comments ORDER BY rowid")
        rows = self._rows("SELECT comment, resolved FROM comment_states ORDER BY id")
        states = {str(comment): bool(resolved) for comment, resolved in rows}
        return tuple(replace(c, resolved=states.get(c.id, c.resolved)) for c in found)

    def decisions(self) -> tuple[Decision, ...]:
        """What was answered for doubtful rows, oldest first."""
        return self._records(Decision, "SELECT record FROM decisions ORDER BY id")

    def conflicts(self) -> tuple[Conflict, ...]:
        """Conflicts that nobody has decided yet."""
        rows = self._rows(
            "SELECT id, record FROM conflicts WHERE id NOT IN (SELECT conflict FROM settlements) "
            "ORDER BY id"
        )
        return tuple(replace(self._plain(Conflict, record), id=key) for key, record in rows)

    def append(self, pending: Sequence[Pending], *, head: int) -> None:
        """Add versions on top of version ``head``, all or none.

        :raises OutputError: somebody else has added one meanwhile, or the disk refuses.
        """
        with self._writing() as connection:
            newest = connection.execute("SELECT max(number) FROM versions").fetchone()[0]
            if newest != head:
                raise OutputError(
                    "was changed by another import meanwhile",
                    place=str(self.path),
                    remedy="run the same command again",
                )
            for one in pending:
                _add_version(connection, one)

    def add_export(self, export: Export) -> None:
        """Remember a document that goes out; one that is known already is left as it is."""
        with self._writing() as connection:
            _add_export(connection, export)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with _session(self.path, "rw") as connection:
                yield connection
        except sqlite3.Error as error:
            raise OutputError(
                f"cannot be written ({error})",
                place=str(self.path),
                remedy="free space on the disk, close other programs that hold it, run again",
            ) from error

    def _rows(self, query: str, *values: object) -> list[Any]:
        try:
            with _session(self.path, "ro") as connection:
                return connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._unreadable(str(error)) from error

    def _records(self, kind: type[T], query: str, *values: object) -> tuple[T, ...]:
        return tuple(self._plain(kind, row[0]) for row in self._rows(query, *values))

    def _plain(self, kind: type[T], text: str) -> T:
        try:
            return from_plain(kind, json.loads(text))
        except ValueError as error:
            raise self._unreadable(str(error)) from error

    def _unpacked(self, kind: type[T], data: bytes) -> T:
        try:
            return unpack(kind, data)
        except ValueError as error:
            raise self._unreadable(str(error)) from error

    def _unreadable(self, reason: str) -> InputError:
        return InputError(
            f"is no project file or is damaged ({reason})",
            place=str(self.path),
            remedy="take a copy of it from a backup, or start again from the review document",
        )


@contextmanager
def _session(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """One transaction; ``mode`` is new, rw or ro. The file alone is whole: no WAL beside it."""
    if mode != "new" and not path.is_file():
        raise InputError("does not exist", place=str(path), remedy="check the name of the file")
    with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN" if mode == "ro" else "BEGIN IMMEDIATE")
        try:
            _migrate(connection, path, mode)
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _migrate(connection: sqlite3.Connection, path: Path, mode: str) -> None:
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    done = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if (mode != "new" and mark != APPLICATION) or done > len(MIGRATIONS):
        raise InputError(
            "is no project file" if mark != APPLICATION else "was written by a newer version",
            place=str(path),
            remedy="give a file that review import has made, or update the tool",
        )
    if mode == "ro":
        return
    for number, (_, steps) in enumerate(MIGRATIONS[done:], done + 1):
        for step in steps:
            connection.execute(step)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")


def _add_version(connection: sqlite3.Connection, pending: Pending) -> None:
    newest = connection.execute("SELECT coalesce(max(number), 0) FROM versions").fetchone()[0]
    version = replace(pending.version, number=newest + 1)
    values = (version.number, version.file_digest or None, _text(version), pack(pending.bitext))
    connection.execute("INSERT INTO versions VALUES (?, ?, ?, ?)", values)
    for revision in pending.revisions:
        revision = replace(revision, version=version.number)
        connection.execute(
            "INSERT INTO revisions (version, unit, record) VALUES (?, ?, ?)",
            (version.number, revision.unit, _text(revision)),
        )
    for comment in pending.comments:
        _add_comment(connection, version.number, comment)
    for decision in pending.decisions:
        connection.execute(
            "INSERT INTO decisions (version, record) VALUES (?, ?)",
            (version.number, _text(replace(decision, version=version.number))),
        )
    for conflict in pending.conflicts:
        connection.execute(
            "INSERT INTO conflicts (version, record) VALUES (?, ?)",
            (version.number, _text(conflict)),
        )
    for number in pending.settled:
        connection.execute("INSERT INTO settlements VALUES (?, ?)", (number, version.number))


def _add_comment(connection: sqlite3.Connection, version: int, comment: Comment) -> None:
    """A known comment is not added again; what is new about it is whether it is resolved."""
    connection.execute(
        "INSERT OR IGNORE INTO comments VALUES (?, ?, ?)", (comment.id, version, _text(comment))
    )
    connection.execute(
        "INSERT INTO comment_states (version, comment, resolved) VALUES (?, ?, ?)",
        (version, comment.id, int(comment.resolved)),
    )


def _add_export(connection: sqlite3.Connection, export: Export) -> None:
    connection.execute("INSERT OR IGNORE INTO exports VALUES (?, ?)", (export.digest, pack(export)))


def _text(record: object) -> str:
    return json.dumps(to_plain(record), ensure_ascii=True)
