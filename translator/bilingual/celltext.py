"""The text that a reader of the finished document would see, whatever program saved it.

Tracked changes count as accepted (ISO/IEC 29500-1, 17.13.5): w:ins and w:moveTo are in, w:del
and w:moveFrom are out, a deleted paragraph mark joins its paragraph to the next.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

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
_PROPERTIES, _LOOK = w("pPr"), w("rPr")
_ROW, _ROW_PROPERTIES, _DELETED = w("tr"), w("trPr"), w("del")
_GONE = (_DELETED, w("moveFrom"))
_SYMBOL = w("sym")
_TRANSPARENT = frozenset(
    w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)


def text_of(element: etree._Element) -> str:
    """The text of a cell, comment or paragraph; paragraphs are joined by line ends."""
    pieces: list[str] = []
    pending = False
    for paragraph in paragraphs(element):
        if pending:
            pieces.append("\n")
        _inline(paragraph, pieces)
        pending = not _mark_deleted(paragraph)
    return "".join(pieces)


def paragraphs(
    element: etree._Element, without: Container[etree._Element] = ()
) -> list[etree._Element]:
    """Paragraphs in document order, those of nested tables and content controls among them;
    what stands in an element of ``without`` is left out."""
    found: list[etree._Element] = []
    _paragraphs(element, without, found)
    return found


def _paragraphs(
    element: etree._Element, without: Container[etree._Element], found: list[etree._Element]
) -> None:
    if element.tag == _PARAGRAPH:
        found.append(element)
        return
    for child in element:
        tag = child.tag
        if tag == _PARAGRAPH:
            found.append(child)
        elif tag not in _OUT and not (tag == _ROW and _row_deleted(child)) and child not in without:
            _paragraphs(child, without, found)


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
    pieces: list[str] = []
    _inline(element, pieces)
    return "".join(pieces)


def _inline(element: etree._Element, pieces: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in _OUT:
            continue
        if tag in _TEXT:
            pieces.append(child.text or "")
        elif tag in _MARKS:
            pieces.append(_MARKS[tag])
        elif tag == _SYMBOL:
            pieces.append(_symbol(child))
        elif isinstance(tag, str):
            if tag == _PARAGRAPH:
                pieces.append("\n")  # a text box inside a run
            _inline(child, pieces)


def _symbol(element: etree._Element) -> str:
    try:
        return chr(int(element.get(w("char"), ""), 16))
    except (ValueError, OverflowError):
        return ""


def _mark_deleted(paragraph: etree._Element) -> bool:
    for properties in paragraph:
        if properties.tag == _PROPERTIES:
            for mark in properties:
                if mark.tag == _LOOK:
                    return any(sign.tag in _GONE for sign in mark)
    return False


def _row_deleted(row: etree._Element) -> bool:
    return row.tag == _ROW and any(
        next(properties.iterchildren(_DELETED), None) is not None
        for properties in row.iterchildren(_ROW_PROPERTIES)
    )


def in_deleted_text(element: etree._Element) -> bool:
    """Whether an element stands inside a tracked deletion."""
    return any(parent.tag in _OUT for parent in element.iterancestors(f"{{{W}}}*"))
