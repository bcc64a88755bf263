"""Numbers that number something: houses and offices of an address, articles of a law, postcodes.

«ул. Ленина, д. 5, оф. 12» → 列宁街5号12室; «статья 15» → 第15条. They are no quantities, so
they are never written with 万.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from translator.placeables.lexer import Lexeme
from translator.placeables.reading import Reading, fold_at, unit_at
from translator.placeables.tables import Label, labels, words

_ENDS = frozenset(",.;:)»”")
_LETTER = re.compile(r"[а-яА-Я]\Z")
_LATIN = str.maketrans("абвгдеклмнпрстАБВГДЕКЛМНПРСТ", "ABVGDEKLMNPRSTABVGDEKLMNPRST")


def labelled(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«д. 5», «оф. 12», «статья 15», «доб. 205»."""
    for label in labels().get(line[at].fold, ()) if line[at].kind == "word" else ():
        i = at + 1
        if (fold_at(line, i) == ".") != label.dotted:
            continue
        i += label.dotted
        i += fold_at(line, i) == "№"
        number = _number(line, i)
        if number is None:
            continue
        text, stop = number
        if not _stands_alone(line, stop, label) or (label.law and not _of_law(line, at, stop)):
            continue
        forms = [form.replace("{n}", text) for form in (label.zh, *label.also)]
        figures = tuple(Decimal(n) for n in re.findall(r"\d+(?:\.\d+)?", text))
        return Reading(at, stop, "code", f"{label.name} {text}", forms[0],
                       (*forms[1:], text), figures)  # fmt: skip
    return None


def _number(line: list[Lexeme], at: int) -> tuple[str, int] | None:
    """«5», «12а», «25/3», «3.1» as Chinese addresses write them, and the next index."""
    if at >= len(line) or line[at].kind not in {"number", "code"}:
        return None
    text, stop = line[at].text, at + 1
    if line[at].kind == "number" and not re.fullmatch(r"\d{1,4}(?:\.\d{1,2})?", text):
        return None
    if fold_at(line, stop) == "/" and stop + 1 < len(line) and line[stop + 1].text.isdigit():
        text, stop = f"{text}/{line[stop + 1].text}", stop + 2
    tight = stop < len(line) and line[stop].start == line[stop - 1].stop
    if tight and _LETTER.match(line[stop].text):
        text, stop = text + line[stop].text, stop + 1
    return text.translate(_LATIN), stop


def _stands_alone(line: list[Lexeme], stop: int, label: Label) -> bool:
    """«дом 2025 года», «офис 500 кв. м», «этаж 12 школ» number nothing."""
    if unit_at(line, stop) is not None or fold_at(line, stop) in words("year"):
        return False
    return (
        label.dotted
        or label.name in {"article", "item", "part"}
        or (stop >= len(line) or line[stop].text in _ENDS)
    )


def _of_law(line: list[Lexeme], at: int, stop: int) -> bool:
    near = (
        fold_at(line, stop),
        fold_at(line, stop + 1),
        *(fold_at(line, at - n) for n in (2, 3, 4)),
    )
    return any(word.startswith("стать") or word == "ст" for word in near)


def postcode(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«248000, г. Калуга»: six digits before the rest of an address, never 24.8万."""
    lexeme = line[at]
    if lexeme.kind != "number" or not re.fullmatch(r"[1-6]\d{5}", lexeme.text):
        return None
    if fold_at(line, at + 1) != "," or at + 2 >= len(line) or line[at + 2].kind != "word":
        return None
    before, after = fold_at(line, at - 1), line[at + 2]
    if before not in {"", ":", "(", ";", "индекс"}:
        return None
    if not (after.text[:1].isupper() or after.fold in {"г", "город", "ул"}):
        return None
    value = (Decimal(lexeme.text),)
    return Reading(at, at + 1, "code", lexeme.text, lexeme.text, (), value)


def slashed(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«25/3» of a house, «24/7»: two numbers with a stroke that are no fraction."""
    if at + 2 >= len(line) or fold_at(line, at + 1) != "/":
        return None
    a, b = line[at], line[at + 2]
    tight = a.stop == line[at + 1].start and line[at + 1].stop == b.start
    if not tight or not (a.text.isdigit() and b.text.isdigit()):
        return None
    if len(a.text) > 3 or len(b.text) > 2 or int(a.text) < int(b.text):
        return None
    text = f"{a.text}/{b.text}"
    return Reading(at, at + 3, "code", text, text, (), (Decimal(a.text), Decimal(b.text)))


def ratio(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«3:1», «50:50» → 3∶1, 3比1 (GB/T 15835, 4.1.1: the sign of a ratio)."""
    if at + 2 >= len(line) or line[at + 1].text != ":":
        return None
    a, b = line[at], line[at + 2]
    tight = a.stop == line[at + 1].start and line[at + 1].stop == b.start
    if not tight or not (a.text.isdigit() and b.text.isdigit()) or len(a.text + b.text) > 6:
        return None
    forms = [f"{a.text}{sign}{b.text}" for sign in ("∶", ":", "：", "比", "-", "–")]
    value = (Decimal(a.text), Decimal(b.text))
    return Reading(at, at + 3, "code", f"{a.text}:{b.text}", forms[0], tuple(forms[1:]), value)


def age_mark(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«16+»: the age rating, kept."""
    if at + 1 >= len(line) or line[at + 1].text != "+" or not line[at].text.isdigit():
        return None
    if line[at + 1].start != line[at].stop or int(line[at].text) > 18:
        return None
    if at + 2 < len(line) and line[at + 2].start == line[at + 1].stop and line[at + 2].value:
        return None
    text = f"{line[at].text}+"
    also = (f"{line[at].text}岁以上", f"{line[at].text}岁及以上")
    return Reading(at, at + 2, "code", text, text, also, (Decimal(line[at].text),))
