"""What stands around the body: styles, settings, page; without a template, the tool's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from translator.ooxml.container import RELATIONS, Relation
from translator.ooxml.markup import el, serialise
from translator.publish.document import Dress, keys, page_numbers, section
from translator.publish.looks import Layout, looks
from translator.publish.manuscript import Manuscript
from translator.publish.styles import (
    BULLETS,
    bullet_list,
    font_table,
    own_styles,
    settings,
    style_id,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Parts by name with their relationships, the last section, and how paragraphs are dressed.

    ``relations`` are the document's own; ``messages`` say what of a template was not taken.
    """

    dress: Dress
    section: etree._Element
    parts: Mapping[str, bytes]
    relations: tuple[Relation, ...]
    messages: tuple[str, ...] = field(default=())


def own_frame(text: Manuscript, layout: Layout) -> Frame:
    """The frame of a document without a template."""
    wanted = keys(text, layout)
    page = looks().pages[layout]
    parts = {
        "word/styles.xml": serialise(own_styles(layout, wanted)),
        "word/settings.xml": serialise(settings(both_sides=page.outside)),
        "word/fontTable.xml": serialise(font_table()),
    }
    if any(looks().of(layout, key).bullet for key in wanted):
        parts["word/numbering.xml"] = serialise(el("numbering", *bullet_list(BULLETS)))
    relations = [common_relation(name) for name in parts]
    footers = {}
    for number, (kind, footer) in enumerate(page_numbers(layout).items(), 1):
        name = f"word/footer{number}.xml"
        parts[name] = serialise(footer)
        footers[kind] = f"rFooter{number}"
        relations.append(Relation(footers[kind], f"{RELATIONS}/footer", name))
    dress = Dress({key: style_id(key) for key in wanted}, page.width, balanced=True)
    return Frame(dress, section(layout, footers), parts, tuple(relations))


def common_relation(part: str) -> Relation:
    """The document's relationship to a part of which there is one.

    >>> common_relation("word/styles.xml").id
    'rStyles'
    """
    kind = part.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
    return Relation(f"r{kind[0].upper()}{kind[1:]}", f"{RELATIONS}/{kind}", part)
