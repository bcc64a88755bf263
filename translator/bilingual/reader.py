"""Reading a review document back, from Word, WPS, LibreOffice or this tool."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from translator.bilingual.anchors import unit_of_bookmark, unit_of_tag
from translator.bilingual.celltext import children, in_deleted_text, live_rows, text_of
from translator.bilingual.custom import parse
from translator.bilingual.ooxml import w
from translator.bilingual.package import Package, unpack
from translator.bilingual.records import Record, ReviewComment, ReviewDocument, ReviewRow
from translator.bilingual.theme import theme
from translator.errors import InputError


def read(path: Path) -> ReviewDocument:
    """The rows as they stand in the file, with tracked changes taken as accepted.

    A unit's id is taken from its content control, else from its bookmark, else from the number
    column, and the row says which. Nothing is compared here: whether a source was touched
    shows by its hash in the record.

    :raises InputError: the file cannot be read, or holds no table of units.
    """
    package = unpack(path)
    record = next((r for r in map(parse, package.custom) if r is not None), None)
    table = _unit_table(package.document)
    if table is None:
        raise InputError(
            "has no table of units",
            place=str(path),
            remedy="give a review document that this tool has written",
        )
    rows = tuple(_Rows(package, record).of(table))
    messages = []
    if record is None:
        messages.append("the custom XML part is missing: hashes and provenance are not known")
    for anchor, what in (("bookmark", "bookmarks"), ("number", "the number column")):
        count = sum(row.anchor == anchor for row in rows)
        if count:
            messages.append(f"{count} rows have lost their content controls: named by {what}")
    return ReviewDocument(rows, record, tuple(messages))


def _unit_table(document: etree._Element) -> etree._Element | None:
    """The table whose first row carries both languages' titles, else the one with most ids."""
    russian, chinese = theme().titles[1:3]
    best, most = None, 0
    for table in document.iter(w("tbl")):
        first = next(live_rows(table), None)
        if first is None:
            continue
        titles = [text_of(cell).strip() for cell in children(first, "tc")]
        if russian in titles and chinese in titles:
            return table
        names = sum(
            bool(unit_of_bookmark(m.get(w("name"), ""))) for m in table.iter(w("bookmarkStart"))
        )
        if names > most:
            best, most = table, names
    return best


class _Rows:
    """Rows of one file: needs its record and its comments at hand."""

    def __init__(self, package: Package, record: Record | None) -> None:
        units = record.units if record else ()
        self._by_tag = {unit.tag: unit.id for unit in units}
        self._by_bookmark = {unit.bookmark: unit.id for unit in units}
        self._by_number = {str(unit.number): unit.id for unit in units}
        self._comments = _comments(package.comments)
        words = theme().status
        self._status = {label: key for key, label in words.items()}
        self._status |= {part: key for key, label in words.items() for part in label.split()[-1:]}
        self._status |= {label.rpartition(" ")[0]: key for key, label in words.items()}

    def of(self, table: etree._Element) -> list[ReviewRow]:
        """The rows below the heading."""
        rows = []
        columns = dict(enumerate(range(len(theme().titles))))
        for row in live_rows(table):
            cells = _cells(row)
            titles = [text_of(cell).strip() for _, cell in cells]
            if set(theme().titles[1:3]) <= set(titles):
                columns = {
                    theme().titles.index(title): place
                    for (place, _), title in zip(cells, titles, strict=True)
                    if title in theme().titles
                }
                continue
            rows.append(self._row(row, dict(cells), columns))
        return rows

    def _row(
        self, row: etree._Element, cells: dict[int, etree._Element], columns: dict[int, int]
    ) -> ReviewRow:
        def text(column: int) -> str:
            cell = cells.get(columns.get(column, -1))
            return "" if cell is None else text_of(cell)

        number = text(0).strip()
        unit, anchor = self._name(row, number)
        status = text(4).strip()
        return ReviewRow(
            id=unit,
            source=text(1),
            target=text(2),
            notes=text(3),
            status=self._status.get(status, status),
            comments=self._comments_in(row),
            number=number,
            anchor=anchor,
        )

    def _name(self, row: etree._Element, number: str) -> tuple[str, str]:
        for control in row.iter(w("tag")):
            tag = control.get(w("val"), "")
            unit = self._by_tag.get(tag) or unit_of_tag(tag)
            if unit:
                return unit, "control"
        for mark in row.iter(w("bookmarkStart")):
            name = mark.get(w("name"), "")
            unit = self._by_bookmark.get(name) or unit_of_bookmark(name)
            if unit:
                return unit, "bookmark"
        unit = self._by_number.get(number, "")
        return unit, "number" if unit else ""

    def _comments_in(self, row: etree._Element) -> tuple[ReviewComment, ...]:
        numbers = [
            mark.get(w("id"), "")
            for mark in row.iter(w("commentReference"))
            if not in_deleted_text(mark)
        ]
        return tuple(self._comments[n] for n in dict.fromkeys(numbers) if n in self._comments)


def _cells(row: etree._Element) -> list[tuple[int, etree._Element]]:
    """Cells with the grid column where each begins."""
    place = 0
    cells = []
    for cell in children(row, "tc"):
        cells.append((place, cell))
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        width = "1" if span is None else span.get(w("val"), "1")
        place += int(width) if width.isdecimal() else 1
    return cells


def _comments(root: etree._Element | None) -> dict[str, ReviewComment]:
    if root is None:
        return {}
    return {
        comment.get(w("id"), ""): ReviewComment(
            author=comment.get(w("author"), ""),
            text=text_of(comment),
            time=_time(comment.get(w("date"), "")),
            initials=comment.get(w("initials"), ""),
        )
        for comment in root.iter(w("comment"))
    }


def _time(stamp: str) -> str:
    """LibreOffice writes a comment without a date as year 0."""
    return "" if not stamp.strip("0").startswith(tuple("123456789")) else stamp
