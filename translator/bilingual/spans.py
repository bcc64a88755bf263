"""Which parts of a cell are bold, italic or underlined as terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from translator.ooxml.markup import storable
from translator.units import InlineStyle, TranslationUnit

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.\-]*(?: [A-Za-z0-9][A-Za-z0-9&.\-]*)*")
_SUBSTANCE = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one look."""

    text: str
    bold: bool = False
    italic: bool = False
    term: bool = False


def pieces(
    text: str, styles: Iterable[InlineStyle], terms: Iterable[tuple[int, int]]
) -> list[Piece]:
    """Cut ``text`` where a style or a term begins or ends; the pieces join to ``text``."""
    looks = [s for s in styles if s.start < s.stop]
    spans = list(terms)
    bounds = {0, len(text)}
    for start, stop in [*spans, *((s.start, s.stop) for s in looks)]:
        bounds |= {min(max(start, 0), len(text)), min(max(stop, 0), len(text))}
    cuts = sorted(bounds)
    return [
        Piece(
            text[start:stop],
            bold=any(s.bold and s.start <= start < s.stop for s in looks),
            italic=any(s.italic and s.start <= start < s.stop for s in looks),
            term=any(a <= start < b for a, b in spans),
        )
        for start, stop in zip(cuts, cuts[1:], strict=False)
    ]


def find_all(text: str, forms: Iterable[str]) -> list[tuple[int, int]]:
    """Where the forms stand, in reading order: a repeated form takes its next occurrence.

    >>> find_all("аб и аб", ["аб", "аб", "нет"])
    [(0, 2), (5, 7)]
    """
    after: dict[str, int] = {}
    found = []
    for form in forms:
        start = text.find(form, after.get(form, 0)) if form else -1
        if start >= 0:
            after[form] = start + len(form)
            found.append((start, start + len(form)))
    return found


def source_pieces(unit: TranslationUnit) -> list[Piece]:
    """The source cell: the release's own bold and italic, terms underlined."""
    terms = find_all(storable(unit.source), (storable(term.form) for term in unit.terms))
    return pieces(storable(unit.source), _stored_styles(unit), terms)


def target_pieces(unit: TranslationUnit) -> list[Piece]:
    """The target cell: styles where the alignment allows, terms that were met underlined."""
    text = storable(unit.target or "")
    met = (storable(term.target) for term in unit.terms if term.status != "missing")
    return pieces(text, carried_styles(unit), find_all(text, met))


def carried_styles(unit: TranslationUnit) -> tuple[InlineStyle, ...]:
    """The source's bold and italic brought over to the target, never by guess.

    A style over the whole unit covers the whole target. A style over a part is carried only
    where terms, numbers or Latin names that stand on both sides account for all of its words.
    """
    target = storable(unit.target or "")
    source = storable(unit.source)
    if not target:
        return ()
    pairs = _aligned(unit, source, target)
    carried = []
    for style in _stored_styles(unit):
        outside = source[: style.start] + source[style.stop :]
        if not _SUBSTANCE.search(outside):
            spans = [(0, len(target))]
        else:
            spans = _covered(source, style, pairs)
        carried += [InlineStyle(a, b, style.bold, style.italic) for a, b in spans]
    return tuple(carried)


def _covered(
    source: str, style: InlineStyle, pairs: list[tuple[tuple[int, int], tuple[int, int]]]
) -> list[tuple[int, int]]:
    inside = [(s, t) for s, t in pairs if style.start <= s[0] and s[1] <= style.stop]
    left = list(source[style.start : style.stop])
    for (start, stop), _ in inside:
        for position in range(start - style.start, stop - style.start):
            left[position] = " "
    return [] if _SUBSTANCE.search("".join(left)) else [target for _, target in inside]


def _aligned(
    unit: TranslationUnit, source: str, target: str
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    known = [(term.form, term.target) for term in unit.terms if term.status != "missing"]
    known += [(number.source, number.target) for number in unit.numbers]
    known += [(name, name) for name in _LATIN.findall(source)]
    pairs = []
    for form, rendering in known:
        there, here = find_all(source, [storable(form)]), find_all(target, [storable(rendering)])
        once = source.count(storable(form)) == 1 and target.count(storable(rendering)) == 1
        if there and here and once:
            pairs.append((there[0], here[0]))
    return pairs


def _stored_styles(unit: TranslationUnit) -> list[InlineStyle]:
    def stored(position: int) -> int:
        return len(storable(unit.source[: max(position, 0)]))

    return [
        InlineStyle(stored(s.start), stored(s.stop), s.bold, s.italic)
        for s in unit.styles
        if s.bold or s.italic
    ]
