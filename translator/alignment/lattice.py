"""Dynamic programming over beads: the best way through two texts, and how sure each bead is.

Scores are natural logarithms. A table of a kind ``(a, b)`` has a row for each Russian sentence
that such a bead can start at and a column for each Chinese one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from translator.alignment.records import Bead

Table = npt.NDArray[np.float64]
Kind = tuple[int, int]
_NEVER = -1e30


@dataclass(frozen=True, slots=True)
class Lattice:
    """All ways to align ``rows`` Russian with ``columns`` Chinese sentences.

    ``pairs`` scores beads with text on both sides, ``dropped`` each Russian sentence that stands
    alone, ``added`` each Chinese one, ``meeting[i, j]`` the place after ``i`` Russian and ``j``
    Chinese sentences.
    """

    rows: int
    columns: int
    pairs: Mapping[Kind, Table]
    dropped: Table
    added: Table
    meeting: Table

    def best(self) -> list[Bead]:
        """The beads of the best way, in order, without confidence (Viterbi)."""
        reached = self._forward(np.maximum, np.maximum.accumulate)
        beads: list[Bead] = []
        i, j = self.rows, self.columns
        while i or j:
            a, b = max(self._into(i, j), key=lambda kind: self._step(reached, i, j, kind))
            beads.append(Bead(i - a, i, j - b, j))
            i, j = i - a, j - b
        return beads[::-1]

    def sure(self, beads: list[Bead], temperature: float) -> list[Bead]:
        """The same beads with their probability among all ways (forward and backward sums)."""
        cool = self._divided(temperature)
        ahead = cool._forward(np.logaddexp, np.logaddexp.accumulate)
        behind = cool._turned()._forward(np.logaddexp, np.logaddexp.accumulate)[::-1, ::-1]
        whole = ahead[-1, -1]
        found = []
        for bead in beads:
            kind = (bead.stop - bead.start, bead.last - bead.first)
            here = cool._step(ahead, bead.stop, bead.last, kind)
            # Both ways count the place where the bead ends.
            rest = behind[bead.stop, bead.last] - cool.meeting[bead.stop, bead.last]
            share = float(np.exp(min(0.0, here + rest - whole)))
            found.append(bead._replace(confidence=share))
        return found

    def _forward(
        self, merge: Callable[[Table, Table], Table], along: Callable[[Table], Table]
    ) -> Table:
        reached = np.full((self.rows + 1, self.columns + 1), _NEVER)
        for i in range(self.rows + 1):
            row = np.full(self.columns + 1, _NEVER)
            if i == 0:
                row[0] = -self.meeting[0, 0]
            else:
                row = merge(row, reached[i - 1] + self.dropped[i - 1])
            for (a, b), table in self.pairs.items():
                if a <= i and b <= self.columns:
                    row[b:] = merge(row[b:], reached[i - a, : self.columns + 1 - b] + table[i - a])
            row += self.meeting[i]
            # A Chinese sentence alone stays in the row: a sum that runs along it.
            alone = np.concatenate(([0.0], np.cumsum(self.added + self.meeting[i, 1:])))
            reached[i] = along(row - alone) + alone
        return reached

    def _into(self, i: int, j: int) -> list[Kind]:
        kinds = [kind for kind in self.pairs if kind[0] <= i and kind[1] <= j]
        return kinds + [(1, 0)] * (i > 0) + [(0, 1)] * (j > 0)

    def _step(self, reached: Table, i: int, j: int, kind: Kind) -> float:
        """Score of the way to ``(i, j)`` whose last bead is of ``kind``."""
        a, b = kind
        if kind == (1, 0):
            own = self.dropped[i - 1]
        elif kind == (0, 1):
            own = self.added[j - 1]
        else:
            own = self.pairs[kind][i - a, j - b]
        return float(reached[i - a, j - b] + own + self.meeting[i, j])

    def _divided(self, by: float) -> Lattice:
        return Lattice(
            self.rows, self.columns, {kind: table / by for kind, table in self.pairs.items()},
            self.dropped / by, self.added / by, self.meeting / by,
        )  # fmt: skip

    def _turned(self) -> Lattice:
        """Both texts read from the end."""
        return Lattice(
            self.rows, self.columns,
            {kind: table[::-1, ::-1] for kind, table in self.pairs.items()},
            self.dropped[::-1], self.added[::-1], self.meeting[::-1, ::-1],
        )  # fmt: skip
