"""Chinese sentences: cases as data, spans, days of release."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alignment.alignment_cases import FOLDER
from translator.alignment.chinese import is_chinese, split
from translator.alignment.days import day_in_name, day_of
from translator.units import Block, Kind, SourceDocument

ROWS = [
    row.split("\t")
    for row in (FOLDER / "sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_sentences(row) -> None:
    parts = row[0].split("|")
    text = "".join(parts)
    assert [text[a:b] for a, b in split(text)] == parts


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="甲乙丙。！？…”“（） \n.A3", max_size=40))
def test_spans_cover_everything_but_blanks(text) -> None:
    spans = split(text)
    covered = {n for a, b in spans for n in range(a, b)}
    assert all(char.isspace() for n, char in enumerate(text) if n not in covered)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


def test_a_language_by_its_letters() -> None:
    assert is_chinese("ОАО РЖД与中国铁路集团签署协议，发展国际货运")
    assert not is_chinese("Делегация посетила Харбин (哈尔滨)")
    assert not is_chinese("2025 — 10")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-05-12-mission.txt", date(2025, 5, 12)),
        ("archive/12.05.2025 миссия.docx", date(2025, 5, 12)),
        ("news_20250512.html", date(2025, 5, 12)),
        ("2025-13-40.txt", None),
        ("release-1234567890.txt", None),
    ],
)
def test_days_in_names(name, day) -> None:
    assert day_in_name(name) == day


def test_a_day_in_the_text_goes_before_the_name() -> None:
    blocks = (
        Block("b1", Kind.TITLE, "代表团访问北京"),
        Block("b2", Kind.PARAGRAPH, "斯摩棱斯克，2024年3月5日"),
    )
    document = SourceDocument("2025-05-12.txt", blocks)
    assert day_of(document) == date(2024, 3, 5)
    assert day_of(SourceDocument("2025-05-12.txt", blocks[:1])) == date(2025, 5, 12)
