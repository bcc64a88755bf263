"""Typography: the examples as data, and what must hold of every text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.text import normalise, replay

CASES = Path(__file__).parents[1] / "cases" / "typography" / "rules.tsv"
PIECES = st.sampled_from(
    [
        "州长",
        "会议",
        "5",
        "16",
        "7%",
        "2026",
        "年",
        "月",
        "日",
        "至",
        "万",
        "Foton",
        "www.lenexpo.ru",
    ]
    + [
        " ",
        "\u00a0",
        ",",
        ".",
        ":",
        ";",
        "?",
        "!",
        "-",
        "–",
        "—",
        "...",
        "…",
        '"',
        "«",
        "»",
        "(",
        ")",
    ]
    + [
        "，",
        "。",
        "“",
        "”",
        "‘",
        "’",
        "《",
        "》",
        "（",
        "）",
        "·",
        "•",
        "、",
        "~",
        "№",
        "第",
        "号",
        "、",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def _cases():
    for number, line in enumerate(CASES.read_text(encoding="utf-8").split("\n"), 1):
        if number > 1 and line:
            before, after, _ = line.split("\t")
            yield pytest.param(before, after, id=f"rules.tsv:{number}")


@pytest.mark.parametrize(("before", "after"), list(_cases()))
def test_case(before: str, after: str) -> None:
    assert normalise(before).text == after
    assert normalise(after).text == after


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_twice_is_once(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_steps_lead_from_the_text_to_the_result(text: str) -> None:
    done = normalise(text)
    at = text
    for step in done.steps:
        assert step.before == at != step.after
        at = step.after
    assert at == done.text
    assert replay(text, [step.rule for step in done.steps]) == done.text


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["Volga, Ltd.", "MC-21 - 300", "5-7", "«Ока» : 2", "10 000"]))
def test_protected_pieces_are_not_touched(left: str, right: str, piece: str) -> None:
    text = f"{left}会{piece}会{right}"
    assert piece in normalise(text, [piece]).text


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_letters_and_figures_stay(text: str) -> None:
    """Only marks and spaces change, but for the 日, 至 and % that a range gains."""
    added = str.maketrans("", "", "日至%")
    before = [ch for ch in text.translate(added) if ch.isalnum()]
    assert [ch for ch in normalise(text).text.translate(added) if ch.isalnum()] == before


def test_unknown_rule_cannot_be_replayed() -> None:
    with pytest.raises(KeyError):
        replay("会议", ["no_such_rule"])
