"""What the tool knows about a segment, brought together for an engine and for the checks.

Precedence where knowledge overlaps: office glossary, then the translation memory, then the
project's glossaries (the term base resolves the two glossaries), then names (approved forms
before those made by rule), then numbers, then the general lexicon. The memory knows whole
sentences and gives no hints: what it takes is taken before anything here is asked of an engine
(see recall.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from translator import names, placeables
from translator.known_names import KnownNames
from translator.lexicon import Lexicon
from translator.morphology import Token, readings, tokens
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
_QUOTED_NAME = re.compile(r"«[А-ЯЁA-Z][\w-]*(?: [\w-]+){0,3}»(?!,? [–—])")
_EMPTY = frozenset({"же"})
_TOWN = re.compile(r"\b[Гг](?:\.|ород[а-я]{0,2})\s?\Z")
NO_NAMES = KnownNames()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything found in one segment; ``hints`` is the merged list for an engine."""

    hints: tuple[Hint, ...]
    terms: tuple[TermMatch, ...]
    names: tuple[NameMatch, ...]
    placeables: tuple[Placeable, ...]


def collect(
    text: str,
    termbase: TermBase,
    lexicon: Lexicon | None,
    issued: date | None = None,
    known: KnownNames = NO_NAMES,
) -> Knowledge:
    """Find terms, names, numbers and ordinary words of ``text`` by the stated precedence.

    ``issued`` is the release's date, against which «в прошлом году» is read; ``known`` are the
    names whose form is settled already.
    """
    return _merged(_read(text, termbase, lexicon, issued), lexicon, known)


def collect_all(
    texts: Sequence[str],
    termbase: TermBase,
    lexicon: Lexicon | None,
    issued: date | None = None,
    known: KnownNames = NO_NAMES,
) -> list[Knowledge]:
    """Knowledge of every segment of one document; all are read first, so that a name has one
    Chinese form throughout."""
    facts = [_read(text, termbase, lexicon, issued) for text in texts]
    first = (m for fact in facts for m in known.settle(fact.text, fact.names, fact.taken))
    whole = known.in_document(first)
    return [_merged(fact, lexicon, whole) for fact in facts]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a segment shows by itself, before the rest of the document is asked.

    ``inside`` is the Chinese of words inserted into a term, by the term's start.
    """

    text: str
    terms: tuple[TermMatch, ...]
    inside: dict[int, str]
    names: tuple[NameMatch, ...]
    figures: tuple[Placeable, ...]
    taken: tuple[tuple[int, int], ...]


def _read(text: str, termbase: TermBase, lexicon: Lexicon | None, issued: date | None) -> _Facts:
    figures = placeables.find(text, issued)
    matches, inside = _matches(text, termbase, lexicon)
    terms = tuple(m for m in matches if not _part_of_figure(m, figures))
    taken = tuple((m.start, m.stop) for m in terms)
    found = tuple(m for m in names.find(text, taken) if not _part_of_figure(m, figures))
    return _Facts(text, terms, inside, found, figures, taken)


def _merged(facts: _Facts, lexicon: Lexicon | None, known: KnownNames) -> Knowledge:
    text, terms, inside = facts.text, facts.terms, facts.inside
    taken = list(facts.taken)
    found = known.settle(text, facts.names, taken)
    taken += [(m.start, m.stop) for m in found]
    numbers = tuple(p for p in facts.figures if _free(p.start, p.stop, taken))
    taken += [(p.start, p.stop) for p in numbers]
    hints = [
        _with_kind_word(text, _term_hint(text, m, inside.get(m.start, "")), m.term.kind)
        for m in terms
    ]
    hints += [_name_hint(m) for m in found]
    hints += [_number_hint(p) for p in numbers]
    if lexicon is not None:
        hints += lexicon.find(text, taken)
        composed = _compose_quoted(text, hints)
        hints = [h for h in hints if all(h.stop <= m.start or m.stop <= h.start for m in composed)]
        hints += [_name_hint(m) for m in composed]
        found = (
            *(n for n in found if all(n.stop <= m.start or m.stop <= n.start for m in composed)),
            *composed,
        )
    return Knowledge(tuple(sorted(hints, key=lambda h: h.start)), terms, found, numbers)


def _matches(
    text: str, termbase: TermBase, lexicon: Lexicon | None
) -> tuple[tuple[TermMatch, ...], dict[int, str]]:
    """The terms of a text, and by its start the Chinese of what is inserted into one.

    No inserted word may be lost: the particle «же» says nothing in Chinese, adjectives go before
    the term («соглашение о взаимовыгодном сотрудничестве»: 互利合作协议) where the lexicon has
    them all; where it does not, or a whole aside is inserted, terms are taken without insertions.
    """
    matches = termbase.find(text)
    inside: dict[int, str] = {}
    for match in matches:
        if match.inserted is None:
            continue
        words = text[slice(*match.inserted)]
        if words.lower() in _EMPTY:
            continue
        glosses = lexicon.find(words) if lexicon is not None and words[0].isalpha() else ()
        if len(glosses) < len(words.split()):
            return termbase.find(text, split=False), {}
        inside[match.start] = "".join(hint.target.removesuffix("的") for hint in glosses)
    return matches, inside


def _compose_quoted(text: str, hints: Sequence[Hint]) -> tuple[NameMatch, ...]:
    """Quoted names that nothing knows, put together from what is known of their words.

    «Степной колос» gives “草原穗”, «Калугаприбор» a transcription: never sure, but a person can
    judge it, while a small model invents names. A quotation that goes on as speech is none.
    """
    made: list[NameMatch] = []
    for quoted in _QUOTED_NAME.finditer(text):
        start, stop = quoted.span()
        inside = [h for h in hints if h.start < stop and start < h.stop]
        words = tokens(quoted.group())
        if any(h.start <= start or stop <= h.stop for h in inside) or _has_verb(words):
            continue
        parts: list[str] = []
        for token in words:
            hint = next(
                (h for h in inside if h.start - start <= token.start < h.stop - start), None
            )
            if hint is None:
                parts.append(_word_of_name(token))
            elif hint.target not in parts[-1:]:
                parts.append(hint.target.removesuffix("的"))
        zh = "".join(parts)
        if zh:
            made.append(
                NameMatch(
                    "organisation", start, stop, quoted.group(), quoted.group()[1:-1], f"“{zh}”",
                    (zh,),
                )
            )  # fmt: skip
    return tuple(made)


def _has_verb(words: Sequence[Token]) -> bool:
    """«Сервис стал регулярным» is a sentence in quotation marks, not a name."""
    return any(t.kind == "word" and readings(t.text)[0].pos == "VERB" for t in words)


def _word_of_name(token: Token) -> str:
    if token.kind == "number":
        return token.text
    if token.kind == "mark":
        return ""
    if token.text == "и":
        return "和"
    return names.transcribe(token.text, "organisation").zh


def _with_kind_word(text: str, hint: Hint, kind: str) -> Hint:
    """«г. Калуга», «город Калуга» → 卡卢加市: the kind word belongs to the town's name."""
    before = _TOWN.search(text, 0, hint.start) if kind == "city" else None
    if before is None:
        return hint
    return replace(
        hint,
        start=before.start(),
        source=text[before.start() : hint.stop],
        target=hint.target if hint.target.endswith("市") else hint.target + "市",
        also=(hint.target, *hint.also),
    )


def _part_of_figure(match: TermMatch | NameMatch, figures: Sequence[Placeable]) -> bool:
    """«рубль» in «1,2 млрд рублей», «ДФЭ» in «48,6 тыс. ДФЭ»: a sum or a measured quantity is one
    thing."""
    return any(
        p.start <= match.start
        and match.stop <= p.stop
        and p.stop - p.start > match.stop - match.start
        for p in figures
    )


def _free(start: int, stop: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(stop <= left or right <= start for left, right in taken)


def _term_hint(text: str, match: TermMatch, inside: str = "") -> Hint:
    """A term is firm; with the Chinese of inserted words before it, it is advice."""
    term = match.term
    stop = match.stop
    if term.ru.endswith(".") and text[stop : stop + 1] == ".":  # the stop of an abbreviation
        stop += 1
    return Hint(
        start=match.start,
        stop=stop,
        source=text[match.start : stop],
        target=inside + term.zh,
        kind=hint_kind(term.kind),
        strength=Strength.WEAK if inside else Strength.FIRM,
        origin="glossary",
        also=(term.zh, *term.variants) if inside else term.variants,
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
    """A figure is firm; a small ordinal in words («первый» is 首个, 第一, 一期…) only advice.

    A multiple («в 1,5 раза» → 1.5倍) has a kind of its own: what stands before 倍 decides its
    value (增长 is not 增至), so an engine must see the word and not a slot.
    """
    return Hint(
        start=placeable.start,
        stop=placeable.stop,
        source=placeable.text,
        target=placeable.zh,
        kind=_number_kind(placeable),
        strength=Strength.WEAK if placeables.is_loose(placeable) else Strength.FIRM,
        origin="numbers",
        also=placeable.also,
        lemma=placeable.value,
    )
