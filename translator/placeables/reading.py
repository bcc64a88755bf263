"""What a rule of the grammar returns, and small steps over lexemes that rules share."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from translator.placeables.lexer import Lexeme
from translator.placeables.tables import Unit, units, words

_DASHES = frozenset("-–—−‑‐")
_LONGEST_UNIT = 7


class Reading(NamedTuple):
    """A placeable over lexemes ``start``..``stop`` of a line; see units.Placeable for the rest.

    ``clip`` narrows the span to the digits of a single lexeme («27-й» keeps all, «27-тонный»
    only 27)."""

    start: int
    stop: int
    kind: str
    value: str
    zh: str
    also: tuple[str, ...] = ()
    figures: tuple[Decimal, ...] = ()
    clip: tuple[int, int] | None = None


def fold_at(line: list[Lexeme], at: int) -> str:
    """Key of the lexeme, an empty string outside the line."""
    return line[at].fold if 0 <= at < len(line) else ""


def is_dash(line: list[Lexeme], at: int) -> bool:
    """A hyphen, dash or minus stands here."""
    return 0 <= at < len(line) and line[at].text in _DASHES


def skip_dot(line: list[Lexeme], at: int) -> int:
    """Past the full stop of an abbreviation; the last one of a text ends the sentence."""
    inside = 0 < at < len(line) - 1
    if inside and line[at].text == "." and line[at - 1].fold in words("dotted"):
        return at + 1 if not _ends_sentence(line, at) else at
    return at


def _ends_sentence(line: list[Lexeme], at: int) -> bool:
    """«… 5 млн руб. Работы начнутся»: a stop before a capital may end the sentence, keep it.

    A unit in capitals («48 тыс. ДФЭ») begins no sentence.
    """
    after = line[at + 1]
    if after.text.isupper() and (after.fold,) in units():
        return False
    return line[at - 1].fold not in {"кв", "куб", "п"} and (
        after.kind == "word" and after.text[:1].isupper() or after.text in "»)"
    )


def unit_at(line: list[Lexeme], at: int) -> tuple[Unit, int] | None:
    """The longest unit at lexeme ``at`` and the next index; full stops inside are passed over.

    >>> from translator.placeables.lexer import lex
    >>> unit_at(lex("кв. м."), 0)[0].code
    'm2'
    """
    table = units()
    key: list[str] = []
    best: tuple[Unit, int] | None = None
    i = at
    while i < min(len(line), at + _LONGEST_UNIT):
        lexeme = line[i]
        if lexeme.text == "." and key:
            i += 1
            continue
        key.append(lexeme.fold)
        unit = table.get(tuple(key))
        if unit is not None:
            best = (unit, i + 1)
        elif tuple(key) not in _prefixes():
            break
        i += 1
    if best is None or _is_else(line, at, best[1]):
        return None
    return best[0], skip_dot(line, best[1])


def _is_else(line: list[Lexeme], at: int, stop: int) -> bool:
    """«т. е.», «г. Томск», «п. 3»: an abbreviation that only looks like a unit."""
    if stop != at + 1:
        return False
    dotted = fold_at(line, stop) == "."
    if line[at].fold == "т" and dotted and fold_at(line, stop + 1) in {"е", "д", "п", "ч", "к"}:
        return True
    if line[at].fold in {"г", "м", "л", "с", "в"} and dotted:
        return stop + 1 < len(line) and line[stop + 1].text[:1].isupper()
    return False


@lru_cache(maxsize=1)
def _prefixes() -> frozenset[tuple[str, ...]]:
    return frozenset(key[:n] for key in units() for n in range(1, len(key)))
