"""Who changed what in a cell, as the program recorded it (ISO/IEC 29500-1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from translator.bilingual.celltext import inline_text
from translator.ooxml.markup import w
from translator.units import TrackedChange

_KINDS = {
    w("ins"): "insert",
    w("del"): "delete",
    w("moveFrom"): "move-from",
    w("moveTo"): "move-to",
}
_MARK = w("rPr")
_ROW = w("trPr")
_GONE = frozenset({w("delText"), w("t")})


def tracked_changes(cell: etree._Element) -> tuple[TrackedChange, ...]:
    """The changes still pending in a cell, in reading order; runs changed by the same person at
    the same time are one change."""
    joined: list[TrackedChange] = []
    for change in _changes(cell):
        last = joined[-1] if joined else None
        if last and (last.kind, last.author, last.time) == (
            change.kind, change.author, change.time
        ) and not change.kind.startswith(("mark", "row")):  # fmt: skip
            joined[-1] = TrackedChange(last.kind, last.author, last.time, last.text + change.text)
        else:
            joined.append(change)
    return tuple(joined)


def _changes(cell: etree._Element) -> Iterator[TrackedChange]:
    for element in cell.iter(*_KINDS):
        kind = _KINDS[element.tag]
        author = element.get(w("author"), "")
        time = element.get(w("date"), "")
        holder = element.getparent()
        if holder is not None and holder.tag == _MARK:
            yield TrackedChange(f"mark-{kind}", author, time, "\n")
        elif holder is not None and holder.tag == _ROW:
            yield TrackedChange(f"row-{kind}", author, time, "")
        else:
            text = _removed(element) if kind in ("delete", "move-from") else inline_text(element)
            if text:
                yield TrackedChange(kind, author, time, text)


def _removed(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(*_GONE))
