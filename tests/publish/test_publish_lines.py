"""Where lines may end: titles, dates, figures."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.publish.nobreak import rules, together
from translator.publish.titles import ems, lines

CASES = Path(__file__).parents[1] / "cases" / "publish"


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows("titles.tsv"), ids=lambda row: row["lines"][:12])
def test_title(row) -> None:
    wanted = row["lines"].split("|")
    names = [name for name in row["names"].split(",") if name]
    assert lines("".join(wanted), float(row["width"]), names) == wanted


@given(
    text=st.text(alphabet="卡卢加州代表团，。、2025年A b《》和与", max_size=60),
    width=st.integers(4, 24),
)
def test_lines_join_to_the_title_and_keep_to_the_width(text, width) -> None:
    found = lines(text, width)
    assert "".join(found) == text
    if len(found) > 1:
        assert max(ems(line) for line in found) <= width
        assert not any(line[0] in rules().begin for line in found[1:])


@pytest.mark.parametrize("row", rows("together.tsv"), ids=lambda row: row["text"][:12])
def test_dates_and_figures_stay_together(row) -> None:
    text = row["text"].replace("|", "")
    wanted = [part for part in row["together"].split(",") if part]
    assert [text[a:b] for a, b in together(text)] == wanted
