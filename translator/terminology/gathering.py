"""Every row of every glossary file, also those that a later file overrides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.errors import GlossaryError
from translator.termbase.cells import COLUMNS, Row, cells_of
from translator.termbase.formats import READABLE, written
from translator.termbase.reader import glossary_files, read_rows, term_key


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows of one file; ``messages`` and ``faults`` are what its reader said."""

    path: Path
    rows: tuple[Row, ...]
    messages: tuple[str, ...] = ()
    faults: tuple[GlossaryError, ...] = ()


def gather(paths: Sequence[Path], *, lenient: bool) -> list[Gathered]:
    """The files named and those of the folders named, in order, in any form that is read.

    :raises GlossaryError: as the reader; with ``lenient`` faults become messages.
    """
    found = []
    for path in paths:
        for file in _files(path):
            rows = read_rows(file, lenient=lenient)
            found.append(Gathered(file, rows.rows, rows.messages, rows.faults))
    return found


def _files(path: Path) -> list[Path]:
    if not path.is_dir() and path.suffix.lower() in READABLE and path.exists():
        return [path]
    return glossary_files(path)


def columns_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """The tool's columns, then the others in the order in which they first appear."""
    extra = dict.fromkeys(name for row in rows for name, _ in row.extra)
    return (*COLUMNS, *extra)


def as_file(rows: Sequence[Row], suffix: str) -> bytes:
    """The bytes of one glossary file of this form with all rows.

    :raises UsageError: the suffix is not known.
    """
    columns = columns_of(rows)
    table = []
    for row in rows:
        cells = cells_of(row)
        table.append([cells.get(name, "") for name in columns])
    return written(suffix, columns, table)


def one_file(gathered: Sequence[Gathered]) -> tuple[Row, ...]:
    """All rows in one list.

    :raises GlossaryError: a term stands in two files with different Chinese, which one file
        cannot hold.
    """
    kept: dict[str, Row] = {}
    for row in (row for file in gathered for row in file.rows):
        key = term_key(row.term.ru)
        earlier = kept.get(key)
        if earlier is not None and earlier.term.zh != row.term.zh:
            raise GlossaryError(
                f"«{row.term.ru}» is {row.term.zh} here and {earlier.term.zh} on "
                f"{earlier.term.place}",
                place=row.term.place,
                remedy="export the files one by one, or correct one of the two lines",
            )
        kept.setdefault(key, row)
    return tuple(kept.values())
