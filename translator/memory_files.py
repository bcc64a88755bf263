"""Files and imported reviews into the memory, and the memory into files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from translator.errors import UsageError
from translator.exchange import Codes, read_reviewed, write_reviewed
from translator.memory import Added, TranslationMemory
from translator.outputs import write_atomically
from translator.project import Project
from translator.review.approved import reviewed_units
from translator.review.importing import ImportReport
from translator.storage import Location
from translator.units import ReviewedUnit


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; ``messages`` tell what of the file was left out."""

    name: str
    added: Added
    messages: tuple[str, ...] = ()


def import_file(
    memory: TranslationMemory,
    path: Path,
    *,
    codes: Codes = Codes.STRIP,
    unreviewed: bool = False,
    fields: Callable[[ReviewedUnit], ReviewedUnit] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Read a file (.tmx, .jsonl, .tsv, .xlf, .xliff) into the memory, as a stream.

    ``fields`` fills what the file does not say (reviewer, domain). Reading a file twice, or
    again after it was broken off, doubles nothing.

    :raises InputError: the file cannot be read; what was read before the faulty place is kept.
    :raises StorageError: the memory cannot be written.
    """
    file = read_reviewed(path, codes=codes, unreviewed=unreviewed)
    units: Iterable[ReviewedUnit] = file if fields is None else map(fields, file)
    added = memory.add(units, what=f"import {path.name}", progress=progress)
    return Imported(str(path), added, file.messages)


def approved_units(report: ImportReport) -> tuple[ReviewedUnit, ...]:
    """What an import of reviewed files has for the memory: the units that it brought to reviewed
    or final; all such units of the release where a file was imported before, for the memory may
    have been out of reach then (adding doubles nothing)."""
    if any(file.known for file in report.files):
        return reviewed_units(Project(report.project))
    return report.reviewed


def add_approved(
    location: Location, units: Sequence[ReviewedUnit], waiting: Callable[[str], None] | None = None
) -> Added:
    """Put approved units into the memory at ``location``, made on first use.

    :raises StorageError: it cannot be opened or written; the import of the review stands.
    """
    release = ", ".join(dict.fromkeys(unit.release for unit in units))
    with TranslationMemory.open(location, waiting=waiting) as memory:
        return memory.add(units, what=f"review import {release}")


def export_file(
    units: Iterable[ReviewedUnit], path: Path | None, form: str, out: TextIO, *, force: bool
) -> int:
    """Write units to ``path``, or to ``out`` where it is None; returns how many.

    :raises UsageError: an unknown format.
    :raises OutputError: the file exists, or cannot be written.
    """
    if path is None:
        return write_reviewed(units, form, out)
    counts: list[int] = []

    def write(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8", newline="\n") as stream:
            counts.append(write_reviewed(units, form, stream))

    write_atomically(path, write, force=force)
    return counts[0]


def format_of(path: Path | None, given: str | None) -> str:
    """The format that is named, or that of the suffix.

    :raises UsageError: neither is there.
    """
    if given:
        return given
    if path is None:
        return "tmx"
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in ("tmx", "jsonl", "tsv"):
        raise UsageError(
            f"{path.name} has no suffix that is known",
            remedy="name the file .tmx, .jsonl or .tsv, or add --to",
        )
    return suffix
