"""Glossaries as Excel workbooks (.xlsx), read and written with openpyxl.

A formula is refused: what it shows is not what stands in the cell, and it may be an attack.
Written cells are always text, so nothing that a person typed can become a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.errors import GlossaryError
from translator.termbase.formats.records import Record

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LARGEST = 200 * 1024 * 1024  # bytes of all parts unpacked; 50,000 entries need some 30 MB
_MOST_COLUMNS = 64
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*<")
_SAVE = "save it anew as an Excel workbook (.xlsx), or as .tsv"
_STAMP = datetime(2000, 1, 1)
_WIDTHS = {"ru": 48, "zh": 32, "variants": 32, "forbidden": 24, "source": 32, "note": 48}


def read(path: Path, data: bytes) -> Iterator[Record]:
    """The rows of the first sheet whose first filled row names the columns ru and zh.

    :raises GlossaryError: no workbook, a damaged or oversized one, one with a DTD, no such sheet.
    """
    _inspect(path, data)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        found = next((s for s in book.worksheets if _has_header(s)), None)
        if found is None:
            raise GlossaryError(
                "has no sheet with the columns ru and zh",
                place=str(path),
                remedy="name the columns in the first row of the sheet",
            )
        width = 0
        for row in found.iter_rows(max_col=_MOST_COLUMNS):
            record = _record(path, found.title, row)
            if record is None:
                continue
            if isinstance(record.cells, list):
                width = width or len(record.cells)
                record.cells.extend([""] * (width - len(record.cells)))
            yield record
    except (InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, OSError) as error:
        raise GlossaryError(
            f"is a damaged workbook ({type(error).__name__})", place=str(path), remedy=_SAVE
        ) from error


def _inspect(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _LARGEST:
                raise GlossaryError(
                    "unpacks to more than 200 MB", place=str(path), remedy="split the workbook"
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    start = archive.open(part).read(4096)
                    if b"<!D" in start or b"<\0!\0D" in start:
                        raise GlossaryError(
                            f"has a document type in {part.filename}",
                            place=str(path),
                            remedy=_SAVE,
                        )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise GlossaryError("is no Excel workbook", place=str(path), remedy=_SAVE) from error


def _has_header(sheet: Any) -> bool:
    for row in sheet.iter_rows(max_row=20, max_col=_MOST_COLUMNS, values_only=True):
        names = {str(cell).strip().lower() for cell in row if cell is not None}
        if names:
            return {"ru", "zh"} <= names
    return False


def _record(path: Path, sheet: str, row: Sequence[Any]) -> Record | None:
    """A row without the empty cells at its end; None for an empty row or a comment."""
    cells: list[str] = []
    number = 0
    for cell in row:
        number = getattr(cell, "row", number) or number
        if cell.value is None:
            cells.append("")
            continue
        place = f"{path}:{sheet}!{cell.coordinate}"
        if cell.data_type == "f":
            return Record(
                place,
                GlossaryError(
                    "is a formula", place=place, remedy="paste it as a value: plain text only"
                ),
            )
        if cell.data_type == "e":
            return Record(
                place,
                GlossaryError(f"holds the error {cell.value}", place=place, remedy="write text"),
            )
        cells.append(_text(cell.value))
    if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
        return None
    while not cells[-1]:
        cells.pop()
    return Record(f"{path}:{sheet}!{number}", [_unmarked(cell) for cell in cells])


def _unmarked(cell: str) -> str:
    """Without the apostrophe that keeps a term with ``#`` from being a comment."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith("#") else cell


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def written(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook with one sheet, all cells text, header frozen; the same bytes for the same rows.

    Columns that a person reads most are wide; openpyxl's own stamps are fixed.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.properties.created = book.properties.modified = _STAMP
    book.properties.creator = "press-translator"
    sheet = book.active
    assert sheet is not None
    sheet.title = "glossary"
    for number, row in enumerate((columns, *rows), start=1):
        for column, value in enumerate(row, start=1):
            if value:
                cell = sheet.cell(number, column)
                cell.value = f"'{value}" if value.lstrip("'").startswith("#") else value
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if number == 1:
                    cell.font = Font(bold=True)
    _lay_out(sheet, columns)
    stream = io.BytesIO()
    book.save(stream)
    return _stamped(stream.getvalue())


def _lay_out(sheet: Worksheet, columns: Sequence[str]) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for number, name in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 12)


def _stamped(data: bytes) -> bytes:
    """The same package with every part dated alike."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename, _STAMP.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(
                info, _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z<", old.read(part.filename))
            )
    return made.getvalue()
