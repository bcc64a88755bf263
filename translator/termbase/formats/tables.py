"""Glossaries as text tables: cells between tabs (TSV) or commas and semicolons (CSV)."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from translator.errors import GlossaryError
from translator.termbase.formats.records import Record

_FORMULA = ("=", "+", "-", "@")


def read_tsv(path: Path, data: bytes) -> Iterator[Record]:
    """Every line but blank ones and comments (``#`` first); a cell may be quoted."""
    for line, row in enumerate(re.split(r"\r\n|\n|\r", _text(path, data)), start=1):
        if row.strip() and not row.lstrip().startswith("#"):
            yield Record(f"{path}:{line}", [_unquote(cell) for cell in row.split("\t")])


def read_csv(path: Path, data: bytes) -> Iterator[Record]:
    """Every record; the delimiter is the one of ``,`` and ``;`` that the header has more of.

    An apostrophe before a sign that opens a formula is the one that :func:`csv_text` wrote.
    """
    text = _text(path, data)
    lines = re.split(r"\r\n|\n|\r", text)
    for line, cells in _comma_rows(path, text):
        opened = lines[line - 1].lstrip() if line <= len(lines) else ""
        if any(cell.strip() for cell in cells) and not opened.startswith("#"):
            yield Record(f"{path}:{line}", [_disarmed(cell) for cell in cells])


def tsv_text(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A TSV as :func:`read_tsv` reads it back."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in (columns, *rows))


def csv_text(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A CSV as :func:`read_csv` reads it back, with a byte order mark for Excel.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP,
    "CSV Injection").
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = [_inert(cell) for cell in row]
        if cells[0].startswith("#"):
            stream.write(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells))
            stream.write("\r\n")
        else:
            writer.writerow(cells)
    return "\ufeff" + stream.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def _disarmed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _quoted(cell: str) -> str:
    """Quoted where the reader would take it for something else: a comment, a quoted cell."""
    doubtful = cell.startswith("#") or (len(cell) > 1 and cell[0] == cell[-1] == '"')
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if doubtful else cell


def _text(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GlossaryError(
            "is not UTF-8", place=f"{path}:{line}", remedy="save the file as UTF-8"
        ) from error
    return unicodedata.normalize("NFC", text)


def _unquote(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _comma_rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    header = text.split("\n", 1)[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise GlossaryError(
                f"is not CSV ({error})",
                place=f"{path}:{rows.line_num}",
                remedy="close the quotes, double the quotes inside a cell",
            ) from error
        if cells is None:
            return
        yield line, cells or [""]
        line = rows.line_num + 1
