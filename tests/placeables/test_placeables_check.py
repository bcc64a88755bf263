"""Figures of a source compared with a Chinese text (tests/cases/placeables/check.tsv)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.placeables import check, extra_figures, find
from translator.units import NumberUse

CASES = Path(__file__).parents[1] / "cases" / "placeables" / "check.tsv"


def cases() -> list[tuple[str, str, int, list[str]]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [x.split("\t") for x in lines if x and not x.startswith("#")][1:]
    return [(ru, zh, int(n), [e for e in extra.split(";") if e]) for ru, zh, n, extra in rows]


@pytest.mark.parametrize(("ru", "zh", "missing", "extra"), cases())
def test_check(ru: str, zh: str, missing: int, extra: list[str]) -> None:
    placeables = find(ru)
    uses = check(placeables, zh)
    assert [u.source for u in uses] == [p.text for p in placeables]
    assert sum(u.status == "missing" for u in uses) == missing
    assert [f.text for f in extra_figures(placeables, zh)] == extra


def test_use_names_what_carries_the_figure() -> None:
    uses = check(find("рост на 340 тыс. т"), "增长34万吨")
    assert uses == (NumberUse("340 тыс. т", "340000 t", "34万吨", "right", "quantity"),)


def test_missing_has_no_target() -> None:
    assert check(find("5 лет"), "多年")[0].target == ""


@settings(max_examples=60, deadline=None)
@given(
    st.integers(13, 10**9), st.integers(13, 10**9), st.sampled_from(["рублей", "тонн", "человек"])
)
def test_another_value_is_noticed(value: int, other: int, unit: str) -> None:
    source = find(f"всего {value} {unit}")
    target = find(f"всего {other} {unit}")[0]
    status = check(source, f"共{target.zh}")[0].status
    assert (status == "right") == (Decimal(value) == Decimal(other))
