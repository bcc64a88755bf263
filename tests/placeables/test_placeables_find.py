"""Russian placeables against tests/cases/placeables/russian.tsv."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from translator.placeables import check, find
from translator.placeables.chinese import figures

FOLDER = Path(__file__).parents[1] / "cases" / "placeables"


def lines_of(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")][1:]


def cases() -> list[object]:
    grouped: dict[str, list[tuple[str, ...]]] = {}
    failing: dict[str, str] = {}
    for line in lines_of("russian.tsv") + lines_of("forms.tsv"):
        ru, kind, text, value, zh, *note = line.split("\t")
        rows = grouped.setdefault(ru, [])
        if kind != "-":
            rows.append((kind, text, value, zh))
        if note and note[0].startswith("xfail"):
            failing[ru] = note[0].partition(":")[2].strip()
    return [
        pytest.param(
            ru,
            rows,
            id=ru,
            marks=[pytest.mark.xfail(strict=True, reason=failing[ru])] if ru in failing else [],
        )
        for ru, rows in grouped.items()
    ]


@pytest.mark.parametrize(("ru", "rows"), cases())
def test_found(ru: str, rows: list[tuple[str, ...]]) -> None:
    assert [(p.kind, p.text, p.value, p.zh) for p in find(ru)] == rows


def test_there_are_enough_cases() -> None:
    """Six hundred in both languages and across them; a text with several figures is one."""
    distinct = {(name, line.split("\t")[0]) for name in ("russian.tsv", "forms.tsv", "chinese.tsv")
                for line in lines_of(name)}  # fmt: skip
    assert len(distinct) + len(lines_of("check.tsv")) >= 600


def test_issued_makes_relative_years_absolute() -> None:
    (found,) = find("в декабре прошлого года", date(2025, 3, 1))
    assert found.zh == "去年12月"
    assert "2024年12月" in found.also


def test_issued_lets_near_years_be_relative() -> None:
    (found,) = find("в мае 2025 года", date(2025, 3, 1))
    assert found.zh == "2025年5月"
    assert "今年5月" in found.also


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", " "])
def test_kinds_of_space_do_not_matter(space: str) -> None:
    text = f"12{space}500{space}руб. и 5{space}%"
    assert [p.zh for p in find(text)] == ["1.25万卢布", "5%"]


UNITS = ("", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")
TEENS = ("десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать",
         "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать")  # fmt: skip
TENS = ("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят",
        "восемьдесят", "девяносто")  # fmt: skip
HUNDREDS = ("", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот",
            "восемьсот", "девятьсот")  # fmt: skip


def spelled(value: int) -> str:
    """A number below a thousand millions in Russian words, as one would dictate it."""
    parts = []
    for size, name in ((10**6, "миллионов"), (10**3, "тысяч"), (1, "")):
        group = value // size % 1000
        tens, ones = divmod(group % 100, 10)
        if group:
            parts += [HUNDREDS[group // 100]]
            parts += [TEENS[ones]] if tens == 1 else [TENS[tens], UNITS[ones]]
            parts.append(name)
    return " ".join(part for part in parts if part)


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 10**9 - 1), st.sampled_from(["рублей", "тонн", "километров", "процентов"]))
def test_numbers_in_words_come_through_to_chinese_and_back(value: int, unit: str) -> None:
    (found,) = find(f"всего {spelled(value)} {unit}")
    assert found.figures == (Decimal(value),)
    (figure,) = figures(found.zh)
    assert figure.values == found.figures
    assert check([found], f"共{found.zh}")[0].status == "right"


@settings(max_examples=60, deadline=None)
@given(st.integers(-50, 50), st.integers(-50, 50))
def test_ranges_of_temperatures_keep_their_signs(low: int, high: int) -> None:
    assume(low < high and low < 0)
    text = f"от {low} до {high} градусов".replace("-", "–")
    (found,) = find(text)
    assert found.figures == (Decimal(low), Decimal(high))
    assert [f.values for f in figures(found.zh)] == [found.figures]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["мск", "по пекинскому времени"]))
def test_times_with_zones_come_through(hour: int, minute: int, zone: str) -> None:
    (found,) = find(f"в {hour}:{minute:02d} {zone}")
    assert check([found], f"将于{found.zh}举行")[0].status == "right"
    assert check([found], f"将于{hour}时{minute}分举行")[0].status == "missing"


PIECES = (
    "с по до от в 5 16 мая 2025 года г . , – - 3,5 млрд тыс руб % № III третьем квартале п двух "
    "полтора раза 10:00 минус °C / ( ) $ м т половина января сорок й -й XX век 12.05.2025"
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=14), st.sampled_from([" ", "", "\u00a0"]))
def test_any_text_gives_ordered_spans(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    end = 0
    for p in find(text):
        assert end <= p.start < p.stop <= len(text)
        assert text[p.start : p.stop] == p.text
        assert p.zh
        end = p.stop


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_grammar(text: str) -> None:
    assert all(text[p.start : p.stop] == p.text for p in find(text))
