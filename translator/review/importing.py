"""Reviewed files into the project of their release: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.errors import InputError, UsageError
from translator.project import (
    Conflict,
    Decision,
    Pending,
    Project,
    Version,
    create_project,
    now,
)
from translator.review.approved import reviewed_units
from translator.review.choices import Choices
from translator.review.judging import Standing
from translator.review.merge import Merged, merge
from translator.review.reading import Reading, read_review
from translator.review.records import Aligned, Difference
from translator.review.remarks import remarks
from translator.units import Bitext, Comment, ReviewedUnit, State


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one file brought. ``version`` is the project's version that holds it, None while
    doubts are ``open``; ``known`` tells a file that had been imported before."""

    path: Path
    reviewer: str
    round: int
    version: int | None
    known: bool = False
    differences: tuple[Difference, ...] = ()
    open: tuple[Aligned, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    comments: tuple[Comment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. ``reviewed`` are the units that this import has brought to reviewed or
    final, for the translation memory."""

    project: Path
    created: bool
    files: tuple[FileReport, ...]
    reviewed: tuple[ReviewedUnit, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether doubts stopped the import; nothing was changed then."""
        return any(file.open for file in self.files)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts that this import met."""
        return tuple(conflict for file in self.files for conflict in file.conflicts)


def import_files(
    paths: Sequence[Path],
    *,
    project: Path | None = None,
    reviewers: Sequence[str] = (),
    choices: Choices = Choices(),  # noqa: B008
    mark: State | None = None,
    older: bool = False,
    write: bool = True,
) -> ImportReport:
    """Import files in the order given, each merged with what stands after the one before.
    Without ``write`` the report alone is made: it says what an import would do.

    The project is made beside the first file where there is none. Importing a file again
    changes nothing. One open doubt, and nothing at all is written.

    :raises InputError: a file cannot be read, is of another release, version or round.
    :raises UsageError: two files of one reviewer, or names that do not go with the files.
    """
    if reviewers and len(reviewers) != len(paths):
        raise UsageError(
            f"{len(reviewers)} --reviewer for {len(paths)} files",
            remedy="give one for each file, in the same order, or none",
        )
    names = list(reviewers) or [""] * len(paths)
    readings = [
        read_review(path, project=project, reviewer=name)
        for path, name in zip(paths, names, strict=True)
    ]
    _check_together(readings)
    work = _Import(readings[0], choices, mark, older)
    for reading in readings:
        work.add(reading)
    return work.finish(write=write)


def _check_together(readings: Sequence[Reading]) -> None:
    first = readings[0]
    seen: dict[str, Reading] = {}
    for reading in readings:
        if reading.export.bitext.source_digest != first.export.bitext.source_digest or (
            reading.place != first.place and (reading.project or first.project)
        ):
            raise UsageError(
                f"{reading.path.name} and {first.path.name} are of different releases",
                remedy="import them one after the other",
            )
        other = seen.get(reading.reviewer) if reading.reviewer else None
        if other is not None and other.digest != reading.digest:
            raise UsageError(
                f"{other.path.name} and {reading.path.name} are both by {reading.reviewer}",
                remedy="import only the right one, or name two people with --reviewer",
            )
        seen[reading.reviewer] = reading


class _Import:
    """The release while files are added one after another."""

    def __init__(self, first: Reading, choices: Choices, mark: State | None, older: bool) -> None:
        self._first = first
        self._project = first.project
        self._choices = choices
        self._mark = mark
        self._older = older
        self._made = now()
        project = first.project
        self._head = project.head() if project else 1
        self._round = project.round() if project else first.export.round
        self._current = project.bitext() if project else first.export.bitext
        self._comments = list(project.comments()) if project else []
        self._writers = _writers(project, first.export.round)
        self._pending: list[Pending] = []
        self._reports: list[FileReport] = []

    def add(self, reading: Reading) -> None:
        known = self._known(reading)
        if known is not None:
            self._reports.append(known)
            return
        if reading.export.round < self._round and not self._older:
            raise InputError(
                f"reviews round {reading.export.round}, the release is in round {self._round}",
                place=str(reading.path),
                remedy="add --older to merge it all the same, or review the newer document",
            )
        conflicts = self._open_conflicts(reading)
        standing = Standing(reading.export.bitext, self._current, self._writers, conflicts)
        merged = merge(
            reading.outcomes,
            standing,
            self._choices,
            reviewer=reading.reviewer,
            made=self._made,
            mark=self._mark,
        )
        lines = [f"{name}: {text}" for c in conflicts.values() for name, text in _rivals(c)]
        said = remarks(
            reading.document,
            reading.outcomes,
            reading.export,
            self._comments,
            reading.reviewer,
            lines,
        )
        self._keep(reading, merged, said)

    def _known(self, reading: Reading) -> FileReport | None:
        number = next(
            (
                self._head + place
                for place, one in enumerate(self._pending, 1)
                if one.version.file_digest == reading.digest
            ),
            0,
        )
        version = self._project.imported(reading.digest) if self._project else None
        if version is not None:
            number = version.number
        if not number:
            return None
        message = f"was imported before as version {number}; nothing changes"
        return FileReport(
            reading.path, reading.reviewer, reading.export.round, number, True, messages=(message,)
        )

    def _open_conflicts(self, reading: Reading) -> dict[str, Conflict]:
        if self._project is None or reading.export.kind != "conflicts":
            return {}
        return {conflict.unit: conflict for conflict in self._project.conflicts()}

    def _keep(self, reading: Reading, merged: Merged, said: tuple[Comment, ...]) -> None:
        number = self._head + len(self._pending) + 1
        unused = self._choices.unused(merged.differences)
        notes = tuple(f"--accept {row}: the row is in no doubt" for row in unused)
        messages = reading.messages + notes
        version = Version(
            number=number,
            made=self._made,
            action="decision" if reading.export.kind == "conflicts" else "import",
            round=reading.export.round,
            reviewer=reading.reviewer,
            file=reading.path.name,
            file_digest=reading.digest,
            export=reading.export.digest,
            messages=messages,
        )
        self._pending.append(
            Pending(
                version, merged.bitext, merged.revisions, said, merged.decisions,
                merged.conflicts, merged.settled,
            )
        )  # fmt: skip
        self._reports.append(
            FileReport(
                path=reading.path,
                reviewer=reading.reviewer,
                round=reading.export.round,
                version=None if merged.open else number,
                differences=merged.differences,
                open=merged.open,
                conflicts=merged.conflicts,
                comments=said,
                decisions=merged.decisions,
                messages=messages,
            )
        )
        self._current = merged.bitext
        self._comments += said
        for revision in merged.revisions:
            if revision.before != revision.after:
                self._writers[revision.unit] = reading.reviewer

    def finish(self, *, write: bool) -> ImportReport:
        """Write, unless something is open."""
        report = ImportReport(self._first.place, False, tuple(self._reports))
        if report.is_open or not self._pending or not write:
            return report
        before = self._first.export.bitext if self._project is None else self._project.bitext()
        created = self._project is None
        disputed = _disputed(self._project) if self._project else set()
        project = self._project or create_project(self._first.export, self._first.place)
        project.append(self._pending, head=self._head)
        fresh = _fresh(before, self._current) | (disputed - _disputed(project))
        reviewed = reviewed_units(project, fresh)
        return ImportReport(project.path, created, tuple(self._reports), reviewed)


def _writers(project: Project | None, round_of: int) -> dict[str, str]:
    """Who wrote the standing text of each unit that was changed in this round."""
    if project is None:
        return {}
    versions = {version.number: version for version in project.versions()}
    return {
        revision.unit: versions[revision.version].reviewer
        for revision in project.revisions()
        if revision.before != revision.after and versions[revision.version].round == round_of
    }


def _rivals(conflict: Conflict) -> tuple[tuple[str, str], tuple[str, str]]:
    return (
        (conflict.our_author or "?", conflict.ours or "—"),
        (conflict.their_author or "?", conflict.theirs or "—"),
    )


def _disputed(project: Project) -> set[str]:
    return {conflict.unit for conflict in project.conflicts()}


def _fresh(before: Bitext, after: Bitext) -> set[str]:
    old = {unit.id: (unit.source, unit.target, unit.state) for unit in before.units}
    return {u.id for u in after.units if old.get(u.id) != (u.source, u.target, u.state)}
