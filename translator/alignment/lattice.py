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
class _Reached:
    """Scores of the ways to every place, merged by how they end: with a pair (or nowhere yet), a
    Russian sentence alone, a Chinese one alone."""

    pair: Table
    dropped: Table
    added: Table

    def turned(self) -> _Reached:
        return _Reached(*(table[::-1, ::-1] for table in (self.pair, self.dropped, self.added)))

    def best(self, i: int, j: int, after: str, again: float) -> str:
        """How the best way to a place ends that goes on with ``after``."""
        scores = {
            "pair": float(self.pair[i, j]),
            "dropped": float(self.dropped[i, j]),
            "added": float(self.added[i, j]),
        }
        if after != "pair":
            scores[after] += again
        return max(scores, key=lambda name: scores[name])


@dataclass(frozen=True, slots=True)
class Lattice:
    """All ways to align ``rows`` Russian with ``columns`` Chinese sentences.

    ``pairs`` scores beads with text on both sides. ``dropped`` scores a Russian sentence that
    stands alone, by its number and the count of Chinese ones before it; ``added`` a Chinese one,
    by the count of Russian ones before it and its number. ``again`` is added where a sentence
    alone follows one of its own side: passages are left out rather than sentences (affine gaps;
    Gotoh, An improved algorithm for matching biological sequences, 1982). ``meeting[i, j]``
    scores the place after ``i`` Russian and ``j`` Chinese sentences; it is 0 where both texts
    begin and end.
    """

    rows: int
    columns: int
    pairs: Mapping[Kind, Table]
    dropped: Table
    added: Table
    meeting: Table
    again: float = 0.0

    def best(self) -> list[Bead]:
        """The beads of the way with the highest score, in order, without confidence."""
        reached = self._forward(np.maximum, np.maximum.accumulate)
        beads: list[Bead] = []
        i, j = self.rows, self.columns
        end = reached.best(i, j, "pair", self.again)
        while i or j:
            if end == "pair":
                a, b = max(self._into(i, j), key=lambda kind: self._step(reached, i, j, kind))
            else:
                a, b = (1, 0) if end == "dropped" else (0, 1)
            beads.append(Bead(i - a, i, j - b, j))
            i, j = i - a, j - b
            end = reached.best(i, j, end, self.again)
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
        cool = Lattice(
            self.rows,
            self.columns,
            {kind: table / temperature for kind, table in self.pairs.items()},
            self.dropped / temperature,
            self.added / temperature,
            self.meeting / temperature,
            self.again / temperature,
        )
        sums = np.logaddexp, np.logaddexp.accumulate
        before = cool._forward(*sums)
        after = cool._turned()._forward(*sums).turned()
        ahead, behind = _merged(before), _merged(after)
        rest = behind - ahead[-1, -1]

        def alone(name: str) -> tuple[Table, Table]:
            kept, left = _merged(before, name, cool.again), _merged(after, name, cool.again)
            return kept, left - ahead[-1, -1]

        (dropping, dropped), (adding, added) = alone("dropped"), alone("added")
        return Lattice(
            self.rows,
            self.columns,
            {
                (a, b): np.exp(ahead[:-a, :-b] + t + rest[a:, b:])
                for (a, b), t in cool.pairs.items()
            },
            np.exp(dropping[:-1] + cool.dropped + dropped[1:]),
            np.exp(adding[:, :-1] + cool.added + added[:, 1:]),
            np.zeros_like(self.meeting),
        )

    def _forward(
        self, merge: Callable[[Table, Table], Table], along: Callable[[Table], Table]
    ) -> _Reached:
        """The score of the ways from the beginning to every place, merged by ``merge``."""
        pair, dropped, added = (
            np.full((self.rows + 1, self.columns + 1), _NEVER) for _ in range(3)
        )
        whole = np.full_like(pair, _NEVER)
        for i in range(self.rows + 1):
            if i == 0:
                pair[0, 0] = 0.0
            else:
                others = merge(pair[i - 1], added[i - 1])
                dropped[i] = merge(others, dropped[i - 1] + self.again)
                dropped[i] += self.dropped[i - 1] + self.meeting[i]
            for (a, b), table in self.pairs.items():
                if a <= i:
                    pair[i, b:] = merge(pair[i, b:], whole[i - a, :-b] + table[i - a])
            if i:
                pair[i] += self.meeting[i]
            # A Chinese sentence alone stays in the row: a sum that runs along it.
            steps = self.added[i] + self.meeting[i, 1:] + self.again
            alone = np.concatenate(([0.0], np.cumsum(steps)))
            others = merge(pair[i], dropped[i])
            added[i, 1:] = along(others - alone)[:-1] + alone[1:] - self.again
            whole[i] = merge(others, added[i])
        return _Reached(pair, dropped, added)

    def _into(self, i: int, j: int) -> list[Kind]:
        return [kind for kind in self.pairs if kind[0] <= i and kind[1] <= j]

    def _step(self, reached: _Reached, i: int, j: int, kind: Kind) -> float:
        """Score of the ways to ``(i, j)`` whose last bead is of ``kind``, without what the place
        itself counts."""
        a, b = kind
        before = max(float(t[i - a, j - b]) for t in (reached.pair, reached.dropped, reached.added))
        return before + self._own(Bead(i - a, i, j - b, j))

    def _own(self, bead: Bead) -> float:
        """The score of one bead."""
        a, b = bead.stop - bead.start, bead.last - bead.first
        table = self.dropped if b == 0 else self.added if a == 0 else self.pairs[a, b]
        return float(table[bead.start, bead.first])

    def _turned(self) -> Lattice:
        """Both texts read from the end."""
        return replace(
            self,
            pairs={kind: table[::-1, ::-1] for kind, table in self.pairs.items()},
            dropped=self.dropped[::-1, ::-1],
            added=self.added[::-1, ::-1],
            meeting=self.meeting[::-1, ::-1],
        )


def _merged(reached: _Reached, after: str = "pair", again: float = 0.0) -> Table:
    """The sum over all ways to each place that go on with ``after``."""
    dropped = reached.dropped + (again if after == "dropped" else 0.0)
    added = reached.added + (again if after == "added" else 0.0)
    return np.asarray(np.logaddexp(np.logaddexp(reached.pair, dropped), added))
