"""What a document says once in full settles the later mentions, in every case form."""

from __future__ import annotations

import pytest

from translator.hints import collect_all
from translator.names.mentions import find_surnames, firm_names
from translator.names.toponyms import describes, together
from translator.termbase import TermBase


def known(*texts: str) -> list[list[tuple[str, str, str]]]:
    """Per text the names as (text, lemma, Chinese)."""
    found = collect_all(texts, TermBase(()), None)
    return [[(n.text, n.lemma, n.zh) for n in knowledge.names] for knowledge in found]


@pytest.mark.parametrize(
    "text",
    [
        "По словам {Дорохова}, всё готово.",
        "О {Дорохове} написали.",
        "С {Дороховым} осмотрели цех.",
        "{Дорохов} поблагодарил всех.",
    ],
)
def test_a_surname_alone_is_that_of_the_man_who_was_named(text: str) -> None:
    form = text[text.index("{") + 1 : text.index("}")]
    first, second = known("Открыл Игнат Дорохов.", text.replace("{", "").replace("}", ""))
    assert second == [(form, "Дорохов", first[0][2].split("·")[-1])]


def test_a_surname_alone_that_two_have_is_not_guessed() -> None:
    forms = {"Дорохов": "多罗霍夫", "Дорохова": "多罗霍娃"}
    text = "Встретили Дорохова вчера."
    assert find_surnames(text, lambda name: forms.get(name, ""), ()) == []
    del forms["Дорохова"]
    (found,) = find_surnames(text, lambda name: forms.get(name, ""), ())
    assert found.lemma == "Дорохов"


def test_an_ordinary_word_that_opens_a_sentence_is_no_surname() -> None:
    forms = {"Мороз": "莫罗兹"}
    assert find_surnames("Мороз ударил ночью.", lambda name: forms.get(name, ""), ()) == []
    forms["Полозков"] = "波洛兹科夫"
    assert find_surnames("Полозков не хватило.", lambda name: forms.get(name, ""), ()) == []
    assert find_surnames("Полозков уехал.", lambda name: forms.get(name, ""), ())
    (found,) = find_surnames("Дом построил Мороз.", lambda name: forms.get(name, ""), ())
    assert (found.text, found.zh) == ("Мороз", "莫罗兹")


@pytest.mark.parametrize("form", ["Вельмакса", "Вельмаксу", "Вельмаксом", "Вельмаксе"])
def test_a_firm_has_one_form_in_all_cases(form: str) -> None:
    first, second = known("Строит компания «Вельмакс».", f"Рассказали о «{form}» вчера.")
    assert second[0][1:] == ("Вельмакс", first[0][2])


def test_firms_are_brought_together_only_where_the_document_shows_it() -> None:
    assert firm_names(["Газпром", "Вельмаксом"]) == {}
    assert firm_names(["Аквалиры", "Аквалире"]) == {"Аквалиры": "Аквалира", "Аквалире": "Аквалира"}


@pytest.mark.parametrize(
    ("first", "text", "lemma"),
    [
        ("В деревне Крутой Лог живут.", "Жителям Крутого Лога помогут.", "Крутой Лог"),
        ("Порт посёлка Белая Коса открыт.", "Приехали в Белой Косе жить.", "Белая Коса"),
        ("В посёлке Нижняя Рогоза школа.", "Дети Нижней Рогозы ждали.", "Нижняя Рогоза"),
        ("На станции Сухая Гряда склад.", "До Сухой Гряды 8 км.", "Сухая Гряда"),
    ],
)
def test_a_village_of_two_words_has_one_form_in_all_cases(
    first: str, text: str, lemma: str
) -> None:
    (one,), (two,) = known(first, text)
    assert one[1] == two[1] == lemma
    assert one[2] == two[2]


def test_a_person_after_an_adjective_is_no_place() -> None:
    assert not describes("Новая", "Анна")
    assert describes("Крутой", "Лог") and not describes("Крутой", "Лога")
    assert together(["Белой", "Косы"]) == "Белая Коса"
