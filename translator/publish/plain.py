"""The document as plain text."""

from __future__ import annotations

from translator.publish.looks import Layout
from translator.publish.manuscript import Manuscript, Paragraph, Role

_INDENT = "\u3000\u3000"
_BULLET = "• "
_FLUSH = frozenset({Role.TITLE, Role.DATELINE, Role.CONTACT, Role.SIGNED})


def plain(text: Manuscript, layout: Layout) -> str:
    """Paragraphs with a blank line between; Chinese text begins with two ideographic spaces.

    Both languages side by side are one block a line, Chinese and Russian parted by a tab, which
    a table takes in. Line ends inside a paragraph become spaces there.
    """
    if layout is Layout.COLUMNS:
        rows = (f"{_line(p.chinese)}\t{_line(p.russian)}\n" for p in text.paragraphs)
        return "".join(rows)
    blocks = []
    for paragraph in text.paragraphs:
        blocks.append(_chinese(paragraph))
        if layout is Layout.PARAGRAPHS:
            bullet = _BULLET if paragraph.role is Role.ITEM else ""
            blocks.append(bullet + paragraph.russian)
    return "\n\n".join(blocks) + "\n"


def _chinese(paragraph: Paragraph) -> str:
    if paragraph.role is Role.ITEM:
        return _INDENT + _BULLET + paragraph.chinese
    return ("" if paragraph.role in _FLUSH else _INDENT) + paragraph.chinese


def _line(text: str) -> str:
    return " ".join(text.split())
