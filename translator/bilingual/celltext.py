"""The text that a reader of the finished document would see, whatever program saved it.

Tracked changes count as accepted (ISO/IEC 29500-1, 17.13.5): w:ins and w:moveTo are in, w:del
and w:moveFrom are out, a deleted paragraph mark joins its paragraph to the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from translator.ooxml.markup import MC, M, W, w

_OUT = frozenset(
    [w(name) for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr")]
    + [w(name) for name in ("tblGrid", "trPr", "tcPr", "instrText", "delText", "delInstrText")]
    + [w("rt"), f"{{{MC}}}Fallback"]
)
_MARKS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_TEXT = frozenset({w("t"), f"{{{M}}}t"})
_PARAGRAPH = w("p")
_TABLE_CELL = w("tc")
_SYMBOL = w("sym")
_TRANSPARENT = frozenset(
    w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)


def text_of(element: etree._Element) -> str:
    """The text of a cell, comment or paragraph; paragraphs are joined by line ends."""
    text = ""
    pending = False
    for paragraph in paragraphs(element):
        if pending:
            text += "\n"
        text += inline_text(paragraph)
        pending = not _mark_deleted(paragraph)
    return text


def paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs in document order, those of nested tables and content controls among them."""
    if element.tag == _PARAGRAPH:
        yield element
        return
    for child in element:
        if child.tag not in _OUT and not _row_deleted(child):
            yield from paragraphs(child)


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of that name, also those that content controls or tracked moves wrap."""
    wanted = w(name)
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from children(child, name)


def live_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table that have not been deleted by tracked change."""
    return (row for row in children(table, "tr") if not _row_deleted(row))


def inline_text(element: etree._Element) -> str:
    """The text within a paragraph or a part of one."""
    return "".join(_inline(element))


def _inline(element: etree._Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _TEXT:
            yield child.text or ""
        elif tag in _MARKS:
            yield _MARKS[tag]
        elif tag == _SYMBOL:
            yield _symbol(child)
        elif tag == _PARAGRAPH:
            yield "\n"  # a text box inside a run
            yield from _inline(child)
        elif tag not in _OUT and isinstance(tag, str):
            yield from _inline(child)


def _symbol(element: etree._Element) -> str:
    try:
        return chr(int(element.get(w("char"), ""), 16))
    except (ValueError, OverflowError):
        return ""


def _mark_deleted(paragraph: etree._Element) -> bool:
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return mark is not None and any(mark.find(w(name)) is not None for name in ("del", "moveFrom"))


def _row_deleted(row: etree._Element) -> bool:
    if row.tag != w("tr"):
        return False
    return row.find(f"{w('trPr')}/{w('del')}") is not None


def in_deleted_text(element: etree._Element) -> bool:
    """Whether an element stands inside a tracked deletion."""
    return any(parent.tag in _OUT for parent in element.iterancestors(f"{{{W}}}*"))
