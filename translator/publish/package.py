"""The parts of the partner's document, and nothing else."""

from __future__ import annotations

from lxml import etree

from translator.ooxml.container import (
    RELATIONS,
    WORD_TYPE,
    Relation,
    content_types,
    relations_name,
    relationships,
    zipped,
)
from translator.ooxml.markup import PACKAGE, el, serialise, storable
from translator.publish.document import body
from translator.publish.frame import Frame
from translator.publish.looks import Layout
from translator.publish.manuscript import Manuscript

MAIN = "word/document.xml"
CORE = "docProps/core.xml"
_DC = "http://purl.org/dc/elements/1.1/"
_PROPERTIES = f"{PACKAGE}/metadata/core-properties"
_KINDS = {
    "document": f"{WORD_TYPE}.document.main+xml",
    "styles": f"{WORD_TYPE}.styles+xml",
    "settings": f"{WORD_TYPE}.settings+xml",
    "fontTable": f"{WORD_TYPE}.fontTable+xml",
    "numbering": f"{WORD_TYPE}.numbering+xml",
    "header": f"{WORD_TYPE}.header+xml",
    "footer": f"{WORD_TYPE}.footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
}
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}


def compose(text: Manuscript, layout: Layout, frame: Frame) -> bytes:
    """The document's bytes: the same manuscript and frame give the same bytes."""
    content = body(text, layout, frame.dress)
    parts = {
        MAIN: serialise(el("document", el("body", *content, frame.section))),
        **frame.parts,
        CORE: serialise(_core(text)),
    }
    overrides = {name: kind for name in parts if (kind := _kind(name))}
    package = (
        Relation("rDocument", f"{RELATIONS}/officeDocument", MAIN),
        Relation("rCore", f"{PACKAGE}/relationships/metadata/core-properties", CORE),
    )
    return zipped(
        {
            "[Content_Types].xml": content_types(_DEFAULTS, overrides),
            relations_name(""): relationships("", package),
            relations_name(MAIN): relationships(MAIN, frame.relations),
            **parts,
        }
    )


def _kind(name: str) -> str:
    """The content type of a part, empty where its extension says it."""
    stem = name.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
    return _KINDS.get(stem, "") if name.endswith(".xml") else ""


def _core(text: Manuscript) -> etree._Element:
    """``docProps/core.xml``: the title and the language; no person, no time, no program."""
    root = etree.Element(f"{{{_PROPERTIES}}}coreProperties", nsmap={"cp": _PROPERTIES, "dc": _DC})
    for name, value in (("title", text.title), ("language", "zh-CN")):
        etree.SubElement(root, f"{{{_DC}}}{name}").text = storable(value)
    return root
