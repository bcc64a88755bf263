"""WordprocessingML written as text (ISO/IEC 29500-1, transitional).

A document that is written whole needs no tree: text is several times as fast as building elements
and serialising them, and what recurs (the look of a run, a heading row) is made once. A document
that is changed, such as a template, is handled as elements (see markup.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NewType

from translator.ooxml.markup import DECLARATION, PIECE, PIECE_MARKS, R, W

Markup = NewType("Markup", str)
"""Well-formed elements one after another, whose prefixes the part's root declares."""
NOTHING = Markup("")
_PREFIXES = {"w": W, "r": R}
_SPACES = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def el(name: str, /, *children: Markup, **attributes: str) -> Markup:
    """A ``w:`` element with ``w:`` attributes.

    >>> el("lang", val="ru-RU")
    '<w:lang w:val="ru-RU"/>'
    """
    if not attributes:
        return _element(f"w:{name}", "", children)
    head = "".join([f' w:{key}="{quoted(value)}"' for key, value in attributes.items()])
    return _element(f"w:{name}", head, children)


def val(name: str, value: str | int) -> Markup:
    """The commonest form: ``<w:name w:val="value"/>``."""
    return Markup(f'<w:{name} w:val="{quoted(str(value))}"/>')


def any_element(name: str, attributes: Mapping[str, str], *children: Markup) -> Markup:
    """An element whose names stand with their prefixes, where they have one.

    >>> any_element("a:b", {"c": "1", "xmlns:a": "urn:a"})
    '<a:b c="1" xmlns:a="urn:a"/>'
    """
    head = "".join([f' {key}="{quoted(value)}"' for key, value in attributes.items()])
    return _element(name, head, children)


def joined(parts: Iterable[Markup]) -> Markup:
    """Elements one after another."""
    return Markup("".join(parts))


def escaped(text: str) -> Markup:
    """Text between two tags.

    >>> escaped("a < b & c")
    'a &lt; b &amp; c'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(text.replace("\r", "&#13;"))


def quoted(text: str) -> str:
    """Text between the quotation marks of an attribute."""
    if text.isalnum():
        return text
    return escaped(text).replace('"', "&quot;").translate(_SPACES)


def text_nodes(text: str, name: str = "t") -> Markup:
    """The contents of a run for ``text``: w:t, w:tab, w:br and the two special hyphens; deleted
    text is a ``delText``."""
    return joined(
        Markup(
            f"<w:{PIECE_MARKS[piece]}/>"
            if piece in PIECE_MARKS
            else f'<w:{name} xml:space="preserve">{escaped(piece)}</w:{name}>'
        )
        for piece in PIECE.findall(text)
    )


def part(root: str, *children: Markup, **namespaces: str) -> bytes:
    """The bytes of a part whose root is ``w:root``; ``namespaces`` are more prefixes that it
    declares, of which a program that does not know them is told to take no notice (ISO/IEC
    29500-3, 10.2)."""
    declared = {f"xmlns:{key}": uri for key, uri in (_PREFIXES | namespaces).items()}
    ignorable = {"mc:Ignorable": " ".join(p for p in namespaces if p != "mc")} if namespaces else {}
    element = any_element(f"w:{root}", declared | ignorable, *children)
    return DECLARATION + element.encode("utf-8")


def _element(name: str, head: str, children: Iterable[Markup]) -> Markup:
    inside = "".join(children)
    return Markup(f"<{name}{head}>{inside}</{name}>" if inside else f"<{name}{head}/>")
