"""Figures of a Chinese text by value: 35亿, 3.5万, 三分之一, 两成, 5月16日至18日, 第三季度.

The reverse of the rendering: whatever writing GB/T 15835 admits comes back as one value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from translator.placeables.tables import chinese_units, ordinary_words

_WIDE = str.maketrans("０１２３４５６７８９．％：，／", "0123456789.%:,/")
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "双": 2,
}

_ARABIC = r"\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_QIAN = "千(?![瓦米克牛伏卡帕赫欧])"
_SCALE = rf"(?:个?亿|[十百万]|{_QIAN}){{1,3}}"
_HAN = (
    rf"(?:[〇一二两三四五六七八九十百万亿]|零(?![上下度])|[多余](?=[万亿])|{_QIAN})+"
    r"(?:点[零〇一二三四五六七八九]+[万亿]?)?"
)
_VALUE = rf"(?:(?:{_ARABIC})(?:[多余]?{_SCALE}(?:\d+(?:\.\d+)?{_SCALE})*)?|{_HAN})"
_MORE = r"[多余几]?"
_LINK = r"(?:至|到|—{1,2}|–|-|~|～|、|和|或|及)"
_SHORT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_BELOW = (
    r"(?:零下|负(?=[\d零〇一二两三四五六七八九十])"
    r"|(?<![0-9A-Za-z%）)])[-−](?=\d+(?:\.\d+)?(?:℃|°|摄氏度|度)))"
)
_YEAR = r"(?:[12]\d{3}|[一二][零〇一二三四五六七八九]{3})"


@dataclass(frozen=True, slots=True)
class Figure:
    """Figures in Chinese: ``zh[start:stop] == text``, its ``values`` in order and the ``unit``.

    ``unit`` is ``date``, ``time``, ``%``, ``pp`` (百分点), ``倍``, ``第`` (ordinal), ``季度`` or
    the Chinese measure that follows (``卢布``, ``吨``), empty where none does. A share is given
    in per cent with ``%`` (两成: 20 %), a fraction as its value.
    """

    start: int
    stop: int
    text: str
    values: tuple[Decimal, ...]
    unit: str


@lru_cache(maxsize=1)
def _regex() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in ordinary_words())
    names = "|".join(re.escape(name) for name in chinese_units() if name != "%")
    day = rf"{_SHORT}(?:[日号]|(?={_LINK}{_SHORT}[日号]))"
    point = rf"(?:{_YEAR}年)?{_SHORT}月(?:{day})?"
    tail = rf"{_LINK}(?:{point}|{_SHORT}[日号])"
    parts = (
        rf"(?P<word>{words}|[数几][十百千万亿]+)",
        r"(?P<latin>[A-Za-z]+[-.]?\d[\w.-]*)",
        rf"(?P<fraction>(?P<below>{_HAN}|\d+)分之(?P<top>{_VALUE}))",
        rf"(?P<date>{point}(?:{tail})*|{_SHORT}{_LINK}{_SHORT}月(?![份]?个)(?:{day})?)",
        rf"(?P<school>{_YEAR}[—–/至-](?:{_YEAR}|\d\d)(?:学年|年度))",
        rf"(?P<years>{_YEAR}年?(?:{_LINK}{_YEAR}年?)*(?<=年)(?!代)(?:度)?)",
        r"(?P<clock>(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?!\d)|"
        rf"(?P<hour2>{_SHORT})(?:时(?![间代期刻空至光差段速])|点(?=[钟半整至到]|[一三13]刻|\d{{1,2}}分|前|后))"
        r"(?:(?P<minute2>\d{1,2})分|(?P<halfpast>半)|(?P<past>[一三1３3])刻)?)",
        r"(?P<quarter>第?(?P<q>[一二三四1-4])季度)",
        rf"(?P<ordinal>第(?P<rank>{_VALUE})(?:号)?)",
        r"(?P<ratio>(?<![\d:∶：])\d{1,3}(?:∶|比)\d{1,3}(?![\d:∶：]))",
        r"(?P<double>翻(?:了)?[一1]?[番倍]|翻两番|减半)",
        r"(?P<tenths>(?P<tenth>[一二两三四五六七八九]|\d(?:\.\d)?)成(?P<tenth2>[一二三四五六七八九])?"
        r"(?![员立为套品本果功就长份分型交熟绩语都人体色]))",
        r"(?P<discount>[一二三四五六七八九]|\d(?:\.\d)?)折(?=[优扣销出起以的价\W]|$)",
        r"(?P<minutes>[一三13])刻钟",
        r"(?P<half>过半|对半|一半|半数|半(?=年|个?月|小时|天))",
        rf"(?P<range>(?P<cold>{_BELOW})?(?P<a>{_VALUE})(?:%|{names})?(?:至|到|—{{1,2}}|–|-|~|～)(?P<cold2>零[下上])?(?P<b>{_VALUE}))"
        rf"{_MORE}(?P<runit>个?百分点|%|倍|成|{names})?",
        rf"(?P<plain>(?P<minus>{_BELOW})?(?P<n>{_VALUE}){_MORE}(?P<ehalf>个?半(?=小时|月|年|天))?)"
        rf"(?P<unit>个?百分点|%|倍|{names})?(?P<uhalf>半)?",
    )
    return re.compile("|".join(parts))


@lru_cache(maxsize=512)  # the checks of one unit ask again and again
def figures(zh: str) -> tuple[Figure, ...]:
    """All figures of a Chinese text, in order, not overlapping.

    >>> [(f.text, f.unit) for f in figures("出口额35亿卢布，增长两成")]
    [('35亿卢布', '卢布'), ('两成', '%')]
    """
    text = zh.translate(_WIDE)
    found: list[Figure] = []
    for match in _regex().finditer(text):
        read = _read(match)
        if read is None:
            continue
        values, unit = read
        found.append(
            Figure(match.start(), match.end(), zh[match.start() : match.end()], values, unit)
        )
    return tuple(found)


def _read(match: re.Match[str]) -> tuple[tuple[Decimal, ...], str] | None:
    if match["word"] or match["latin"]:
        return None
    if match["fraction"]:
        return _fraction(match)
    if match["date"] or match["years"] or match["school"]:
        return _calendar(match.group()), "date"
    if match["clock"]:
        return _clock(match), "time"
    if match["quarter"]:
        return (value_of(match["q"]),), "季度"
    if match["ordinal"]:
        return (value_of(match["rank"]),), "第"
    if match["ratio"]:
        return tuple(Decimal(n) for n in re.findall(r"\d+", match["ratio"])), "比"
    if match["double"]:
        return _double(match.group())
    if match["tenths"]:
        more = value_of(match["tenth2"]) if match["tenth2"] else 0
        return (value_of(match["tenth"]) * 10 + more,), "%"
    if match["discount"]:
        return (100 - value_of(match["discount"]) * 10,), "%"
    if match["minutes"]:
        return (value_of(match["minutes"]) * 15,), "分钟"
    if match["half"]:
        return (Decimal("0.5"),), ""
    if match["range"]:
        return _range(match)
    return _plain(match)


def _fraction(match: re.Match[str]) -> tuple[tuple[Decimal, ...], str]:
    top, below = value_of(match["top"]), match["below"]
    if below == "百":
        return (top,), "%"
    if below == "千":
        return (top,), "‰"
    return (top / value_of(below),), ""


def _calendar(text: str) -> tuple[Decimal, ...]:
    years = re.fullmatch(r"(\d{4})[—–/至-](\d{2})(?:学年|年度)", text)
    if years:
        return Decimal(years[1]), Decimal(years[1][:2] + years[2])
    values: list[Decimal] = []
    for part in re.findall(rf"{_YEAR}|{_SHORT}", text):
        two = len(part) == 2 and all(c in _HAN_DIGITS for c in part)  # 五六月: May and June
        values += [value_of(c) for c in part] if two else [value_of(part)]
    return tuple(values)


def _clock(match: re.Match[str]) -> tuple[Decimal, ...]:
    hour = value_of(match["hour"] or match["hour2"])
    late = re.search(r"(?:下午|晚上|傍晚|晚|夜间|当晚)\Z", match.string[: match.start()])
    if late and hour < 12:
        hour += 12
    quarters = value_of(match["past"]) * 15 if match["past"] else 0
    minute = Decimal(match["minute"] or match["minute2"] or (30 if match["halfpast"] else quarters))
    return (hour, minute) if minute else (hour,)


def _double(text: str) -> tuple[tuple[Decimal, ...], str]:
    if text == "减半":
        return (Decimal("0.5"),), ""
    return (Decimal(4 if "两" in text else 2),), "倍"


def _range(match: re.Match[str]) -> tuple[tuple[Decimal, ...], str]:
    a, b = value_of(match["a"]), value_of(match["b"])
    if match["cold"]:
        below = match["cold2"] == "零下" or (not match["cold2"] and b > a)
        unit = _unit(match["runit"] or "")
        return (-a, -b if below else b), unit
    if match["cold2"] == "零下":
        return (a, -b), _unit(match["runit"] or "")
    scale = re.search(rf"{_SCALE}\Z", match["b"])
    if scale and match["a"][-1].isdigit() and a * _factor(scale.group()) < b:
        a *= _factor(scale.group())
    unit = match["runit"] or ""
    if unit == "成":
        return (a * 10, b * 10), "%"
    return (a, b), _unit(unit)


def _plain(match: re.Match[str]) -> tuple[tuple[Decimal, ...], str] | None:
    text = match["n"]
    if text in {"万", "亿", "零"}:
        return None
    if len(text) in {2, 3} and all(c in _HAN_DIGITS for c in text):
        return _neighbours(text, _unit(match["unit"] or ""))
    several = re.fullmatch(r"([一二两三四五六七八])([二三四五六七八九])([十百千万亿]+)", text)
    if several:
        found = _neighbours(several[1] + several[2], _unit(match["unit"] or ""))
        factor = _factor(several[3])
        return (tuple(value * factor for value in found[0]), found[1]) if found else None
    value = value_of(text)
    if match["ehalf"] or match["uhalf"]:
        value += Decimal("0.5")
    if match["minus"]:
        value = -value
    return (value,), _unit(match["unit"] or "")


def _neighbours(text: str, unit: str) -> tuple[tuple[Decimal, ...], str] | None:
    """三四周 is three or four weeks; other bare digits in a row (三一) are a name."""
    values = [_HAN_DIGITS[c] for c in text]
    if len(values) == 2 and values[1] == values[0] + 1 and values[0] > 0:
        return (Decimal(values[0]), Decimal(values[1])), unit
    return None


def _unit(text: str) -> str:
    return "pp" if text.endswith("百分点") else text


def _factor(scale: str) -> Decimal:
    total = Decimal(1)
    for char in scale.removeprefix("个"):
        total *= _SCALES[char]
    return total


def value_of(text: str) -> Decimal:
    """Value of a number in digits, Han numerals or both.

    >>> [str(value_of(n)) for n in ("3.5万", "一百二十", "3亿5000万", "二〇二五", "十")]
    ['35000', '120', '350000000', '2025', '10']
    """
    text = re.sub(r"[,\s多余个]", "", text)
    mixed = re.findall(rf"(\d+(?:\.\d+)?)({_SCALE})?", text) if text[0].isdigit() else []
    if mixed:
        total = Decimal(0)
        for number, scale in mixed:
            total += Decimal(number) * _factor(scale)
        return total.normalize() if total != total.to_integral_value() else Decimal(int(total))
    return _han(text)


def _han(text: str) -> Decimal:
    whole, _, part = text.partition("点")
    if part[-1:] in {"万", "亿"}:
        value = _han(text[:-1]) * _SCALES[text[-1]]
        return Decimal(int(value)) if value == value.to_integral_value() else value
    tail = Decimal("0." + "".join(str(_HAN_DIGITS[c]) for c in part)) if part else Decimal(0)
    if len(whole) > 1 and all(c in _HAN_DIGITS for c in whole):
        return Decimal("".join(str(_HAN_DIGITS[c]) for c in whole)) + tail
    total = section = digit = 0
    for char in whole:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
            continue
        size = _SCALES[char]
        if size >= 10**4:
            below = section + digit
            if char == "亿" and total:
                below += total
                total = 0
            total += (below or 1) * size
            section = 0
        else:
            section += (digit or 1) * size
        digit = 0
    return Decimal(total + section + digit) + tail
