"""Ordinal numbers that are not part of a date: «третий», «5-й», «XV форум», «Николай II»."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from translator.placeables.lexer import Lexeme
from translator.placeables.numerals import cardinal, word_of
from translator.placeables.reading import Reading, fold_at
from translator.placeables.render import han, number
from translator.placeables.tables import idioms, words

_FIRST = ("首", "头", "一", "率先", "最先", "初", "早")
_SECOND = ("次", "另", "再", "二", "两", "下")


def ordinal(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«третий», «двадцать пятый», «5-й», «XV»; a Roman I, V, X, L, C alone needs a noun."""
    lexeme = line[at]
    if lexeme.value is not None and lexeme.tail in words("ordinal-tail"):
        return _rendered(int(lexeme.value), at, at + 1, digits=True)
    if lexeme.kind == "roman":
        return _roman(line, at)
    word = word_of(lexeme)
    if word is None:
        return None
    if word.kind == "ordinal":
        if _idiom(line, at):
            return None
        return _rendered(int(word.value), at, at + 1)
    tens = cardinal(line, at)
    if tens is None or tens[0] % 10 or tens[0] < 20 or tens[1] >= len(line):
        return None
    last = word_of(line[tens[1]])
    if last is None or last.kind != "ordinal" or last.value >= 10:
        return None
    return _rendered(int(tens[0] + last.value), at, tens[1] + 1)


def _idiom(line: list[Lexeme], at: int) -> bool:
    before, form, after = fold_at(line, at - 1), line[at].fold, fold_at(line, at + 1)
    return any(form == b and after.startswith(c) and a in {"", before} for a, b, c in idioms())


def _roman(line: list[Lexeme], at: int) -> Reading | None:
    text, value = line[at].text, int(line[at].value or 0)
    if not 0 < value < 100:
        return None
    after = line[at + 1] if at + 1 < len(line) else None
    noun = after is not None and after.kind == "word" and len(after.text) > 2
    reign = at > 0 and line[at - 1].kind == "word" and line[at - 1].text[:1].isupper()
    single_letter = len(text) == 1
    if single_letter and (not (noun or reign) or text in "LCСХ" or fold_at(line, at + 1) == "."):
        return None
    plain = _rendered(value, at, at + 1)
    if not reign or noun:
        return plain
    named = (f"{han(value)}世", "大帝")[: 1 + (value == 1)]
    return plain._replace(zh=named[0], also=(*named[1:], plain.zh, *plain.also))


def _rendered(value: int, start: int, stop: int, *, digits: bool = False) -> Reading:
    spelled, figure = f"第{han(value)}", f"第{number(Decimal(value))}"
    zh, other = (figure, spelled) if digits or value >= 100 else (spelled, figure)
    also = [other, han(value), str(value)]
    also += {1: _FIRST, 2: _SECOND}.get(value, ())
    return Reading(start, stop, "ordinal", str(value), zh, tuple(also), (Decimal(value),))
