"""How well the lengths of two passages go together, after Gale and Church (1993).

W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora",
Computational Linguistics 19 (1), 1993: the Chinese length of a Russian passage of ``l``
characters is taken as normal with mean ``l * ratio`` and variance ``l * variance``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from translator.alignment.lattice import Kind, Lattice, Table
from translator.alignment.records import Bead, Sentence
from translator.alignment.weights import weights

# Shares of the kinds of beads in section 3.4 of the paper; 1-2 and 2-1 together 0.089, 1-0 and
# 0-1 together 0.0099, and half of each stands for one kind.
_PAPER = {
    (1, 1): 0.89, (1, 2): 0.0445, (2, 1): 0.0445, (2, 2): 0.011,
}  # fmt: skip
_ALONE = 0.00495


def spans(lengths: Table, count: int) -> Table:
    """Sums of ``count`` neighbours: one for each place where they can start.

    >>> spans(np.array([1.0, 2.0, 4.0]), 2).tolist()
    [3.0, 6.0]
    """
    sums = np.concatenate(([0.0], np.cumsum(lengths)))
    return sums[count:] - sums[: len(sums) - count]


def ratio_of(sources: Table, targets: Table) -> float:
    """Chinese characters for one Russian one: the usual ratio moved towards this document's."""
    known = weights().lengths
    trust = known["trust"]
    return float((targets.sum() + known["ratio"] * trust) / max(1.0, sources.sum() + trust))


def deviations(sources: Table, targets: Table, ratio: float) -> Table:
    """Standard deviations between the lengths of every Russian and every Chinese passage.

    As in the paper; the mean of both lengths stands for the Russian one in the variance, so that
    neither side is measured by the other.
    """
    left, right = sources[:, None], targets[None, :]
    mean = (left + right / ratio) / 2
    return np.asarray((right - left * ratio) / np.sqrt(weights().lengths["variance"] * mean + 1e-9))


def sizes(sentences: Sequence[Sentence]) -> Table:
    """Lengths in characters, without spaces; at least 1."""
    return np.array([max(1, len(s.text.replace(" ", ""))) for s in sentences], dtype=np.float64)


def by_length(sources: Sequence[Sentence], targets: Sequence[Sentence]) -> list[Bead]:
    """Beads by length alone: the method of the paper, against which ours is measured."""
    left, right = sizes(sources), sizes(targets)
    rows, columns = len(left), len(right)
    ratio = ratio_of(left, right)
    pairs: dict[Kind, Table] = {}
    for (a, b), share in _PAPER.items():
        if a <= rows and b <= columns:
            off = np.abs(deviations(spans(left, a), spans(right, b), ratio))
            pairs[a, b] = math.log(share) + _tail(off)
    nothing = np.zeros(1)
    dropped = math.log(_ALONE) + _tail(np.abs(deviations(left, nothing, ratio)))
    added = math.log(_ALONE) + _tail(np.abs(deviations(nothing, right, ratio)))
    lattice = Lattice(
        rows,
        columns,
        pairs,
        np.broadcast_to(dropped, (rows, columns + 1)),
        np.broadcast_to(added, (rows + 1, columns)),
        np.zeros((rows + 1, columns + 1)),
    )
    return lattice.best()


def _tail(off: Table) -> Table:
    """Logarithm of the chance of such a deviation or a larger one, either way.

    ``erfc`` by Abramowitz and Stegun 7.1.26 up to 5 deviations, its asymptote beyond.
    """
    x = off / math.sqrt(2)
    t = 1 / (1 + 0.3275911 * x)
    terms = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    series = sum(term * t ** (n + 1) for n, term in enumerate(terms))
    near = np.log(np.maximum(series, 1e-12)) - x * x
    far = -x * x - np.log(np.maximum(x, 1.0) * math.sqrt(math.pi))
    return np.where(x < 3.5, near, far)
