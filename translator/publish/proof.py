"""Proof before saving: the package is opened again; it must say what the manuscript says, and
hold nothing that a partner has no business with."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from translator.errors import InputError, OutputError
from translator.ooxml.container import Archive
from translator.ooxml.markup import W, storable, w
from translator.publish.internal import internal
from translator.publish.looks import Layout
from translator.publish.manuscript import Manuscript

_FOLDERS = ("_rels/", "word/_rels/", "word/media/", "word/theme/")
_PARTS = ("styles", "settings", "fontTable", "numbering", "header", "footer", "document")
_REMEDY = "nothing was saved; report this with the template, if one was given"


def prove(data: bytes, text: Manuscript, layout: Layout) -> None:
    """Read a composed document back.

    :raises OutputError: the first difference, or the first part, element or attribute that
        does not belong there.
    """
    fault = next(faults(data, text, layout), None)
    if fault:
        raise OutputError(f"the document would not be clean: {fault}", remedy=_REMEDY)


def faults(data: bytes, text: Manuscript, layout: Layout) -> Iterator[str]:
    """What is wrong with a package, in words."""
    try:
        archive = Archive(data, "the new document")
        names = archive.names
        yield from (f"a part {name}" for name in names if not _allowed(name))
        for name in names:
            if name.endswith(".xml") and name != "[Content_Types].xml":
                yield from (f"{fault} in {name}" for fault in _inside(archive.xml(name)))
        found = [_text(p) for p in archive.xml("word/document.xml").iter(w("p"))]
    except InputError as error:
        yield error.message
        return
    expected = list(_expected(text, layout))
    seen = [line for line in found if line]
    for number, (wanted, there) in enumerate(zip(expected, seen, strict=False), 1):
        if wanted != there:
            yield f"paragraph {number} reads {there[:40]!r} instead of {wanted[:40]!r}"
    if len(expected) != len(seen):
        yield f"{len(seen)} paragraphs instead of {len(expected)}"


def _allowed(name: str) -> bool:
    if name in ("[Content_Types].xml", "docProps/core.xml") or name.startswith(_FOLDERS):
        return True
    folder, _, file = name.rpartition("/")
    return folder == "word" and file.partition(".")[0].rstrip("0123456789") in _PARTS


def _inside(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{{{W}}}*"):
        if element.tag in internal().forbidden:
            yield f"w:{etree.QName(element).localname}"
        for name in element.attrib:
            local = etree.QName(str(name)).localname
            if internal().is_attribute(local):
                yield f"the attribute {local}"


def _expected(text: Manuscript, layout: Layout) -> Iterator[str]:
    for paragraph in text.paragraphs:
        both = (paragraph.chinese, paragraph.russian)
        yield from (_flat(line) for line in (both[:1] if layout is Layout.ZH else both))


def _text(paragraph: etree._Element) -> str:
    """Text of a paragraph; a line end counts for nothing, since a title may be cut in lines."""
    nodes = paragraph.iter(w("t"), w("tab"), w("noBreakHyphen"), w("softHyphen"))
    marks = {w("tab"): "\t", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
    return "".join(marks.get(str(node.tag), node.text or "") for node in nodes)


def _flat(text: str) -> str:
    return storable(text).replace("\n", "")
