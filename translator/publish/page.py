"""The document as a page: one file, nothing fetched from elsewhere."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from translator.ooxml.markup import storable
from translator.publish.looks import Layout, looks
from translator.publish.manuscript import Manuscript, Paragraph, Role, Stretch
from translator.publish.nobreak import together

_TAGS = {Role.TITLE: "h1", Role.HEADING: "h2", Role.ITEM: "li"}
_CLASSES = {Role.DATELINE: "dateline", Role.SIGNED: "signed"}


def page(text: Manuscript, layout: Layout) -> str:
    """HTML with its style sheet inside; Chinese and Russian carry their language tags."""
    content = "".join(_LAYOUTS[layout](text))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(text.title)}</title>\n"
        f"<style>\n:root {{ {_faces()} }}\n{_sheet()}</style>\n</head>\n"
        f'<body class="{layout.value}">\n{content}</body>\n</html>\n'
    )


def _sheet() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _faces() -> str:
    """Font lists as custom properties, by the roles of looks.toml."""
    lists = []
    for key, font in looks().fonts.items():
        latin = (looks().fonts[font.latin].name,) if font.latin else ()
        names = ", ".join(f'"{name}"' for name in (*latin, font.name, *font.instead))
        lists.append(f"--{key}: {names}, {font.css};")
    return " ".join(lists)


def _chinese(text: Manuscript) -> Iterator[str]:
    yield from _flow(text, ("zh",))


def _alternating(text: Manuscript) -> Iterator[str]:
    yield from _flow(text, ("zh", "ru"))


def _flow(text: Manuscript, languages: tuple[str, ...]) -> Iterator[str]:
    """Paragraphs in order; items that follow each other form a list, contacts the foot."""
    for role, group in groupby(text.paragraphs, key=lambda p: p.role):
        members = list(group)
        if role is Role.ITEM and len(languages) == 1:
            yield _list("".join(_element(p, "zh") for p in members), "zh")
            continue
        lines = "".join(
            _list(_element(p, lang), lang) if role is Role.ITEM else _element(p, lang)
            for p in members
            for lang in languages
        )
        yield f"<footer>\n{lines}</footer>\n" if role is Role.CONTACT else lines


def _side_by_side(text: Manuscript) -> Iterator[str]:
    yield "<table>\n"
    for paragraph in text.paragraphs:
        cells = []
        for lang in ("zh", "ru"):
            inside = _element(paragraph, lang)
            cells.append(_list(inside, lang) if paragraph.role is Role.ITEM else inside)
        yield "<tr>\n" + "".join(f"<td>{cell.rstrip()}</td>\n" for cell in cells) + "</tr>\n"
    yield "</table>\n"


_LAYOUTS = {Layout.ZH: _chinese, Layout.COLUMNS: _side_by_side, Layout.PARAGRAPHS: _alternating}


def _list(items: str, lang: str) -> str:
    mark = ' lang="ru"' if lang == "ru" else ""
    return f"<ul{mark}>\n{items}</ul>\n"


def _element(paragraph: Paragraph, lang: str) -> str:
    tag = _TAGS.get(paragraph.role, "p")
    kind = _CLASSES.get(paragraph.role, "")
    attributes = (f' class="{kind}"' if kind else "") + (' lang="ru"' if lang == "ru" else "")
    stretches = paragraph.zh if lang == "zh" else paragraph.ru
    return f"<{tag}{attributes}>{''.join(_inline(s, lang) for s in stretches)}</{tag}>\n"


def _inline(stretch: Stretch, lang: str) -> str:
    text = storable(stretch.text)
    done = 0
    made = ""
    for start, stop in together(text) if lang == "zh" else ():
        made += _escaped(text[done:start]) + f'<span class="n">{_escaped(text[start:stop])}</span>'
        done = stop
    made += _escaped(text[done:])
    if stretch.italic:
        made = f"<em>{made}</em>"
    return f"<strong>{made}</strong>" if stretch.bold else made


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")
