"""The reverse parser, and value -> Chinese -> value."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.placeables import check, find
from translator.placeables.chinese import figures, value_of
from translator.placeables.render import han, han_forms, number, writings

CASES = Path(__file__).parents[1] / "cases" / "placeables" / "chinese.tsv"


def cases() -> list[tuple[str, list[tuple[str, str, str]]]]:
    grouped: dict[str, list[tuple[str, str, str]]] = {}
    lines = CASES.read_text(encoding="utf-8").splitlines()
    for line in [x for x in lines if x and not x.startswith("#")][1:]:
        zh, text, values, unit = line.split("\t")
        rows = grouped.setdefault(zh, [])
        if text != "-":
            rows.append((text, values, unit))
    return list(grouped.items())


@pytest.mark.parametrize(("zh", "rows"), cases(), ids=[c[0] for c in cases()])
def test_figures(zh: str, rows: list[tuple[str, str, str]]) -> None:
    found = figures(zh)
    assert [(f.text, " ".join(map(str, f.values)), f.unit) for f in found] == rows
    assert all(zh[f.start : f.stop] == f.text for f in found)


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 80


whole = st.integers(min_value=0, max_value=10**13)
decimal = st.decimals(min_value=0, max_value=10**7, places=3, allow_nan=False)


@settings(max_examples=100, deadline=None)
@given(st.one_of(whole.map(Decimal), decimal), st.booleans())
def test_every_writing_reads_back(value: Decimal, scaled: bool) -> None:
    for form in writings(value, scaled=scaled):
        assert value_of(form) == value


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_han_numerals_read_back(value: int) -> None:
    for form in (han(value), *han_forms(value)):
        assert value_of(form) == value


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=1, max_value=10**12), st.sampled_from(["рублей", "тонн", "км", "%"]))
def test_russian_sum_comes_through(value: int, unit: str) -> None:
    source = f"всего {value} {unit} за всё"
    (placeable,) = find(source)
    (use,) = check((placeable,), f"共计{placeable.zh}。")
    assert (use.status, use.target) == ("right", placeable.zh)
    (figure,) = figures(placeable.zh)
    assert figure.values == placeable.figures


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.integers(1, 27), st.integers(1990, 2090))
def test_date_comes_through(month: int, day: int, year: int) -> None:
    (placeable,) = find(f"{day:02d}.{month:02d}.{year}")
    (figure,) = figures(placeable.zh)
    assert figure.values == placeable.figures == (Decimal(year), Decimal(month), Decimal(day))


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="一二两三十百千万亿零半成年月日时点分之第至—多个%0123456789.,:", max_size=14)
)
def test_no_text_breaks_the_parser(text: str) -> None:
    assert all(text[f.start : f.stop] == f.text for f in figures(text))


def test_number_prefers_the_short_writing() -> None:
    assert number(Decimal(35 * 10**8)) == "35亿"
