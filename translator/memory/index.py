"""The index for fuzzy matches: for each gram the numbers of the units that have it.

An inverted index in segments, as of Lucene: each writing adds a segment of its own and never
touches another, so writers do not wait for one another and rows are appended in order. A row
holds the numbers as little-endian unsigned 32-bit integers, ascending. Small segments are
merged when there are many. A number without a unit (after ``dedupe``) is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import numpy as np
import numpy.typing as npt

from translator.memory.grams import BUCKETS, Numbers
from translator.storage import Transaction

MOST_SEGMENTS = 32
SMALL = 20_000
"""Units in a segment that is still merged by the way."""
_BUDGET = 200_000
_LEAST_GRAMS = 2
_LEAST_SHARE = 0.3
_MANY = 2.0**20
_RANGE = BUCKETS // 32
_LOCK = "postings"
Living = npt.NDArray[np.bool_]
"""``alive[number]``: is there such a unit?"""


def add(transaction: Transaction, units: Numbers, grams: Numbers, count: int) -> None:
    """Index ``count`` units: ``grams[i]`` occurs in the unit of number ``units[i]``."""
    if not len(units):
        return
    pairs = grams.astype(np.uint64) << np.uint64(32) | units
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=pairs[0] + np.uint64(1)) != 0]
    gram, unit = (pairs >> np.uint64(32)).astype(np.int64), pairs.astype("<u4")
    starts = np.flatnonzero(np.diff(gram, prepend=-1)).tolist()
    names, data = gram[starts].tolist(), unit.tobytes()
    segment = _new_segment(transaction, count)
    transaction.many(
        "INSERT INTO postings VALUES (?, ?, ?)",
        (
            (segment, name, data[4 * start : 4 * stop])
            for name, start, stop in zip(names, starts, [*starts[1:], len(gram)], strict=True)
        ),
    )


def candidates(transaction: Transaction, grams: Numbers, most: int) -> list[int]:
    """Numbers of the ``most`` units that share the weightiest grams, best first.

    A gram weighs the logarithm of the inverse of its frequency. The rarest are read first,
    until :data:`_BUDGET` postings: what is in every unit tells nothing and costs most. Units with
    less than :data:`_LEAST_SHARE` of the best one's weight are left out.
    """
    wanted = np.unique(grams).tolist()
    segments = [row[0] for row in transaction.run("SELECT id FROM segments")]
    if not wanted or not segments:
        return []
    within = f"segment IN ({_marks(segments)}) AND gram IN ({_marks(wanted)})"
    frequency: dict[int, int] = {}
    for gram, size in transaction.run(
        f"SELECT gram, length(units) FROM postings WHERE {within}", (*segments, *wanted)
    ):
        frequency[gram] = frequency.get(gram, 0) + size // 4
    rare = _rarest(frequency)
    rows = transaction.run(
        f"SELECT gram, units FROM postings WHERE segment IN ({_marks(segments)}) "
        f"AND gram IN ({_marks(rare)})",
        (*segments, *rare),
    ) if rare else []  # fmt: skip
    if not rows:
        return []
    lists = [(np.frombuffer(data, dtype="<u4"), frequency[gram]) for gram, data in rows]
    score = np.zeros(max(int(units[-1]) for units, _ in lists) + 1, dtype=np.float32)
    for units, count in lists:
        score[units] += np.float32(np.log(_MANY / count + 1.0))
    found = np.flatnonzero(score >= _LEAST_SHARE * score.max())
    if len(found) > most:
        found = found[np.argpartition(-score[found], most)[:most]]
    return [int(number) for number in found[np.lexsort((-found, -score[found]))]]


def _rarest(frequency: dict[int, int]) -> list[int]:
    rare: list[int] = []
    read = 0
    for gram, count in sorted(frequency.items(), key=lambda item: item[1]):
        if read + count > _BUDGET and len(rare) >= _LEAST_GRAMS:
            break
        rare.append(gram)
        read += count
    return rare


def merge_small(transaction: Transaction) -> bool:
    """Merge the small segments into one where there are too many, all where there are twice as
    many; says whether it did."""
    segments = transaction.run("SELECT units FROM segments")
    small = sum(1 for (units,) in segments if units < SMALL)
    if len(segments) <= 2 * MOST_SEGMENTS and small <= MOST_SEGMENTS:
        return False
    most = SMALL if small > MOST_SEGMENTS else 1 << 31
    transaction.lock(_LOCK)
    rows = transaction.run("SELECT id, units FROM segments WHERE units < ?", (most,))
    _merge(transaction, rows, None)
    return True


def merge_all(transaction: Transaction) -> None:
    """Merge everything into one segment and leave out what has no unit any more."""
    transaction.lock(_LOCK)
    rows = transaction.run("SELECT id, units FROM segments")  # before the units they tell of
    last = transaction.run("SELECT coalesce(max(id), 0) FROM units")[0][0]
    alive = np.zeros(last + 1, dtype=bool)
    for (number,) in transaction.stream("SELECT id FROM units"):
        alive[number] = True
    _merge(transaction, rows, alive)


def _merge(transaction: Transaction, rows: list[tuple[int, int]], alive: Living | None) -> None:
    old = [number for number, _ in rows]
    if not old:
        return
    count = int(alive.sum()) if alive is not None else sum(units for _, units in rows)
    merged = _new_segment(transaction, count)
    for first in range(0, BUCKETS, _RANGE):
        found = transaction.run(
            f"SELECT gram, units FROM postings WHERE segment IN ({_marks(old)}) "
            "AND gram >= ? AND gram < ?",
            (*old, first, first + _RANGE),
        )
        transaction.many(
            "INSERT INTO postings VALUES (?, ?, ?)",
            ((merged, gram, data) for gram, data in _joined(found, alive)),
        )
    transaction.run(f"DELETE FROM postings WHERE segment IN ({_marks(old)})", old)
    transaction.run(f"DELETE FROM segments WHERE id IN ({_marks(old)})", old)


def _joined(rows: Iterable[tuple[int, bytes]], alive: Living | None) -> Iterator[tuple[int, bytes]]:
    for gram, group in groupby(sorted(rows, key=lambda row: row[0]), key=lambda row: row[0]):
        units = np.unique(np.concatenate([np.frombuffer(data, dtype="<u4") for _, data in group]))
        if alive is not None:
            units = units[alive[units]]
        if len(units):
            yield gram, units.astype("<u4").tobytes()


def _new_segment(transaction: Transaction, units: int) -> int:
    return int(
        transaction.run("INSERT INTO segments (units) VALUES (?) RETURNING id", (units,))[0][0]
    )


def _marks(values: list[int]) -> str:
    """``?, ?, ?`` for as many parameters."""
    return ", ".join("?" * len(values))
