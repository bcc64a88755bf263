"""Places where a long text can be cut, so that time and memory grow with its length only.

An anchor is a pair of sentences that share several rare things (a sum, a firm, a place) and that
nothing else claims. Between two anchors in a row on both sides a text is safely cut.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from translator.alignment.records import Item, Items

Cut = tuple[int, int]
_RARE = 3
_VOTES = 1.5
_CLEAR = 2.0
"""An anchor has more than this many times the votes of any other pair of its sentences."""

PIECE = 150
"""Sentences of a piece on either side, where cuts allow it."""
LARGEST = 400
"""A longer piece without an anchor is cut blindly."""


def pieces(
    items: Items, places: Mapping[Item, Sequence[int]], rows: int, columns: int
) -> tuple[list[Cut], frozenset[Cut]]:
    """Cuts in order, and those of them that are blind.

    ``places`` gives for an item the Chinese sentences that hold it. A text short enough has no
    cuts.
    """
    if max(rows, columns) <= LARGEST:
        return [], frozenset()
    possible = cuts(items, places)
    made: list[Cut] = []
    blind: set[Cut] = set()
    i = j = 0
    while max(rows - i, columns - j) > LARGEST:
        ahead = [cut for cut in possible if cut[0] > i and cut[1] > j]
        near = [cut for cut in ahead if max(cut[0] - i, cut[1] - j) <= PIECE]
        bearable = [cut for cut in ahead if max(cut[0] - i, cut[1] - j) <= LARGEST]
        if near or bearable:
            cut = near[-1] if near else bearable[0]
        else:
            share = PIECE / max(rows - i, columns - j)
            cut = (i + int((rows - i) * share), j + int((columns - j) * share))
            blind.add(cut)
        made.append(cut)
        i, j = cut
    return made, frozenset(blind)


def cuts(items: Items, places: Mapping[Item, Sequence[int]]) -> list[Cut]:
    """Places between two anchors in a row, rising on both sides."""
    chain = rising(anchors(items, places))
    return [
        after
        for before, after in zip(chain, chain[1:], strict=False)
        if after == (before[0] + 1, before[1] + 1)
    ]


def anchors(items: Items, places: Mapping[Item, Sequence[int]]) -> list[Cut]:
    """Pairs of sentences, by row; no sentence is in two."""
    ours: dict[Item, list[int]] = {}
    for row, sentence in enumerate(items):
        for item in sentence:
            ours.setdefault(item, []).append(row)
    votes: dict[Cut, float] = {}
    for item, rows in ours.items():
        columns = places.get(item, ())
        if len(rows) > _RARE or not 1 <= len(columns) <= _RARE:
            continue
        for row in rows:
            for column in columns:
                vote = 1 / (len(rows) * len(columns))
                votes[row, column] = votes.get((row, column), 0.0) + vote
    by_row: dict[int, list[float]] = {}
    by_column: dict[int, list[float]] = {}
    for (row, column), count in votes.items():
        by_row.setdefault(row, []).append(count)
        by_column.setdefault(column, []).append(count)
    return [
        (row, column)
        for (row, column), count in sorted(votes.items())
        if count >= _VOTES and _leads(by_row[row], count) and _leads(by_column[column], count)
    ]


def _leads(counts: Sequence[float], count: float) -> bool:
    """Is ``count`` the highest by far?"""
    others = sorted(counts)[:-1]
    return count == max(counts) and (not others or count > _CLEAR * others[-1])


def rising(found: Sequence[Cut]) -> list[Cut]:
    """The longest chain of sorted anchors that rises on both sides (patience sorting).

    >>> rising([(0, 0), (1, 5), (2, 1), (3, 2)])
    [(0, 0), (2, 1), (3, 2)]
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, column) in enumerate(found):
        length = bisect_left(tails, column)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [column]
        ends[length : length + 1] = [number]
    chain: list[Cut] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(found[at])
        at = before[at]
    return chain[::-1]
