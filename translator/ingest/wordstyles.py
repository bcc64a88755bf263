"""What the styles of a DOCX say of a paragraph or run: heading, list, bold, italic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING_NAMES = ("heading", "заголовок", "title", "название")
_NOT_HEADINGS = ("title page", "toc heading", "subtitle")


def local(node: Element) -> str:
    """Name of a WordprocessingML element; others keep their last name with a colon before.

    >>> from lxml import etree
    >>> local(etree.Element("{urn:x}p"))
    ':p'
    """
    if not isinstance(node.tag, str):
        return ""
    space, _, name = node.tag.rpartition("}")
    return name if space[1:] in _WORDS else f":{name}"


def child(node: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    if node is None:
        return None
    return next((c for c in node if local(c) == name), None)


def attribute(node: Element | None, name: str) -> str:
    """A ``w:`` attribute in either dialect, or an empty string."""
    if node is None:
        return ""
    return next((v for s in _WORDS if (v := node.get(f"{{{s}}}{name}")) is not None), "")


def is_on(node: Element | None) -> bool | None:
    """Value of a toggle (17.3.2): None where it is not given."""
    if node is None:
        return None
    return attribute(node, "val").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """One entry of styles.xml."""

    base: str
    name: str
    properties: Element | None
    run: Element | None


class Styles:
    """Styles by id, with inheritance (17.7.4.3 ``basedOn``)."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        for node in root if root is not None else ():
            if local(node) == "style":
                self._styles[attribute(node, "styleId")] = Style(
                    attribute(child(node, "basedOn"), "val"),
                    attribute(child(node, "name"), "val").lower(),
                    child(node, "pPr"),
                    child(node, "rPr"),
                )

    def _chain(self, style_id: str) -> Iterator[Style]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = style.base

    def is_heading(self, properties: Element | None) -> bool:
        """Outline level 1 to 9, or a style with a heading's name."""
        for level in self._along(properties, "outlineLvl"):
            return attribute(level, "val") != "9"
        for style in self._chain(attribute(child(properties, "pStyle"), "val")):
            if style.name.startswith(_HEADING_NAMES) and style.name not in _NOT_HEADINGS:
                return True
        return False

    def is_list_item(self, properties: Element | None) -> bool:
        """Numbered or bulleted (17.9.18); number 0 switches an inherited list off."""
        for numbering in self._along(properties, "numPr"):
            number = child(numbering, "numId")
            if number is not None:
                return attribute(number, "val") != "0"
        names = (s.name for s in self._chain(attribute(child(properties, "pStyle"), "val")))
        return any(name.startswith(("list bullet", "list number")) for name in names)

    def _along(self, properties: Element | None, name: str) -> Iterator[Element]:
        own = child(properties, name)
        if own is not None:
            yield own
        for style in self._chain(attribute(child(properties, "pStyle"), "val")):
            inherited = child(style.properties, name)
            if inherited is not None:
                yield inherited

    def toggle(self, run: Element | None, name: str) -> bool:
        """Bold, italic or hidden by the run or its character style."""
        own = is_on(child(run, name))
        if own is not None:
            return own
        for style in self._chain(attribute(child(run, "rStyle"), "val")):
            value = is_on(child(style.run, name))
            if value is not None:
                return value
        return False
