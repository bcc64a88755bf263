"""What the ``review`` commands print: lines for people, plain values for ``--json``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.commands.shell import one_line

if TYPE_CHECKING:
    from translator.errors import StorageError
    from translator.memory import Added
    from translator.project import Project
    from translator.review.importing import FileReport, ImportReport
    from translator.review.records import Aligned, Difference


@dataclass(frozen=True, slots=True)
class Kept:
    """Approved units in the memory at ``place``, or the ``error`` that kept them out."""

    place: str
    added: Added | None = None
    error: StorageError | None = None

    def as_dict(self) -> dict[str, Any]:
        counts = asdict(self.added) if self.added else {}
        return {"place": self.place, **counts, "error": str(self.error) if self.error else None}


def html(report: ImportReport) -> str:
    """The page of ``review show --html``."""
    from translator.review.page import page

    return page(report, ", ".join(file.path.name for file in report.files))


def as_dict(
    report: ImportReport, conflicts: Path | None = None, kept: Kept | None = None
) -> dict[str, Any]:
    """The report with plain types."""
    from translator.plain import to_plain

    return {
        "project": str(report.project),
        "created": report.created,
        "conflicts_document": str(conflicts) if conflicts else None,
        "files": [
            {
                "path": str(file.path),
                "reviewer": file.reviewer,
                "round": file.round,
                "version": file.version,
                "known": file.known,
                "rows": [{**to_plain(one), "pieces": _pieces(one)} for one in file.differences],
                "open": [to_plain(one) for one in file.open],
                "conflicts": to_plain(file.conflicts),
                "comments": to_plain(file.comments),
                "decisions": to_plain(file.decisions),
                "messages": list(file.messages),
            }
            for file in report.files
        ],
        "reviewed": to_plain(report.reviewed),
        "memory": kept.as_dict() if kept else None,
    }


def _pieces(one: Difference) -> list[list[str]]:
    from translator.review.difference import difference

    return [[piece.kind, piece.text] for piece in difference(one.exported, one.reviewed)]


def shown(report: ImportReport, *, everything: bool, colour: bool) -> Iterator[str]:
    """The comparison, row by row."""
    for file in report.files:
        yield f"{file.path.name}: reviewer {file.reviewer or 'not named'}, round {file.round}"
        for message in file.messages:
            yield f"note: {message}"
        for one in file.differences:
            if everything or one.verdict != "unchanged" or one.doubt or one.changes:
                yield from _shown(one, colour=colour)
        for comment in file.comments:
            place = comment.unit or "document"
            yield f"comment on {place} by {comment.author or '?'}: {one_line(comment.text)}"
        yield _counts(file)


def _shown(one: Difference, *, colour: bool) -> Iterator[str]:
    yield f"№ {one.label}  {one.state}  {one.verdict}  {one.status}"
    if one.verdict == "conflict":
        yield f"    exported  {one_line(one.exported)}"
        yield f"    current   {_coloured(one.exported, one.current, colour=colour)}"
        yield f"    reviewed  {_coloured(one.exported, one.reviewed, colour=colour)}"
    elif one.exported != one.reviewed:
        yield f"    {_coloured(one.exported, one.reviewed, colour=colour)}"
    for change in one.changes:
        text = one_line(change.text)
        yield f"    {change.kind} «{text}» by {change.author or '?'} {change.time}".rstrip()
    for note in one.notes:
        yield f"    {note}"
    if one.doubt is not None:
        yield f"    {one.doubt.message} [--accept {one.label}={'|'.join(one.doubt.choices)}]"


def _coloured(old: str, new: str, *, colour: bool) -> str:
    from translator.review.difference import difference, marked

    pieces = difference(old, new)
    if not colour:
        return one_line(marked(pieces))
    looks: dict[str, dict[str, Any]] = {
        "same": {},
        "delete": {"fg": "red", "strikethrough": True},
        "insert": {"fg": "green", "underline": True},
    }
    return one_line("".join(click.style(p.text, **looks[p.kind]) for p in pieces))


def _counts(file: FileReport) -> str:
    states = Counter(one.state.value for one in file.differences)
    verdicts = Counter(one.verdict for one in file.differences)
    rows = ", ".join(f"{count} {name}" for name, count in sorted(states.items()))
    taken = ", ".join(f"{count} {name}" for name, count in sorted(verdicts.items()))
    return f"rows: {rows or 'none'}; texts: {taken or 'none'}; {len(file.comments)} new comments"


def imported(
    report: ImportReport, conflicts: Path | None, kept: Kept | None = None
) -> Iterator[str]:
    """What an import did, or why it did nothing."""
    for file in report.files:
        for message in file.messages:
            yield f"note: {file.path.name}: {message}"
        for one in file.open:
            yield f"doubtful: {file.path.name}: {_doubt(one)}"
    if report.is_open:
        yield "nothing was imported; settle the doubtful rows with --accept ROW=CHOICE"
        return
    for file in report.files:
        if file.known:
            continue
        yield f"{file.path.name}: version {file.version}; {_counts(file)}"
        for conflict in file.conflicts:
            yield (
                f"conflict: {conflict.unit}: {conflict.our_author or '?'}: «{conflict.ours}», "
                f"{conflict.their_author or '?'}: «{conflict.theirs}»"
            )
    if kept and kept.added:
        known = f", {kept.added.known} known already" if kept.added.known else ""
        yield f"memory {kept.place}: {kept.added.new} approved units new{known}"
    elif kept:
        yield f"memory {kept.place}: not written; the import stands, run the same command again"
    if conflicts:
        yield f"{conflicts}: both versions of each conflict, to be decided"
    yield f"{report.project}"


def _doubt(one: Aligned) -> str:
    assert one.doubt is not None
    choices = " | ".join(f"--accept {one.label}={choice}" for choice in one.doubt.choices)
    return f"row {one.label} {one.state}: {one_line(one.doubt.message)}; {choices}"


def history(project: Project, unit: str | None, version: int | None) -> Iterator[str]:
    """Lines of ``review history``, cells separated by tabs."""
    if version is not None:
        for one in project.bitext(version).units:
            yield f"{one.id}\t{one.state}\t{one.origin}\t{one_line(one.target or '')}"
        return
    if unit is not None:
        for change in project.revisions(unit):
            texts = _coloured(change.before or "", change.after or "", colour=False)
            yield f"{change.version}\t{change.time}\t{change.author}\t{change.state}\t{texts}"
        for comment in project.comments():
            if comment.unit == unit:
                yield f"comment\t{comment.time}\t{comment.author}\t\t{one_line(comment.text)}"
        return
    changes = Counter(change.version for change in project.revisions())
    for made in project.versions():
        yield (
            f"{made.number}\t{made.made}\t{made.action}\tround {made.round}\t{made.reviewer}\t"
            f"{made.file}\t{changes[made.number]} changes"
        )


def history_dict(project: Project, unit: str | None, version: int | None) -> Any:
    """The same with plain types."""
    from translator.plain import to_plain

    if version is not None:
        return to_plain(project.bitext(version).units)
    if unit is not None:
        comments = tuple(c for c in project.comments() if c.unit == unit)
        return {
            "revisions": to_plain(project.revisions(unit)),
            "comments": to_plain(comments),
        }
    return {
        "versions": to_plain(project.versions()),
        "revisions": to_plain(project.revisions()),
        "comments": to_plain(project.comments()),
        "decisions": to_plain(project.decisions()),
        "conflicts": to_plain(project.conflicts()),
    }
