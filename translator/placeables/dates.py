"""Russian dates, spans of dates, years, quarters and centuries.

Chinese by GB/T 15835-2011, 4.1.3: Arabic figures with 年, 月, 日; spans with 至 or —.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from translator.placeables.lexer import Lexeme
from translator.placeables.numerals import cardinal, word_of
from translator.placeables.reading import Reading, fold_at, is_dash, skip_dot
from translator.placeables.tables import month_adjectives, months, relative_years, words


@dataclass(frozen=True, slots=True)
class Stamp:
    """A point of the calendar as far as the text gives it; ``offset`` counts years from now."""

    year: int | None = None
    offset: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """Figures a right Chinese text shows."""
        return tuple(Decimal(n) for n in (self.year, self.month, self.day) if n is not None)

    @property
    def iso(self) -> str:
        """ISO 8601 with ``-`` for the absent year, ``Y-1`` for last year."""
        if self.year is not None:
            head = str(self.year)
        else:
            head = f"Y{self.offset:+d}" if self.offset is not None else "-"
        tail = [f"{n:02d}" for n in (self.month, self.day) if n is not None]
        return "-".join([head, *tail])

    def year_zh(self, relative: dict[int, str]) -> str:
        """The year's part of the Chinese."""
        if self.year is not None:
            return f"{self.year}年"
        return relative[self.offset] if self.offset is not None else ""

    def rest_zh(self) -> str:
        """Month and day."""
        month = f"{self.month}月" if self.month else ""
        return month + (f"{self.day}日" if self.day else "")


def year_at(line: list[Lexeme], at: int) -> tuple[Stamp, int] | None:
    """«2025 года», «2025-го», «прошлого года», «2025 г.» at lexeme ``at``."""
    if at >= len(line):
        return None
    lexeme = line[at]
    if lexeme.kind in {"number", "suffixed"} and is_year(lexeme):
        if fold_at(line, at + 1) in words("year"):
            return Stamp(year=_int(lexeme)), skip_dot(line, at + 2)
        if lexeme.kind == "suffixed":
            return Stamp(year=_int(lexeme)), at + 1
        return None
    spelled = _spelled_year(line, at)
    if spelled is not None:
        return spelled
    known = relative_years().get(lexeme.fold) if lexeme.kind == "word" else None
    if known is None or fold_at(line, at + 1) not in words("year") - words("years"):
        return None
    return Stamp(offset=known[0]), skip_dot(line, at + 2)


def _spelled_year(line: list[Lexeme], at: int) -> tuple[Stamp, int] | None:
    """«тысяча девятьсот сорок пятый год», «в две тысячи двадцать пятом году»."""
    word = word_of(line[at])
    if word is None or word.kind not in {"cardinal", "scale"}:
        return None
    thousands, i = (Decimal(1), at) if word.kind == "scale" else (word.value, at + 1)
    scale = word_of(line[i]) if i < len(line) else None
    if scale is None or scale.kind != "scale" or scale.value != 1000 or thousands not in {1, 2}:
        return None
    more = cardinal(line, i + 1)
    rest, i = more or (Decimal(0), i + 1)
    last = word_of(line[i]) if i < len(line) else None
    if last is None or last.kind != "ordinal" or last.value > 900:
        return None
    year = int(1000 * thousands + rest + last.value)
    if not 1000 <= year < 2200:
        return None
    if fold_at(line, i + 1) in words("year"):
        return Stamp(year=year), skip_dot(line, i + 2)
    return (Stamp(year=year), i + 1) if fold_at(line, at - 1) in words("year") else None


def _short_year(line: list[Lexeme], at: int) -> tuple[Stamp, int] | None:
    """«12 мая с. г.» (of this year), «т. г.» (current), «п. г.» (last)."""
    offset = {"с": 0, "т": 0, "п": -1}.get(fold_at(line, at))
    marks = [fold_at(line, at + n) for n in (1, 2)]
    if offset is None or marks != [".", "г"]:
        return None
    return Stamp(offset=offset), skip_dot(line, at + 3)


def is_year(lexeme: Lexeme) -> bool:
    """Four digits between 1000 and 2199, without grouping; «2025-го» too."""
    if lexeme.kind == "suffixed" and lexeme.tail not in words("year-tail"):
        return False
    digits = lexeme.text.split("-")[0] if lexeme.kind == "suffixed" else lexeme.text
    return len(digits) == 4 and digits.isdigit() and 1000 <= int(digits) < 2200


def stamp_at(line: list[Lexeme], at: int) -> tuple[Stamp, int] | None:
    """Day, month and year as far as written, or a year alone, from lexeme ``at``."""
    if at >= len(line):
        return None
    lexeme = line[at]
    if lexeme.kind == "date":
        day, month, year = (int(part) for part in lexeme.text.split("."))
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        if year < 100:  # «12.05.25»
            year += 2000 if year < 60 else 1900
        return Stamp(year, None, month, day), at + 1
    day_at = _day(lexeme)
    if day_at is not None:
        following = _month_at(line, at + 1)
        if following is not None:
            stamp, i = following
            return replace(stamp, day=day_at), i
    spelled = _spelled_day(line, at)
    if spelled is not None:
        day, stop = spelled
        following = _month_at(line, stop)
        if following is not None:
            return replace(following[0], day=day), following[1]
    return _month_at(line, at) or year_at(line, at)


def _spelled_day(line: list[Lexeme], at: int) -> tuple[int, int] | None:
    """«первое», «тридцать первого» before a month; the next index."""
    tens = cardinal(line, at)
    first, i = (int(tens[0]), tens[1]) if tens and tens[0] in {20, 30} else (0, at)
    word = word_of(line[i]) if i < len(line) else None
    if word is None or word.kind != "ordinal" or not line[i].fold.endswith(("го", "ое", "тье")):
        return None
    day = first + int(word.value)
    return (day, i + 1) if 1 <= day <= 31 and (not first or word.value < 10) else None


def _month_at(line: list[Lexeme], at: int) -> tuple[Stamp, int] | None:
    month = months().get(fold_at(line, at))
    if month is None or line[at].kind != "word" or _named(line, at):
        return None
    i = skip_dot(line, at + 1)
    year = year_at(line, i) or _short_year(line, i)
    if year is not None:
        return replace(year[0], month=month), year[1]
    if i < len(line) and line[i].kind == "number" and is_year(line[i]):
        return Stamp(year=_int(line[i]), month=month), i + 1
    return Stamp(month=month), i


def _named(line: list[Lexeme], at: int) -> bool:
    """«Марта», «Август» inside a sentence with no day before: somebody's name."""
    text = line[at].text
    return text.istitle() and at > 0 and line[at - 1].kind != "number"


def _day(lexeme: Lexeme) -> int | None:
    if lexeme.kind == "suffixed" and lexeme.tail in {"го", "е", "му", "м"}:
        day = _int(lexeme)
    elif lexeme.kind == "number" and lexeme.text.isdigit() and len(lexeme.text) <= 2:
        day = int(lexeme.text)
    else:
        return None
    return day if 1 <= day <= 31 else None


def _int(lexeme: Lexeme) -> int:
    return int(lexeme.value or 0)


def span(line: list[Lexeme], at: int, issued: date | None) -> Reading | None:
    """«с 16 по 18 мая», «14–15 марта», «на 2026–2027 годы», «в январе–сентябре 2025 года»."""
    lead = 1 if line[at].kind == "word" and line[at].fold in {"с", "со"} else 0
    first = _first_of_span(line, at + lead)
    if first is None:
        return None
    a, bare, i = first
    link = fold_at(line, i)
    if lead:
        if link not in {"по", "до"}:
            return None
    elif not is_dash(line, i) and link != "и":
        return None
    second = stamp_at(line, i + 1) or _bare_years(line, bare, i)
    if second is None:
        return None
    b, stop = second
    settled = _settle(a, bare, b)
    if settled is None or (link == "и" and not bare):
        return None
    return _render_span(settled, b, Reading(at, stop, "date", "", ""), link, issued)


def _first_of_span(line: list[Lexeme], at: int) -> tuple[Stamp, int | None, int] | None:
    if at >= len(line):
        return None
    stamp = stamp_at(line, at)
    if stamp is not None:
        return stamp[0], None, stamp[1]
    lexeme = line[at]
    if lexeme.kind == "number" and lexeme.text.isdigit() and len(lexeme.text) in {1, 2, 4}:
        return Stamp(), int(lexeme.text), at + 1
    return None


def _bare_years(line: list[Lexeme], first: int | None, dash: int) -> tuple[Stamp, int] | None:
    """«(2021–2024)»: two years of our time without the word."""
    if first is None or not is_dash(line, dash) or dash + 1 >= len(line):
        return None
    last = line[dash + 1]
    tight = line[dash - 1].stop == line[dash].start and line[dash].stop == last.start
    if not tight or last.kind != "number" or not is_year(last):
        return None
    year = int(last.text)
    return (Stamp(year=year), dash + 2) if 1700 <= first < year < 2100 else None


def _settle(a: Stamp, bare: int | None, b: Stamp) -> Stamp | None:
    """The first point with what it shares with the second filled in; None if they do not fit."""
    if bare is not None:
        if b.day is not None:
            return replace(b, day=bare) if 1 <= bare <= 31 and bare != b.day else None
        fits = b.month is None and b.year is not None and 1000 <= bare < b.year
        return Stamp(year=bare) if fits else None
    if (a.day is None) != (b.day is None) or (a.month is None) != (b.month is None):
        return None
    if a.year is None and a.offset is None:
        return replace(a, year=b.year, offset=b.offset)
    return a


def _render_span(a: Stamp, b: Stamp, base: Reading, link: str, issued: date | None) -> Reading:
    seps = ("和", "、", "至", "—") if link == "и" else ("至", "—", "–", "-", "到", "～")
    if a.month is None:
        forms = _year_span(a, b, seps, spoken=link in {"по", "до"})
        figures: tuple[Decimal, ...] = (*a.figures, *b.figures)
    else:
        forms = [f for head in heads(a, issued) for f in _day_span(a, b, head, seps)]
        same = a.year == b.year
        shared = {a.month} if a.month == b.month and a.day else set()
        tail = Stamp(None if same else b.year, None, None if shared else b.month, b.day)
        figures = (*a.figures, *tail.figures)
    if a.month == 1 and a.day is None and b.month:
        forms += [head + f for head in heads(a, issued) for f in first_months(b.month)]
    zh, *also = dict.fromkeys(forms)
    return base._replace(value=f"{a.iso}/{b.iso}", zh=zh, also=tuple(also), figures=figures)


def first_months(count: int) -> tuple[str, ...]:
    """Chinese names of the first ``count`` months of a year.

    >>> first_months(6)
    ('前6个月', '1至6月', '1—6月', '1-6月', '1月至6月', '上半年', '前半年')
    """
    quarters = {3: ("第一季度", "一季度", "首季"), 6: ("上半年", "前半年"), 9: ("前三季度",)}
    spans = tuple(f"1{sep}{count}月" for sep in ("至", "—", "-", "月至"))
    return (f"前{count}个月", *spans, *quarters.get(count, ()))


def _year_span(a: Stamp, b: Stamp, seps: tuple[str, ...], *, spoken: bool) -> list[str]:
    full = [f"{a.year}年{sep}{b.year}年" for sep in seps]
    short = [f"{a.year}{sep}{b.year}年" for sep in ("—", *seps)]
    return full + short if spoken or seps[0] == "和" else short + full


def _day_span(a: Stamp, b: Stamp, head: str, seps: tuple[str, ...]) -> list[str]:
    same_month = a.month == b.month and a.day is not None
    tail = b.rest_zh() if not same_month else f"{b.day}日"
    other_year = f"{b.year}年" if b.year != a.year and b.year else ""
    first = a.rest_zh()
    forms = []
    for sep in seps:
        forms.append(f"{head}{first}{sep}{other_year}{tail}")
        forms.append(f"{head}{first}{sep}{other_year}{b.rest_zh()}")
        if b.year == a.year and a.month and b.month and b.month < a.month:
            forms.append(f"{head}{first}{sep}次年{tail}")
        forms.append(f"{head}{first[:-1]}{sep}{other_year}{tail}")
    return forms


def heads(stamp: Stamp, issued: date | None) -> tuple[str, ...]:
    """Chinese of the year, the preferred first: relative words, the absolute year, nothing."""
    if stamp.offset is not None:
        named = [(zh, also) for n, zh, also in relative_years().values() if n == stamp.offset]
        zh, also = named[0]
        absolute = (f"{issued.year + stamp.offset}年",) if issued else ()
        return (zh, *absolute, *(w for w in also if w != "年内"))
    if stamp.year is None:
        return ("",)
    near: tuple[str, ...] = ()
    if issued and abs(stamp.year - issued.year) <= 1:
        near = ({0: "今年", -1: "去年", 1: "明年"}[stamp.year - issued.year],)
    return (f"{stamp.year}年", *near)


def point(line: list[Lexeme], at: int, issued: date | None) -> Reading | None:
    """«16 мая 2025 года», «в декабре прошлого года», «2025 году», «в этом году», «май»."""
    found = stamp_at(line, at) or _adjective_at(line, at)
    if found is None:
        return None
    stamp, stop = found
    forms = [head + stamp.rest_zh() for head in heads(stamp, issued)]
    if stamp.day:
        forms += [form[:-1] + "号" for form in forms]
    if stamp.year and not stamp.month:
        forms.append(f"{stamp.year}年度")
    zh, *also = dict.fromkeys(forms)
    return Reading(at, stop, "date", stamp.iso, zh, tuple(also), stamp.figures)


def _adjective_at(line: list[Lexeme], at: int) -> tuple[Stamp, int] | None:
    """«октябрьской выставке»; with a capital it is a name (Октябрьский район)."""
    month = month_of_adjective(line[at].text) if line[at].kind == "word" else None
    return (Stamp(month=month), at + 1) if month else None


@lru_cache(maxsize=4096)
def month_of_adjective(word: str) -> int | None:
    """Month of «январский» … «декабрьский».

    >>> month_of_adjective("октябрьской"), month_of_adjective("Октябрьской")
    (10, None)
    """
    for stem, month in month_adjectives():
        if word.startswith(stem):
            return month if word[len(stem) :][:1] in "иаоуы" else None
    return None
