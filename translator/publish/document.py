"""The body of the document in each layout, and its section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from translator.ooxml.markup import R, el, text_nodes, val
from translator.publish.looks import PAPER, Layout, Page, key_of, looks
from translator.publish.manuscript import Manuscript, Paragraph, Role, Stretch
from translator.publish.runs import Ink, language, paragraph
from translator.publish.styles import face_slots
from translator.publish.titles import lines

_RULE = {"val": "single", "sz": "4", "space": "0", "color": "A6A6A6"}
_PADDING = 142
_SLACK = 40  # twips of a title line left free, for a face a little wider than its body


@dataclass(frozen=True, slots=True)
class Dress:
    """Which style a role takes: style id by key, and the Chinese font where a style names none.

    ``room`` is the width of the text in twips. ``balanced``: the size of a title is known, so
    its lines can be ended where words end.
    """

    styles: Mapping[str, str]
    room: int
    eastern: Mapping[str, str] = field(default_factory=dict)
    balanced: bool = False

    def paragraph(self, source: Paragraph, lang: str, layout: Layout) -> etree._Element:
        """A paragraph in one language."""
        key = key_of(source.role, lang)
        text = source.zh if lang == "zh" else source.ru
        if lang == "zh" and source.role is Role.TITLE and self.balanced:
            width = self.room // 2 - 2 * _PADDING if layout is Layout.COLUMNS else self.room
            text = _balanced(source, (width - _SLACK) / (looks().of(layout, key).size * 10))
        return paragraph(self.styles[key], text, Ink(lang, self.eastern.get(key, "")))


def _balanced(title: Paragraph, ems: float) -> tuple[Stretch, ...]:
    """A title of one look, its lines ended where words end."""
    if len(title.zh) != 1:
        return title.zh
    found = lines(title.chinese, ems, title.names)
    return (Stretch("\n".join(found), title.zh[0].bold, title.zh[0].italic),)


def keys(text: Manuscript, layout: Layout) -> list[str]:
    """The keys of the looks that a manuscript needs, in the order of the roles."""
    used = {p.role for p in text.paragraphs}
    languages = ("zh",) if layout is Layout.ZH else ("zh", "ru")
    return [key_of(role, lang) for role in Role if role in used for lang in languages]


def body(text: Manuscript, layout: Layout, dress: Dress) -> list[etree._Element]:
    """The block elements of ``w:body``, the section left out."""
    return list(_LAYOUTS[layout](text, dress))


def _chinese(text: Manuscript, dress: Dress) -> Iterator[etree._Element]:
    for source in text.paragraphs:
        yield dress.paragraph(source, "zh", Layout.ZH)


def _alternating(text: Manuscript, dress: Dress) -> Iterator[etree._Element]:
    for source in text.paragraphs:
        yield dress.paragraph(source, "zh", Layout.PARAGRAPHS)
        yield dress.paragraph(source, "ru", Layout.PARAGRAPHS)


def _side_by_side(text: Manuscript, dress: Dress) -> Iterator[etree._Element]:
    """A table of two columns, Chinese first: its reader is Chinese."""
    half = dress.room // 2
    rows = [
        el(
            "tr",
            el("trPr", el("cantSplit")),
            *(
                el(
                    "tc",
                    el("tcPr", el("tcW", w=str(half), type="dxa")),
                    dress.paragraph(source, lang, Layout.COLUMNS),
                )
                for lang in ("zh", "ru")
            ),
        )
        for source in text.paragraphs
    ]
    none = {"val": "nil"}
    borders = [el(side, **none) for side in ("top", "left", "bottom", "right", "insideH")]
    margins = [el(side, w=str(_PADDING), type="dxa") for side in ("left", "right")]
    yield el(
        "tbl",
        el(
            "tblPr",
            el("tblW", w=str(2 * half), type="dxa"),
            el("tblBorders", *borders, el("insideV", **_RULE)),
            el("tblLayout", type="fixed"),
            el("tblCellMar", *margins),
        ),
        el("tblGrid", *(el("gridCol", w=str(half)) for _ in range(2))),
        *rows,
    )
    yield el("p", el("pPr", el("spacing", before="0", after="0", line="20", lineRule="exact")))


_LAYOUTS: dict[Layout, Callable[[Manuscript, Dress], Iterator[etree._Element]]] = {
    Layout.ZH: _chinese,
    Layout.COLUMNS: _side_by_side,
    Layout.PARAGRAPHS: _alternating,
}


def section(layout: Layout, footers: Mapping[str, str]) -> etree._Element:
    """``w:sectPr``: A4 upright; ``footers`` are relationship ids by type."""
    page = looks().pages[layout]
    top, right, bottom, left = (str(size) for size in page.margins)
    header, footer = (str(size) for size in page.edges)
    references = []
    for kind, identifier in footers.items():
        reference = el("footerReference", type=kind)
        reference.set(f"{{{R}}}id", identifier)
        references.append(reference)
    return el(
        "sectPr",
        *references,
        el("pgSz", w=str(PAPER[0]), h=str(PAPER[1])),
        el(
            "pgMar",
            top=top,
            right=right,
            bottom=bottom,
            left=left,
            header=header,
            footer=footer,
            gutter="0",
        ),
    )


def page_numbers(layout: Layout) -> dict[str, etree._Element]:
    """The footers by type: «— 1 —», at the outer edge one character in, or in the middle."""
    page = looks().pages[layout]
    if not page.outside:
        return {"default": _number(layout, page, "center")}
    return {"default": _number(layout, page, "right"), "even": _number(layout, page, "left")}


def _number(layout: Layout, page: Page, side: str) -> etree._Element:
    look = looks().of(layout, "page")

    def run(text: str) -> etree._Element:
        properties = el(
            "rPr",
            face_slots(look.font, "zh"),
            val("sz", look.size),
            val("szCs", look.size),
            language("zh"),
        )
        return el("r", properties, *text_nodes(text))

    inward = {f"{side}Chars": "100", side: str(look.size * 10)}
    return el(
        "ftr",
        el(
            "p",
            el("pPr", el("ind", **inward) if page.outside else None, val("jc", side)),
            run("— "),
            el("fldSimple", run("1"), instr="PAGE"),
            run(" —"),
        ),
    )
