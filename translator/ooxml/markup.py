"""Building and reading WordprocessingML (ISO/IEC 29500-1, transitional) with lxml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
XML = "http://www.w3.org/XML/1998/namespace"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PREFIXES = {"w": W, "r": R}
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n?|[\x0b\x0c]")
PIECE = re.compile("[\t\n\u2011\u00ad]|[^\t\n\u2011\u00ad]+")
PIECE_MARKS = {"\t": "tab", "\n": "br", "\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}


@cache
def w(name: str) -> str:
    """Qualify a local name: ``w("p")`` is ``{…/main}p``."""
    return f"{{{W}}}{name}"


def el(name: str, /, *children: etree._Element | None, **attributes: str) -> etree._Element:
    """A ``w:`` element with ``w:`` attributes; a child that is None is left out.

    >>> el("lang", val="ru-RU").get(w("val"))
    'ru-RU'
    """
    element = etree.Element(w(name), nsmap=_PREFIXES)
    for key, value in attributes.items():
        element.set(w(key), value)
    element.extend([child for child in children if child is not None])
    return element


def val(name: str, value: str | int) -> etree._Element:
    """The commonest form: ``<w:name w:val="value"/>``."""
    return el(name, val=str(value))


def plain_root(namespace: str, name: str) -> etree._Element:
    """A root element whose namespace is the default one, as package parts are written."""
    return etree.fromstring(f'<{name} xmlns="{namespace}"/>')


def storable(text: str) -> str:
    r"""The text as a document can hold it: XML 1.0 (production 2, Char) bars most controls.

    Line ends become ``\n``; any other barred character becomes U+FFFD, so that its loss can be
    seen. The writer lists the rows where that happened.

    >>> storable("a\r\nb\x00c")
    'a\nb\ufffdc'
    """
    if text.isprintable():  # the commonest case; what XML bars is never printable
        return text
    return _ILLEGAL.sub("\ufffd", _BREAK.sub("\n", text))


def text_nodes(text: str) -> Iterable[etree._Element]:
    """The contents of a run for ``text``: w:t, w:tab, w:br and the two special hyphens."""
    for match in PIECE.finditer(text):
        piece = match.group()
        if piece in PIECE_MARKS:
            yield el(PIECE_MARKS[piece])
            continue
        node = el("t")
        node.text = piece
        node.set(f"{{{XML}}}space", "preserve")
        yield node


def serialise(root: etree._Element) -> bytes:
    """The bytes of a part, with the declaration that Word expects."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return DECLARATION + etree.tostring(root, encoding="UTF-8")
