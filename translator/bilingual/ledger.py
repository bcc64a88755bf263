"""The ledger at the end of the review document: every name and every figure once, with its rows.

Two entries stand side by side, so that a release of a page has a ledger of half a page. What is
missing in a target, or has two forms, is shaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from translator.bilingual.anchors import bookmark
from translator.bilingual.runs import cell, mixed, paragraph, row, table
from translator.bilingual.theme import theme
from translator.inventory import FigureLine, figure_lines, name_lines
from translator.ooxml.written import Markup, el, joined
from translator.units import Bitext, Severity

NAMES_CAPTION, FIGURES_CAPTION = "names", "figures"
_WIDTHS = (2900, 3000, 1799)
_CODES = frozenset({"url", "email", "phone"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """Russian, Chinese, units in order, and the weight of the doubt, if there is one."""

    ru: str
    zh: str
    units: tuple[str, ...]
    doubt: Severity | None = None


def ledger(bitext: Bitext) -> Iterator[Markup]:
    """Headings and tables; nothing for a release without names and figures."""
    words = theme().words
    for caption, entries in (
        (NAMES_CAPTION, _names(bitext)),
        (FIGURES_CAPTION, _figures(bitext)),
    ):
        if entries:
            title = f"{words[f'ledger-{caption}']}: {len(entries)}"
            yield paragraph("ReviewSection", mixed(title))
            yield _table(entries, bitext, caption)


def _names(bitext: Bitext) -> list[_Entry]:
    entries = []
    for line in name_lines(bitext.units):
        zh = " / ".join(form for form, _ in line.forms) or "—"
        units = _ordered(bitext, (u for _, places in line.forms for u in places), line.missing)
        doubt = Severity.MAJOR if not line.is_one else None
        entries.append(_Entry(line.name, zh, units, Severity.CRITICAL if line.missing else doubt))
    return entries


def _figures(bitext: Bitext) -> list[_Entry]:
    return [
        _Entry(
            line.source,
            line.target or "—",
            _ordered(bitext, line.units, line.missing),
            _lost(line) if line.missing else None,
        )
        for line in figure_lines(bitext.units)
        if line.kind not in _CODES
    ]


def _lost(line: FigureLine) -> Severity:
    """«первый» in words has too many right renderings to be more than minor, as in the checks."""
    in_words = line.kind == "ordinal" and not any(char.isdigit() for char in line.source)
    return Severity.MINOR if in_words else Severity.CRITICAL


def _ordered(bitext: Bitext, *places: Sequence[str] | Iterator[str]) -> tuple[str, ...]:
    wanted = {unit for group in places for unit in group}
    return tuple(unit.id for unit in bitext.units if unit.id in wanted)


def _table(entries: Sequence[_Entry], bitext: Bitext, caption: str) -> Markup:
    numbers = {unit.id: number for number, unit in enumerate(bitext.units, 1)}
    half = (len(entries) + 1) // 2
    rows = []
    for at in range(half):
        cells = _cells(entries[at], numbers)
        right = at + half
        cells += _cells(entries[right], numbers) if right < len(entries) else _blank()
        rows.append(row(*cells))
    return table(_WIDTHS * 2, _head(), *rows, caption=caption)


@cache
def _head() -> Markup:
    words, shade = theme().words, theme().colours["head"]
    labels = [words[f"ledger-{name}"] for name in ("ru", "zh", "rows")]
    cells = [
        cell(width, paragraph("ReviewSmall", mixed(label, bold=True)), shade=shade)
        for width, label in zip(_WIDTHS * 2, labels * 2, strict=True)
    ]
    return row(*cells, repeats=True)


def _cells(entry: _Entry, numbers: dict[str, int]) -> list[Markup]:
    shade = theme().weights[entry.doubt].shade if entry.doubt else ""
    links: list[Markup] = []
    for position, unit in enumerate(entry.units):
        links += [mixed(", ")] if position else []
        text = mixed(str(numbers[unit]), style="Hyperlink")
        links.append(el("hyperlink", text, anchor=bookmark(unit)))
    contents = (mixed(entry.ru), mixed(entry.zh), joined(links))
    return [
        cell(width, paragraph("ReviewSmall", runs), shade=shade)
        for width, runs in zip(_WIDTHS, contents, strict=True)
    ]


def _blank() -> list[Markup]:
    return [cell(width, paragraph("ReviewSmall")) for width in _WIDTHS]
