"""What the aligner reads and returns; all frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one side with single spaces. ``block`` is the paragraph that it stands in;
    where all sentences of a side have the same, paragraphs are not known and not asked."""

    text: str
    block: str = ""


class Bead(NamedTuple):
    """Sentences ``sources[start:stop]`` and ``targets[first:last]`` that say the same.

    The word is Gale and Church's (1993). Either side may be empty: a sentence that was left out
    of the translation (1-0) or added to it (0-1). ``confidence`` from 0 to 1 is the probability
    of this bead among all ways to align the two texts.
    """

    start: int
    stop: int
    first: int
    last: int
    confidence: float = 0.0

    @property
    def kind(self) -> str:
        """How many sentences on either side.

        >>> Bead(0, 1, 0, 2).kind
        '1-2'
        """
        return f"{self.stop - self.start}-{self.last - self.first}"

    @property
    def is_pair(self) -> bool:
        """Has it text on both sides?"""
        return self.start < self.stop and self.first < self.last

    @property
    def span(self) -> tuple[int, int, int, int]:
        """The bead without its confidence: what is compared with the right answer."""
        return self.start, self.stop, self.first, self.last


@dataclass(frozen=True, slots=True)
class Item:
    """Something a Chinese sentence should hold if it translates the Russian one.

    ``forms`` are Chinese writings of which one is enough, ``values`` the figures or sounds
    that count as well (as canonical text), ``kind`` a key of ``found`` in weights.toml.
    """

    kind: str
    forms: tuple[str, ...]
    values: tuple[str, ...] = ()


Items = Sequence[Sequence[Item]]
"""Items of every Russian sentence of a document."""
