"""Quarters, halves of a year, school years, decades, centuries, this and last month."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from translator.placeables.dates import Stamp, heads, is_year, stamp_at, year_at
from translator.placeables.lexer import Lexeme
from translator.placeables.numerals import word_of
from translator.placeables.reading import Reading, fold_at, is_dash, skip_dot
from translator.placeables.render import han
from translator.placeables.tables import relative_years, weeks, words

_MONTH_NAMES = {0: ("本月", "这个月"), -1: ("上月", "上个月"), 1: ("下月", "下个月")}


def ordinal_value(line: list[Lexeme], at: int) -> int | None:
    """«третий», «III», «3-й», «3» as a small number, for what is counted in order."""
    if not 0 <= at < len(line):
        return None
    lexeme = line[at]
    if lexeme.kind in {"roman", "suffixed"}:
        return int(lexeme.value or 0)
    if lexeme.kind == "number" and lexeme.text.isdigit():
        return int(lexeme.text)
    word = word_of(lexeme)
    return int(word.value) if word and word.kind == "ordinal" else None


def quarter(line: list[Lexeme], at: int, issued: date | None) -> Reading | None:
    """«в третьем квартале 2025 года», «II кв.», «I–III кварталы»."""
    first, i = ordinal_value(line, at), at + 1
    n = first
    if is_dash(line, i) and first is not None:
        n, i = ordinal_value(line, i + 1), i + 2
    word = fold_at(line, i)
    if not word.startswith("квартал") and not (word == "кв" and line[i - 1].kind == "roman"):
        return None
    if n is None or first is None or not 1 <= first <= n <= 4:
        return None
    year, stop = _year_after(line, skip_dot(line, i + 1))
    base = Reading(at, stop, "date", "", "")
    name, head = han(n), han(first)
    if first < n:
        names: tuple[str, ...] = (
            f"第{head}至第{name}季度",
            f"第{head}至{name}季度",
            f"{head}至{name}季度",
        )
        names += ((f"前{name}季度", f"前{name}个季度") if first == 1 else ()) + (
            f"{first}—{n}季度",
        )
        part = f"Q{first}/{year.iso}-Q{n}" if year != Stamp() else f"Q{first}/Q{n}"
        return _of_year(year, part, names, year.figures, base, issued)
    names = (f"第{name}季度", f"{name}季度", f"第{n}季度", f"{n}季度")
    return _of_year(year, f"Q{n}", names, (*year.figures, Decimal(n)), base, issued)


def half(line: list[Lexeme], at: int, issued: date | None) -> Reading | None:
    """«первое полугодие 2025 года», «во второй половине года»."""
    word = fold_at(line, at + 1)
    whole = word.startswith("полугоди")
    if not whole and not word.startswith("половин"):
        return None
    n = ordinal_value(line, at)
    if n not in {1, 2}:
        return None
    year, stop = _year_after(line, at + 2)
    if not whole and stop == at + 2:
        if fold_at(line, stop) != "года":
            return None
        stop += 1
    names = ("上半年", "前6个月", "前半年") if n == 1 else ("下半年", "后半年")
    return _of_year(year, f"H{n}", names, year.figures, Reading(at, stop, "date", "", ""), issued)


def _year_after(line: list[Lexeme], at: int) -> tuple[Stamp, int]:
    return year_at(line, at) or (Stamp(), at)


def _of_year(
    year: Stamp,
    part: str,
    names: tuple[str, ...],
    figures: tuple[Decimal, ...],
    base: Reading,
    issued: date | None,
) -> Reading:
    zh, *also = dict.fromkeys(head + name for head in heads(year, issued) for name in names)
    value = part if year == Stamp() else f"{year.iso}-{part}"
    return base._replace(value=value, zh=zh, also=tuple(also), figures=figures)


def school_year(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«в 2024/25 учебном году», «2024–2025 учебный год»."""
    if line[at].kind != "number" or not is_year(line[at]) or at + 2 >= len(line):
        return None
    last = line[at + 2]
    if line[at + 1].text != "/" and not is_dash(line, at + 1):
        return None
    if last.kind not in {"number", "suffixed"} or last.value is None:
        return None
    start = int(line[at].text)
    if int(last.value) not in {start + 1, (start + 1) % 100}:
        return None
    stop = at + 3
    studies = fold_at(line, stop).startswith("учебн")
    stop += studies
    if fold_at(line, stop).startswith("год") or fold_at(line, stop) in {"г", "гг"}:
        stop = skip_dot(line, stop + 1)
    elif line[at + 1].text != "/":
        return None
    if line[at + 1].text != "/" and not studies:
        return None
    noun = "学年" if studies else "年度"
    forms = [f"{start}{sep}{b}{noun}" for b in (start + 1, f"{(start + 1) % 100:02d}")
             for sep in ("—", "/", "至", "–", "-")]  # fmt: skip
    zh, *also = forms
    figures = (Decimal(start), Decimal(start + 1))
    return Reading(at, stop, "date", f"{start}/{start + 1}", zh, tuple(also), figures)


def decade(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«1990-х годов», «в 90-е годы»."""
    lexeme = line[at]
    plural = lexeme.kind == "suffixed" and lexeme.tail in {"х", "е", "ми"}
    word = word_of(lexeme)
    spelled = word is not None and word.kind == "ordinal" and lexeme.fold.endswith(("ых", "ые"))
    if not plural and not spelled:
        return None
    years = fold_at(line, at + 1) in words("years")
    value = int(word.value if word and spelled else lexeme.value or 0)
    if not years and (spelled or value < 1000):
        return None
    if value % 10 or not (10 <= value < 100 or 1000 <= value < 2200):
        return None
    year = value if value >= 1000 else 1900 + value
    short, century = year % 100, year // 100 + 1
    name = f"{century}世纪{short}年代" if short else f"{century}世纪初"
    also = (f"{short}年代", f"{year}年代", f"{century}世纪前十年", "本世纪初")
    figures = (Decimal(short),) if short else (Decimal(century),)
    return Reading(
        at,
        skip_dot(line, at + 2) if years else at + 1,
        "date",
        f"{year}s",
        name,
        also if short else also[1:],
        figures,
    )


def century(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«XXI век», «XIX–XX веков», «двадцатого века»."""
    n = ordinal_value(line, at)
    if n is None or line[at].kind == "number":
        return None
    i = at + 1
    values = [n]
    if line[at].kind == "roman" and _later_century(line, i):
        return Reading(at, i, "date", f"C{n}", f"{n}世纪", (f"{han(n)}世纪",), (Decimal(n),))
    if is_dash(line, i) or fold_at(line, i) == "и":
        second = ordinal_value(line, i + 1)
        if second is not None and line[i + 1].kind == "roman":
            values.append(second)
            i += 2
    word = fold_at(line, i)
    if word not in words("century") and not (
        word == "в" and fold_at(line, i + 1) == "." and line[at].kind == "roman"
    ):
        return None
    forms = [sep.join(str(v) for v in values) + "世纪" for sep in ("至", "—", "和", "、")]
    forms += [sep.join(han(v) for v in values) + "世纪" for sep in ("至", "、")]
    figures = tuple(Decimal(v) for v in values)
    value = "/".join(f"C{v}" for v in values)
    stop = i + 1
    before = before_our_era(line, stop + (fold_at(line, stop) == "." and word == "в"))
    if before:
        stop, value, forms = before, f"{value} BC", [f"公元前{form}" for form in forms]
    zh, *also = dict.fromkeys(forms)
    return Reading(at, stop, "date", value, zh, tuple(also), figures)


def _later_century(line: list[Lexeme], at: int) -> bool:
    """«XVII – начале XX века»: the first one's «века» stands with the second."""
    if not is_dash(line, at) or at + 3 >= len(line):
        return False
    part = fold_at(line, at + 1).startswith(("начал", "середин", "кон"))
    return part and line[at + 2].kind == "roman" and fold_at(line, at + 3) in words("century")


def before_our_era(line: list[Lexeme], at: int) -> int:
    """Index behind «до нашей эры», «до н. э.», 0 where it does not stand."""
    if [fold_at(line, at + n) for n in range(3)] == ["до", "нашей", "эры"]:
        return at + 3
    if [fold_at(line, at + n) for n in range(5)] == ["до", "н", ".", "э", "."]:
        return at + 5
    return 0


def week_from_now(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«на прошлой неделе» → 上周, «на следующей неделе» → 下周."""
    if fold_at(line, at + 1) not in {"неделе", "неделю", "недели"}:
        return None
    names = weeks().get(line[at].fold)
    if names is None or (fold_at(line, at + 1) == "недели" and line[at].fold.endswith("ие")):
        return None
    offset, zh, also = names
    return Reading(at, at + 2, "date", f"W{offset:+d}", zh, also)


def month_from_now(line: list[Lexeme], at: int, _issued: date | None) -> Reading | None:
    """«в прошлом месяце» → 上月."""
    if not fold_at(line, at + 1).startswith("месяц"):
        return None
    known = relative_years().get(line[at].fold)
    if known is None or known[0] not in _MONTH_NAMES or fold_at(line, at + 1) == "месяцев":
        return None
    zh, *also = _MONTH_NAMES[known[0]]
    return Reading(at, at + 2, "date", f"M{known[0]:+d}", zh, tuple(also))


def month_part(line: list[Lexeme], at: int, issued: date | None) -> Reading | None:
    """«в первой половине июля» → 7月上半月, «в третьей декаде мая» → 5月下旬."""
    word = fold_at(line, at + 1)
    thirds = word.startswith("декад")
    if not thirds and not word.startswith("половин"):
        return None
    n = ordinal_value(line, at)
    found = stamp_at(line, at + 2)
    if n is None or found is None or found[0].month is None or not 1 <= n <= 2 + thirds:
        return None
    stamp, stop = found
    names = ("上旬", "中旬", "下旬")[n - 1 : n] if thirds else ("上半月", "下半月")[n - 1 : n]
    part = f"{stamp.iso}-{'D' if thirds else 'H'}{n}"
    forms = [f"{head}{stamp.rest_zh()}{name}" for head in heads(stamp, issued) for name in names]
    return Reading(at, stop, "date", part, forms[0], tuple(forms[1:]), stamp.figures)
