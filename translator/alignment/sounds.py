"""A foreign name in Cyrillic and in Latin letters by its consonants: Сейнсбери, Sainsbury.

Chinese releases often keep a foreign name in Latin letters where Russian writes it by sound.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_CYRILLIC = re.compile(r"[А-ЯЁ][А-Яа-яЁё]{3,}")
_LATIN = re.compile(r"[A-Z][A-Za-z]{3,}")
_LEAST = 3


def sounds(text: str) -> frozenset[str]:
    """Skeletons of the capitalised words of a text, of three consonants or more.

    >>> sounds("сеть Сейнсбери") & sounds("Sainsbury's超市")
    frozenset({'snsbr'})
    """
    words = _CYRILLIC.findall(text) + _LATIN.findall(text)
    return frozenset(s for s in map(skeleton, words) if len(s) >= _LEAST)


def skeleton(word: str) -> str:
    """Consonants in rough Latin spelling, doubled ones once, a plural or case ending left on.

    >>> skeleton("Сутопо"), skeleton("Sutopo")
    ('stp', 'stp')
    """
    rest, made = word.lower(), ""
    while rest:
        size = 2 if rest[:2] in _letters() else 1
        made += _letters().get(rest[:size], "")
        rest = rest[size:]
    return re.sub(r"(.)\1+", r"\1", made)


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    rows = Path(__file__).with_name("sounds.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(row.split("\t") for row in rows)
