"""What a document says once in full settles the later mentions, in every case form."""

from __future__ import annotations

import pytest

from translator.hints import collect_all
from translator.names.ledger import Entry, Status
from translator.names.mentions import firm_names
from translator.names.roll import Roll
from translator.names.toponyms import describes, together
from translator.termbase import TermBase
from translator.units import NameMatch


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


def alone(text: str, **surnames: str) -> list[NameMatch]:
    entries = (Entry(name, "person-surname", zh, Status.APPROVED) for name, zh in surnames.items())
    return Roll.of(entries).find(text, ())


def test_a_surname_alone_that_two_have_is_not_guessed() -> None:
    text = "Встретили Дорохова вчера."
    assert alone(text, Дорохов="多罗霍夫", Дорохова="多罗霍娃") == []
    (found,) = alone(text, Дорохов="多罗霍夫")
    assert found.lemma == "Дорохов"


def test_an_ordinary_word_that_opens_a_sentence_is_no_surname() -> None:
    assert alone("Мороз ударил ночью.", Мороз="莫罗兹") == []
    assert alone("Полозков не хватило.", Полозков="波洛兹科夫") == []
    assert alone("Полозков уехал.", Полозков="波洛兹科夫")
    assert alone("Головнёв поручил главам.", Головнёв="戈洛夫尼奥夫")
    (found,) = alone("Дом построил Мороз.", Мороз="莫罗兹")
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
