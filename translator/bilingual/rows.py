"""The rows of the table of units in one file, with everything that may name their units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from translator.bilingual.anchors import unit_of_bookmark, unit_of_tag
from translator.bilingual.celltext import children, in_deleted_text, live_rows, text_of
from translator.bilingual.commentary import comments_by_number, notes_by_number
from translator.bilingual.package import Package
from translator.bilingual.records import Record, ReviewComment, ReviewRow
from translator.bilingual.theme import theme
from translator.bilingual.tracked import tracked_changes
from translator.ooxml.markup import w

_NUMBER, _SOURCE, _TARGET, _NOTES, _STATUS = range(5)
_PREFIXES = ("unit", "number", "text", "status")
_PICTURES = frozenset(w(name) for name in ("drawing", "pict", "object"))
_PROPERTIES, _VALUE = w("tcPr"), w("val")
_DELETED, _SPAN, _MERGE = w("cellDel"), w("gridSpan"), w("vMerge")
_MARKS = tuple(
    w(name)
    for name in (
        "tag",
        "bookmarkStart",
        "commentReference",
        "footnoteReference",
        "endnoteReference",
    )
)


def status_words() -> dict[str, str]:
    """Every way a status is written (both languages, either alone, the key) to its key."""
    known = {}
    for key, label in theme().status.items():
        for form in (label, label.split()[-1], label.rpartition(" ")[0], key):
            known[_plain(form)] = key
    return known


class Rows:
    """Rows of one file: needs its record and its comments at hand."""

    def __init__(self, package: Package, record: Record | None) -> None:
        units = record.units if record else ()
        self._by_tag = {unit.tag: unit.id for unit in units}
        self._by_bookmark = {unit.bookmark: unit.id for unit in units}
        self._by_number = {str(unit.number): unit.id for unit in units}
        self.comments = comments_by_number(package.comments, package.extended)
        self._notes = notes_by_number(*package.notes)
        self._status = status_words()
        self._columns = dict(enumerate(range(len(theme().titles))))
        self.missing_columns: tuple[str, ...] = ()
        self.placed: set[str] = set()

    def of(self, table: etree._Element) -> Iterator[ReviewRow]:
        """The rows below the heading; a table without one goes on as the table before it."""
        titles = theme().titles
        for row in live_rows(table):
            cells = _cells(row)
            texts = {place: text_of(cell) for place, cell in cells}
            heading = {_heading(text): place for place, text in texts.items()}
            if len(set(heading) & set(titles)) >= 2:
                self._columns = {titles.index(t): p for t, p in heading.items() if t in titles}
                self.missing_columns = tuple(t for t in titles if t not in heading)
                continue
            yield self._row(row, dict(cells), texts)

    def _row(
        self, row: etree._Element, cells: dict[int, etree._Element], texts: dict[int, str]
    ) -> ReviewRow:
        """One unit; ``cells`` and their ``texts`` by the column where they begin."""
        columns = self._columns

        def text(column: int) -> str:
            return texts.get(columns.get(column, -1), "")

        number = text(_NUMBER).strip()
        controls, bookmarks, comments, footnotes = self._marks(row)
        unit, anchor = self._name(controls, bookmarks, number)
        target = cells.get(columns.get(_TARGET, -1))
        status = text(_STATUS).strip()
        other = (t.strip() for place, t in texts.items() if place not in columns.values())
        return ReviewRow(
            id=unit,
            source=text(_SOURCE),
            target=text(_TARGET),
            notes=text(_NOTES),
            status=self._status.get(_plain(status), status),
            comments=comments,
            number=number,
            anchor=anchor,
            controls=controls,
            bookmarks=bookmarks,
            changes=() if target is None else tracked_changes(target),
            pictures=0 if target is None else _pictures(target),
            continues=target is not None and _continues(target),
            footnotes=footnotes,
            others=tuple(t for t in other if t),
        )

    def _name(
        self, controls: tuple[str, ...], bookmarks: tuple[str, ...], number: str
    ) -> tuple[str, str]:
        if controls:
            return controls[0], "control"
        if bookmarks:
            return bookmarks[0], "bookmark"
        unit = self._by_number.get(number, "")
        return unit, "number" if unit else ""

    def _marks(
        self, row: etree._Element
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[ReviewComment, ...], tuple[str, ...]]:
        """Units by control and by bookmark, comments and footnotes, in one walk of the row."""
        controls: dict[str, None] = {}
        bookmarks: dict[str, None] = {}
        comments: dict[str, ReviewComment] = {}
        footnotes = []
        for mark in row.iter(*_MARKS):
            kind = etree.QName(mark).localname
            if kind == "tag":
                controls[self._by_control(mark.get(w("val"), ""))] = None
            elif kind == "bookmarkStart":
                name = mark.get(w("name"), "")
                bookmarks[self._by_bookmark.get(name) or unit_of_bookmark(name)] = None
            elif kind == "commentReference":
                number = mark.get(w("id"), "")
                if number in self.comments:
                    comments[number] = self.comments[number]
                    self.placed.add(number)
            elif not in_deleted_text(mark):
                footnotes.append(self._notes.get((kind[:-9], mark.get(w("id"), "")), ""))
        return (
            tuple(unit for unit in controls if unit),
            tuple(unit for unit in bookmarks if unit),
            tuple(comments.values()),
            tuple(note for note in footnotes if note),
        )

    def _by_control(self, tag: str) -> str:
        known = self._by_tag.get(tag)
        if known:
            return known
        return next((u for u in (unit_of_tag(tag, p) for p in _PREFIXES) if u), "")


def is_unit_table(table: etree._Element) -> bool:
    """Whether the first row carries both languages' titles, or any row an anchor of a unit."""
    first = next(live_rows(table), None)
    if first is None:
        return False
    titles = {_heading(text_of(cell)) for _, cell in _cells(first)}
    if len(titles & set(theme().titles)) >= 2:
        return True
    for mark in table.iter(w("bookmarkStart"), w("tag")):
        if next(mark.iterancestors(w("tbl"))) is not table:
            continue
        name, tag = mark.get(w("name"), ""), mark.get(w("val"), "")
        if unit_of_bookmark(name) or any(unit_of_tag(tag, prefix) for prefix in _PREFIXES):
            return True
    return False


def unit_tables(document: etree._Element) -> list[etree._Element]:
    """The tables of units; several where a person has split the table. A table inside a cell of
    one belongs to that cell."""
    found: list[etree._Element] = []
    for table in document.iter(w("tbl")):
        inside = any(parent in found for parent in table.iterancestors(w("tbl")))
        if not inside and is_unit_table(table):
            found.append(table)
    return found


def _cells(row: etree._Element) -> list[tuple[int, etree._Element]]:
    """Cells with the grid column where each begins; cells deleted by tracked change are not."""
    place = 0
    cells = []
    for cell in children(row, "tc"):
        if _property(cell, _DELETED) is None:
            cells.append((place, cell))
        span = _property(cell, _SPAN)
        width = "1" if span is None else span.get(_VALUE, "1")
        place += int(width) if width.isdecimal() and len(width) < 4 else 1
    return cells


def _continues(cell: etree._Element) -> bool:
    merge = _property(cell, _MERGE)
    return merge is not None and merge.get(_VALUE, "continue") == "continue"


def _property(cell: etree._Element, name: str) -> etree._Element | None:
    for properties in cell:
        if properties.tag == _PROPERTIES:
            for found in properties:
                if found.tag == name:
                    return found
    return None


def _pictures(cell: etree._Element) -> int:
    return sum(not in_deleted_text(picture) for picture in cell.iter(*_PICTURES))


def _heading(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def comments_elsewhere(rows: Rows) -> Iterable[ReviewComment]:
    """Comments that stand in no row."""
    return (comment for number, comment in rows.comments.items() if number not in rows.placed)
