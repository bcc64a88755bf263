"""Fractions: «треть», «две трети», «1/3», «семь десятых процента», «две целых пять десятых»."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from translator.placeables.amounts import with_unit
from translator.placeables.lexer import Lexeme
from translator.placeables.numerals import cardinal, word_of
from translator.placeables.reading import Reading, fold_at, unit_at
from translator.placeables.render import han, plain
from translator.placeables.tables import units, words

_PARTS = {5, 6, 7, 8, 9, 10, 20, 100, 1000}
_WHOLE = {"века": (100, "лет"), "часа": (60, "минут")}


def fraction(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«треть», «две трети», «половина», «1/3», «три пятых», «четверть века»."""
    spelled = _spelled(line, at)
    if spelled is not None:
        return spelled
    lexeme = line[at]
    word = word_of(lexeme)
    if word is not None and word.kind == "fraction":
        return _named(line, at)
    top = _small(lexeme)
    below = word_of(line[at + 1]) if at + 1 < len(line) else None
    if top and below and below.kind == "fraction" and below.divisor > top:
        return part_of(top, below.divisor, Reading(at, at + 2, "", "", ""))
    if top and fold_at(line, at + 1) == "/" and at + 2 < len(line):
        bottom = _small(line[at + 2])
        tight = line[at + 2].start == lexeme.stop + 1
        if bottom and tight and top < bottom <= 100:
            return part_of(top, bottom, Reading(at, at + 3, "", "", ""))
    return None


def _named(line: list[Lexeme], at: int) -> Reading | None:
    """«половина», «треть», «четверть века»; not after an ordinal («вторая четверть»)."""
    word = word_of(line[at])
    before = word_of(line[at - 1]) if at else None
    ordered = before is not None and before.kind == "ordinal"
    roman = at > 0 and line[at - 1].kind in {"roman", "suffixed"}
    half = fold_at(line, at - 1) == "с" and line[at].fold == "половиной"
    if word is None or ordered or roman or half:
        return None
    whole = _WHOLE.get(fold_at(line, at + 1)) if word.divisor == 4 else None
    if whole is not None:
        unit = units()[(whole[1],)]
        made = with_unit(Decimal(whole[0]) / 4, unit, Reading(at, at + 2, "", "", ""), scaled=False)
        extra = ("四分之一个世纪", "四分之一世纪") if whole[0] == 100 else ("一刻钟", "1刻钟")
        return made._replace(also=(*made.also, *extra))
    return part_of(1, word.divisor, Reading(at, at + 1, "", "", ""))


def _spelled(line: list[Lexeme], at: int) -> Reading | None:
    """«семь десятых процента» → 0.7%, «две целых пять десятых» → 2.5, «три пятых» → 五分之三."""
    whole, i = Decimal(0), at
    first = cardinal(line, at)
    if first is None:
        return None
    mixed = fold_at(line, first[1]).startswith("цел") and fold_at(line, first[1]) in words("whole")
    if mixed:
        whole, i = first[0], first[1] + 1 + (fold_at(line, first[1] + 1) == "и")
        first = cardinal(line, i)
        if first is None:
            return None
    top, i = first
    below = word_of(line[i]) if i < len(line) else None
    if below is None or below.kind != "ordinal" or int(below.value) not in _PARTS:
        return None
    one = top == 1
    if not line[i].fold.endswith(("ая", "ой", "ую") if one else ("ых", "ыми", "ым")):
        return None
    if top >= below.value or (not mixed and _counts_nouns(line, i + 1)):
        return None
    found = unit_at(line, i + 1)
    decimal = int(below.value) in {10, 100, 1000} and found is not None
    if not decimal and not mixed and not one:
        return part_of(int(top), int(below.value), Reading(at, i + 1, "", "", ""))
    if not mixed and found is None:
        return None  # «десятая» of «одна десятая» may count anything
    value = whole + top / below.value
    base = Reading(at, found[1] if found else i + 1, "", "", "")
    made = with_unit(value, found[0] if found else None, base, scaled=False)
    share = f"{han(int(below.value))}分之{han(int(top))}"
    return made if mixed else made._replace(also=(*made.also, share))


def _counts_nouns(line: list[Lexeme], at: int) -> bool:
    """«три пятых класса» are three classes, not three fifths."""
    return fold_at(line, at) in words("ranked")


def _small(lexeme: Lexeme) -> int | None:
    if lexeme.kind == "number" and lexeme.text.isdigit() and len(lexeme.text) <= 2:
        return int(lexeme.text)
    word = word_of(lexeme)
    return int(word.value) if word and word.kind == "cardinal" and word.value >= 2 else None


def part_of(top: int, bottom: int, base: Reading) -> Reading:
    """A share as 三分之一, with the writings that say the same."""
    zh = f"{han(bottom)}分之{han(top)}"
    also = [f"{bottom}分之{top}", f"{top}/{bottom}"]
    also += ["二十五年", "25年"] if (top, bottom) == (1, 4) else []
    share = Decimal(top * 100) / Decimal(bottom)
    if share == share.to_integral_value():
        also.append(f"{plain(share)}%")
    if (top, bottom) == (1, 2):
        zh, also = "一半", ["半数", "0.5", "半", "过半", "二分之一", "对半", "五成", *also]
    return base._replace(
        kind="number", value=f"{top}/{bottom}", zh=zh, also=tuple(also),
        figures=(Decimal(top) / Decimal(bottom),),
    )  # fmt: skip
