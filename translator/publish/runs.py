"""Runs and paragraphs. Fonts belong to the styles; a run says its language and which slot it
takes, so that an editor who changes a style changes the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from translator.ooxml.markup import el, storable, text_nodes, val
from translator.publish.looks import looks
from translator.publish.manuscript import Stretch


@dataclass(frozen=True, slots=True)
class Ink:
    """How runs of one paragraph are set: the language, and a Chinese font where the style of a
    template names none (Word would take a Japanese one)."""

    lang: str
    eastern: str = ""


def fonts(name: str, lang: str, latin: str = "") -> etree._Element:
    """``w:rFonts`` of a style, all four slots filled, so that nothing is left to a program's
    own choice: ``latin`` sets figures and Latin letters (Times New Roman, as offices ask and
    every system has), a Russian face leaves the East Asian slot to 宋体."""
    if lang == "zh":
        west = latin or name
        return el("rFonts", ascii=west, hAnsi=west, eastAsia=name, cs=west, hint="eastAsia")
    return el("rFonts", ascii=name, hAnsi=name, eastAsia=looks().fonts["song"].name, cs=name)


def language(lang: str) -> etree._Element:
    """``w:lang``: ``val`` is the language of Latin letters and figures, ``eastAsia`` that of
    Chinese. Figures marked zh-CN would be broken between any two digits by LibreOffice."""
    return el("lang", val="en-US" if lang == "zh" else "ru-RU", eastAsia="zh-CN")


def run(stretch: Stretch, ink: Ink) -> etree._Element:
    """One run. Chinese has no italic: 楷体 is its way of setting words apart."""
    zh = ink.lang == "zh"
    emphasis = stretch.italic and zh
    face = looks().fonts["kai"].name if emphasis else ink.eastern
    slots = None
    if zh:
        slots = el("rFonts", hint="eastAsia", **({"eastAsia": face} if face else {}))
    slanted = stretch.italic and not zh
    return el(
        "r",
        el(
            "rPr",
            slots,
            el("b") if stretch.bold else None,
            el("bCs") if stretch.bold else None,
            el("i") if slanted else None,
            el("iCs") if slanted else None,
            language(ink.lang),
        ),
        *text_nodes(storable(stretch.text)),
    )


def paragraph(style: str, stretches: Iterable[Stretch], ink: Ink) -> etree._Element:
    """A paragraph of a style."""
    properties = el("pPr", val("pStyle", style))
    return el("p", properties, *(run(s, ink) for s in stretches if s.text))


def plain(text: str) -> tuple[Stretch, ...]:
    """Text of one look."""
    return (Stretch(text),)
