"""Numbers with what they count: sums of money, percentages, measures, multiples, fractions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from translator.placeables.dates import first_months
from translator.placeables.lexer import Lexeme
from translator.placeables.numerals import Amount, amount, word_of
from translator.placeables.reading import Reading, fold_at, is_dash, unit_at
from translator.placeables.render import han, han_forms, number, plain, writings
from translator.placeables.tables import Unit, units, words

_SEPARATORS = ("至", "—", "到", "–", "-", "～")
_TIMES = frozenset({"раз", "раза", "разом"})
_SIGNS = frozenset("$€₽¥£")


def range_(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«12–15 %», «от 3 до 5 тысяч», «два-три года», «от 5 млн до 7 млн рублей»."""
    between = fold_at(line, at) == "между"
    lead = fold_at(line, at) == "от" or between
    a = amount(line, at + lead)
    if a is None:
        return None
    i = a.stop
    own = unit_at(line, i) if lead else None
    if own is not None:
        i = own[1]
    link = "и" if between else "до"
    if fold_at(line, i) != link if lead else not is_dash(line, i):
        return None
    b = amount(line, i + 1)
    if b is None:
        return None
    if between and unit_at(line, b.stop) is None:
        return None
    low = _shared(a, b)
    if low >= b.value or (own and not unit_at(line, b.stop)):
        return None
    found = unit_at(line, b.stop)
    unit, stop = found or (None, b.stop)
    base = Reading(at, stop, unit.kind if unit else "number", "", "")
    if fold_at(line, stop) in _TIMES and unit is None:
        return _range_of(
            low, b, "次" if fold_at(line, at - 1) != "в" else "倍", (), base, "times", 1
        )
    if unit is None:
        return _range_of(low, b, "", (), base, "", 0)
    return _range_of(low, b, unit.zh, unit.also, base, unit.code, 0)


def _shared(a: Amount, b: Amount) -> Decimal:
    """«3–5 млн» means millions both times; «500 – 2 тыс.» does not."""
    if b.scaled and not a.scaled and a.value * b.factor < b.value:
        return a.value * b.factor
    return a.value


def _range_of(
    low: Decimal,
    b: Amount,
    zh: str,
    other: tuple[str, ...],
    base: Reading,
    code: str,
    extra: int,
) -> Reading:
    x, y = number(low, scaled=b.scaled), number(b.value, scaled=b.scaled)
    bare = x[:-1] if x[-1] == y[-1] and x[-1] in "万亿" else x
    forms = []
    for name in (zh, *other):
        twice = [f"{x}{name}{sep}{y}{name}" for sep in _SEPARATORS]
        once = [f"{x}{sep}{y}{name}" for sep in _SEPARATORS]
        once += [f"{bare}{sep}{y}{name}" for sep in _SEPARATORS] if bare != x else []
        forms += twice + once if name == "%" else once + twice
        if low < b.value <= 10 and low % 1 == b.value % 1 == 0:
            forms += [x_form + y_form + name for x_form in han_forms(int(low))
                      for y_form in han_forms(int(b.value))]  # fmt: skip
    first, *also = dict.fromkeys(forms)
    value = f"{plain(low)}/{plain(b.value)} {code}".strip()
    kind = "number" if base.kind == "number" else _public(base.kind)
    return base._replace(
        stop=base.stop + extra,
        kind=kind,
        value=value,
        zh=first,
        also=tuple(also),
        figures=(low, b.value),
    )


def _public(kind: str) -> str:
    return "quantity" if kind == "period" else kind


def from_to(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """The first number of «с 3,2 до 4,5 млрд рублей»: it shares multiplier and unit."""
    if fold_at(line, at) not in {"с", "со"}:
        return None
    a = amount(line, at + 1)
    if a is None or fold_at(line, a.stop) != "до":
        return None
    b = amount(line, a.stop + 1)
    found = unit_at(line, b.stop) if b else None
    if b is None:
        return None
    low = a.value
    if b.scaled and not a.scaled and a.words == b.words and a.value * b.factor <= 10 * b.value:
        low = a.value * b.factor
    base = Reading(at + 1, a.stop, "number", plain(low), "")
    if found is None:
        return with_unit(low, None, base, scaled=b.scaled)
    return with_unit(low, found[0], base, scaled=b.scaled)


def single(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«3,5 млрд руб.», «$5 млн», «340 тыс. т», «два часа», «27» of «27 человек»."""
    sign = line[at].text in _SIGNS
    a = amount(line, at + sign)
    if a is None:
        return None
    if sign:
        unit = units()[(line[at].text,)]
        return with_unit(a.value, unit, Reading(at, a.stop, "", "", ""), scaled=a.scaled)
    if fold_at(line, a.stop) in _TIMES:
        return _times(line, a, Reading(at, a.stop + 1, "", "", ""))
    found = unit_at(line, a.stop)
    if found is not None and not _glued(line, a, found[0]):
        unit, stop = found
        return with_unit(a.value, unit, Reading(at, stop, "", "", ""), scaled=a.scaled)
    if _doubtful(line, a):
        return None
    return with_unit(a.value, None, Reading(at, a.stop, "", "", ""), scaled=a.scaled)


def _glued(line: list[Lexeme], a: Amount, unit: Unit) -> bool:
    """A spelled number before a one-letter unit («два м») is something else."""
    return a.words and not a.scaled and len(line[a.stop].text) == 1 and unit.kind == "quantity"


def _doubtful(line: list[Lexeme], a: Amount) -> bool:
    """«один» as a pronoun, «семью» as the family: no figure without a unit."""
    return a.words and a.stop == a.start + 1 and line[a.start].fold in words("pronoun-like")


def with_unit(value: Decimal, unit: Unit | None, base: Reading, *, scaled: bool) -> Reading:
    forms = writings(value, scaled=scaled)
    if unit is None:
        extra = ("双", "俩", "二者", "两者", "一对") if value == 2 else ()
        return base._replace(
            kind="number", value=plain(value), zh=forms[0], also=(*forms[1:], *extra),
            figures=(value,),
        )  # fmt: skip
    names = unit.names
    zh, *also = [form + name for name in names for form in forms]
    if unit.code == "%":
        also += [f"百分之{form}" for form in forms] + _tenths(value)
        also += [] if value else ["零"]
    if unit.code == "month" and value == value.to_integral_value() and 2 <= value <= 11:
        also += first_months(int(value))
    if unit.code == "month" and value in {6, 12, 18}:
        also += {6: ["半年"], 12: ["一年", "1年"], 18: ["一年半", "1年半"]}[int(value)]
    for name, factor in unit.same:
        also += [form + name for form in writings(value * factor, scaled=True)]
    if unit.code == "decade":
        zh, *also = [*also, zh]
        zh = plain(value * 10) + "年"
        value, unit = value * 10, units()[("лет",)]
    if unit.kind == "period" and value == Decimal("0.5"):
        also += [zh]
        zh = "半" + unit.zh
    if unit.kind == "period" and value == 1:
        also += [f"一{name}" for name in names] + [f"每{name}" for name in names]
    if value % 1 == Decimal("0.5"):
        also += _and_half(value, unit)
    return base._replace(
        kind=_public(unit.kind), value=f"{plain(value)} {unit.code}", zh=zh,
        also=tuple(dict.fromkeys(also)), figures=(value,),
    )  # fmt: skip


def _tenths(value: Decimal) -> list[str]:
    if value % 10 or not 10 <= value <= 90:
        return []
    forms = [form + "成" for form in han_forms(int(value / 10))]
    forms.append(han(int(10 - value / 10)) + "折")
    return [*forms, "半", "一半", "半数"] if value == 50 else forms


def _and_half(value: Decimal, unit: Unit) -> list[str]:
    whole = int(value)
    if whole >= 20:
        return []
    heads = (plain(Decimal(whole)), *han_forms(whole))
    found = [f"{head}{name}半" for head in heads for name in unit.names]
    found += [f"{head}个半{name.removeprefix('个')}" for head in heads for name in unit.names]
    return found


def _times(line: list[Lexeme], a: Amount, base: Reading) -> Reading:
    forms = writings(a.value, scaled=a.scaled)
    if fold_at(line, a.start - 1) != "в":
        also = [form + name for name in ("次", "回", "遍") for form in forms]
        return base._replace(
            kind="quantity", value=f"{plain(a.value)} occasions", zh=also[0],
            also=tuple(also[1:]), figures=(a.value,),
        )  # fmt: skip
    return multiple_of(a.value, base)


def multiple_of(value: Decimal, base: Reading) -> Reading:
    """«в 2,3 раза»: 2.3倍; «вдвое»: 翻一番, 减半. What else says it, 增长1.3倍 or 降至三分之一,
    depends on the words around and is judged in multiples.py.
    """
    forms = [form + "倍" for form in writings(value)]
    also: list[str] = []
    if value == 2:
        also += ["翻一番", "翻番", "翻倍", "翻了一番", "倍增", "成倍", "加倍", "减半", "半价"]
    if value == 4:
        also += ["翻两番"]
    if value == Decimal("1.5"):
        also += ["一倍半", "半倍"]
    return base._replace(
        kind="quantity", value=f"{plain(value)} times", zh=forms[0],
        also=tuple(dict.fromkeys((*forms[1:], *also))), figures=(value,),
    )  # fmt: skip


def multiple(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«вдвое», «втрое»."""
    word = word_of(line[at])
    if word is None or word.kind != "multiple":
        return None
    return multiple_of(word.value, Reading(at, at + 1, "", "", ""))
