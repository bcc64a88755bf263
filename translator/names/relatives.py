"""Adjectives of places and the places they come from: «Нижнетавринский район» and «Нижняя Тавра».

A district bears the Chinese name of its centre (GB/T 17693.4, names of units made from a place
name), whether the centre is listed («Большой Камень» 大卡缅, «Большекаменский» район) or only
named elsewhere in the same document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from translator.morphology import fold
from translator.names import established

_FIRST = {
    "больш": "больше", "мал": "мало", "верхн": "верхне", "нижн": "нижне", "нов": "ново",
    "стар": "старо", "красн": "красно", "велик": "велико", "средн": "средне", "бел": "бело",
    "черн": "черно", "зелен": "зелено", "горн": "горно", "западн": "западно", "южн": "южно",
    "северн": "северо", "восточн": "восточно", "дальн": "дальне", "ближн": "ближне",
}  # fmt: skip
_TAIL = re.compile(r"(?:[аеиоуыэюя]+|ь|й)$|(?:ов|ев|ин)?ск(?:ий|ая|ое|ой)?$")
_JOINT = re.compile(r"(?:[оеё]в|[иеая]н|ей|[нвч])?ь?[сц]к(?:ий|ая|ое|ой)")


@lru_cache(maxsize=20_000)
def stem(place: str) -> str:
    """What an adjective made of a place begins with; empty where two words do not make one.

    >>> stem("Нижняя Тавра"), stem("Большой Камень"), stem("Вязьма"), stem("Роза Хутор")
    ('нижнетавр', 'большекамен', 'вязьм', '')
    """
    *first, last = fold(place).split()
    if len(first) > 1:
        return ""
    joined = ""
    if first:
        begun = re.sub(r"(?:[ыио]й|ая|яя|ое|ее|[ыи]е)$", "", first[0])
        joined = _FIRST.get(begun, "")
        if not joined:
            return ""
    bare = _TAIL.sub("", last)
    return joined + bare if len(bare) > 2 else ""


@lru_cache(maxsize=20_000)
def belongs(adjective: str, place: str) -> bool:
    """Whether the adjective can be made of the place's name.

    >>> belongs("Нижнетавринский", "Нижняя Тавра"), belongs("Томский", "Тамань")
    (True, False)
    """
    begun, low = stem(place), fold(adjective)
    return bool(begun) and low.startswith(begun) and bool(_JOINT.fullmatch(low, len(begun)))


@cache
def _of_two_words() -> Mapping[str, tuple[established.Form, ...]]:
    """Listed places of two words by the first letters of the adjective made of them."""
    found: dict[str, tuple[established.Form, ...]] = {}
    for form in (*established.places().values(), *established.gazetteer().values()):
        if form.name[:1].isupper() and len(form.name.split()) == 2 and (begun := stem(form.name)):
            found[begun[:5]] = (*found.get(begun[:5], ()), form)
    return found


def listed(adjective: str) -> established.Form | None:
    """The listed place of two words that the adjective is made of."""
    near = _of_two_words().get(fold(adjective)[:5], ())
    return next((form for form in near if belongs(adjective, form.name)), None)
