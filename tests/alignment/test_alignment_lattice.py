"""The dynamic program against counting out every way."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.alignment.lattice import Lattice

KINDS = ((1, 1), (1, 2), (2, 1), (2, 2))


def lattice(rows: int, columns: int, seed: int) -> Lattice:
    pick = np.random.default_rng(seed)
    meeting = pick.normal(size=(rows + 1, columns + 1))
    meeting[0, 0] = meeting[rows, columns] = 0.0
    return Lattice(
        rows,
        columns,
        {
            (a, b): pick.normal(size=(rows - a + 1, columns - b + 1))
            for a, b in KINDS
            if a <= rows and b <= columns
        },
        pick.normal(size=(rows, columns + 1)),
        pick.normal(size=(rows + 1, columns)),
        meeting,
        pick.normal(),
    )


def ways(
    made: Lattice, i: int = 0, j: int = 0, before: tuple[int, int] = (0, 0)
) -> Iterator[tuple[float, tuple]]:
    """Every way from a place to the end: its score and its beads; ``before`` is the kind of the
    bead that ended there."""
    if (i, j) == (made.rows, made.columns):
        yield 0.0, ()
        return
    for a, b in (*KINDS, (1, 0), (0, 1)):
        if i + a > made.rows or j + b > made.columns:
            continue
        table = made.dropped if b == 0 else made.added if a == 0 else made.pairs[a, b]
        own = table[i, j] + made.meeting[i + a, j + b]
        own += made.again if (a, b) == before and not (a and b) else 0.0
        for score, rest in ways(made, i + a, j + b, (a, b)):
            yield score + own, ((i, i + a, j, j + b), *rest)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10_000))
def test_the_best_way_is_the_best_of_all(rows, columns, seed) -> None:
    made = lattice(rows, columns, seed)
    right = max(ways(made))[1]
    assert tuple(bead.span for bead in made.best()) == right


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 3), st.integers(1, 4), st.integers(0, 10_000))
def test_confidence_is_the_share_of_ways_with_the_bead(rows, columns, seed) -> None:
    made = lattice(rows, columns, seed)
    every = [(math.exp(score / 1.5), beads) for score, beads in ways(made)]
    whole = sum(weight for weight, _ in every)
    for bead in made.surest(1.5):
        share = sum(weight for weight, beads in every if bead.span in beads) / whole
        assert bead.confidence == pytest.approx(share, abs=1e-9)
