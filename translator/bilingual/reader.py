"""Reading a review document back, from Word, WPS, LibreOffice or this tool."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from translator.bilingual.celltext import inline_text, paragraphs
from translator.bilingual.custom import parse
from translator.bilingual.package import Package, unpack
from translator.bilingual.records import ReviewDocument, ReviewRow
from translator.bilingual.rows import Rows, comments_elsewhere, unit_tables
from translator.errors import InputError

_MODIFIED_BY = (
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
)


def read(path: Path) -> ReviewDocument:
    """The rows as they stand in the file, with tracked changes taken as accepted.

    A unit's id is taken from its content control, else from its bookmark, else from the number
    column, and the row says which. Nothing is compared here: whether a source was touched
    shows by its hash in the record.

    :raises InputError: the file cannot be read, or holds no table of units.
    """
    package = unpack(path)
    record = next((r for r in map(parse, package.custom) if r is not None), None)
    tables = unit_tables(package.document)
    if not tables:
        raise InputError(
            "has no table of units",
            place=str(path),
            remedy="give a review document that this tool has written",
        )
    reading = Rows(package, record)
    rows = tuple(row for table in tables for row in reading.of(table))
    return ReviewDocument(
        rows=rows,
        record=record,
        messages=tuple(_messages(rows, record is None, len(tables))),
        author=_author(package),
        missing_columns=reading.missing_columns,
        outside=tuple(_outside(package.document, tables)),
        comments=tuple(comments_elsewhere(reading)),
    )


def _messages(rows: tuple[ReviewRow, ...], bare: bool, tables: int) -> Iterator[str]:
    if bare:
        yield "the custom XML part is missing: hashes and provenance are not known"
    for anchor, what in (("bookmark", "bookmarks"), ("number", "the number column")):
        count = sum(row.anchor == anchor for row in rows)
        if count:
            yield f"{count} rows have lost their content controls: named by {what}"
    if tables > 1:
        yield f"the table has been split: {tables} tables were read as one"


def _outside(document: etree._Element, tables: list[etree._Element]) -> Iterator[str]:
    """Lines outside the table of units that hold text, in reading order."""
    for paragraph in paragraphs(document, without=tables):
        text = inline_text(paragraph).strip()
        if text:
            yield text


def _author(package: Package) -> str:
    found = None if package.core is None else package.core.findtext(_MODIFIED_BY)
    return (found or "").strip()
