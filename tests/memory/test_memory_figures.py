"""Figures replaced in a reviewed sentence: tests/cases/memory/figures.tsv; empty means refused."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from translator import placeables
from translator.memory.figures import adapt

CASES = Path(__file__).parents[1] / "cases" / "memory" / "figures.tsv"
with CASES.open(encoding="utf-8") as _stream:
    ROWS = list(csv.DictReader(_stream, delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=[row["note"] for row in ROWS])
def test_figures_are_replaced_or_the_match_is_refused(row) -> None:
    adapted = adapt(row["was"], row["zh"], row["now"])
    assert (adapted.target if adapted else "") == row["expected"]


@pytest.mark.parametrize("row", [r for r in ROWS if r["expected"]], ids=lambda r: r["note"])
def test_what_is_replaced_has_every_figure_right_by_value(row) -> None:
    adapted = adapt(row["was"], row["zh"], row["now"])
    assert adapted is not None
    found = placeables.find(row["now"])
    assert all(use.status == "right" for use in placeables.check(found, adapted.target))


def test_a_relative_date_is_read_against_the_release() -> None:
    """«В прошлом году» written out as 2024 年 in 2025 must not come back as 2024 in 2026."""
    was, zh, now = (
        "В прошлом году открыто 5 школ.",
        "2024年开办了5所学校。",
        "В прошлом году открыто 6 школ.",
    )
    adapted = adapt(was, zh, now, issued=date(2026, 3, 1), old_issued=date(2025, 3, 1))
    assert adapted is None or "2024" not in adapted.target
