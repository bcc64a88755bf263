"""Transcription of single names; the cases are tests/cases/names/transcribe.tsv."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.names import transcribe
from translator.names.established import given_names, places, surnames
from translator.names.syllables import respell, syllables
from translator.names.tables import rows, words
from translator.names.transcription import by_table, masculine

CASES = Path(__file__).parent.parent / "cases" / "names" / "transcribe.tsv"
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"


def _cases():
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, name, zh, *mark = line.split("\t")
            known = [pytest.mark.xfail(strict=True, reason="known failure")] if any(mark) else []
            yield pytest.param(kind, name, zh, id=f"{kind}-{name}", marks=known)


@pytest.mark.parametrize(("kind", "name", "zh"), list(_cases()))
def test_transcribe(kind, name, zh):
    assert transcribe(name, kind).zh == zh


def test_steps_name_what_was_used():
    assert transcribe("Алексей", "person-given").steps == ("Алексей: established 阿列克谢",)
    assert transcribe("Ладыгин", "person-surname").steps == ("ла→拉", "ды→德", "гин→金")


def test_sure_only_where_listed_or_without_choice():
    assert transcribe("Путин", "person-surname").sure
    assert transcribe("Сотникова", "person-surname").sure
    assert not transcribe("Гольцов", "person-surname").sure
    assert not transcribe("Ариада", "organisation").sure
    assert not transcribe("Кологривск", "place").sure


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="unknown kind"):
        transcribe("Алексей", "planet")


def test_lists_are_large_enough():
    assert len(given_names()) >= 250
    assert len(surnames()) >= 400
    assert len(places()) >= 150


@pytest.mark.parametrize("table", ["given", "surnames", "places", "patronymics", "people"])
def test_no_name_is_listed_twice(table):
    names = [row[0] for row in rows(table)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("table", ["given", "surnames", "places", "patronymics", "people"])
def test_lists_hold_cyrillic_names_and_chinese_forms(table):
    for name, *others in rows(table):
        assert all(letter in CYRILLIC + "- " for letter in name.lower()), name
        forms = [cell for cell in others if cell not in {"m", "f", ""}]
        assert forms, name
        for zh in forms:
            assert all("\u4e00" <= char <= "\u9fff" or char in "·-（）" for char in zh), zh


def test_the_table_of_syllables_is_full():
    head, *body = rows("syllables")
    assert len(body) == 22
    assert all(len(row) == len(head) and all(row) for row in body)


def test_word_lists_load():
    assert "губернатор" in words("offices")


@given(st.text(alphabet=CYRILLIC, min_size=1, max_size=14))
@settings(max_examples=100, deadline=None)
def test_table_leaves_no_cyrillic(word):
    zh = by_table(word).zh
    assert not any(letter in CYRILLIC for letter in zh)


@given(st.text(alphabet=CYRILLIC, min_size=1, max_size=14))
@settings(max_examples=100, deadline=None)
def test_cells_cover_the_respelt_word(word):
    assert "".join(cell.letters for cell in syllables(word)) == respell(word)


@given(st.sampled_from(sorted(surnames())))
@settings(max_examples=100, deadline=None)
def test_a_womans_surname_leads_back_to_the_mans(folded):
    name = surnames()[folded].name
    if name.endswith(("ов", "ев", "ёв", "ин", "ын")):
        assert masculine(name + "а") == name
