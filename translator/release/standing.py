"""The release as its project has it: to be published, or to be held against a document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from translator.bilingual.records import Record
from translator.errors import InputError
from translator.project import Project, find_beside, open_project
from translator.release.records import Reviewed
from translator.units import State, TranslationUnit

_SHOWN = 8


def from_project(path: Path) -> Reviewed:
    """The newest version in a project file, or in the project beside an XLIFF file.

    A unit that two reviewers dispute is a question, whatever its state.

    :raises InputError: no such file, no project beside it, or the file was not imported.
    """
    project = open_project(path)
    bitext = project.bitext()
    disputed = {conflict.unit for conflict in project.conflicts()}
    units = tuple(
        replace(unit, state=State.QUESTION) if unit.id in disputed else unit
        for unit in bitext.units
    )
    persons = [version.reviewer for version in project.versions()]
    persons += [revision.author for revision in project.revisions()]
    persons += [comment.author for comment in project.comments()]
    return Reviewed(
        bitext=replace(bitext, units=units),
        reviewers=tuple(dict.fromkeys(person for person in persons if person)),
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        messages=(f"{project.path.name}, version {project.head()}",),
    )


def held_against(path: Path, record: Record, units: Sequence[TranslationUnit]) -> tuple[str, ...]:
    """What the project beside a document has otherwise; nothing where there is no project.

    What a person names is what is published, so a difference is told and changes nothing.

    :raises InputError: the document holds a part of the release, or texts to choose from.
    """
    project = find_beside(path, record)
    if record.kind == "conflicts" or _is_part(record, project):
        raise InputError(
            f"holds only {len(record.units)} rows of the release, not all of it",
            place=str(path),
            remedy=f"run: python cli.py review import {path}; then publish the project",
        )
    if project is None:
        return ()
    there = {unit.id: (unit.target or "", unit.state) for unit in project.bitext().units}
    here = {unit.id: (unit.target or "", unit.state) for unit in units}
    rows = [str(n) for n, unit in enumerate(units, 1) if there.get(unit.id) != here[unit.id]]
    rows += [f"+{n}" for n, _ in enumerate(there.keys() - here.keys(), 1)]
    if not rows:
        return ()
    shown = ", ".join(rows[:_SHOWN]) + (" …" if len(rows) > _SHOWN else "")
    return (
        f"{project.path.name} (version {project.head()}) has another text or status in rows "
        f"{shown}; {path.name} is taken as it is, publish {project.path.name} for the other",
    )


def _is_part(record: Record, project: Project | None) -> bool:
    """A later round may hold the open or the changed units alone. Only the project can tell;
    without it, a gap in the numbers is reason enough to stop."""
    if project is None:
        numbers = [unit.number for unit in record.units]
        return sorted(numbers) != list(range(1, len(numbers) + 1))
    export = next(e for e in project.exports() if e.digest == record.digest)
    return len(export.bitext.units) < len(project.bitext(export.version).units)
