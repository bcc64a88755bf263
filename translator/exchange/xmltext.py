"""XML in and out: text that XML can hold, parsing without entities, networks or bombs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from lxml import etree

from translator.errors import InputError, OutputError

# XML 1.0, production 2 (Char): what may not occur, not even as a character reference.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ATTRIBUTE = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"} | {
    c: f"&#{ord(c)};" for c in "\t\n\r"
}
_ATTRIBUTES = str.maketrans(_ATTRIBUTE)
_TEXTS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
PARSING: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def escaped(text: str, place: str) -> str:
    """Text of an element; a carriage return is written so that a reader does not lose it.

    :raises OutputError: a character that XML cannot hold; ``place`` names the unit.
    """
    return _legal(text, place).translate(_TEXTS)


def quoted(text: str, place: str) -> str:
    """Value of an attribute, with line ends that survive attribute normalisation."""
    return _legal(text, place).translate(_ATTRIBUTES)


def _legal(text: str, place: str) -> str:
    found = ILLEGAL.search(text)
    if found is not None:
        raise OutputError(
            f"holds the control character U+{ord(found.group()):04X}, which XML cannot carry",
            place=place,
            remedy="remove it, or use --to jsonl",
        )
    return text


@contextmanager
def xml_errors(name: str, remedy: str) -> Iterator[None]:
    """Faults of the parser as errors for the user, with the line.

    :raises InputError: not well-formed, too deep or too large.
    """
    try:
        yield
    except etree.XMLSyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise InputError(
            f"is not well-formed XML ({error.msg})", place=f"{name}{line}", remedy=remedy
        ) from error


def parse(stream: IO[bytes], name: str, remedy: str) -> etree._Element:
    """The root of a document.

    :raises InputError: not well-formed, or it declares entities.
    """
    with xml_errors(name, remedy):
        tree = etree.parse(stream, etree.XMLParser(**PARSING))
    refuse_entities(tree.docinfo, name)
    return tree.getroot()


def refuse_entities(docinfo: Any, name: str) -> None:
    """:raises InputError: the document declares entities; none of our formats needs them."""
    internal = docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        raise InputError(
            "declares XML entities, which are not read for safety",
            place=name,
            remedy="save it again from the program that made it, without a DTD",
        )


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for anything that is not an element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: etree._Element) -> str:
    """All text in an element."""
    return "".join(str(part) for part in element.itertext())


def line_of(element: etree._Element) -> int:
    """The line of the file where an element begins; 0 where it is not known."""
    line = element.sourceline
    return line if isinstance(line, int) else 0
