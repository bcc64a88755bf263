"""Addresses of the net, phones, document numbers and codes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from translator.placeables.lexer import Lexeme
from translator.placeables.reading import Reading
from translator.placeables.render import han

_MODEL = re.compile(r"[А-Яа-яё]{2}-(\d+(?:-\d+)*[А-Я]|\d+(?:-\d+)+)\Z")
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
    if name.kind == "code" and re.search(r"[A-Za-z].*\d", name.text):
        digits = ()  # «№ 4B-17» is right letter for letter or not at all
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
    if lexeme.kind == "word":
        return _numbered_word(lexeme, at)
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
    model = _MODEL.search(lexeme.text)
    if model is not None:
        return _literal(at, model)
    latin, alike = lexeme.text.translate(_LATIN), lexeme.text.translate(_ALIKE)
    law = re.fullmatch(r"\d+(?:-\d+)*-[А-Яа-я]+", lexeme.text)
    if law:
        latin = lexeme.text.translate(_LAWS)
    elif not latin.isascii() or re.match(r"[А-Яа-яЁё]{2}", lexeme.text):
        return None
    forms = (latin, alike, lexeme.text, latin.replace("-", ""), f"第{latin}号")
    zh, *also = dict.fromkeys(forms)
    return Reading(at, at + 1, "code", lexeme.text, zh, tuple(also), digits)


def _literal(at: int, found: re.Match[str]) -> Reading:
    """«МС-21-310», «Метеор-120Р»: what follows the word is copied, its letter in Latin."""
    text = found[1]
    zh, *also = dict.fromkeys((text.translate(_LATIN), text.translate(_ALIKE), text))
    return Reading(at, at + 1, "code", text, zh, tuple(also), (), found.span(1))


def _numbered_word(lexeme: Lexeme, at: int) -> Reading | None:
    """«топ-10», «сезон-2025»: the digits count, the word is the engine's."""
    model = _MODEL.search(lexeme.text)
    if model is not None:
        return _literal(at, model)
    tail = re.search(r"[a-zа-яё]-(\d{1,4})\Z", lexeme.text)
    if tail is None:
        return None
    return Reading(at, at + 1, "number", tail[1], tail[1], (), (Decimal(tail[1]),), tail.span(1))
