"""Dynamic programming over beads: the best way through two texts, and how sure each bead is.

Scores are natural logarithms. A table of a kind ``(a, b)`` has a row for each Russian sentence
that such a bead can start at and a column for each Chinese one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from translator.alignment.records import Bead

Table = npt.NDArray[np.float64]
Kind = tuple[int, int]
_NEVER = -1e30


@dataclass(frozen=True, slots=True)
class Lattice:
    """All ways to align ``rows`` Russian with ``columns`` Chinese sentences.

    ``pairs`` scores beads with text on both sides. ``dropped`` scores a Russian sentence that
    stands alone, by its number and the count of Chinese ones before it; ``added`` a Chinese one,
    by the count of Russian ones before it and its number. ``meeting[i, j]`` scores the place
    after ``i`` Russian and ``j`` Chinese sentences; it is 0 where both texts begin and end.
    """

    rows: int
    columns: int
    pairs: Mapping[Kind, Table]
    dropped: Table
    added: Table
    meeting: Table

    def best(self) -> list[Bead]:
        """The beads of the way with the highest score, in order, without confidence."""
        reached = self._forward(np.maximum, np.maximum.accumulate)
        beads: list[Bead] = []
        i, j = self.rows, self.columns
        while i or j:
            a, b = max(self._into(i, j), key=lambda kind: self._step(reached, i, j, kind))
            beads.append(Bead(i - a, i, j - b, j))
            i, j = i - a, j - b
        return beads[::-1]

    def surest(self, temperature: float) -> list[Bead]:
        """The beads of the way that can expect most right sentences, each with its probability.

        Scores are divided by ``temperature``. Forward and backward sums give every bead its
        probability among all ways; the best way through these probabilities makes fewer wrong
        beads than the way with the highest score, which may owe it to one place (posterior
        decoding; Durbin et al., Biological Sequence Analysis, 1998, section 4.4).
        """
        shares = self._shares(temperature)
        weighted = {(a, b): table * (a + b) for (a, b), table in shares.pairs.items()}
        return [
            bead._replace(confidence=min(1.0, shares._own(bead)))
            for bead in replace(shares, pairs=weighted).best()
        ]

    def _shares(self, temperature: float) -> Lattice:
        """The probability of every bead in place of its score."""
        pairs = {kind: table / temperature for kind, table in self.pairs.items()}
        dropped, added = self.dropped / temperature, self.added / temperature
        meeting = self.meeting / temperature
        cool = Lattice(self.rows, self.columns, pairs, dropped, added, meeting)
        ahead = cool._forward(np.logaddexp, np.logaddexp.accumulate)
        behind = cool._turned()._forward(np.logaddexp, np.logaddexp.accumulate)[::-1, ::-1]
        rest = behind - ahead[-1, -1]
        return Lattice(
            self.rows,
            self.columns,
            {(a, b): np.exp(ahead[:-a, :-b] + t + rest[a:, b:]) for (a, b), t in pairs.items()},
            np.exp(ahead[:-1] + dropped + rest[1:]),
            np.exp(ahead[:, :-1] + added + rest[:, 1:]),
            np.zeros_like(meeting),
        )

    def _forward(
        self, merge: Callable[[Table, Table], Table], along: Callable[[Table], Table]
    ) -> Table:
        """The score of the ways from the beginning to every place, merged by ``merge``."""
        reached = np.full((self.rows + 1, self.columns + 1), _NEVER)
        for i in range(self.rows + 1):
            row = np.full(self.columns + 1, _NEVER)
            if i == 0:
                row[0] = 0.0
            else:
                row = merge(row, reached[i - 1] + self.dropped[i - 1])
            for (a, b), table in self.pairs.items():
                if a <= i:
                    row[b:] = merge(row[b:], reached[i - a, :-b] + table[i - a])
            row += self.meeting[i]
            # A Chinese sentence alone stays in the row: a sum that runs along it.
            alone = np.concatenate(([0.0], np.cumsum(self.added[i] + self.meeting[i, 1:])))
            reached[i] = along(row - alone) + alone
        return reached

    def _into(self, i: int, j: int) -> list[Kind]:
        kinds = [kind for kind in self.pairs if kind[0] <= i and kind[1] <= j]
        return kinds + [(1, 0)] * (i > 0) + [(0, 1)] * (j > 0)

    def _step(self, reached: Table, i: int, j: int, kind: Kind) -> float:
        """Score of the ways to ``(i, j)`` whose last bead is of ``kind``."""
        a, b = kind
        own = self._own(Bead(i - a, i, j - b, j))
        return float(reached[i - a, j - b] + own + self.meeting[i, j])

    def _own(self, bead: Bead) -> float:
        """The score of one bead."""
        a, b = bead.stop - bead.start, bead.last - bead.first
        table = self.dropped if b == 0 else self.added if a == 0 else self.pairs[a, b]
        return float(table[bead.start, bead.first])

    def _turned(self) -> Lattice:
        """Both texts read from the end."""
        pairs = {kind: table[::-1, ::-1] for kind, table in self.pairs.items()}
        dropped, added = self.dropped[::-1, ::-1], self.added[::-1, ::-1]
        return Lattice(
            self.rows, self.columns, pairs, dropped, added, self.meeting[::-1, ::-1]
        )  # fmt: skip
