"""Palladius' syllables and Chinese persons."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.names.palladius import chinese_name, nominative_syllables, split
from translator.names.tables import rows

SYLLABLES = [row[1] for row in rows("palladius")]


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_syllables_put_together_are_read_back(parts):
    assert "".join(split("".join(parts))) == "".join(parts)


def test_every_pinyin_syllable_stands_once():
    pinyin = [row[0] for row in rows("palladius")]
    assert len(pinyin) == len(set(pinyin)) >= 400


@pytest.mark.parametrize("table", ["chinese_surnames", "chinese_given"])
def test_tables_hold_palladius_syllables(table):
    assert all(split(row[0]) for row in rows(table))


@pytest.mark.parametrize(
    ("words", "lemma", "zh"),
    [
        (("Чжао", "Вэньбо"), "Чжао Вэньбо", "赵文博"),
        (("Лю", "Цзяньго"), "Лю Цзяньго", "刘建国"),
        (("Го", "Чжицяна"), "Го Чжицян", "郭志强"),
        (("Си", "Цзиньпином"), "Си Цзиньпин", "习近平"),
        (("Мао", "Дуня"), "Мао Дунь", "茅盾"),
        (("Ван", "Хунфэя"), "Ван Хунфэй", "王红飞"),
    ],
)
def test_chinese_names(words, lemma, zh):
    name = chinese_name(words)
    assert name is not None
    assert (name.lemma, name.zh) == (lemma, zh)


@pytest.mark.parametrize("words", [("Анна", "Ли"), ("Алексей", "Ван"), ("Ли", "Петров")])
def test_russian_names_are_no_chinese_ones(words):
    assert chinese_name(words) is None


@pytest.mark.parametrize("word", ["Марина", "Лимон", "Сара", "Калинин"])
def test_russian_words_are_not_taken_for_chinese(word):
    assert nominative_syllables(word) == ()
