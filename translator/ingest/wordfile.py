"""A Word document to pieces, in the order of its body.

python-docx's ``paragraph.text`` drops tracked insertions, content controls and footnotes, so
the XML is walked here. Insertions are kept, deletions and moves away dropped, a deleted
paragraph mark joins two paragraphs; fields give their result; headers and footers are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translator.errors import InputError
from translator.ingest.pieces import Piece, Reading, Run, join_runs, tags
from translator.ingest.wordpackage import Package, open_package
from translator.ingest.wordstyles import Styles, attribute, child, local
from translator.units import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SPACES = frozenset({"tab", "br", "cr", "ptab"})
_UNREAD = {":chart": "a chart", ":relIds": "a diagram", "altChunk": "an embedded document"}
_DEEPEST = 200


@dataclass(slots=True)
class _Paragraph:
    runs: list[Run] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def read_word(data: bytes, name: str) -> Reading:
    """Pieces with ``paragraph N``, ``table T, row R, cell C`` or ``footnote N`` as place.

    :raises InputError: damaged, protected, a bomb, nested deeper than any writer does.
    """
    package = open_package(data, name)
    walker = _Walker(package, name)
    body = child(package.body, "body")
    if body is not None:
        walker.container(body, 0)
        walker.flush()
    messages = list(dict.fromkeys(walker.messages))
    if package.has_macros:
        messages.insert(0, "macros in the document are ignored")
    if package.has_comments:
        messages.append("comments in the document are ignored")
    return Reading(tuple(walker.pieces), messages=tuple(messages))


class _Walker:
    """Carries the state that crosses paragraphs: open fields, joined paragraphs, counters."""

    def __init__(self, package: Package, name: str) -> None:
        self.pieces: list[Piece] = []
        self.messages: list[str] = []
        self._name = name
        self._styles = Styles(package.styles)
        self._notes = {
            kind: {attribute(note, "id"): note for note in (root if root is not None else ())}
            for kind, root in (("footnote", package.footnotes), ("endnote", package.endnotes))
        }
        self._seen_notes: set[tuple[str, str]] = set()
        self._fields: list[bool] = []
        self._open = _Paragraph()
        self._properties: Element | None = None
        self._where = ""
        self._paragraphs = self._tables = 0

    def container(self, node: Element, depth: int) -> None:
        """Paragraphs and tables under ``node``: a body, a cell, a note, a text box."""
        if depth > _DEEPEST:
            raise InputError(
                "is nested too deeply", place=self._name, remedy="copy its text into a .txt file"
            )
        for item in node:
            match local(item):
                case "p":
                    self._paragraph(item, depth)
                case "tbl":
                    self.flush(depth)
                    self._table(item, depth)
                case "altChunk":
                    self._unread("altChunk")
                case ":AlternateContent":
                    self.container(_choice(item), depth + 1)
                case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag":
                    self.container(item, depth + 1)
                case _:
                    pass

    def flush(self, depth: int = 0) -> None:
        """Close the paragraph that was held open by a deleted paragraph mark."""
        paragraph, properties = self._open, self._properties
        self._open, self._properties = _Paragraph(), None
        text, styles = join_runs(paragraph.runs)
        if any(character.isalnum() for character in text):
            kind = None
            if self._styles.is_heading(properties) and not self._where:
                kind = Kind.TITLE
            elif self._styles.is_list_item(properties):
                kind = Kind.LIST_ITEM
            if not self._where:
                self._paragraphs += 1
            place = self._where or f"paragraph {self._paragraphs}"
            self.pieces.append(Piece(text, place, kind, styles))
        for box in paragraph.boxes:
            self._inside(box, "text box", depth)
        for note in paragraph.notes:
            self._note(note, depth)

    def _paragraph(self, node: Element, depth: int) -> None:
        properties = child(node, "pPr")
        if self._properties is None:
            self._properties = properties
        self._inline(node, depth + 1)
        mark = child(properties, "rPr")
        if child(mark, "del") is None and child(mark, "moveFrom") is None:
            self.flush(depth)

    def _inside(self, node: Element, where: str, depth: int) -> None:
        outer, self._where = self._where, where
        self.container(node, depth + 1)
        self.flush(depth + 1)
        self._where = outer

    def _note(self, reference: tuple[str, str], depth: int) -> None:
        kind, identifier = reference
        note = self._notes[kind].get(identifier)
        if note is None or reference in self._seen_notes:
            return
        self._seen_notes.add(reference)
        number = sum(seen[0] == kind for seen in self._seen_notes)
        self._inside(note, f"{kind} {number}", depth)

    def _table(self, table: Element, depth: int) -> None:
        self._tables += 1
        number = self._tables
        for row_number, row in enumerate(_parts(table, "tr"), 1):
            if child(child(row, "trPr"), "del") is not None:
                continue
            for cell_number, cell in enumerate(_parts(row, "tc"), 1):
                properties = child(cell, "tcPr")
                merge = child(properties, "vMerge")
                if merge is not None and attribute(merge, "val") != "restart":
                    continue
                if child(properties, "cellDel") is not None:
                    continue
                place = f"table {number}, row {row_number}, cell {cell_number}"
                self._inside(cell, place, depth)

    def _inline(self, node: Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise InputError(
                "is nested too deeply", place=self._name, remedy="copy its text into a .txt file"
            )
        for item in node:
            name = local(item)
            if name in tags("word", "dropped"):
                continue
            if name == "r":
                self._run(item, depth + 1)
            elif name == ":AlternateContent":
                self._inline(_choice(item), depth + 1)
            elif name == ":t":
                self._text(item.text, None)
            elif len(item):
                self._inline(item, depth + 1)

    def _run(self, run: Element, depth: int) -> None:
        properties = child(run, "rPr")
        if self._styles.toggle(properties, "vanish"):
            self.messages.append("hidden text was left out")
            return
        self._run_parts(run, properties, depth)

    def _run_parts(self, run: Element, properties: Element | None, depth: int) -> None:
        for item in run:
            name = local(item)
            if name == "t":
                self._text(item.text, properties)
            elif name in _SPACES:
                self._text(" ", properties)
            elif name == "noBreakHyphen":
                self._text("-", properties)
            elif name == "fldChar":
                self._field(attribute(item, "fldCharType"))
            elif name == "sym":
                self._symbol(item, properties)
            elif name in ("footnoteReference", "endnoteReference"):
                reference = (name.removesuffix("Reference"), attribute(item, "id"))
                self._open.notes.append(reference)
            elif name == ":AlternateContent":
                self._run_parts(_choice(item), properties, depth + 1)
            elif name in ("drawing", "pict", "object"):
                self._drawing(item)
            elif name == "ruby":
                self._inline(item, depth + 1)

    def _text(self, text: str | None, properties: Element | None) -> None:
        if text and not any(self._fields):
            bold = self._styles.toggle(properties, "b")
            italic = self._styles.toggle(properties, "i")
            self._open.runs.append(Run(text, bold, italic))

    def _field(self, kind: str) -> None:
        """Text between begin and separate is the instruction; True on the stack hides it."""
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, node: Element, properties: Element | None) -> None:
        code = attribute(node, "char")
        value = int(code, 16) if len(code) == 4 and code.isalnum() and code.isascii() else 0
        if 0x20 < value < 0xD800:
            self._text(chr(value), properties)
        else:
            self.messages.append("a character of a symbol font was left out")

    def _drawing(self, node: Element) -> None:
        for item in _outermost(node):
            if local(item) == "txbxContent":
                self._open.boxes.append(item)
            else:
                self._unread(local(item))

    def _unread(self, name: str) -> None:
        self.messages.append(f"{_UNREAD[name]} in the document was not read")


def _choice(node: Element) -> Element:
    """One branch of mc:AlternateContent: the Choice, or the Fallback where there is none."""
    return next((c for c in node if local(c) == ":Choice"), node[-1] if len(node) else node)


def _outermost(node: Element) -> list[Element]:
    """Text boxes and unreadable pictures under a drawing, not those inside a text box."""
    found: list[Element] = []
    stack = [node]
    while stack:
        item = stack.pop()
        name = local(item)
        if name == "txbxContent" or name in _UNREAD:
            found.append(item)
        elif name == ":AlternateContent":
            stack.append(_choice(item))
        else:
            stack.extend(reversed(item))
    return found


def _parts(node: Element, name: str) -> list[Element]:
    """Rows or cells, also inside content controls and custom XML, not those of inner tables."""
    found: list[Element] = []
    for item in node:
        if local(item) == name:
            found.append(item)
        elif local(item) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            found += _parts(item, name)
    return found
