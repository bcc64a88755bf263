"""Where the lines of a title end.

GB/T 9704-2012, 7.3.1: a title of several lines keeps words whole, its lines are centred, alike
in length and form no lone character at the end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from unicodedata import east_asian_width

from translator.publish.nobreak import rules, together

_INSIDE_WORD = 9.0
_AT_PARTICLE = 2.0
_AT_NAME = 3.0


def ems(text: str) -> float:
    """Width in ems: a Han character or full-width mark is 1, a Latin letter or digit about ½.

    >>> ems("共3家")
    2.5
    """
    return sum(0.5 if east_asian_width(c) in {"Na", "N", "H"} else 1.0 for c in text)


def lines(text: str, width: float, names: Sequence[str] = ()) -> list[str]:
    """Cut a title into lines of at most ``width`` ems, as even as whole words allow.

    ``names`` are words that are known; other words are guessed by the particles between them.
    The lines join to ``text``; where it cannot be cut it comes back whole.

    >>> lines("卡卢加州代表团在北京讨论食品供应和货运新线路", 20, ["卡卢加州", "北京", "货运"])
    ['卡卢加州代表团在北京', '讨论食品供应和货运新线路']
    """
    least = math.ceil(ems(text) / width)
    if least < 2 or "\n" in text:
        return [text]
    known = _spans(text, names)
    for count in (least, least + 1):
        cuts = _cuts(text, width, count, known)
        if cuts:
            return [text[a:b] for a, b in zip((0, *cuts), cuts, strict=False)]
    return [text]


def _cuts(text: str, width: float, count: int, known: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Ends of exactly ``count`` lines with the least cost, empty where there is no such cut."""
    goal = ems(text) / count
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best.items():
            for stop in range(start + 1, len(text) + 1):
                size = ems(text[start:stop])
                if size > width:
                    break
                price = 0.0 if stop == len(text) else _price(text, stop, known)
                total = cost + price + (size - goal) ** 2 / 2
                if total < reached.get(stop, (math.inf, ()))[0]:
                    reached[stop] = (total, (*cuts, stop))
        best = reached
    return best.get(len(text), (0.0, ()))[1]


def _spans(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    found = together(text)
    for name in names:
        start = text.find(name)
        while name and start >= 0:
            found.append((start, start + len(name)))
            start = text.find(name, start + len(name))
    return found


def _price(text: str, at: int, known: Sequence[tuple[int, int]]) -> float:
    left, right = text[at - 1], text[at]
    where = rules()
    if any(a < at < b for a, b in known) or right in where.begin or left in where.end:
        return math.inf
    if right in where.title_after or (left.isascii() and right.isascii() and not left.isspace()):
        return math.inf
    if left in where.title_marks or left.isspace():
        return 0.0
    if right in where.title_before or left in where.title_after:
        return _AT_PARTICLE
    if any(at in span for span in known):
        return _AT_NAME
    return _INSIDE_WORD
