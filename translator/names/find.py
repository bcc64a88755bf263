"""All proper names of a sentence: kinds in order of certainty, the first to claim a span has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from translator.names.context import Sentence
from translator.names.organisations import find_abbreviations, find_brands, find_quoted
from translator.names.persons import find_persons
from translator.names.places import find_places
from translator.names.surnames import find_initials, find_lone
from translator.names.villages import find_pairs, find_villages
from translator.units import NameMatch

_PASSES: tuple[Callable[[Sentence], Iterable[NameMatch]], ...] = (
    find_quoted,
    find_brands,
    find_initials,
    find_persons,
    find_pairs,
    find_places,
    find_villages,
    find_lone,
    find_abbreviations,
)


def find(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[NameMatch, ...]:
    """Proper names of a Russian sentence outside ``taken`` spans, in order, not overlapping.

    >>> [m.zh for m in find("Губернатор Алексей Островский посетил завод Foton Motor.")]
    ['阿列克谢·奥斯特罗夫斯基', 'Foton Motor']
    """
    return _find(text, tuple(taken))


@lru_cache(maxsize=2_000)
def _find(text: str, taken: tuple[tuple[int, int], ...]) -> tuple[NameMatch, ...]:
    sentence = Sentence.read(text, taken)
    found: list[NameMatch] = []
    for step in _PASSES:
        for match in step(sentence):
            apart = all(match.stop <= m.start or m.stop <= match.start for m in found)
            if apart and sentence.free(match.start, match.stop):
                found.append(match)
        sentence = Sentence(text, sentence.tokens, (*taken, *((m.start, m.stop) for m in found)))
    return tuple(sorted(found, key=lambda m: m.start))
