"""An office's DOCX as the frame of the document: styles, page, header and footer, and none of
the persons, times, comments and old texts that such a file carries."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from lxml import etree

from translator.errors import InputError
from translator.ooxml.container import (
    RELATIONS,
    Archive,
    Relation,
    relations_name,
    relationships,
)
from translator.ooxml.markup import DECLARATION, R, el, serialise, w
from translator.publish.document import Dress, keys, section
from translator.publish.frame import Frame, common_relation
from translator.publish.looks import PAPER, Layout
from translator.publish.manuscript import Manuscript
from translator.publish.pictures import cleaned
from translator.publish.scrub import scrub
from translator.publish.styles import SETTINGS, font_table, settings
from translator.publish.stylesheet import Stylesheet

_ADDRESSES = ("http://", "https://", "mailto:")
_SETTINGS_KEPT = frozenset(SETTINGS) - {
    "zoom",
    "noLineBreaksAfter",
    "noLineBreaksBefore",
    "themeFontLang",
}


class Template:
    """A template that has been opened; :meth:`frame` dresses a manuscript in it."""

    def __init__(self, archive: Archive, place: str) -> None:
        """Look at the parts that will be used.

        :raises InputError: no Word document, or one in the Strict form of Open XML.
        """
        self._archive = archive
        self._place = place
        main = next((r.target for r in archive.relations() if _is(r, "officeDocument")), "")
        if not main or main not in archive:
            raise InputError("is not a Word document", place=place, remedy="give a .docx")
        self._document = archive.xml(main)
        if self._document.tag != w("document"):
            raise InputError("is not a Word document", place=place, remedy="give a .docx")
        self._relations = archive.relations(main)

    @classmethod
    def open(cls, path: Path) -> Template:
        """The template in a file.

        :raises InputError: it cannot be read or is no Word document.
        """
        return cls(Archive.open(path), str(path))

    def frame(self, text: Manuscript, layout: Layout) -> Frame:
        """The frame for a manuscript.

        :raises InputError: a picture of the header or footer in a form that cannot be cleaned.
        """
        parts: dict[str, bytes] = {}
        messages: list[str] = []
        page, relations, edges = self._page(layout, parts, messages)
        sheet = Stylesheet(
            self._part("styles"), self._part("numbering"), self._part("theme"), edges
        )
        styles, eastern = sheet.dress(keys(text, layout), layout)
        dress = Dress(styles, _room(page), eastern)
        messages += sheet.messages
        parts |= {
            "word/styles.xml": _bytes(sheet.styles),
            "word/settings.xml": serialise(settings(both_sides=False, kept=self._settings())),
            "word/fontTable.xml": serialise(font_table()),
        }
        if sheet.numbering is not None:
            parts["word/numbering.xml"] = _bytes(sheet.numbering)
        if sheet.theme is not None:
            parts["word/theme/theme1.xml"] = _bytes(sheet.theme)
        relations += [common_relation(name) for name in parts if "/theme/" in name]
        relations += [
            common_relation(f"word/{name}.xml")
            for name in ("styles", "settings", "fontTable", "numbering")
            if f"word/{name}.xml" in parts
        ]
        messages += self._left_out()
        return Frame(dress, page, parts, tuple(relations), tuple(messages))

    def _part(self, kind: str) -> etree._Element | None:
        relation = next((r for r in self._relations if _is(r, kind)), None)
        if relation is None or relation.external or relation.target not in self._archive:
            return None
        return self._xml(relation.target)

    def _xml(self, name: str) -> etree._Element:
        if b"http://purl.oclc.org/ooxml/drawingml" in self._archive.data(name):
            raise InputError(
                "is saved as Strict Open XML",
                place=self._place,
                remedy="save it as an ordinary Word document (.docx)",
            )
        return self._archive.xml(name)

    def _page(
        self, layout: Layout, parts: dict[str, bytes], messages: list[str]
    ) -> tuple[etree._Element, list[Relation], list[etree._Element]]:
        """The last section with its headers and footers, those of earlier sections where it
        has none of its own (17.10.1)."""
        changed = w("sectPrChange")  # holds the section as it once was
        sections = [
            s
            for s in self._document.iter(w("sectPr"))
            if next(s.iterancestors(changed), None) is None
        ]
        if not sections:
            return section(layout, {}), [], []
        page = deepcopy(sections[-1])
        references: dict[tuple[str, str], str] = {}
        for one in sections:
            for name in ("headerReference", "footerReference"):
                for reference in one.iter(w(name)):
                    kind = (name, reference.get(w("type"), "default"))
                    references[kind] = reference.get(f"{{{R}}}id", "")
        for name in ("headerReference", "footerReference"):
            for reference in list(page.iter(w(name))):
                page.remove(reference)
        scrub(page, ())
        for key in [k for k in page.attrib if etree.QName(str(k)).localname.startswith("rsid")]:
            del page.attrib[key]
        relations: list[Relation] = []
        edges: list[etree._Element] = []
        for number, ((name, where), identifier) in enumerate(references.items(), 1):
            source = next((r.target for r in self._relations if r.id == identifier), "")
            if source not in self._archive:
                continue
            edge = name.removesuffix("Reference")
            target = f"word/{edge}{number}.xml"
            edges.append(self._edge(source, target, parts, messages))
            reference = el(name, type=where)
            reference.set(f"{{{R}}}id", f"r{number}")
            page.insert(len(relations), reference)
            relations.append(Relation(f"r{number}", f"{RELATIONS}/{edge}", target))
        return page, relations, edges

    def _edge(
        self, source: str, target: str, parts: dict[str, bytes], messages: list[str]
    ) -> etree._Element:
        """A header or footer with the pictures and links that it keeps."""
        root = self._xml(source)
        kept: list[Relation] = []
        for relation in self._archive.relations(source):
            if relation.external:
                if _is(relation, "hyperlink") and relation.target.startswith(_ADDRESSES):
                    kept.append(relation)
            elif _is(relation, "image"):
                kept.append(Relation(relation.id, relation.kind, self._picture(relation, parts)))
        used = {v for e in root.iter(etree.Element) for v in e.attrib.values()}
        kept = [relation for relation in kept if relation.id in used]
        messages += scrub(root, {relation.id for relation in kept})
        parts[target] = _bytes(root)
        if kept:
            parts[relations_name(target)] = relationships(target, kept)
        return root

    def _picture(self, relation: Relation, parts: dict[str, bytes]) -> str:
        found = cleaned(self._archive.data(relation.target))
        if found is None:
            raise InputError(
                f"has the picture {relation.target.rpartition('/')[2]} in a form that may hide "
                "more than the picture",
                place=self._place,
                remedy="put it into the template as PNG or JPEG",
            )
        extension, data = found
        number = 1 + sum(name.startswith("word/media/") for name in parts)
        name = f"word/media/image{number}.{extension}"
        parts[name] = data
        return name

    def _settings(self) -> list[etree._Element]:
        root = self._part("settings")
        if root is None:
            return []
        scrub(root, ())
        return [e for e in root if etree.QName(e).localname in _SETTINGS_KEPT]

    def _left_out(self) -> Iterator[str]:
        """What of the template is not taken along and might be missed."""
        content = self._document.find(w("body"))
        text = "".join(node.text or "" for node in self._document.iter(w("t"))).strip()
        if content is not None and text:
            yield (
                "the text in the template's body is not taken over; "
                "a letterhead belongs into its header"
            )
        fonts = self._part("fontTable")
        if fonts is not None and fonts.find(f".//{w('embedRegular')}") is not None:
            yield "fonts embedded in the template are not taken over"


def _is(relation: Relation, kind: str) -> bool:
    return relation.kind.rpartition("/")[2] == kind


def _bytes(root: etree._Element) -> bytes:
    """A part of the template with its namespace declarations: mc:Ignorable names some."""
    return DECLARATION + etree.tostring(root, encoding="UTF-8")


def _room(page: etree._Element) -> int:
    """Width of the text in twips by the section's page size and margins."""

    def size(name: str, attribute: str, otherwise: int) -> int:
        node = page.find(w(name))
        value = "" if node is None else node.get(w(attribute), "")
        return int(value) if value.isdecimal() else otherwise

    margins = size("pgMar", "left", 1440) + size("pgMar", "right", 1440)
    return max(size("pgSz", "w", PAPER[0]) - margins, 2880)
