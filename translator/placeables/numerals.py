"""Russian numbers, in digits and in words, as exact values."""

from __future__ import annotations

from decimal import Decimal

from translator.placeables.lexer import Lexeme
from translator.placeables.reading import skip_dot, unit_at
from translator.placeables.tables import Word, number_words, words


def word_of(lexeme: Lexeme) -> Word | None:
    """The number word a lexeme is, or None."""
    return number_words().get(lexeme.fold) if lexeme.kind == "word" else None


def cardinal(line: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    """Whole number written in words below 1000 (or a single 1.5) from lexeme ``at``.

    Places must fall («двадцать пять», never «пять двадцать»); returns value and next index.
    """
    total, floor, i = Decimal(0), Decimal(1001), at
    while i < len(line):
        word = word_of(line[i])
        if word is None or word.kind != "cardinal" or not _fits(word.value, floor):
            break
        total += word.value
        floor = _place(word.value)
        i += 1
    return (total, i) if i > at else None


def _place(value: Decimal) -> Decimal:
    if value >= 100:
        return Decimal(100)
    return Decimal(10) if value >= 20 else Decimal(1)


def _fits(value: Decimal, floor: Decimal) -> bool:
    if floor > 1000:
        return True
    return value < floor and value != Decimal("1.5") and value > 0


def scale(line: list[Lexeme], at: int) -> tuple[Decimal, int]:
    """Multiplier at lexeme ``at`` («тыс.», «миллиардов») with its full stop, or 1.

    «3 тыс. млрд» multiplies twice.
    """
    factor, i = Decimal(1), at
    while i < len(line):
        word = word_of(line[i])
        if word is None or word.kind != "scale":
            break
        factor *= word.value
        i = skip_dot(line, i + 1)
    return factor, i


class Amount:
    """A number read at ``start``..``stop`` (lexeme indices); ``scaled`` if a multiplier was
    written, ``words`` if it was spelled out, ``factor`` the multiplier."""

    __slots__ = ("value", "start", "stop", "scaled", "words", "factor")

    def __init__(self, value: Decimal, start: int, stop: int, words: bool, factor: Decimal) -> None:
        self.value = value
        self.start = start
        self.stop = stop
        self.words = words
        self.factor = factor
        self.scaled = factor != 1


def amount(line: list[Lexeme], at: int) -> Amount | None:
    """A number with its multipliers: «3,5 млрд», «1 млн 200 тыс.», «полтора миллиона».

    >>> from translator.placeables.lexer import lex
    >>> amount(lex("два миллиона триста тысяч"), 0).value
    Decimal('2300000')
    """
    first = _part(line, at)
    if first is None:
        return None
    value, i, words, factor = first
    limit = factor
    while limit > 1:
        after = _part(line, i)
        if after is None or after[3] >= limit or after[0] >= limit or after[2] != words:
            break
        if after[3] == 1 and not words and (after[0] < 100 or not _counts(line, after[1])):
            break
        value += after[0]
        i, limit = after[1], after[3]
    return Amount(value, at, i, words, factor)


def _counts(line: list[Lexeme], at: int) -> bool:
    """A unit or a noun follows: «17 тыс. 400 билетов» is one number, «12 тыс. 300» may be two."""
    if unit_at(line, at) is not None:
        return True
    return at < len(line) and line[at].kind == "word" and len(line[at].text) > 3


def _part(line: list[Lexeme], at: int) -> tuple[Decimal, int, bool, Decimal] | None:
    if at >= len(line):
        return None
    lexeme = line[at]
    if lexeme.kind == "number" and lexeme.value is not None:
        factor, i = scale(line, at + 1)
        return lexeme.value * factor, i, False, factor
    word = word_of(lexeme)
    if word is None:
        return None
    if word.kind == "bulk":
        return word.value, at + 1, True, word.value * 2
    if word.kind == "scale":
        # A bare plural («тысячи людей») is vague; the singular is one of it.
        if lexeme.fold not in words("one-scale") and not _about(line, at):
            return None
        factor, i = scale(line, at)
        return factor, i, True, factor
    if word.kind == "group":
        return (word.value, at + 1, True, Decimal(1)) if _about(line, at) else None
    read = cardinal(line, at)
    if read is None:
        return None
    value, i = read
    group = word_of(line[i]) if i < len(line) else None
    if group is not None and group.kind == "group":
        value, i = value * group.value, i + 1
    if [x.fold for x in line[i : i + 2]] == ["с", "половиной"]:
        value, i = value + Decimal("0.5"), i + 2
    factor, i = scale(line, i)
    return value * factor, i, True, factor


def _about(line: list[Lexeme], at: int) -> bool:
    """«более тысячи», «около сотни»: one whole scale, though the form could be a plural."""
    one = line[at].fold in words("genitive-one")
    return one and at > 0 and line[at - 1].fold in words("about")
