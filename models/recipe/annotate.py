"""Pairs → annotated pairs: the same knowledge and format as at run time.

At run time every name, figure and date is a slot. Here a slot is made only where the Chinese
side really carries that rendering; it is then a slot on both sides. Otherwise the rendering
stays a weak gloss, so that the model never learns to drop a slot.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from models.recipe.corpus import Pair
from translator.engines.annotation import SLOT_LETTERS, SLOTS_PER_LETTER, render
from translator.hints import collect
from translator.lexicon import Lexicon
from translator.placeables import chinese
from translator.termbase import TermBase
from translator.units import Hint, Strength

_CHINESE_PERSON = re.compile("[\u4e00-\u9fff]{1,7}(?:·[\u4e00-\u9fff]{1,9})+")
_CHINESE_QUOTED = re.compile("“[^“”，。？！]{1,20}”")
TERM_AS_SLOT = 0.15
NUMBERED_AT_RANDOM = 0.3
GLOSS_FROM_TARGET = 0.15
GLOSS_AT_RANDOM = 0.05


@dataclass(frozen=True, slots=True)
class Example:
    """A source in the slot format and its target, slots in both."""

    source: str
    target: str
    group: str


def annotate(
    pair: Pair, termbase: TermBase, lexicon: Lexicon, rng: random.Random | None
) -> Example:
    """One training example; without ``rng`` as at run time but for slots missing in the target."""
    hints = collect(pair.ru, termbase, lexicon).hints
    return write_source(pair, hints, locate(hints, pair.zh), rng)


def write_source(
    pair: Pair,
    hints: tuple[Hint, ...],
    spans: dict[int, tuple[int, int]],
    rng: random.Random | None,
) -> Example:
    """The example of a pair whose hints stand at ``spans`` of the target; see :func:`annotate`."""
    slots: dict[int, str] = {}
    told: list[Hint] = []
    counts: dict[str, int] = {}
    order = _numbering(rng)
    for index, hint in enumerate(hints):
        if hint.strength is Strength.WEAK:
            told.append(_gloss(hint, pair.zh, rng))
            continue
        letter = SLOT_LETTERS.get(hint.kind, "")
        found = index in spans
        if letter == "K" and not (rng and rng.random() < TERM_AS_SLOT):
            letter = ""
        if found and letter and counts.get(letter, 0) < SLOTS_PER_LETTER:
            slots[index] = f"⟦{letter}{order[counts.get(letter, 0)]}⟧"
            counts[letter] = counts.get(letter, 0) + 1
            told.append(hint)
        elif found:
            start, stop = spans[index]
            told.append(replace(hint, target=pair.zh[start:stop]))
        else:
            told.append(replace(hint, strength=Strength.WEAK))
    target = pair.zh
    for index in sorted(slots, key=lambda i: -spans[i][0]):
        start, stop = spans[index]
        target = target[:start] + slots[index] + target[stop:]
    return Example(render(pair.ru, tuple(told), slots), target, pair.group)


def _numbering(rng: random.Random | None) -> list[int]:
    order = list(range(1, SLOTS_PER_LETTER + 1))
    if rng and rng.random() < NUMBERED_AT_RANDOM:
        rng.shuffle(order)
    return order


def _gloss(hint: Hint, zh: str, rng: random.Random | None) -> Hint:
    if rng is None or not hint.also:
        return hint
    draw = rng.random()
    if draw < GLOSS_FROM_TARGET:
        present = [g for g in hint.also if g in zh]
        return replace(hint, target=rng.choice(present)) if present else hint
    if draw < GLOSS_FROM_TARGET + GLOSS_AT_RANDOM:
        return replace(hint, target=rng.choice(hint.also))
    return hint


def locate(hints: tuple[Hint, ...], zh: str) -> dict[int, tuple[int, int]]:
    """Where the target carries each firm hint (index -> span); longer renderings choose first."""
    spans: dict[int, tuple[int, int]] = {}
    taken: list[tuple[int, int]] = []

    def take(index: int, start: int, stop: int) -> bool:
        if any(left < stop and start < right for left, right in taken):
            return False
        spans[index] = (start, stop)
        taken.append((start, stop))
        return True

    wanted = sorted(
        ((form, i) for i, h in enumerate(hints) if h.strength is Strength.FIRM
         for form in (h.target, *h.also) if form),
        key=lambda item: (-len(item[0]), item[1]),
    )  # fmt: skip
    for form, index in wanted:
        start = zh.find(form)
        while index not in spans and start >= 0:
            if not _cuts_a_figure(zh, start, start + len(form)):
                take(index, start, start + len(form))
            start = zh.find(form, start + 1)
    figures = chinese.figures(zh)
    for index, hint in enumerate(hints):
        if index in spans or hint.origin != "numbers":
            continue
        for figure in figures:
            rendered = chinese.figures(hint.target)
            same = bool(rendered) and (figure.values, figure.unit) == (
                rendered[0].values,
                rendered[0].unit,
            )
            if same and take(index, figure.start, figure.stop):
                break
    _pair_in_order(hints, zh, "person", _CHINESE_PERSON, take, spans)
    _pair_in_order(hints, zh, "organisation", _CHINESE_QUOTED, take, spans)
    return spans


def _pair_in_order(
    hints: tuple[Hint, ...],
    zh: str,
    kind: str,
    pattern: re.Pattern[str],
    take: Callable[[int, int, int], bool],
    spans: dict[int, tuple[int, int]],
) -> None:
    """Names that the references write otherwise: as many left on both sides are the same ones."""
    rest = [
        i
        for i, h in enumerate(hints)
        if i not in spans and h.kind == kind and h.origin == "names"
        and (kind == "person" or h.source.startswith(("«", "“", '"')))
    ]  # fmt: skip
    taken = list(spans.values())
    places = [
        m.span()
        for m in pattern.finditer(zh)
        if all(m.end() <= left or right <= m.start() for left, right in taken)
    ]
    if len(rest) == len(places):
        for index, (start, stop) in zip(rest, places, strict=True):
            take(index, start, stop)


def _cuts_a_figure(zh: str, start: int, stop: int) -> bool:
    left = start > 0 and zh[start - 1] in "0123456789." and zh[start].isdigit()
    right = stop < len(zh) and zh[stop] in "0123456789.%" and zh[stop - 1].isdigit()
    return left or right
