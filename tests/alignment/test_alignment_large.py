"""Documents of thousands of sentences: cut at anchors, right, and in bounded memory."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from translator.alignment import Item, Sentence, align
from translator.alignment.anchors import LARGEST, pieces, rising
from translator.alignment.evidence import find_places

WORDS = [chr(0x4E00 + n) + chr(0x5E00 + n % 777) for n in range(5000)]


def made(count: int, *, dropped: range = range(0)) -> tuple[list, list, list, set]:
    """Sentences of five words that are their own glosses; every 9th is joined with the next."""
    pick = random.Random(3)
    sources, targets, items, right = [], [], [], set()
    number = 0
    while number < count:
        taken = 2 if number % 9 == 0 and number + 1 < count else 1
        words = [pick.sample(WORDS, 5) for _ in range(taken)]
        i, j = len(sources), len(targets)
        for own in words:
            sources.append(Sentence("слово " * 5))
            items.append(tuple(Item("word", (word,)) for word in own))
        if number in dropped:
            right |= {(n, n + 1, j, j) for n in range(i, i + taken)}
        else:
            targets.append(Sentence("".join("".join(own) for own in words) + "。"))
            right.add((i, i + taken, j, j + 1))
        number += taken
    return sources, targets, items, right


def test_two_thousand_sentences() -> None:
    resource = pytest.importorskip("resource")
    sources, targets, items, right = made(2000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = {bead.span for bead in align(sources, targets, items)}
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert len(found & right) >= 0.99 * len(right)
    assert grown < 200 * 2**10  # KiB


def test_pieces_stay_small() -> None:
    sources, targets, items, _ = made(2400)
    places = find_places(items, [t.text for t in targets], [frozenset()] * len(targets))
    cuts, blind = pieces(items, places, len(sources), len(targets))
    ends = pairwise([(0, 0), *cuts, (len(sources), len(targets))])
    assert all(max(k - i, m - j) <= LARGEST for (i, j), (k, m) in ends)
    assert len(cuts) >= 4
    assert not blind


def test_a_long_passage_that_was_left_out() -> None:
    sources, targets, items, right = made(900, dropped=range(300, 500))
    found = {bead.span for bead in align(sources, targets, items)}
    assert len(found & right) >= 0.98 * len(right)


def test_where_nothing_answers_cuts_are_blind_and_nothing_is_sure() -> None:
    sources, targets, items, _ = made(900)
    strangers = [Sentence("完全无关" + "。")] * len(targets)
    beads = align(sources, strangers, items)
    assert [n for b in beads for n in range(b.start, b.stop)] == list(range(len(sources)))
    assert not [bead for bead in beads if bead.is_pair and bead.confidence >= 0.9]


def test_the_longest_rising_chain() -> None:
    assert rising([(0, 0), (1, 5), (2, 1), (3, 2), (4, 9)]) == [(0, 0), (2, 1), (3, 2), (4, 9)]
    assert rising([]) == []
