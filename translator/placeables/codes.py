"""Addresses, phones, document numbers, codes and times of day."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from translator.placeables.lexer import Lexeme
from translator.placeables.numerals import word_of
from translator.placeables.reading import Reading, fold_at, is_dash
from translator.placeables.render import han
from translator.placeables.tables import words

_LATIN = str.maketrans("АБВГДЕКЛМНОПРСТУФХЭ", "ABVGDEKLMNOPRSTUFHE")
_ALIKE = str.maketrans("АВЕКМНОРСТХУ", "ABEKMHOPCTXY")
_LAWS = str.maketrans({"Ф": "F", "З": "Z", "К": "K", "р": "r", "п": "p", "Р": "R", "П": "P",
                       "о": "o", "з": "z", "О": "O", "А": "A", "с": "s", "т": "t"})  # fmt: skip


def copied(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """URL, e-mail, phone: the Chinese text shows them letter for letter."""
    lexeme = line[at]
    if lexeme.kind not in {"url", "email", "phone"}:
        return None
    return Reading(at, at + 1, lexeme.kind, lexeme.text, lexeme.text)


def document_number(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«№ 123-ФЗ», «№ 3»."""
    if line[at].text != "№" or at + 1 >= len(line):
        return None
    name = line[at + 1]
    if name.kind not in {"number", "suffixed", "code", "section", "roman"}:
        return None
    text = name.text.translate(_LAWS)
    stop = at + 2
    digits = tuple(Decimal(d) for d in re.findall(r"\d+", name.text)[:1])
    forms = [f"第{text}号", f"{text}号", f"第{name.text}号", f"№{text}", f"No.{text}", text]
    if digits:
        forms.append(f"第{digits[0]}号")
        forms += [f"第{han(int(digits[0]))}"] if digits[0] < 100 else []
    zh, *also = dict.fromkeys(forms)
    return Reading(at, stop, "code", f"№ {name.text}", zh, tuple(also), digits)


def code(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«COVID-19», «М-4»: copied, single Cyrillic letters written in Latin as on Chinese maps
    (Р-258 → R-258); «ВЭФ-2025» gives the year, «Боинг-737» its digits."""
    lexeme = line[at]
    if lexeme.kind != "code":
        return None
    digits = tuple(Decimal(d) for d in re.findall(r"\d+", lexeme.text))
    year = re.search(r"[А-Яа-яё]-((?:19|20)\d\d)\Z", lexeme.text)
    if year is not None:
        value = year[1]
        return Reading(at, at + 1, "number", value, value, (), (Decimal(value),), year.span(1))
    named = re.search(r"[А-Яа-яё]{2}-(\d+)\Z", lexeme.text)
    if named is not None:
        return Reading(at, at + 1, "code", named[1], named[1], (), digits, named.span(1))
    latin, alike = lexeme.text.translate(_LATIN), lexeme.text.translate(_ALIKE)
    law = re.fullmatch(r"\d+(?:-\d+)*-[А-Яа-я]+", lexeme.text)
    if law:
        latin = lexeme.text.translate(_LAWS)
    elif not latin.isascii() or re.match(r"[А-Яа-яЁё]{2}", lexeme.text):
        return None
    forms = (latin, alike, lexeme.text, latin.replace("-", ""), f"第{latin}号")
    zh, *also = dict.fromkeys(forms)
    return Reading(at, at + 1, "code", lexeme.text, zh, tuple(also), digits)


def time(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«10:00», «с 9:00 до 18:00», «с 9 до 18 часов», «в 10 часов»."""
    lead = fold_at(line, at) in {"с", "со"}
    first = _clock(line, at + lead)
    if first is None:
        return None
    hour, minute, i, bare = first
    joined = fold_at(line, i) == "до" if lead else is_dash(line, i) and not bare
    if joined:
        second = _clock(line, i + 1)
        if second is not None and (not bare or second[3]):
            stop = second[2]
            if bare and not fold_at(line, stop).startswith("час"):
                return None
            return _between(at, stop + bare, (hour, minute), second[:2])
    if lead:
        return None
    if bare:
        if fold_at(line, at - 1) not in {"в", "к"} or fold_at(line, i) not in words("hours"):
            return None
        i += 1
    forms = _writings(hour, minute)
    if bare:
        forms += [f"{hour}小时", f"{hour}个小时"]
    zh, *also = dict.fromkeys(forms)
    figures = tuple(Decimal(n) for n in ((hour, minute) if minute else (hour,)))
    return Reading(at, i, "time", f"{hour:02d}:{minute:02d}", zh, tuple(also), figures)


def _clock(line: list[Lexeme], at: int) -> tuple[int, int, int, bool] | None:
    """Hour, minute, next index, and whether only a bare hour stood there."""
    if not 0 <= at < len(line):
        return None
    lexeme = line[at]
    if lexeme.kind == "time":
        hour, minute = lexeme.text.split(":")
        return int(hour), int(minute), at + 1, False
    if lexeme.kind == "number":
        dotted = re.fullmatch(r"([01]?\d|2[0-3])\.([0-5]\d)", lexeme.text)
        if dotted and fold_at(line, at - 1) in {"в", "с", "до", "к"}:
            return int(dotted[1]), int(dotted[2]), at + 1, False
        if lexeme.text.isdigit() and int(lexeme.text) <= 24:
            return int(lexeme.text), 0, at + 1, True
        return None
    word = word_of(lexeme)
    if word is not None and word.kind == "cardinal" and 2 <= word.value <= 24:
        return int(word.value), 0, at + 1, True
    return None


def _writings(hour: int, minute: int) -> list[str]:
    tail = f"{minute}分" if minute else ""
    forms = [f"{hour}时{tail}", f"{hour}:{minute:02d}", f"{hour:02d}:{minute:02d}",
             f"{hour}：{minute:02d}", f"{hour:02d}：{minute:02d}", f"{hour}点{tail}"]  # fmt: skip
    if minute == 30:
        forms.append(f"{hour}点半")
    if not minute and hour <= 12:
        forms += [f"{han(hour)}时", f"{han(hour)}点"]
    return forms


def _between(start: int, stop: int, a: tuple[int, int], b: tuple[int, int]) -> Reading:
    pairs = [(x, y) for x in _writings(*a) for y in _writings(*b) if (":" in x) == (":" in y)]
    forms = [f"{x}{sep}{y}" for x, y in pairs for sep in ("至", "—", "–", "-", "到")]
    zh, *also = dict.fromkeys(forms)
    figures = tuple(Decimal(n) for n in (*a, *b) if n or n in (a[0], b[0]))
    value = f"{a[0]:02d}:{a[1]:02d}/{b[0]:02d}:{b[1]:02d}"
    return Reading(start, stop, "time", value, zh, tuple(also), figures)
