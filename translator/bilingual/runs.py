"""Runs, paragraphs and cells: fonts and languages are set on every run, because a reviewer's
program falls back to its own where they are only inherited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from functools import lru_cache
from typing import TypedDict, Unpack

from lxml import etree

from translator.bilingual.spans import Piece
from translator.bilingual.theme import theme
from translator.ooxml.markup import el, storable, text_nodes, val

_HAN = "\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_CHINESE = re.compile(f"(?:[“‘]?[{_HAN}]+[”’]?)+")


def fonts(lang: str) -> etree._Element:
    """``w:rFonts``: Chinese runs name one font in all four slots and hint at East Asian."""
    look = theme().fonts
    if lang == "zh":
        zh = look["zh"]
        return el("rFonts", ascii=zh, hAnsi=zh, eastAsia=zh, cs=zh, hint="eastAsia")
    return el("rFonts", ascii=look["ru"], hAnsi=look["ru"], eastAsia=look["zh"], cs=look["ru"])


def language(lang: str) -> etree._Element:
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


def run_properties(lang: str, **look: Unpack[Look]) -> etree._Element:
    """``w:rPr`` with its children in the order of the schema (CT_RPr)."""
    made = _properties(
        lang,
        bool(look.get("bold")),
        bool(look.get("italic")),
        bool(look.get("term")),
        look.get("colour") or "",
        look.get("style") or "",
    )
    # Each run has its own, with all that is in it: several times as fast as made anew.
    return copy(made)


@lru_cache(maxsize=64)
def _properties(
    lang: str, bold: bool, italic: bool, term: bool, colour: str, style: str
) -> etree._Element:
    return el(
        "rPr",
        val("rStyle", style) if style else None,
        fonts(lang),
        el("b") if bold else None,
        el("bCs") if bold else None,
        el("i") if italic else None,
        el("iCs") if italic else None,
        val("color", colour) if colour else None,
        val("u", "dotted") if term else None,
        language(lang),
    )


def run(text: str, lang: str, **look: Unpack[Look]) -> etree._Element:
    """One run of text in one language."""
    return el("r", run_properties(lang, **look), *text_nodes(storable(text)))


def piece_runs(pieces: Iterable[Piece], lang: str) -> list[etree._Element]:
    """The runs of a source or target cell."""
    return [
        run(piece.text, lang, bold=piece.bold, italic=piece.italic, term=piece.term)
        for piece in pieces
    ]


def mixed(text: str, **look: Unpack[Look]) -> list[etree._Element]:
    """Runs for a label or note in both languages: Chinese stretches get the Chinese font."""
    runs = []
    done = 0
    for match in _CHINESE.finditer(text):
        if match.start() > done:
            runs.append(run(text[done : match.start()], "ru", **look))
        runs.append(run(match.group(), "zh", **look))
        done = match.end()
    if done < len(text):
        runs.append(run(text[done:], "ru", **look))
    return runs


def paragraph(style: str, *children: etree._Element | None) -> etree._Element:
    """A paragraph of a named style."""
    return el("p", el("pPr", val("pStyle", style)), *children)


def field(instruction: str) -> etree._Element:
    """A page-number field; the program fills it in."""
    return el("fldSimple", run("1", "ru"), instr=instruction)


def bookmarked(number: int, name: str, *children: etree._Element) -> list[etree._Element]:
    """Children between a bookmark's two ends."""
    return [
        el("bookmarkStart", id=str(number), name=name),
        *children,
        el("bookmarkEnd", id=str(number)),
    ]


def cell(
    width: int,
    *paragraphs: etree._Element,
    shade: str = "",
) -> etree._Element:
    """A table cell."""
    return el(
        "tc",
        el(
            "tcPr",
            el("tcW", w=str(width), type="dxa"),
            el("shd", val="clear", color="auto", fill=shade) if shade else None,
        ),
        *paragraphs,
    )


def table(
    widths: Iterable[int], *rows: etree._Element, caption: str, ruled: bool = True
) -> etree._Element:
    """A table of fixed columns; ``caption`` names it for programs and screen readers."""
    columns = list(widths)
    colour = theme().colours["rule"]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = [
        el(side, val="single" if ruled else "nil", sz="4", space="0", color=colour)
        for side in sides
    ]
    margins = (("top", 40), ("left", 90), ("bottom", 40), ("right", 90))
    return el(
        "tbl",
        el(
            "tblPr",
            el("tblW", w=str(sum(columns)), type="dxa"),
            el("tblInd", w="0", type="dxa"),
            el("tblBorders", *lines),
            el("tblLayout", type="fixed"),
            el("tblCellMar", *(el(side, w=str(size), type="dxa") for side, size in margins)),
            val("tblCaption", caption),
        ),
        el("tblGrid", *(el("gridCol", w=str(width)) for width in columns)),
        *rows,
    )


def control(
    number: int,
    name: str,
    content: list[etree._Element],
    *,
    title: str = "",
    lock: str = "sdtContentLocked",
    choice: etree._Element | None = None,
) -> etree._Element:
    """A content control (17.5.2); ``lock`` as in ST_Lock: ``sdtContentLocked`` bars editing and
    deleting, ``sdtLocked`` only deleting."""
    return el(
        "sdt",
        el(
            "sdtPr",
            val("alias", title) if title else None,
            val("tag", name),
            val("id", number),
            val("lock", lock),
            choice,
        ),
        el("sdtContent", *content),
    )
