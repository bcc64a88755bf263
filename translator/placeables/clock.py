"""Times of day with parts of the day and time zones.

Chinese by GB/T 15835-2011, 4.1.3: 22时30分 or 22:30; the zone stands before it (莫斯科时间).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from translator.placeables.lexer import Lexeme
from translator.placeables.numerals import word_of
from translator.placeables.reading import Reading, fold_at, is_dash
from translator.placeables.render import han
from translator.placeables.tables import Zone, words, zones

_PARTS = {
    "утра": ("上午", "早上", "早晨", "清晨", "凌晨"),
    "дня": ("下午", "中午", "午后"),
    "вечера": ("晚上", "晚", "傍晚", "下午"),
    "ночи": ("凌晨", "夜里", "夜间", "深夜"),
}


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time read up to lexeme ``stop``; ``bare`` if only an hour without a sign stood there."""

    hour: int
    minute: int
    stop: int
    bare: bool


def time(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«10:00», «с 9:00 до 18:00», «в 10 часов утра», «в 15:30 мск», «в 18 часов 30 минут»."""
    lead = fold_at(line, at) in {"с", "со"}
    first = _clock(line, at + lead)
    if first is None:
        return None
    joined = fold_at(line, first.stop) == "до" if lead else is_dash(line, first.stop)
    if joined and (lead or not first.bare):
        second = _clock(line, first.stop + 1)
        if second is not None and (not first.bare or second.bare):
            stop = second.stop
            if first.bare and not fold_at(line, stop).startswith("час"):
                return None
            return _zoned(line, _between(at, stop + first.bare, first, second))
    if lead:
        return None
    if not first.bare:
        return _zoned(line, _at(at, first.stop, first.hour, first.minute))
    return _spoken(line, at, first)


def _spoken(line: list[Lexeme], at: int, first: _Clock) -> Reading | None:
    """A bare hour is a time only after «в», «к» and before «часов»."""
    if fold_at(line, at - 1) not in {"в", "к"} or fold_at(line, first.stop) not in words("hours"):
        return None
    hour, stop = first.hour, first.stop + 1
    minute = _minutes(line, stop)
    stop += 2 if minute else 0
    part = fold_at(line, stop)
    if part in _PARTS and hour <= 12:
        return _zoned(line, _in_part(at, stop + 1, hour, minute, part))
    made = _at(at, stop, hour, minute)
    if not minute:
        made = made._replace(also=(*made.also, f"{hour}小时", f"{hour}个小时"))
    return _zoned(line, made)


def _minutes(line: list[Lexeme], at: int) -> int:
    """Minutes of «18 часов 30 минут», 0 where none follow."""
    if at + 1 >= len(line) or not fold_at(line, at + 1).startswith("мин"):
        return 0
    value = line[at].value if line[at].kind == "number" else None
    return int(value) if value is not None and value < 60 else 0


def half_past(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«в половине второго» → 1时30分 or 13时30分: which, the text does not say."""
    if fold_at(line, at) != "половине" or fold_at(line, at - 1) != "в" or at + 1 >= len(line):
        return None
    word = word_of(line[at + 1])
    if word is None or word.kind != "ordinal" or not 1 <= word.value <= 12:
        return None
    if not line[at + 1].fold.endswith(("ого", "его")):
        return None
    hour = int(word.value) - 1
    forms = _writings(hour or 12, 30) + _writings(hour + 12, 30)
    zh, *also = dict.fromkeys(forms)
    return Reading(at, at + 2, "time", f"{hour or 12:02d}:30", zh, tuple(also))


def _clock(line: list[Lexeme], at: int) -> _Clock | None:
    if not 0 <= at < len(line):
        return None
    lexeme = line[at]
    if lexeme.kind == "time":
        hour, minute = lexeme.text.split(":")
        return _Clock(int(hour), int(minute), at + 1, False)
    if lexeme.kind == "number":
        dotted = re.fullmatch(r"([01]?\d|2[0-3])\.([0-5]\d)", lexeme.text)
        zoned = _zone_at(line, at + 1) is not None
        if dotted and (zoned or fold_at(line, at - 1) in {"в", "с", "до", "к"}):
            return _Clock(int(dotted[1]), int(dotted[2]), at + 1, False)
        if lexeme.text.isdigit() and int(lexeme.text) <= 24:
            return _Clock(int(lexeme.text), 0, at + 1, True)
        return None
    word = word_of(lexeme)
    if word is not None and word.kind == "cardinal" and 1 <= word.value <= 24:
        return _Clock(int(word.value), 0, at + 1, True) if word.value % 1 == 0 else None
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


def _at(start: int, stop: int, hour: int, minute: int) -> Reading:
    zh, *also = dict.fromkeys(_writings(hour, minute))
    figures = tuple(Decimal(n) for n in ((hour, minute) if minute else (hour,)))
    return Reading(start, stop, "time", f"{hour:02d}:{minute:02d}", zh, tuple(also), figures)


def _in_part(start: int, stop: int, hour: int, minute: int, part: str) -> Reading:
    """«семь часов вечера» is 19时, also 晚上7时; «10 часов утра» 上午10时."""
    late = part == "вечера" or (part == "дня" and hour < 12)
    full = hour + 12 if late and hour < 12 else 0 if part == "ночи" and hour == 12 else hour
    spoken = [name + form for name in _PARTS[part] for form in _writings(hour, minute)]
    made = _at(start, stop, full, minute)
    later = late or full != hour
    forms = [made.zh, *made.also, *spoken] if later else [*spoken, made.zh, *made.also]
    return made._replace(zh=forms[0], also=tuple(forms[1:]))


def _between(start: int, stop: int, a: _Clock, b: _Clock) -> Reading:
    pairs = [
        (x, y)
        for x in _writings(a.hour, a.minute)
        for y in _writings(b.hour, b.minute)
        if (":" in x) == (":" in y)
    ]
    forms = [f"{x}{sep}{y}" for x, y in pairs for sep in ("至", "—", "–", "-", "到")]
    zh, *also = dict.fromkeys(forms)
    numbers = (a.hour, a.minute, b.hour, b.minute)
    figures = tuple(Decimal(n) for n in numbers if n or n in (a.hour, b.hour))
    value = f"{a.hour:02d}:{a.minute:02d}/{b.hour:02d}:{b.minute:02d}"
    return Reading(start, stop, "time", value, zh, tuple(also), figures)


def _zone_at(line: list[Lexeme], at: int) -> tuple[Zone, int] | None:
    """«мск», «по московскому времени», «(местное время)»; the next index behind it."""
    i = at + (fold_at(line, at) == "(")
    i += fold_at(line, i) == "по"
    zone = zones().get(fold_at(line, i))
    if zone is None:
        return None
    i += 1
    if fold_at(line, i) in {"времени", "время"}:
        i += 1
    elif not line[i - 1].fold.isascii() and len(line[i - 1].fold) > 3:
        return None
    if fold_at(line, at) == "(":
        return (zone, i + 1) if fold_at(line, i) == ")" else None
    return zone, i


def _zoned(line: list[Lexeme], made: Reading) -> Reading:
    found = _zone_at(line, made.stop)
    if found is None:
        return made
    zone, stop = found
    plain = (made.zh, *made.also)
    forms = [f"{name}{form}" for name in (zone.zh, *zone.also) for form in plain]
    forms += [f"{form}{a}{zone.zh}{b}" for form in plain for a, b in (("（", "）"), ("(", ")"))]
    return made._replace(
        stop=stop, value=f"{made.value} {zone.code}", zh=forms[0], also=tuple(forms[1:])
    )
