"""The features by which similar texts are found: word stems and pairs of neighbouring stems.

A stem is the first six letters, enough to see past Russian endings. Stems and pairs are hashed
into :data:`BUCKETS`; two that share a bucket cost a little time and never a wrong match, for
every candidate is compared as text.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 17
_STEM, _LEAST_ALONE = 6, 4
_REMEMBERED = 200_000
_MIX, _MIX_SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_SHIFT = np.uint64(64 - 17)
_MARKS = ".,:;!?()[]«»„“”\"'…–—-/%№"

Numbers = npt.NDArray[np.uint32]


class _Stems(dict[str, int]):
    """Word as it stands between blanks -> code of its stem: 0 for marks, else a CRC-32 shifted
    left by one, with a low bit that says whether the stem may stand alone."""

    def __missing__(self, word: str) -> int:
        stem = word.strip(_MARKS)[:_STEM]
        code = 0
        if stem:
            code = zlib.crc32(stem.encode("utf-8", "replace")) << 1 | (len(stem) >= _LEAST_ALONE)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = code
        return code


class GramMaker:
    """Makes grams of skeletons; words repeat, so their codes are remembered."""

    def __init__(self) -> None:
        self._stems = _Stems()

    def grams(self, skeletons: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Two arrays ``[n]``: grams (less than :data:`BUCKETS`), and the index of the skeleton
        that has each. Pairs never reach over the end of a skeleton; a gram may come twice.

        >>> grams, owners = GramMaker().grams(["завод открыт", "завод"])
        >>> len(grams), owners.tolist()
        (4, [0, 0, 1, 0])
        """
        code_of = self._stems.__getitem__
        codes: list[int] = []
        counts: list[int] = []
        for text in skeletons:
            before = len(codes)
            codes.extend(map(code_of, text.split()))
            counts.append(len(codes) - before)
        code = np.array(codes, dtype=np.uint64)
        owner = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
        is_word = code != 0
        code, owner = code[is_word], owner[is_word]
        alone = (code & np.uint64(1)) == 1
        single = (code[alone] * _MIX) >> _SHIFT
        same = owner[1:] == owner[:-1]
        mixed = (code[:-1][same] * _MIX) ^ (code[1:][same] * _MIX_SECOND)
        pair = (mixed * _MIX) >> _SHIFT
        grams = np.concatenate((single, pair)).astype(np.uint32)
        return grams, np.concatenate((owner[alone], owner[1:][same]))
