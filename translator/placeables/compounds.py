"""Numbers grown into a word: «40-футовый», «трёхмесячный», «двадцатилетие», «полчаса»."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from translator.morphology import fold
from translator.placeables.amounts import with_unit
from translator.placeables.lexer import Lexeme
from translator.placeables.reading import Reading
from translator.placeables.render import plain, writings
from translator.placeables.tables import adjectives, prefixes, units


def suffixed(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«20-процентный», «80-летие», «100-тысячный»; of another compound only the digits."""
    lexeme = line[at]
    if lexeme.kind != "suffixed" or lexeme.value is None:
        return None
    rendered = _rendered(lexeme.value, lexeme.tail, at)
    if rendered is not None:
        return rendered
    digits = re.split(r"[-\u2010\u2011]", lexeme.text)[0]
    base = Reading(at, at + 1, "", "", "", clip=(0, len(digits)))
    return with_unit(lexeme.value, None, base, scaled=False)


def compound(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«сорокафутовый» → 40英尺, «полчаса» → 半小时."""
    lexeme = line[at]
    if lexeme.kind != "word" or not is_compound(lexeme.text):
        return None
    value, rest = _split(lexeme.fold) or (Decimal(0), "")
    if value == Decimal("0.5"):
        base = Reading(at, at + 1, "", "", "")
        return with_unit(value, units()[(rest,)], base, scaled=False)
    return _rendered(value, rest, at)


def _rendered(value: Decimal, rest: str, at: int) -> Reading | None:
    for stem, factor, code, zh, also in adjectives():
        if rest.startswith(stem):
            total = value * factor
            names = (zh, *also) if code != "anniversary" or total != 10 else ("年", zh)
            forms = [w + name for name in names for w in writings(total, scaled=factor != 1)]
            forms += [f"双{name}" for name in names] if total == 2 else []
            forms += ["百年", "世纪"] if total == 100 and code == "anniversary" else []
            kind = {"%": "percent", "": "number"}.get(code, "quantity")
            return Reading(
                at,
                at + 1,
                kind,
                f"{plain(total)} {code}".strip(),
                forms[0],
                tuple(forms[1:]),
                (total,),
            )
    return None


_NOT_HALVES = frozenset({"день", "лет"})


@lru_cache(maxsize=50_000)
def is_compound(word: str) -> bool:
    """Whether a word begins with a number and ends in something that is counted.

    >>> is_compound("двадцатилетие"), is_compound("пятиться"), is_compound("полчаса")
    (True, False, True)
    """
    return len(word) > 5 and _split(fold(word)) is not None


def _split(word: str) -> tuple[Decimal, str] | None:
    half = word.removeprefix("полу") if word.startswith("полу") else word.removeprefix("пол")
    if half != word and len(half) > 2 and (half,) in units() and half not in _NOT_HALVES:
        return Decimal("0.5"), half
    match = _prefix().match(word)
    if match is None or not match.end():
        return None
    rest = word[match.end() :]
    known = rest and any(rest.startswith(stem) for stem, *_ in adjectives())
    if not known or (match["one"] == "одно" and not match["ten"]):
        return None
    table = prefixes()
    parts = (match["hundred"], match["ten"], match["one"])
    return sum((table[part] for part in parts if part), Decimal(0)), rest


@lru_cache(maxsize=1)
def _prefix() -> re.Pattern[str]:
    table = prefixes()
    names = sorted(table, key=len, reverse=True)
    hundreds = "|".join(n for n in names if table[n] >= 100)
    tens = "|".join(n for n in names if 20 <= table[n] < 100)
    ones = "|".join(n for n in names if table[n] < 20)
    return re.compile(rf"(?P<hundred>{hundreds})?(?P<ten>{tens})?(?P<one>{ones})?")
