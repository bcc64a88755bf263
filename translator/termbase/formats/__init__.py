"""Forms of a glossary file by suffix: TSV, CSV, XLSX and TBX, both ways.

TSV is the tool's own form. All of them keep every cell, columns that the tool does not know
included; comments stay in the TSV.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from translator.errors import GlossaryError, UsageError
from translator.termbase.formats import spreadsheet, tables, tbx, tbxwriter
from translator.termbase.formats.records import Record

_READERS: dict[str, Callable[[Path, bytes], Iterator[Record]]] = {
    ".tsv": tables.read_tsv,
    ".csv": tables.read_csv,
    ".xlsx": spreadsheet.read,
    ".tbx": tbx.read,
    ".mtf": tbx.read,
    ".xml": tbx.read,
}
_Table = Callable[[Sequence[str], Sequence[Sequence[str]]], bytes]
_WRITERS: dict[str, _Table] = {
    ".tsv": lambda columns, rows: tables.tsv_text(columns, rows).encode(),
    ".csv": lambda columns, rows: tables.csv_text(columns, rows).encode(),
    ".xlsx": spreadsheet.written,
    ".tbx": tbxwriter.written,
}
READABLE = tuple(_READERS)
WRITABLE = tuple(_WRITERS)


def records(path: Path, data: bytes) -> Iterator[Record]:
    """The rows of a glossary file, the names of its columns first.

    :raises GlossaryError: the suffix is not known, or the file is not what it says.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise GlossaryError(
            f"is none of {', '.join(READABLE)}",
            place=str(path),
            remedy="save the glossary as UTF-8 text with tabs (.tsv) or commas (.csv)",
        )
    return reader(path, data)


def written(suffix: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The bytes of a glossary file with these columns and rows.

    :raises UsageError: the suffix is not known.
    """
    writer = _WRITERS.get(suffix.lower())
    if writer is None:
        raise UsageError(
            f"cannot write a glossary as {suffix or 'a file without suffix'}",
            remedy=f"name a file that ends with {', '.join(WRITABLE)}",
        )
    return writer(columns, rows)


__all__ = ["READABLE", "WRITABLE", "Record", "records", "written"]
