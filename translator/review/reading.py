"""One review document at the door: which release, which export, whose, and what its rows are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from translator.bilingual import Record, ReviewDocument
from translator.bilingual.theme import theme
from translator.errors import InputError
from translator.project import (
    Export,
    Project,
    find_beside,
    project_path,
    projects_in,
    read_document,
)
from translator.review.align import align
from translator.review.claims import Base
from translator.review.keys import settled, source_key
from translator.review.records import Aligned

# What LibreOffice writes where nobody has given a name.
_NOBODY = frozenset({"Unknown Author", "Неизвестный автор", "未知作者"})
_SHARE = 0.5  # of a file's rows must show sources of a project that is known by texts alone


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read and aligned. ``project`` is None where it has yet to be made at ``place``;
    ``digest`` is the SHA-256 of the file's bytes, ``reviewer`` empty where nobody is named."""

    path: Path
    digest: str
    document: ReviewDocument
    project: Project | None
    place: Path
    export: Export
    outcomes: tuple[Aligned, ...]
    reviewer: str
    messages: tuple[str, ...]


def read_review(path: Path, *, project: Path | None = None, reviewer: str = "") -> Reading:
    """Read a file and find what it goes back to: the export that its custom XML part or skeleton
    names, else the export whose texts are nearest. Nothing is written.

    :raises InputError: unreadable, a column is gone, another release or version, or no way to
        tell what was exported.
    """
    document = read_document(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    _check_columns(path, document)
    given = Project(project).check() if project and project.exists() else None
    record = document.record
    messages = list(document.messages)
    if record is not None:
        found = given if project else find_beside(path, record)
        export = _recorded(path, record, found)
        place = project or (found.path if found else project_path(path, record))
    else:
        found, export = _by_texts(path, document, given)
        place = found.path
        messages.append(
            f"the file does not say which export it is: taken as round {export.round} "
            f"of {found.path.name} by its texts"
        )
    base = Base(export.bitext, export.numbers)
    outcomes = align(document.rows, base)
    messages += _anchors(document, outcomes)
    return Reading(
        path=path,
        digest=digest,
        document=document,
        project=found,
        place=place,
        export=export,
        outcomes=outcomes,
        reviewer=reviewer or _reviewer(document),
        messages=tuple(messages),
    )


def _check_columns(path: Path, document: ReviewDocument) -> None:
    """Without source or target nothing can be compared; of the others only a message tells."""
    needed = theme().titles[1:3]
    lost = [title for title in document.missing_columns if title in needed]
    if lost:
        raise InputError(
            f"the column «{lost[0]}» has been removed",
            place=str(path),
            remedy="undo that in the document, or ask for a copy with all columns",
        )


def _anchors(document: ReviewDocument, outcomes: tuple[Aligned, ...]) -> Iterator[str]:
    for title in document.missing_columns:
        yield f"the column «{title}» has been removed; what stood in it is not read"
    for anchor in ("source", "similar source"):
        count = sum(outcome.anchor == anchor for outcome in outcomes)
        if count:
            yield f"{count} rows are named by their {anchor} text only"


def _recorded(path: Path, record: Record, project: Project | None) -> Export:
    """The export that the file's own record names."""
    if project is None:
        if record.content is None:
            raise InputError(
                "does not carry what was exported, and no project beside it knows it",
                place=str(path),
                remedy="give --project, or import the document that translate wrote first",
            )
        numbers = tuple(unit.number for unit in record.units)
        return Export(record.digest, record.round, 1, "", record.kind, record.content, numbers)
    known = {export.digest: export for export in project.exports()}
    if record.digest in known:
        return known[record.digest]
    ours = project.bitext()
    if record.source_digest != ours.source_digest:
        raise InputError(
            f"is a review of another release ({record.name})",
            place=str(path),
            remedy=f"{project.path.name} is of {ours.name}; give the right --project, or none",
        )
    raise InputError(
        "is a review of another version of this release",
        place=str(path),
        remedy="its draft was not exported from this project; give --project a new file name "
        "to review it apart",
    )


def _by_texts(
    path: Path, document: ReviewDocument, given: Project | None
) -> tuple[Project, Export]:
    """The project and export that a file without a record fits best, never by a narrow lead."""
    shown = [source_key(row.source) for row in document.rows]
    scored = []
    for project in [given] if given else list(projects_in(path.parent)):
        sources = {source_key(u.source) for e in project.exports() for u in e.bitext.units}
        share = sum(key in sources for key in shown) / max(len(shown), 1)
        if share >= _SHARE:
            scored.append((share, project))
    best = max((share for share, _ in scored), default=0.0)
    winners = [project for share, project in scored if share == best]
    if len(winners) != 1:
        what = "several projects fit" if winners else "no project beside it fits"
        raise InputError(
            f"does not say which release it is, and {what}",
            place=str(path),
            remedy="give --project, or import the document that translate wrote first",
        )
    exports = [export for export in winners[0].exports() if export.kind == "review"]
    return winners[0], max(exports, key=lambda export: (_likeness(document, export), export.round))


def _likeness(document: ReviewDocument, export: Export) -> int:
    """How many rows still show the text of this export."""
    pairs = {(source_key(u.source), settled(u.target or "")) for u in export.bitext.units}
    return sum((source_key(r.source), settled(r.target)) in pairs for r in document.rows)


def _reviewer(document: ReviewDocument) -> str:
    """Who saved the file last; else the one person whose changes are recorded in it."""
    if document.author and document.author not in _NOBODY:
        return document.author
    authors = {c.author for row in document.rows for c in row.changes if c.author} - _NOBODY
    return authors.pop() if len(authors) == 1 else ""
