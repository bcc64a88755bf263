"""A term as far as it need be looked at before it is compiled: how each of its words begins.

Of fifty thousand terms a sentence asks for hundreds by their first word; nearly all of them fall
away because a later word of the text begins otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from translator.termbase.words import SUPERLATIVE, Part, changing, is_capital

_CAPITAL = "^"


@dataclass(frozen=True, slots=True)
class Outline:
    """``capital``: the term opens with one. ``heads``: for each word the beginnings, one of
    which a word of a text must share (:func:`translator.termbase.words.word_starts`); none
    where any will do.
    """

    capital: bool
    heads: tuple[tuple[str, ...], ...]


def written(words: Sequence[Part]) -> str:
    """The outline of a term on one line without tabs, for the compiled cache."""
    mark = _CAPITAL if words and is_capital(words[0].text) else ""
    return mark + " ".join(word.form for word in words)


def read(line: str) -> Outline:
    """The outline of a line made by :func:`written`.

    >>> read("^южный порт")
    Outline(capital=True, heads=(('юж',), ('по',)))
    """
    bare = line.removeprefix(_CAPITAL)
    return Outline(bare != line, tuple(map(_heads, bare.split(" "))))


@lru_cache(maxsize=50_000)
def _heads(word: str) -> tuple[str, ...]:
    if word in changing():
        return ()
    first = word[: 2 if len(word) > 2 else 1]
    if word.startswith(SUPERLATIVE):
        return first, word[3:5]
    return (first,)


def alike(heads: tuple[str, ...], starts: frozenset[str]) -> bool:
    """Whether a word of a text, by its ``starts``, may be the term's."""
    return not heads or not starts.isdisjoint(heads)
