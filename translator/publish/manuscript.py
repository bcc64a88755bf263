"""The text of a release as a reader sees it: paragraphs by role, put together from units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from translator.text.joining import gap
from translator.units import Bitext, InlineStyle, Kind, TranslationUnit


class Role(StrEnum):
    """What a paragraph is in the partner's document; a look of looks.toml for each."""

    TITLE = "title"
    HEADING = "heading"
    DATELINE = "dateline"
    LEAD = "lead"
    BODY = "body"
    QUOTE = "quote"
    ITEM = "item"
    SIGNED = "signed"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block in both languages. ``names`` are Chinese terms, names and figures that a line
    of the title must not be broken in."""

    role: Role
    zh: tuple[Stretch, ...]
    ru: tuple[Stretch, ...]
    names: tuple[str, ...] = ()

    @property
    def chinese(self) -> str:
        """The Chinese text."""
        return "".join(stretch.text for stretch in self.zh)

    @property
    def russian(self) -> str:
        """The Russian text."""
        return "".join(stretch.text for stretch in self.ru)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All that a published document is made of: no ids, no states, no persons."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def title(self) -> str:
        """The Chinese title, or the first paragraph where the release has none."""
        titles = [p.chinese for p in self.paragraphs if p.role is Role.TITLE]
        first = titles or [p.chinese for p in self.paragraphs[:1]]
        return " ".join("".join(first).split())


_ROLES = {
    Kind.LEAD: Role.LEAD,
    Kind.PARAGRAPH: Role.BODY,
    Kind.QUOTE: Role.QUOTE,
    Kind.LIST_ITEM: Role.ITEM,
    Kind.CONTACT: Role.CONTACT,
}
_TEXT = frozenset({Role.LEAD, Role.BODY, Role.QUOTE, Role.ITEM})


def manuscript(
    bitext: Bitext, carried: Mapping[str, tuple[InlineStyle, ...]] | None = None
) -> Manuscript:
    """Rebuild the paragraphs of an approved bitext by block.

    ``carried`` gives by unit id the bold and italic of the target. The first title is the
    title, a later one a heading; a dateline after the text is where it was signed. Every unit
    must have a target.
    """
    styles = carried or {}
    paragraphs: list[Paragraph] = []
    for _, group in groupby(bitext.units, key=lambda unit: unit.block or unit.id):
        units = list(group)
        seen = {paragraph.role for paragraph in paragraphs}
        known = [use.target for unit in units for use in unit.terms if use.status != "missing"]
        known += [use.target for unit in units for use in unit.numbers if use.status == "right"]
        paragraphs.append(
            Paragraph(
                role=_role(units[0].kind, seen),
                zh=tuple(_chinese(units, styles)),
                ru=tuple(_russian(units)),
                names=tuple(dict.fromkeys(name for name in known if name)),
            )
        )
    return Manuscript(tuple(paragraphs))


def _role(kind: Kind, seen: set[Role]) -> Role:
    if kind is Kind.TITLE:
        return Role.HEADING if seen & (_TEXT | {Role.TITLE}) else Role.TITLE
    if kind is Kind.DATELINE:
        return Role.SIGNED if seen & _TEXT else Role.DATELINE
    return _ROLES[kind]


def _chinese(
    units: Sequence[TranslationUnit], carried: Mapping[str, tuple[InlineStyle, ...]]
) -> Iterator[Stretch]:
    before = ""
    for unit in units:
        whole = unit.target or ""
        text = whole.strip()
        if not text:
            continue
        between = gap(before, text)
        if between:
            yield Stretch(between)
        skipped = len(whole) - len(whole.lstrip())
        yield from stretches(text, carried.get(unit.id, ()), skipped)
        before = text


def _russian(units: Sequence[TranslationUnit]) -> Iterator[Stretch]:
    first = True
    for unit in units:
        text = unit.source.strip()
        if not text:
            continue
        if not first:
            yield Stretch(" ")
        yield from stretches(text, unit.styles, len(unit.source) - len(unit.source.lstrip()))
        first = False


def stretches(text: str, styles: Sequence[InlineStyle], skipped: int = 0) -> Iterator[Stretch]:
    """Cut ``text`` where a style begins or ends; styles count from ``skipped`` characters
    before it.

    >>> [s.text for s in stretches("三月开幕", [InlineStyle(0, 2, bold=True)])]
    ['三月', '开幕']
    """
    spans = [(s.start - skipped, s.stop - skipped, s) for s in styles]
    bounds = {0, len(text)} | {
        min(max(at, 0), len(text)) for start, stop, _ in spans for at in (start, stop)
    }
    cuts = sorted(bounds)
    for start, stop in zip(cuts, cuts[1:], strict=False):
        over = [s for a, b, s in spans if a <= start < b]
        yield Stretch(text[start:stop], any(s.bold for s in over), any(s.italic for s in over))
