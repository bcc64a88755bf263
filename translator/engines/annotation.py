"""``slots``: the source format of the embedded model.

The model reads no raw Russian. Every word that the tool knows is written in Chinese, followed
by one character for its grammatical form; words of grammar (prepositions, conjunctions,
pronouns) stay Russian lemmas. What has exactly one right rendering (names, places, firms,
figures, dates) becomes a slot, one vocabulary piece that can only be copied; terms stand
between ⟦ ⟧ and must be copied; glosses of the lexicon stand bare and are advice::

    Губернатор Алексей Островский посетит завод в Пекине.
    ⟦州长⟧ⓝ⟦P1⟧访问ⓕ工厂ⓐ в⟦L1⟧ⓛ.

The idea of telling a model the target words inline is Dinu et al. 2019 ("Training Neural
Machine Translation to Apply Terminology Constraints"), of doing it for an inflected source by
lemma Bergmanis & Pinnis 2021; slots for names and figures follow the placeholder practice
of commercial systems, with the difference that this model is trained on them.
docs/analysis/embedded-model.md has the measurements.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from translator.engines.formats import Decoded, Encoded
from translator.engines.gathering import gathered
from translator.morphology import fold, readings, tokens
from translator.units import EngineRequest, Hint, Strength

SLOT_LETTERS = {
    "person": "P",
    "place": "L",
    "organisation": "O",
    "brand": "O",
    "title": "T",
    "date": "D",
    "time": "D",
    "number": "N",
    "quantity": "Q",
    "money": "Q",
    "percent": "R",
    "code": "C",
    "term": "K",
}
"""Kind of a hint -> letter of its slot; ``K`` (a term as a slot) is used on the strict try."""

STRICT_LETTERS = {"multiple": "Q", "ordinal": "N"}
"""Figures that are slots on the strict try only: better without the word's help than lost."""

SLOTS_PER_LETTER = 9
FIRM_OPEN, FIRM_CLOSE = "⟦", "⟧"
MARKS = {
    "nom": "ⓝ", "gen": "ⓖ", "dat": "ⓓ", "acc": "ⓐ", "ins": "ⓘ", "loc": "ⓛ",
    "nom.pl": "⒩", "gen.pl": "⒢", "dat.pl": "⒟", "acc.pl": "⒜", "ins.pl": "⒤", "loc.pl": "⒧",
    "past": "ⓟ", "pres": "ⓢ", "futr": "ⓕ", "inf": "ⓥ", "imp": "ⓜ", "ger": "ⓡ",
    "part.act": "ⓗ", "part.pass": "ⓑ", "short": "ⓞ", "": "ⓧ",
}  # fmt: skip
"""Marks of :attr:`translator.morphology.Reading.marks` -> the character the model reads."""

_GROWN = "(增长|增加|增多|提高|提升|上升|上涨|扩大)了?"
_FALLEN = "(减少|下降|降低|缩小|缩短)了?"
_PARTS = dict(zip("23456789", "二三四五六七八九", strict=True))
_SLOT = re.compile(r"⟦([A-Z])([1-9])⟧")
_CODES = re.compile(r"(⟦C[1-9]⟧)(?=⟦C[1-9]⟧)")
_BARE_MARK = re.compile("[⟦⟧" + "".join(MARKS.values()) + "]")


def slot_pieces() -> list[str]:
    """Every slot as it stands in a source or a target: user-defined pieces of the vocabulary."""
    letters = sorted(set(SLOT_LETTERS.values()))
    return [f"⟦{letter}{n}⟧" for letter in letters for n in range(1, SLOTS_PER_LETTER + 1)]


@dataclass(frozen=True, slots=True)
class SlotFormat:
    """The format as an engine uses it; see the module for what it looks like."""

    name: str = "slots-1"

    def encode(self, request: EngineRequest, *, strict: bool = False) -> Encoded:
        """Write the hints into the text. ``strict`` turns terms and all figures into slots, and
        a list of names into one.

        The memo maps the slot (``⟦P1⟧``) to the hint that fills it.
        """
        hints = gathered(request.text, request.hints) if strict else request.hints
        slots = assign_slots(hints, strict=strict)
        memo = {slot: hints[i] for i, slot in slots.items()}
        return Encoded(render(request.text, hints, slots), memo)

    def decode(self, text: str, encoded: Encoded, request: EngineRequest) -> Decoded:
        """Put the Chinese of each slot in its place; a slot that was not asked for vanishes."""
        memo = _memo(encoded)
        for slot, hint in memo.items():
            text = _grown(text, slot) if hint.kind == "multiple" else text
        text = _CODES.sub(r"\1，", text)  # a telephone and an address are never one word
        target = _SLOT.sub(lambda m: memo[m.group()].target if m.group() in memo else "", text)
        target = _BARE_MARK.sub("", target)
        for hint in request.hints:
            if hint.kind == "multiple" and hint not in memo.values():
                for form in (hint.target, *hint.also):
                    target = _grown(target, form) if form.endswith("倍") else target
                target = _fallen(target, hint.target)
        how = tuple(
            "annotation" if h.strength is Strength.FIRM and h.target in target else ""
            for h in request.hints
        )
        return Decoded(target, how)

    def accepts(self, text: str, encoded: Encoded) -> float:
        """One fault for each slot lost or invented, half a fault for each written twice."""
        memo = _memo(encoded)
        seen = Counter(m.group() for m in _SLOT.finditer(text))
        lost = sum(1 for slot in memo if slot not in seen)
        invented = sum(1 for slot in seen if slot not in memo)
        doubled = sum(count - 1 for slot, count in seen.items() if slot in memo)
        return lost + invented + 0.5 * doubled


def assign_slots(hints: tuple[Hint, ...], *, strict: bool = False) -> dict[int, str]:
    """Index of a firm hint -> its slot, numbered per letter from left to right.

    Equal targets share nothing: each occurrence has a slot of its own. Beyond nine of a letter
    a hint stays firm text.
    """
    used: Counter[str] = Counter()
    slots: dict[int, str] = {}
    for index, hint in enumerate(hints):
        letter = SLOT_LETTERS.get(hint.kind)
        if letter is None and strict:
            letter = STRICT_LETTERS.get(hint.kind)
        if letter is None or hint.strength is not Strength.FIRM:
            continue
        if letter == "K" and not strict:
            continue
        if used[letter] < SLOTS_PER_LETTER:
            used[letter] += 1
            slots[index] = f"⟦{letter}{used[letter]}⟧"
    return slots


def _grown(text: str, slot: str) -> str:
    """Growth *to* the multiple in the slot; growth *by* it would be another value.

    >>> _grown("产量增长了⟦Q1⟧", "⟦Q1⟧")
    '产量增长至⟦Q1⟧'
    """
    return re.sub(f"{_GROWN}{re.escape(slot)}", rf"\1至{slot}", text)


def _fallen(text: str, multiple: str) -> str:
    """A fall by the multiple says nothing in Chinese: it falls to a part.

    >>> _fallen("成本下降了3倍", "3倍")
    '成本下降至三分之一'
    """
    part = _PARTS.get(multiple.removesuffix("倍"))
    return re.sub(f"{_FALLEN}{re.escape(multiple)}", rf"\1至{part}分之一", text) if part else text


def render(text: str, hints: tuple[Hint, ...], slots: dict[int, str]) -> str:
    """The source line of ``text``: slots by hint index, other hints as Chinese with marks."""
    return "".join(_items(text, hints, slots))


def _items(text: str, hints: tuple[Hint, ...], slots: dict[int, str]) -> Iterator[str]:
    position = 0
    for index, hint in enumerate(hints):
        yield from _plain(text[position : hint.start])
        position = hint.stop
        slot = slots.get(index)
        if slot is not None:
            yield slot + (mark(hint.grammar) if hint.grammar else "")
        elif hint.strength is Strength.FIRM:
            yield FIRM_OPEN + hint.target + FIRM_CLOSE + mark(hint.grammar)
        else:
            yield hint.target + mark(hint.grammar)
    yield from _plain(text[position:])


def _plain(text: str) -> Iterator[str]:
    for token in tokens(text):
        if token.kind != "word":
            yield token.text
            continue
        if token.text.isascii():
            yield " " + token.text
            continue
        reading = readings(token.text)[0]
        grammar = reading.marks if reading.pos != "PREP" else ""
        yield " " + fold(reading.lemma) + (mark(grammar) if grammar else "")


def mark(grammar: str) -> str:
    """The character for a form; participles drop their case, unknown marks are neutral.

    A passive participle without case is a short one and stands as predicate («подписан»).
    """
    if grammar == "part.pass":
        return MARKS["short"]
    voice = ".".join(grammar.split(".")[:2]) if grammar.startswith("part.") else grammar
    return MARKS.get(voice, MARKS[""])


def _memo(encoded: Encoded) -> dict[str, Hint]:
    assert isinstance(encoded.memo, dict)
    return encoded.memo
