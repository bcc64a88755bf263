"""What sentences say to one another besides their lengths.

Both ways: forward, whether the items of a Russian sentence (terms, names, figures, glosses)
stand in the Chinese; backward, whether the characters of a Chinese sentence come from glosses of
the Russian. Each is a logarithm of odds: how much likelier what is seen is between sentences that
belong together than between any two of the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from translator.alignment.lattice import Table
from translator.alignment.lengths import spans
from translator.alignment.records import Item, Items
from translator.alignment.weights import weights
from translator.text import is_han

_GAP = "\n"
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Tables by how many neighbours on the other side are read together.

    ``forward[b][i, j]``: Russian sentence ``i`` in the ``b`` Chinese ones from ``j``;
    ``backward[a][i, j]``: Chinese sentence ``j`` out of the ``a`` Russian ones from ``i``.
    """

    forward: dict[int, Table]
    backward: dict[int, Table]


def weigh(items: Items, targets: Sequence[str], places: Mapping[Item, Sequence[int]]) -> Evidence:
    """Evidence between Russian sentences, by their items, and Chinese texts.

    ``places`` gives for every item the texts that hold it (:func:`find_places`).
    """
    distinct: dict[Item, int] = {}
    for sentence in items:
        for item in sentence:
            distinct.setdefault(item, len(distinct))
    counts = np.zeros((len(items), len(distinct)))
    for place, sentence in enumerate(items):
        for item in sentence:
            counts[place, distinct[item]] += 1.0
    held = np.zeros((len(distinct), len(targets)), dtype=np.bool_)
    for item, place in distinct.items():
        held[place, places.get(item, ())] = True
    return Evidence(
        _forward(list(distinct), counts, held, targets), _backward(items, targets)
    )  # fmt: skip


def find_places(
    items: Items, targets: Sequence[str], shown: Sequence[frozenset[str]]
) -> dict[Item, list[int]]:
    """The numbers of the texts that hold an item: one of its forms, or all of its values.

    ``shown`` are the values of each text (:func:`translator.alignment.items.values_of`).
    """
    whole = _GAP.join(text.lower() for text in targets)
    starts = list(accumulate((len(text.lower()) + 1 for text in targets), initial=0))[:-1]
    by_value: dict[str, set[int]] = {}
    for number, values in enumerate(shown):
        for value in values:
            by_value.setdefault(value, set()).add(number)
    by_form: dict[str, list[int]] = {}
    found: dict[Item, list[int]] = {}
    for item in dict.fromkeys(item for sentence in items for item in sentence):
        numbers: set[int] = set()
        for form in item.forms:
            if form not in by_form:
                by_form[form] = _places(form.lower(), whole, starts)
            numbers.update(by_form[form])
        if item.values:
            numbers |= set.intersection(*(by_value.get(v, set()) for v in item.values))
        found[item] = sorted(numbers)
    return found


def _places(form: str, whole: str, starts: list[int]) -> list[int]:
    found = []
    at = whole.find(form) if form else -1
    while at >= 0:
        number = bisect_right(starts, at) - 1
        found.append(number)
        after = starts[number + 1] if number + 1 < len(starts) else len(whole)
        at = whole.find(form, after)
    return found


def _forward(
    items: Sequence[Item], counts: Table, held: Flags, targets: Sequence[str]
) -> dict[int, Table]:
    """An item that is missing speaks against every passage alike; one that is there speaks for it
    the more, the seldomer it stands in a passage of that length by chance."""
    known = weights()
    sizes = np.array([max(1, len(text)) for text in targets], dtype=np.float64)
    right = np.array([known.found[item.kind] for item in items], dtype=np.float64)
    against = counts @ np.log1p(-right)
    met = np.flatnonzero(held.any(axis=1))
    counts, held, right = counts[:, met], held[met], right[met][:, None]
    usual = np.array([_usual(item) for item in items], dtype=np.float64)[met]
    trust = known.chance["trust"]
    rate = ((usual * trust + held.sum(axis=1) - 1.0) / (trust + sizes.sum()))[:, None]
    tables = {}
    for count in range(1, min(3, len(targets)) + 1):
        columns = len(targets) - count + 1
        any_of = np.zeros((len(met), columns), dtype=np.bool_)
        for shift in range(count):
            any_of |= held[:, shift : shift + columns]
        chance = -np.expm1(-rate * spans(sizes, count)[None, :])
        there = chance + (1 - chance) * right
        odds = np.where(any_of, np.log(there / chance) - np.log1p(-right), 0.0)
        tables[count] = known.evidence["forward"] * (against[:, None] + counts @ odds)
    return tables


def _usual(item: Item) -> float:
    """How often per character one of the forms occurs in any Chinese text."""
    chance = weights().chance
    names = ("one", "two", "more")
    return sum(chance[names[min(len(form), 3) - 1]] for form in item.forms if form) or chance["two"]


def _backward(items: Items, targets: Sequence[str]) -> dict[int, Table]:
    """Each Han character of a Chinese sentence either comes from a gloss or does not; one that
    no gloss of the document has counts too, for so looks a sentence that was added."""
    known = weights()
    gloss = known.evidence["gloss"]
    glossed = [_han("".join(f for item in row for f in item.forms)) for row in items]
    written = [_han(text) for text in targets]
    column = {char: n for n, char in enumerate(sorted(frozenset().union(*glossed)))}
    ours, theirs = _flags(glossed, column), _flags(written, column)
    sizes = np.array([len(chars) for chars in written], dtype=np.float64)
    single = (np.maximum(0.0, ours.sum(axis=0) - 1.0) + 0.3) / (len(items) + 1.0)
    absent = np.log1p(-gloss)
    tables = {}
    for count in range(1, min(3, len(items)) + 1):
        rows = len(items) - count + 1
        either = np.zeros((rows, len(column)))
        for shift in range(count):
            either = np.maximum(either, ours[shift : shift + rows])
        chance = np.clip(1 - (1 - single) ** count, 1e-4, 1 - 1e-4)
        there = np.log((chance + (1 - chance) * gloss) / chance)
        tables[count] = known.evidence["backward"] * (
            either @ (theirs * (there - absent)).T + absent * sizes[None, :]
        )
    return tables


def _han(text: str) -> frozenset[str]:
    return frozenset(char for char in text if is_han(char))


def _flags(texts: Sequence[frozenset[str]], column: Mapping[str, int]) -> Table:
    """A row a text, 1 in the columns of its characters."""
    flags = np.zeros((len(texts), len(column)))
    for place, chars in enumerate(texts):
        flags[place, [column[char] for char in chars if char in column]] = 1.0
    return flags
