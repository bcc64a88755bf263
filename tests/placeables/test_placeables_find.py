"""Russian placeables against tests/cases/placeables/russian.tsv."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.placeables import find

CASES = Path(__file__).parents[1] / "cases" / "placeables" / "russian.tsv"


def cases() -> list[object]:
    grouped: dict[str, list[tuple[str, ...]]] = {}
    failing: dict[str, str] = {}
    lines = CASES.read_text(encoding="utf-8").splitlines()
    for line in [x for x in lines if x and not x.startswith("#")][1:]:
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
    assert len(cases()) >= 200


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
