"""The rules of Chinese typography: small functions, masked text in, text out, in one order.

Sources: GB/T 15834-2011 (punctuation marks; clause numbers below are its own) and
GB/T 15835-2011 (numerals). Where the standards leave a choice the usage of Xinhua is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from translator.text.characters import HAN
from translator.text.masking import MASKS
from translator.text.quotes import quotation_marks

Rule = Callable[[str], str]

_SPACE = r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_WIDE = "，。：；？！（）、“”‘’《》〈〉【】…—·"
_CLOSING = "”’）》〉】"
_LATIN = f"A-Za-z{MASKS}"
_DATE_PART = r"(?:年|月|日|时|点|分|号)"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()} | {
    ord("％"): "%",
    ord("＋"): "+",
    ord("＠"): "@",
}
_INVISIBLE = {ord(ch): None for ch in "\u200b\u200c\u200d\u2060\ufeff\u00ad"}
_MEASURES = frozenset("人个名吨家公元美卢项万亿年米千座种次户份辆台件套头只")
_MARKS = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_LATIN_END = re.compile(r"(?:Ltd|Inc|Co|Corp|Jr|Sr|St|[A-Z])\.\Z")


def matches(pattern: str, text: str) -> bool:
    """Whether ``pattern`` is found anywhere in ``text``."""
    return re.search(pattern, text) is not None


def invisible(text: str) -> str:
    """Soft hyphens, zero-width marks and byte-order marks have no place in a target."""
    return text.translate(_INVISIBLE)


def figures_half_width(text: str) -> str:
    """Digits, Latin letters and the per cent sign are half-width (GB/T 15835, 5.1)."""
    return text.translate(_FULL_WIDTH)


def spaces(text: str) -> str:
    """No space beside a Han character or a full-width mark, one elsewhere, none at the ends."""
    text = re.sub(f"{_SPACE}+", " ", text.strip())
    text = re.sub(r"(?<=\d) (?=[%‰℃])", "", text)
    wide = f"[{HAN}{_WIDE}]"
    text = re.sub(rf"(?<=[{HAN}]) (?=[-–—])|(?<=[-–—]) (?=[{HAN}])", "\x00", text)
    text = re.sub(rf"(?<={wide}) | (?={wide})", "", text)
    text = re.sub(r" (?=[,.;:?!%)](?:\s|\x00|$))", "", text)
    text = re.sub(rf" (?=[,;:?!)][{HAN}])|(?<=[{HAN}][(]) ", "", text)
    return text.replace("\x00", " ")


def interpunct(text: str) -> str:
    """The dot between the parts of a foreign name is · (4.14), without spaces."""
    return re.sub(rf"(?<=[{HAN}])\s?[•‧∙⋅・]\s?(?=[{HAN}])", "·", text)


def ellipsis(text: str) -> str:
    """Six dots (4.11): «...» and one half of the mark beside Chinese become ……."""
    beside = f"[{HAN}{_WIDE}%0-9]"
    text = re.sub(rf"(?<={beside})(?:\.{{3,}}|⋯+)|(?:\.{{3,}}|⋯+)(?=[{HAN}“《（])", "……", text)
    return re.sub(r"…+", "……", text)


def dash(text: str) -> str:
    """The dash is two ems long (4.10): between Chinese « - », « – », « — » and «--» become ——."""
    side = f"[{HAN}{_CLOSING}{_LATIN}0-9%]"
    text = re.sub(rf"(?<={side}) (?:[-–—―]+) (?={side}|[“《（])", _long_dash, text)
    text = re.sub(r"[—―]{2,}|(?<=[^\x00-\x7f])--+(?=[^\x00-\x7f])", "——", text)
    text = re.sub(r"(?<=——)[—―]+", "", text)
    return re.sub(rf"(?<=[{HAN}])[–―](?=[{HAN}])", "—", text)


def _long_dash(match: re.Match[str]) -> str:
    around = match.string[match.start() - 1] + match.string[match.end()]
    return "——" if matches(f"[{HAN}{_WIDE}]", around) else match.group()


def thousands(text: str) -> str:
    """Figures are written without separators: 12 345 and 1,200,000 (GB/T 15835, 5.1.3, leaves
    the space and the comma to technical texts). A decimal comma after 0 is not a separator."""
    return re.sub(
        r"(?<![\d.,:+()\-–—/№])[1-9]\d{0,2}(?:[ ,']\d{3})+(?! ?\d|[,:]\d|\.\d{3}\b)",
        lambda m: re.sub(r"[ ,']", "", m.group()),
        text,
    )


def date_range(text: str) -> str:
    """5月16日—18日 → 5月16日至18日: between parts of a date or hours stands 至."""
    mark = r"[-–—～~]"
    text = re.sub(rf"(?<=[月日时点分号]){mark}(?=\d+{_DATE_PART})", "至", text)
    text = re.sub(rf"(?<=月)(\d{{1,2}}){mark}(?=\d{{1,2}}[日号])", r"\1日至", text)
    text = re.sub(rf"(?<=年){mark}(?=\d{{4}}年)", "至", text)
    return re.sub(rf"(?<![\d:.])(\d{{1,2}}:\d\d){mark}(?=\d{{1,2}}:\d\d(?![\d:]))", r"\1至", text)


def year_range(text: str) -> str:
    """2026-2027年 → 2026—2027年 (4.13.3.2: the one-em mark joins two times)."""
    return re.sub(
        r"(?<![\d./:\-–—A-Za-z])((?:1[89]|20)\d\d)[-–～~](?=(?:1[89]|20)\d\d(?:年|学年|财年|年度))",
        r"\1—",
        text,
    )


def number_range(text: str) -> str:
    """5-7 → 5至7, 5-7% → 5%至7% (GB/T 15835, 5.1.4) where the second figure is the greater and
    no code, score, phone or model (737-800) is meant; 5—7 is right as it stands."""
    return re.sub(
        rf"(?<![\d./:,\-–—№{_LATIN}第])(\d+(?:\.\d+)?)(%|万|亿)?(?: ?[-–～~] ?| — )"
        rf"(\d+(?:\.\d+)?)(?![\d./:\-–—{_LATIN}]|号(?!线))(%?)(?=(.?))",
        _rising,
        text,
    )


def _rising(match: re.Match[str]) -> str:
    low, unit, high, percent, after = match.groups()
    model = len(low) > 2 and len(high) > 2 and not percent and after not in _MEASURES
    falling = float(low) >= float(high) and not unit
    if falling or model or low.startswith("0") and "." not in low:
        return match.group()
    return f"{low}{unit or percent}至{high}{percent}"


def brackets(text: str) -> str:
    """( ) with Chinese inside or beside it become （ ）; an area code keeps its own."""
    return re.sub(r"\(([^()（）]*)\)", _bracket, text)


def _bracket(match: re.Match[str]) -> str:
    inside, string = match.group(1), match.string
    around = string[max(match.start() - 1, 0) : match.start()] + string[match.end() :][:1]
    code = re.fullmatch(r"\d{3,5}", inside) and string[match.end() :][:2].strip()[:1].isdigit()
    chinese = matches(f"[{HAN}{_WIDE}]", inside) or matches(f"[{HAN}{_WIDE}]", around)
    return f"（{inside}）" if chinese and not code else match.group()


def full_width_marks(text: str) -> str:
    """, : ; ? ! beside Chinese are full-width (4.1-4.7); between figures they are not marks."""
    chinese = f"[{HAN}{_WIDE}%]"
    text = re.sub(
        rf"(?<={chinese})[,:;?!]|(?<=[\d{_LATIN}%])[,:;?!](?=[{HAN}“《（])",
        lambda m: _MARKS[m.group()],
        text,
    )
    text = re.sub(rf"(?<={chinese})\.(?=[{_CLOSING}“《（]|\s|$)", "。", text)
    text = re.sub(rf"(?<=[{HAN}{_CLOSING}%])\.(?=[\d{_LATIN}])(?!\d+%)", "。", text)
    return re.sub(rf"(?<=[\d{_LATIN}])[.](?=[”）]?$)|(?<=[\d{_LATIN}])[?!](?=[”）]?$)", _end, text)


def _end(match: re.Match[str]) -> str:
    if match.group() != ".":
        return _MARKS[match.group()]
    before = match.string[: match.end()]
    return "." if _LATIN_END.search(before) else "。"


def ideographic_stop(text: str) -> str:
    """Look-alikes of 。 and ， from other keyboards."""
    text = re.sub(rf"(?<=[{HAN}{_CLOSING}\d%])[｡．](?!\d)", "。", text)
    return text.replace("﹐", "，").replace("､", "、").replace("﹔", "；")


def duplicates(text: str) -> str:
    """。。 → 。; a pause before a stop goes; ？ and ！ may be doubled, the others may not."""
    text = re.sub(r"([，。、；：])\1+", r"\1", text)
    text = re.sub(r"[，、；：]+(?=[。？！])", "", text)
    text = re.sub(r"([？！])。+", r"\1", text)
    return re.sub(r"，、|、，", "，", text)


RULES: tuple[Rule, ...] = (
    invisible,
    figures_half_width,
    quotation_marks,
    dash,
    spaces,
    interpunct,
    thousands,
    date_range,
    year_range,
    number_range,
    ellipsis,
    brackets,
    full_width_marks,
    ideographic_stop,
    duplicates,
)
"""In this order; each may rely on the ones before it."""
