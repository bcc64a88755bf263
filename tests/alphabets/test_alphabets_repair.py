"""Look-alike letters: repaired inside Cyrillic words, left alone elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.alphabets import disguised, invisible, mixed_words, repair, repaired
from translator.morphology import readings


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("Cмоленск", "Смоленск"),
        ("СМОЛEHCK", "СМОЛЕНСК"),
        ("губepнaтop", "губернатор"),
        ("Οрёл", "Орёл"),
        ("COVID", "COVID"),
        ("Foton", "Foton"),
        ("Wi-Fi", "Wi-Fi"),
        ("МИДovский", "МИДovский"),
        ("порт", "порт"),
        ("", ""),
    ],
)
def test_repair(word: str, mended: str) -> None:
    assert repair(word) == mended


def test_the_words_of_a_text_are_listed_and_repaired_in_place() -> None:
    text = "В Cмоленске открыт IT-парк «Foton»."
    assert mixed_words(text) == [("Cмоленске", "Смоленске")]
    assert repaired(text) == text.replace("C", "С")


def test_a_repaired_word_is_read_as_the_word_it_is() -> None:
    assert readings("губeрнаторoм")[0].lemma == "губернатор"


@pytest.mark.parametrize(
    ("word", "russian"), [("PECTOPAH", "РЕСТОРАН"), ("Foton", ""), ("OK", ""), ("порт", "")]
)
def test_a_wholly_foreign_word_in_disguise(word: str, russian: str) -> None:
    assert disguised(word) == russian


def test_what_cannot_be_seen_is_named() -> None:
    assert invisible("порт\u200b") == "U+200B"
    assert invisible("пор\u202eт") == "U+202E"
    assert invisible("пе\u00adчать порт") == ""


@given(st.text(st.sampled_from("абвСМОсмоABCceoхxyz -1"), max_size=30))
def test_repair_keeps_the_length_and_is_done_once(text: str) -> None:
    once = repaired(text)
    assert len(once) == len(text)
    assert repaired(once) == once
