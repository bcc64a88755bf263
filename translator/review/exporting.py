"""The next document for review: all units, the open ones, the changed ones, or the conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translator import bilingual
from translator.bilingual import Extras, Rival
from translator.bilingual.anchors import export_digest
from translator.errors import UsageError
from translator.exchange import omegat, xliff
from translator.outputs import write_atomically
from translator.project import Conflict, Export, Project, now
from translator.units import Bitext, Comment, State, TranslationUnit

FORMS = ("docx", "xliff", "xliff12", "omegat")
_SUFFIXES = {".zip": "omegat", **dict.fromkeys(xliff.SUFFIXES, "xliff")}
SELECTIONS = ("all", "open", "changed", "conflicts")


@dataclass(frozen=True, slots=True)
class Exported:
    """A document that was written: where, for which round, with how many units and threads."""

    path: Path
    round: int
    units: int
    comments: int
    digest: str


def export_review(
    project: Project,
    path: Path,
    *,
    only: str = "all",
    version: int | None = None,
    form: str = "",
    force: bool = False,
) -> Exported:
    """Write a review document of the project and remember that it went out.

    ``form`` is one of :data:`FORMS`; where it is empty the suffix of ``path`` tells.

    Units keep their ids and row numbers through all rounds. Unresolved comments come along as
    Word comments with their threads. A new round begins where something was imported since the
    last document; ``version`` writes an earlier state, in its own round.

    :raises UsageError: the selection is empty; conflicts as XLIFF, which has one text a unit.
    :raises OutputError: the file exists or cannot be written; nothing is remembered then.
    """
    form = form or _SUFFIXES.get(path.suffix.lower(), "docx")
    if only == "conflicts" and form != "docx":
        raise UsageError(
            "conflicts cannot go into XLIFF, which has one translation for a unit",
            remedy="write them as .docx",
        )
    chosen = _Choice(project, only, version)
    if not chosen.bitext.units:
        raise UsageError(f"no unit is {only}", remedy="choose another --only, or publish")
    export = Export(
        digest=export_digest(chosen.bitext, chosen.extras),
        round=chosen.extras.round,
        version=chosen.version,
        made=now(),
        kind=chosen.extras.kind,
        bitext=chosen.bitext,
        numbers=chosen.extras.numbers,
    )

    def write(temporary: Path) -> None:
        if form == "docx":
            bilingual.write(chosen.bitext, temporary, chosen.extras)
        else:
            _write_exchange(chosen, temporary, form)
        project.add_export(export)  # known before it can come back

    write_atomically(path, write, force=force)
    threads = sum(len(thread) for thread in chosen.extras.comments.values())
    return Exported(path, export.round, len(chosen.bitext.units), threads, export.digest)


def _write_exchange(chosen: _Choice, path: Path, form: str) -> None:
    extras = chosen.extras
    sent = xliff.Sent(chosen.bitext, extras.round, extras.kind, extras.numbers)
    if form == "omegat":
        omegat.write(chosen.bitext, path, sent, extras.comments)
        return
    write = xliff.write12 if form == "xliff12" else xliff.write21
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        write(chosen.bitext, stream, sent, extras.comments)


class _Choice:
    """Which units go out, under which numbers, with which threads."""

    def __init__(self, project: Project, only: str, version: int | None) -> None:
        self._project = project
        self._exports = project.exports()
        self.version = project.head() if version is None else version
        whole = project.bitext(version)
        conflicts = {c.unit: c for c in project.conflicts()} if only == "conflicts" else {}
        threads = _threads(project.comments()) if version is None else {}
        units = self._selected(whole, only, threads, conflicts)
        self.bitext = replace(whole, units=units)
        numbers = self._numbers(whole)
        kept = {unit.id for unit in units}
        self.extras = Extras(
            round=self._round(version),
            kind="conflicts" if only == "conflicts" else "review",
            numbers=tuple(numbers[unit.id] for unit in units),
            comments={unit: thread for unit, thread in threads.items() if unit in kept},
            rivals={c.unit: _pair(c) for c in conflicts.values() if c.unit in kept},
        )

    def _selected(
        self,
        whole: Bitext,
        only: str,
        threads: dict[str, tuple[Comment, ...]],
        conflicts: dict[str, Conflict],
    ) -> tuple[TranslationUnit, ...]:
        if only == "all":
            return whole.units
        if only == "conflicts":
            return tuple(_as_conflict(u, conflicts[u.id]) for u in whole.units if u.id in conflicts)
        if only == "changed":
            sent = max(e.version for e in self._exports if e.kind == "review")
            changed = {r.unit for r in self._project.revisions() if r.version > sent}
            return tuple(unit for unit in whole.units if unit.id in changed)
        return tuple(
            unit
            for unit in whole.units
            if unit.state.rank < State.REVIEWED.rank or unit.id in threads
        )

    def _numbers(self, whole: Bitext) -> dict[str, int]:
        """Row numbers by unit: the first that a unit ever had; new units get new ones."""
        numbers: dict[str, int] = {}
        for export in self._exports:
            for unit, number in zip(export.bitext.units, export.numbers, strict=True):
                numbers.setdefault(unit.id, number)
        for unit in whole.units:
            if unit.id not in numbers:
                numbers[unit.id] = max(numbers.values(), default=0) + 1
        return numbers

    def _round(self, version: int | None) -> int:
        """Round of the document: an earlier version's own; a new one once the text went on."""
        if version is not None and version < self._project.head():
            return next(v.round for v in self._project.versions() if v.number == version)
        newest = max(self._exports, key=lambda export: (export.round, export.version))
        is_new = newest.version < self.version and not self._is_conflict_round()
        return newest.round + is_new

    def _is_conflict_round(self) -> bool:
        """Until conflicts are decided the round goes on, so that late copies still fit it."""
        return bool(self._project.conflicts())


def _threads(comments: Sequence[Comment]) -> dict[str, tuple[Comment, ...]]:
    """Unresolved threads by unit, each question with its answers below it."""
    by_id = {comment.id: comment for comment in comments}

    def root(comment: Comment) -> Comment:
        seen = {comment.id}
        while comment.parent in by_id and comment.parent not in seen:
            seen.add(comment.parent)
            comment = by_id[comment.parent]
        return comment

    threads: dict[str, dict[str, list[Comment]]] = {}
    for comment in comments:
        first = root(comment)
        if first.unit and not first.resolved:
            threads.setdefault(first.unit, {}).setdefault(first.id, []).append(comment)
    return {
        unit: tuple(
            replace(comment, parent="" if comment.id == key else key)
            for key, thread in found.items()
            for comment in thread
        )
        for unit, found in threads.items()
    }


def _pair(conflict: Conflict) -> tuple[Rival, Rival]:
    return (
        Rival(conflict.ours, conflict.our_author),
        Rival(conflict.theirs, conflict.their_author),
    )


def _as_conflict(unit: TranslationUnit, conflict: Conflict) -> TranslationUnit:
    """The unit with the text that both reviewers started from, open to decision."""
    return replace(
        unit, target=conflict.base or None, state=State.QUESTION,
        terms=(), numbers=(), findings=(),
    )  # fmt: skip
