"""What a review document carries beyond the bitext from the second round on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from translator.units import Bitext, Comment, TranslationUnit


@dataclass(frozen=True, slots=True)
class Rival:
    """One of two texts for a unit in conflict, with the reviewer who wrote it."""

    text: str
    author: str


@dataclass(frozen=True, slots=True)
class Extras:
    """``numbers`` are the rows' numbers where they are not 1, 2, 3 … (a part of a release keeps
    the numbers people know); ``comments`` are threads by unit, questions before answers;
    ``rivals`` are the two texts of each unit in conflict."""

    round: int = 1
    kind: str = "review"
    numbers: tuple[int, ...] = ()
    comments: Mapping[str, tuple[Comment, ...]] = field(default_factory=dict)
    rivals: Mapping[str, tuple[Rival, Rival]] = field(default_factory=dict)

    def numbered(self, bitext: Bitext) -> Iterator[tuple[int, TranslationUnit]]:
        """Units with the numbers of their rows."""
        numbers = self.numbers or range(1, len(bitext.units) + 1)
        return zip(numbers, bitext.units, strict=True)


NONE = Extras()
