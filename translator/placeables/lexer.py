"""Russian text as lexemes that the grammar reads: numbers, words, times, addresses, marks."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from translator.morphology import fold
from translator.placeables.tables import months, number_words

_SPACE = " \u00a0\u202f\u2009"
_PATTERN = (
    r"(?P<url>https?://[^\s<>«»“”]+|www\.[^\s<>«»“”]+"
    r"|(?<![\w@.-])(?:[\w-]+\.)+(?:ru|рф|com|cn|org|net|su|info|gov|io)\b(?:/[^\s<>«»“”]*)?)"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<phone>\+\d[\d\s()\u2011–-]{8,18}\d(?!\d)"
    r"|(?<![\d,.])8[\s-]?\(?\d{3,5}\)?[\s-]?\d{1,3}[\s-]\d{2}[\s-]?\d{2}(?!\d)"
    r"|\(\d{3,5}\)\s?\d{1,3}-\d{2}-\d{2}(?!\d))"
    r"|(?P<date>(?<!\d)\d{1,2}\.\d{1,2}\.[12]\d{3}(?!\d)"
    r"|(?<![\d.,])(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d(?!\d|[.,]\d))"
    r"|(?P<time>(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:]))"
    r"|(?P<code>(?<![\w-])[A-Za-z]+(?:-?\d[A-Za-z\d]*)(?:[-/.][A-Za-z\d]+)*(?!\w)"
    r"|(?<![\w-])[А-ЯЁ]{1,4}-?\d+[А-Яа-яA-Za-z\d]*(?![\w-])"
    r"|(?<![\w-])[А-ЯЁ][а-яё]{1,20}(?:-[А-ЯЁа-яё]+)*-\d+[А-Яа-яA-Za-z]?(?![\w-])"
    r"|(?<![\w,.-])\d+[А-ЯЁ]{1,3}\d+(?!\w)"
    r"|(?<![\w,.-])\d+[A-Za-z][A-Za-z\d]*(?:-[A-Za-z\d]+)*(?!\w)"
    r"|(?<![\w,.])\d+(?:-\d+)*-(?:ФЗ|ФКЗ|рп?|РП|пп|ПП|п|оз|ОЗ|ЗАО|ст)(?![\w-]))"
    r"|(?P<section>(?<!\d)\d+(?:\.\d+){2,})"
    r"|(?P<suffixed>\d+(?:,\d+)?[-\u2010\u2011](?P<tail>[а-яё]+))"
    rf"|(?P<number>\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?)"
    r"|(?P<unit>[кмг]?Вт[·⋅*•-]ч|[кмМГ]\w{0,3}/[счс]\b|[ДдТт]/[Гг]|ц/га|[Мм]бит/с|[Гг]бит/с"
    r"|к?м[23²³]|°\s?[CС]|℃|п/п)"
    r"|(?P<word>[^\W\d_]+(?:\u0301[^\W\d_]*)*(?:[-\u2010\u2011'’][^\W_]+)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
_ROMAN = re.compile(r"[IVXLCІХ]+\Z")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "І": 1, "Х": 10}


class Lexeme:
    """``text[start:stop]`` with its ``kind``: url, email, phone, date, time, code, section,
    suffixed, number, roman, unit, word, mark. ``fold`` is the key of the word lists, ``value``
    the number (of a suffixed numeral too), ``tail`` what follows its hyphen."""

    __slots__ = ("start", "stop", "text", "kind", "fold", "value", "tail")

    def __init__(
        self,
        start: int,
        stop: int,
        text: str,
        kind: str,
        value: Decimal | None = None,
        tail: str = "",
    ) -> None:
        self.start = start
        self.stop = stop
        self.text = text
        self.kind = kind
        self.fold = fold(text)
        self.value = value
        self.tail = tail


@lru_cache(maxsize=1)
def _regex() -> re.Pattern[str]:
    return re.compile(_PATTERN)


def lex(text: str) -> list[Lexeme]:
    """All lexemes in order.

    >>> [x.text for x in lex("1 080,5 км с 10:00")]
    ['1 080,5', 'км', 'с', '10:00']
    """
    line: list[Lexeme] = []
    for match in _regex().finditer(text):
        lexeme = _lexeme(match)
        if lexeme.kind == "word" and "-" in lexeme.fold:
            line.extend(_split(lexeme))
        else:
            line.append(lexeme)
    return line


def _split(lexeme: Lexeme) -> list[Lexeme]:
    """«два-три», «январь-сентябрь» as two words with a dash; other compounds stay whole."""
    halves = lexeme.fold.split("-")
    if len(halves) != 2 or not all(h in months() or h in number_words() for h in halves):
        return [lexeme]
    cut = lexeme.start + len(re.split(r"[-\u2010\u2011]", lexeme.text)[0])
    head, tail = lexeme.text[: cut - lexeme.start], lexeme.text[cut - lexeme.start + 1 :]
    return [
        Lexeme(lexeme.start, cut, head, "word"),
        Lexeme(cut, cut + 1, "-", "mark"),
        Lexeme(cut + 1, lexeme.stop, tail, "word"),
    ]


def _lexeme(match: re.Match[str]) -> Lexeme:
    kind = match.lastgroup or "mark"
    if match["suffixed"]:
        kind = "suffixed"
    start, stop, text = match.start(), match.end(), match.group()
    if kind == "number":
        return Lexeme(start, stop, text, kind, to_decimal(text))
    if kind == "suffixed":
        tail = match["tail"]
        number = re.match(r"[\d,]+", text)
        value = to_decimal(number.group()) if number else None
        return Lexeme(start, stop, text, kind, value, fold(tail))
    if kind in {"url", "phone", "email"}:
        kept = text.rstrip(".,;:!?)…" if kind == "url" and "(" not in text else ".,;:!?")
        return Lexeme(start, start + len(kept), kept, kind)
    if kind == "unit":
        return Lexeme(start, stop, text.replace(" ", ""), "word")
    if kind == "word" and _ROMAN.match(text):
        return Lexeme(start, stop, text, "roman", Decimal(roman(text)))
    return Lexeme(start, stop, text, kind)


def to_decimal(text: str) -> Decimal:
    """Value of digits as Russians write them.

    >>> to_decimal("1 080,5")
    Decimal('1080.5')
    """
    return Decimal("".join(c for c in text if c.isdigit() or c in ",.").replace(",", "."))


def roman(text: str) -> int:
    """Value of a Roman numeral (Cyrillic Х and І are read as X and I).

    >>> roman("XIX")
    19
    """
    values = [_ROMAN_VALUE[c] for c in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-a if a < b else a for a, b in pairs)
