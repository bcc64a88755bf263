"""Two texts, sentence by sentence, into beads."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from translator.alignment.evidence import Evidence, weigh
from translator.alignment.items import all_values
from translator.alignment.lattice import Kind, Lattice, Table
from translator.alignment.lengths import deviations, ratio_of, sizes, spans
from translator.alignment.records import Bead, Items, Sentence
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
    lattice = lattice_of(sources, targets, items)
    return lattice.sure(lattice.best(), weights().confidence["temperature"])


def lattice_of(sources: Sequence[Sentence], targets: Sequence[Sentence], items: Items) -> Lattice:
    """Scores of all beads: their kind, their lengths, what they say, where paragraphs end."""
    known = weights()
    texts = [target.text for target in targets]
    evidence = weigh(items, texts, all_values(texts))
    left, right = sizes(sources), sizes(targets)
    ratio = ratio_of(left, right)
    pairs = {
        (a, b): math.log(known.kinds[f"{a}-{b}"])
        + known.lengths["weight"] * _likely(deviations(spans(left, a), spans(right, b), ratio))
        + _said(evidence, a, b)
        for a, b in KINDS
        if a <= len(left) and b <= len(right)
    }
    alone = known.evidence["alone"]
    return Lattice(
        len(left),
        len(right),
        pairs,
        np.full(len(left), math.log(known.kinds["1-0"]) + alone),
        np.full(len(right), math.log(known.kinds["0-1"]) + alone),
        _meeting(sources, targets),
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
