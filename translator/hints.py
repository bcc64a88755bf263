"""What the tool knows about a segment, brought together for an engine and for the checks.

Precedence where knowledge overlaps: office glossary, then the project's glossaries (the term
base resolves the two), then names, then numbers, then the general lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from translator import names, placeables
from translator.lexicon import Lexicon
from translator.termbase import TermBase
from translator.units import Hint, NameMatch, Placeable, Strength, TermMatch

_PLACE = frozenset(
    {"region", "city", "district", "river", "sea", "port", "crossing", "country", "place"}
)
_ORGANISATION = frozenset(
    {"body", "organisation", "format", "event", "company", "brand", "bank", "university"}
)
_TITLE = frozenset({"law", "programme", "title"})
_CODES = frozenset({"url", "email", "phone", "code"})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything found in one segment; ``hints`` is the merged list for an engine."""

    hints: tuple[Hint, ...]
    terms: tuple[TermMatch, ...]
    names: tuple[NameMatch, ...]
    placeables: tuple[Placeable, ...]


def collect(
    text: str, termbase: TermBase, lexicon: Lexicon | None, issued: date | None = None
) -> Knowledge:
    """Find terms, names, numbers and ordinary words of ``text`` by the stated precedence.

    ``issued`` is the release's date, against which «в прошлом году» is read.
    """
    figures = placeables.find(text, issued)
    terms = tuple(m for m in termbase.find(text) if not _part_of_figure(m, figures))
    taken = [(m.start, m.stop) for m in terms]
    found = names.find(text, taken)
    taken += [(m.start, m.stop) for m in found]
    numbers = tuple(p for p in figures if _free(p.start, p.stop, taken))
    taken += [(p.start, p.stop) for p in numbers]
    hints = [_term_hint(m) for m in terms]
    hints += [_name_hint(m) for m in found]
    hints += [_number_hint(p) for p in numbers]
    if lexicon is not None:
        hints += lexicon.find(text, taken)
    return Knowledge(tuple(sorted(hints, key=lambda h: h.start)), terms, found, numbers)


def _part_of_figure(match: TermMatch, figures: Sequence[Placeable]) -> bool:
    """«рубль» in «1,2 млрд рублей»: a sum or a measured quantity is one thing."""
    return any(
        p.start <= match.start
        and match.stop <= p.stop
        and p.stop - p.start > match.stop - match.start
        for p in figures
    )


def _free(start: int, stop: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(stop <= left or right <= start for left, right in taken)


def _term_hint(match: TermMatch) -> Hint:
    term = match.term
    return Hint(
        start=match.start,
        stop=match.stop,
        source=match.form,
        target=term.zh,
        kind=hint_kind(term.kind),
        strength=Strength.FIRM,
        origin="glossary",
        also=term.variants,
        grammar=match.grammar,
        lemma=term.ru,
    )


def hint_kind(kind: str) -> str:
    """Kind of a glossary entry -> kind of a hint.

    >>> hint_kind("region"), hint_kind("bank"), hint_kind("office")
    ('place', 'organisation', 'term')
    """
    if kind in _PLACE:
        return "place"
    if kind in _ORGANISATION:
        return "organisation"
    return "title" if kind in _TITLE else "term"


def _number_kind(placeable: Placeable) -> str:
    if placeable.kind in _CODES:
        return "code"
    return "multiple" if placeable.zh.endswith("倍") else placeable.kind


def _name_hint(match: NameMatch) -> Hint:
    return Hint(
        start=match.start,
        stop=match.stop,
        source=match.text,
        target=match.zh,
        kind=match.kind,
        strength=Strength.FIRM,
        origin="names",
        also=match.also,
        grammar=match.grammar,
        lemma=match.lemma,
    )


def _number_hint(placeable: Placeable) -> Hint:
    """A figure is firm; an ordinal in words («первый» is 首个, 第一, 一期…) only advice.

    A multiple («в 1,5 раза» → 1.5倍) has a kind of its own: what stands before 倍 decides its
    value (增长 is not 增至), so an engine must see the word and not a slot.
    """
    in_words = placeable.kind == "ordinal" and not any(c.isdigit() for c in placeable.text)
    return Hint(
        start=placeable.start,
        stop=placeable.stop,
        source=placeable.text,
        target=placeable.zh,
        kind=_number_kind(placeable),
        strength=Strength.WEAK if in_words else Strength.FIRM,
        origin="numbers",
        also=placeable.also,
        lemma=placeable.value,
    )
