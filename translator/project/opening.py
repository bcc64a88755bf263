"""Finding the project of a release from whatever file a person has at hand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from translator.bilingual import Record
from translator.errors import InputError, TranslatorError
from translator.project.incoming import read_document
from translator.project.records import Export, Version
from translator.project.store import Project

SUFFIX = ".review.sqlite"
_SQLITE = b"SQLite format 3\0"
_UNSAFE = re.compile(r'[\x00-\x1f/\\:*?"<>|]+')


def open_project(path: Path) -> Project:
    """The project at ``path``, or the one beside the review document at ``path``.

    ``open_project(Path("release.ru-zh.docx")).bitext()`` is the release as it now stands.

    :raises InputError: no such file, no project for it, or a review document whose text has
        not been imported (publishing past it would lose what its reviewer wrote).
    """
    data = _bytes(path)
    if data.startswith(_SQLITE):
        return Project(path).check()
    record = read_document(path).record
    project = None if record is None else find_beside(path, record)
    if project is None or project.imported(hashlib.sha256(data).hexdigest()) is None:
        raise InputError(
            "has not been imported",
            place=str(path),
            remedy=f"run: python cli.py review import {path}",
        )
    return project


def find_beside(document: Path, record: Record) -> Project | None:
    """The project in the document's folder that has sent this export out."""
    return next((p for p in projects_in(document.parent) if p.knows(record.digest)), None)


def projects_in(folder: Path) -> Iterator[Project]:
    """The readable projects of a folder, by name."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            yield Project(path).check()
        except TranslatorError:
            continue


def project_path(document: Path, record: Record) -> Path:
    """Where a new project goes: beside the document, named after the release; where another
    release has taken that name, with eight digits of the export's digest."""
    stem = _UNSAFE.sub("_", Path(record.name).stem.strip(". ")) or "release"
    plain = document.parent / f"{stem}{SUFFIX}"
    if not plain.exists():
        return plain
    return document.parent / f"{stem}-{record.digest[:8]}{SUFFIX}"


def create_project(export: Export, path: Path) -> Project:
    """A project that begins with a document as it was exported.

    :raises OutputError: there is a file of that name, or it cannot be written.
    """
    made = export.made or now()
    first = Version(1, made, "start", export.round, export=export.digest)
    return Project.create(path, first, replace(export, made=made, version=1))


def now() -> str:
    """The time as a project keeps it: ISO 8601, UTC, seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", place=str(path), remedy="check the name"
        ) from error
