"""Names found in sentences; the cases are tests/cases/names/find.tsv."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.names import find

CASES = Path(__file__).parent.parent / "cases" / "names" / "find.tsv"
LINES = [
    line.split("\t")
    for line in CASES.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES, ids=[line[0] for line in LINES])
def test_find(line):
    text, *expected = line
    found = ["=".join((m.kind, m.text, m.lemma, m.zh)) for m in find(text)]
    assert found == (expected[0].split(" | ") if expected and expected[0] else [])


def test_taken_spans_are_left_alone():
    text = "Алексей Островский прибыл в Омск."
    assert [m.text for m in find(text, [(28, 32)])] == ["Алексей Островский"]
    assert [m.text for m in find(text, [(0, 18)])] == ["Омск"]


def test_grammar_and_other_forms():
    match = find("По приглашению Ивана Сергеевича Кузнецова приехала делегация.")[0]
    assert match.grammar == "gen"
    assert "伊万·库兹涅佐夫" in match.also
    assert "库兹涅佐夫" in match.also
    assert match.sure


def test_chinese_person_is_sure_only_when_listed():
    assert find("Встречу провёл Си Цзиньпин.")[0].sure
    assert not find("Встречу провёл Чжао Вэньбо.")[0].sure


def test_gender_guessed_without_context_is_not_sure():
    assert not find("Александра Попова, заместитель директора.")[0].sure


def test_latin_names_are_kept_to_the_letter_with_usual_chinese_beside():
    match = find("Оплата через Alipay возможна.")[0]
    assert (match.zh, match.sure) == ("Alipay", True)
    assert match.also == ("支付宝",)


def test_blank_and_strange_input():
    assert find("") == ()
    assert find(" \u00a0\n") == ()
    assert find("!!! ???") == ()
    assert find("\U00017000 Кузнецов") == ()
    assert find("«\U00017000»") == ()
    assert find("АБВГД ЕЖЗИЙ КЛМНО") == ()


WORDS = sorted({word for line in LINES for word in line[0].split()})


@given(st.lists(st.sampled_from(WORDS), max_size=14))
@settings(max_examples=100, deadline=None)
def test_spans_are_true_ordered_and_apart(parts):
    text = " ".join(parts)
    found = find(text)
    assert all(text[m.start : m.stop] == m.text for m in found)
    assert all(a.stop <= b.start for a, b in zip(found, found[1:], strict=False))


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(text):
    assert all(text[m.start : m.stop] == m.text for m in find(text))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=10), st.data())
@settings(max_examples=60, deadline=None)
def test_no_match_touches_a_taken_span(parts, data):
    text = " ".join(parts)
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    assert all(m.stop <= start or stop <= m.start for m in find(text, [(start, stop)]))
