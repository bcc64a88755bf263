"""The text of a ``source`` or ``target``: what programs put into it, and what of it counts.

We write plain text. A code that a program has added carries no text of ours and is left out;
what it encloses stays. What a reviewer has deleted with tracked changes is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from translator.exchange.codes import NATIVE
from translator.exchange.xmltext import local

SDL = "http://sdl.com/FileTypes/SdlXliff/1.0"
_EMPTY = frozenset({"x", "bx", "ex", "sc", "ec"})
_MARKS = frozenset({"mrk", "sm", "em", "cp"})


@dataclass(slots=True)
class Content:
    """``codes`` are the names of elements that were left out; ``comments`` texts that stand in a
    mark itself, ``comment_ids`` and ``changes`` what Trados tells of elsewhere in the file:
    changes are (insert or delete, id of the revision, text)."""

    text: str = ""
    codes: set[str] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)
    comment_ids: list[str] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)


def content_of(element: etree._Element | None) -> Content:
    """The content of an element; nothing for one that is not there.

    >>> target = etree.fromstring('<target>工厂<g id="1">开业<x id="2"/></g>。</target>')
    >>> content_of(target).text
    '工厂开业。'
    """
    found = Content()
    if element is not None:
        found.text = "".join(_parts(element, found))
    return found


def _parts(element: etree._Element, found: Content) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _child(child, found)
        yield child.tail or ""


def _child(child: etree._Element, found: Content) -> Iterator[str]:
    name = local(child)
    if name == "mrk":
        yield from _mark(child, found)
    elif name == "cp":
        yield _code_point(child.get("hex", ""))
    elif name in NATIVE or name in _EMPTY:
        found.codes.add(name)
        yield "\n" if _is_break(child) else ""
    elif name:
        if name not in _MARKS:
            found.codes.add(name)
        yield from _parts(child, found)


def _mark(mark: etree._Element, found: Content) -> Iterator[str]:
    """XLIFF 1.2 ``mtype`` and ``comment``, XLIFF 2.1 ``type`` and ``value``, Trados ``x-sdl-``."""
    kind = mark.get("mtype") or mark.get("type") or ""
    said = mark.get("comment") or (mark.get("value") if kind == "comment" else "") or ""
    if said.strip():
        found.comments.append(said.strip())
    if mark.get(f"{{{SDL}}}cid"):
        found.comment_ids.append(mark.get(f"{{{SDL}}}cid", ""))
    revision = mark.get(f"{{{SDL}}}revid", "")
    text = "".join(_parts(mark, found))
    if kind == "x-sdl-deleted":
        found.changes.append(("delete", revision, text))
        return
    if kind == "x-sdl-added":
        found.changes.append(("insert", revision, text))
    yield text


def _is_break(code: etree._Element) -> bool:
    return code.get("ctype") == "lb" or code.get("subType") == "xlf:lb"


def _code_point(hexadecimal: str) -> str:
    """``cp`` of XLIFF 2.1: a character that XML cannot hold."""
    try:
        character = chr(int(hexadecimal, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
    return "\ufffd" if "\ud800" <= character <= "\udfff" else character
