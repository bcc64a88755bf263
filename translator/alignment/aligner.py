"""Two texts, sentence by sentence, into beads."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

import numpy as np

from translator.alignment.anchors import Cut, pieces
from translator.alignment.evidence import Evidence, find_places, weigh
from translator.alignment.items import values_of
from translator.alignment.lattice import Kind, Lattice, Table
from translator.alignment.lengths import deviations, ratio_of, sizes, spans
from translator.alignment.records import Bead, Item, Items, Sentence
from translator.alignment.weights import weights

KINDS: tuple[Kind, ...] = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
"""Beads with text on both sides that are looked for."""


def align(sources: Sequence[Sentence], targets: Sequence[Sentence], items: Items) -> list[Bead]:
    """The beads of two texts, in order; every sentence is in exactly one.

    ``items`` are those of each Russian sentence (:func:`translator.alignment.items.items_of`).
    """
    if not sources or not targets:
        return [
            *(Bead(n, n + 1, 0, 0, 1.0) for n in range(len(sources))),
            *(Bead(0, 0, n, n + 1, 1.0) for n in range(len(targets))),
        ]
    texts = [target.text for target in targets]
    places = find_places(items, texts, [values_of(text) for text in texts])
    cuts, blind = pieces(items, places, len(sources), len(targets))
    beads: list[Bead] = []
    for (i, j), (k, m) in pairwise([(0, 0), *cuts, (len(sources), len(targets))]):
        inside = {item: _between(places[item], j, m) for row in items[i:k] for item in row}
        lattice = lattice_of(sources[i:k], targets[j:m], items[i:k], inside)
        found = lattice.surest(weights().confidence["temperature"])
        beads += [_moved(bead, i, j, k, m, blind) for bead in found]
    return beads


def _between(numbers: Sequence[int], start: int, stop: int) -> list[int]:
    return [number - start for number in numbers if start <= number < stop]


def _moved(bead: Bead, i: int, j: int, k: int, m: int, blind: Container[Cut]) -> Bead:
    """The bead of a piece in the whole text; beside a blind cut nobody can be sure of it."""
    start, stop, first, last, sure = bead
    moved = Bead(start + i, stop + i, first + j, last + j, sure)
    at_start = (i, j) in blind and (moved.start == i or moved.first == j)
    at_end = (k, m) in blind and (moved.stop == k or moved.last == m)
    return moved._replace(confidence=0.0) if at_start or at_end else moved


def lattice_of(
    sources: Sequence[Sentence],
    targets: Sequence[Sentence],
    items: Items,
    places: Mapping[Item, Sequence[int]],
) -> Lattice:
    """Scores of all beads: their kind, their lengths, what they say, where paragraphs end."""
    known = weights()
    evidence = weigh(items, [target.text for target in targets], places)
    left, right = sizes(sources), sizes(targets)
    ratio = ratio_of(left, right)
    fits = {
        (a, b): known.lengths["weight"]
        * _likely(deviations(spans(left, a), spans(right, b), ratio))
        + _said(evidence, a, b)
        for a, b in KINDS
        if a <= len(left) and b <= len(right)
    }
    pairs = {(a, b): math.log(known.kinds[f"{a}-{b}"]) + fit for (a, b), fit in fits.items()}
    if (2, 2) in pairs:
        crossed = math.log(known.kinds["crossed"]) + _crossed(fits[1, 1])
        pairs[2, 2] = np.logaddexp(pairs[2, 2], crossed)
    alone = known.evidence["alone"]
    return Lattice(
        len(left),
        len(right),
        pairs,
        np.full((len(left), len(right) + 1), math.log(known.kinds["1-0"]) + alone),
        np.full((len(left) + 1, len(right)), math.log(known.kinds["0-1"]) + alone),
        _meeting(sources, targets),
        math.log(known.kinds["again"] / known.kinds["1-0"]),
    )


def _likely(off: Table) -> Table:
    """Logarithm of a density with heavy tails (Student's with 4 degrees), 0 where nothing is off:
    a free translation must not weigh more than everything that the sentences say."""
    return -2.5 * np.log1p(off * off / 4)


def _said(evidence: Evidence, a: int, b: int) -> Table:
    """Evidence of beads of ``a`` Russian and ``b`` Chinese sentences: each sentence against all
    of the other side."""
    forward, backward = evidence.forward[b], evidence.backward[a]
    rows = forward.shape[0] - a + 1
    columns = backward.shape[1] - b + 1
    total = np.zeros((rows, columns))
    for shift in range(a):
        total += forward[shift : shift + rows]
    for shift in range(b):
        total += backward[:, shift : shift + columns]
    return total


def _crossed(single: Table) -> Table:
    """Two neighbours that changed places: the first Russian sentence is the second Chinese one."""
    return single[:-1, 1:] + single[1:, :-1]


def _meeting(sources: Sequence[Sentence], targets: Sequence[Sentence]) -> Table:
    """A paragraph should end on both sides at once."""
    known = weights().evidence
    left, right = _ends(sources), _ends(targets)
    if not left.any() or not right.any():
        return np.zeros((len(left), len(right)))
    both = left[:, None] & right[None, :]
    one = left[:, None] ^ right[None, :]
    return known["paragraph"] * both - known["broken"] * one


def _ends(sentences: Sequence[Sentence]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """After how many sentences a paragraph ends, the end of the text left out."""
    ends = np.zeros(len(sentences) + 1, dtype=np.bool_)
    for place in range(1, len(sentences)):
        ends[place] = sentences[place - 1].block != sentences[place].block
    return ends
