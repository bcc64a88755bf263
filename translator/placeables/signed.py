"""Temperatures below zero, single and as ranges: the sign is part of the value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from translator.placeables.amounts import with_unit
from translator.placeables.lexer import Lexeme
from translator.placeables.numerals import Amount, amount
from translator.placeables.reading import Reading, fold_at, is_dash, unit_at
from translator.placeables.render import plain, writings
from translator.placeables.tables import Unit

_MINUS = frozenset({"минус", "-", "–", "−"})
_PLUS = frozenset({"плюс", "+"})
_WARM = frozenset({"C", "deg"})
_LINKS = ("至", "到", "—", "–", "～")


def below_zero(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«минус 18 °C», «–18 °C» → 零下18摄氏度."""
    if fold_at(line, at) not in _MINUS:
        return None
    a = amount(line, at + 1)
    found = unit_at(line, a.stop) if a else None
    if a is None or found is None or found[0].code not in _WARM:
        return None
    if is_dash(line, at) and line[at].stop != line[at + 1].start:
        return None
    warm = with_unit(a.value, found[0], Reading(at, found[1], "", "", ""), scaled=False)
    forms = [sign + form for form in (warm.zh, *warm.also) for sign in ("零下", "-", "−", "–")]
    return warm._replace(
        value=f"-{warm.value}", zh=forms[0], also=tuple(forms[1:]), figures=(-a.value,)
    )


def signed_range(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«от –5 до +3 градусов», «–12…–15 °C», «минус 18–20 градусов» → 零下18至零下20摄氏度."""
    lead = fold_at(line, at) == "от"
    a = _signed(line, at + lead)
    if a is None:
        return None
    first, i = a
    i = _past_link(line, i, lead)
    b = _signed(line, i) if i else None
    if b is None:
        return None
    second, i = b
    found = unit_at(line, i)
    if found is None or found[0].code not in _WARM:
        return None
    if line[i - 1].kind == "number" and first < 0 <= second and not lead and _bare(line, i):
        second = -second  # «минус 18–20»: the sign is said once
    if first >= 0 and second >= 0 and not _plus(line, at, i):
        return None
    forms = _forms(first, second, found[0])
    value = f"{plain(first)}/{plain(second)} {found[0].code}"
    return Reading(at, found[1], "quantity", value, forms[0], tuple(forms[1:]), (first, second))


def _signed(line: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    sign = fold_at(line, at)
    marked = sign in _MINUS or sign in _PLUS
    a: Amount | None = amount(line, at + marked)
    if a is None:
        return None
    return (-a.value if sign in _MINUS else a.value), a.stop


def _past_link(line: list[Lexeme], at: int, lead: bool) -> int:
    """Index behind «до», «…» or a dash; 0 where none stands."""
    if lead:
        return at + 1 if fold_at(line, at) == "до" else 0
    if fold_at(line, at) in {"…", "..."} or is_dash(line, at) or fold_at(line, at) == "до":
        return at + 1
    dots = [fold_at(line, at + n) for n in range(3)]
    return at + 3 if dots == [".", ".", "."] else 0


def _plus(line: list[Lexeme], start: int, stop: int) -> bool:
    return any(line[n].fold in _PLUS for n in range(start, stop))


def _bare(line: list[Lexeme], stop: int) -> bool:
    return line[stop - 2].text not in _MINUS | _PLUS or is_dash(line, stop - 2)


def _forms(a: Decimal, b: Decimal, unit: Unit) -> list[str]:
    forms: list[str] = []
    if a < 0 <= b:
        forms.append(f"零下{plain(abs(a))}{unit.zh}至零上{plain(b)}{unit.zh}")
    for name in (unit.zh, *unit.also):
        for x in writings(abs(a)):
            for y in writings(abs(b)):
                for link in _LINKS:
                    head, tail = ("零下" if a < 0 else ""), ("零下" if b < 0 else "")
                    forms.append(f"{head}{x}{link}{tail}{y}{name}")
                    forms.append(f"{head}{x}{name}{link}{tail}{y}{name}")
                    if a < 0 <= b:
                        forms.append(f"{head}{x}{link}零上{y}{name}")
                        forms.append(f"{head}{x}{name}{link}零上{y}{name}")
                    if a < 0 and b < 0:
                        forms.append(f"零下{x}{link}{y}{name}")
    return list(dict.fromkeys(forms))
