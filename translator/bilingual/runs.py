"""Runs, paragraphs and cells: fonts and languages are set on every run, because a reviewer's
program falls back to its own where they are only inherited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TypedDict, Unpack

from translator.bilingual.spans import Piece
from translator.bilingual.theme import theme
from translator.ooxml.markup import storable
from translator.ooxml.written import NOTHING, Markup, el, joined, text_nodes, val

_HAN = "\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_CHINESE = re.compile(f"(?:[“‘]?[{_HAN}]+[”’]?)+")


@cache
def fonts(lang: str) -> Markup:
    """``w:rFonts``: Chinese runs name one font in all four slots and hint at East Asian."""
    look = theme().fonts
    if lang == "zh":
        zh = look["zh"]
        return el("rFonts", ascii=zh, hAnsi=zh, eastAsia=zh, cs=zh, hint="eastAsia")
    return el("rFonts", ascii=look["ru"], hAnsi=look["ru"], eastAsia=look["zh"], cs=look["ru"])


@cache
def language(lang: str) -> Markup:
    """``w:lang``: without it a program proofs Chinese as English and picks Japanese glyphs."""
    code = "zh-CN" if lang == "zh" else "ru-RU"
    return el("lang", val=code, eastAsia="zh-CN")


class Look(TypedDict, total=False):
    """How a run looks; ``style`` is a character style's id, ``term`` the dotted underline."""

    bold: bool
    italic: bool
    term: bool
    colour: str
    style: str


def run_properties(lang: str, **look: Unpack[Look]) -> Markup:
    """``w:rPr`` with its children in the order of the schema (CT_RPr)."""
    return _properties(lang, *_plain(look))


def _plain(look: Look) -> tuple[bool, bool, bool, str, str]:
    return (
        look.get("bold", False),
        look.get("italic", False),
        look.get("term", False),
        look.get("colour", ""),
        look.get("style", ""),
    )


@lru_cache(maxsize=64)
def _properties(lang: str, bold: bool, italic: bool, term: bool, colour: str, style: str) -> Markup:
    return el(
        "rPr",
        val("rStyle", style) if style else NOTHING,
        fonts(lang),
        el("b") if bold else NOTHING,
        el("bCs") if bold else NOTHING,
        el("i") if italic else NOTHING,
        el("iCs") if italic else NOTHING,
        val("color", colour) if colour else NOTHING,
        val("u", "dotted") if term else NOTHING,
        language(lang),
    )


def run(text: str, lang: str, **look: Unpack[Look]) -> Markup:
    """One run of text in one language."""
    return Markup(f"<w:r>{run_properties(lang, **look)}{text_nodes(storable(text))}</w:r>")


def piece_runs(pieces: Iterable[Piece], lang: str) -> Markup:
    """The runs of a source or target cell."""
    return joined(
        [
            run(piece.text, lang, bold=piece.bold, italic=piece.italic, term=piece.term)
            for piece in pieces
        ]
    )


def mixed(text: str, **look: Unpack[Look]) -> Markup:
    """Runs for a label or note in both languages: Chinese stretches get the Chinese font."""
    return _mixed(text, *_plain(look))


@lru_cache(maxsize=512)  # labels, numbers of rows and common findings come back all the time
def _mixed(text: str, bold: bool, italic: bool, term: bool, colour: str, style: str) -> Markup:
    look = Look(bold=bold, italic=italic, term=term, colour=colour, style=style)
    runs = []
    done = 0
    for match in _CHINESE.finditer(text):
        if match.start() > done:
            runs.append(run(text[done : match.start()], "ru", **look))
        runs.append(run(match.group(), "zh", **look))
        done = match.end()
    if done < len(text):
        runs.append(run(text[done:], "ru", **look))
    return joined(runs)


def paragraph(style: str, *runs: Markup, properties: Markup = NOTHING) -> Markup:
    """A paragraph of a named style, with more ``properties`` of its own."""
    head = f"<w:pPr>{val('pStyle', style)}{properties}</w:pPr>"
    return Markup(f"<w:p>{head}{''.join(runs)}</w:p>")


def field(instruction: str) -> Markup:
    """A page-number field; the program fills it in."""
    return el("fldSimple", run("1", "ru"), instr=instruction)


def bookmarked(number: int, name: str, runs: Markup) -> Markup:
    """Runs between a bookmark's two ends."""
    begin = el("bookmarkStart", id=str(number), name=name)
    return joined((begin, runs, el("bookmarkEnd", id=str(number))))


def cell(width: int, *paragraphs: Markup, shade: str = "") -> Markup:
    """A table cell."""
    return Markup(f"<w:tc>{_cell_properties(width, shade)}{''.join(paragraphs)}</w:tc>")


@lru_cache(maxsize=256)
def _cell_properties(width: int, shade: str) -> Markup:
    return el(
        "tcPr",
        el("tcW", w=str(width), type="dxa"),
        el("shd", val="clear", color="auto", fill=shade) if shade else NOTHING,
    )


def row(*cells: Markup, repeats: bool = False) -> Markup:
    """A table row that no page end cuts; a heading row ``repeats`` on every page."""
    head = el("tblHeader") if repeats else NOTHING
    return el("tr", el("trPr", el("cantSplit"), head), *cells)


def table(widths: Iterable[int], *rows: Markup, caption: str) -> Markup:
    """A table of fixed columns; ``caption`` names it for programs and screen readers."""
    return el("tbl", _table_properties(tuple(widths), caption), *rows)


@lru_cache(maxsize=64)
def _table_properties(columns: tuple[int, ...], caption: str) -> Markup:
    colour = theme().colours["rule"]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = [el(side, val="single", sz="4", space="0", color=colour) for side in sides]
    margins = (("top", 40), ("left", 90), ("bottom", 40), ("right", 90))
    properties = el(
        "tblPr",
        el("tblW", w=str(sum(columns)), type="dxa"),
        el("tblInd", w="0", type="dxa"),
        el("tblBorders", *lines),
        el("tblLayout", type="fixed"),
        el("tblCellMar", *(el(side, w=str(size), type="dxa") for side, size in margins)),
        val("tblCaption", caption),
    )
    return joined((properties, el("tblGrid", *(el("gridCol", w=str(w)) for w in columns))))


def control(
    number: int,
    name: str,
    content: Markup,
    *,
    title: str = "",
    lock: str = "sdtContentLocked",
    choice: Markup = NOTHING,
) -> Markup:
    """A content control (17.5.2); ``lock`` as in ST_Lock: ``sdtContentLocked`` bars editing and
    deleting, ``sdtLocked`` only deleting."""
    alias = val("alias", title) if title else NOTHING
    named = f"{alias}{val('tag', name)}{val('id', number)}{val('lock', lock)}{choice}"
    return Markup(
        f"<w:sdt><w:sdtPr>{named}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
