"""Places without a kind word, districts called after a place, families; names are invented."""

import pytest

from translator.known_names import KnownNames
from translator.names import find
from translator.names.mentions import by_document, nominatives
from translator.names.relatives import belongs, stem
from translator.names.toponyms import adjective_place
from translator.units import NameMatch


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Делегация посетила Заозёрское, Тупиково и Костюшино.", "Заозёрское Тупиково Костюшино"),
        ("В Тупикове и Костюшине откроют магазины.", "Тупиково Костюшино"),
        ("Семья переехала из Старопышминска.", "Старопышминск"),
        ("Склад построят под Усть-Манском.", "Усть-Манск"),
        ("В Клюквенном школы нет.", "Клюквенное"),
        ("Дорога ведёт за Тупиковом.", "Тупиково"),
        ("Об этом сообщили в Нижней Тавре.", "Нижняя_Тавра"),
        ("Жители Малых Подволочек ждали моста.", "Малые_Подволочки"),
        ("Груз привезли из Мокрой Ольховки.", "Мокрая_Ольховка"),
        ("Мост нужен посёлку Верхний Кутулук.", "Верхний_Кутулук"),
    ],
)
def test_places_are_found_in_the_nominative(text, names):
    found = [m.lemma.replace(" ", "_") for m in find(text) if m.kind == "place"]
    assert found == names.split()


@pytest.mark.parametrize(
    "text",
    [
        "Полей больше в Хворостском и Пырейском районах.",
        "Слово взял Тупиков.",
        "Довольны Тупиковым и гости.",
        "Его назвали «Северная Паллада».",
        "Вручили диплом в Северной Европе.",
    ],
)
def test_what_is_no_village(text):
    assert not [m for m in find(text) if m.kind == "place" and m.lemma[-1] in "оая" and not m.sure]


def _settled(*texts: str) -> list[tuple[str, str]]:
    known = KnownNames().in_document(m for text in texts for m in find(text))
    return [(m.lemma, m.zh) for text in texts for m in known.settle(text, find(text), ())]


def test_a_district_has_the_form_of_its_place():
    names = dict(_settled("Глава Нижнетавринского района приехал.", "Это видели в Нижней Тавре."))
    assert names["Нижняя Тавра"] == "下塔夫拉"
    assert names["Нижнетавринский район"] == "下塔夫拉区"


@pytest.mark.parametrize(
    ("kind", "name"),
    [("organisation", "The delegation will visit Beijing"), ("place", "Дом на тихой улице")],
)
def test_names_of_many_words_are_left_alone(kind, name):
    match = NameMatch(kind, 0, len(name), name, name, "某")
    assert by_document(match, [match]) is match


def test_a_settlement_in_an_adjective_keeps_its_gender_by_the_document():
    names = _settled("Посёлок Травяный построен.", "Свет есть и в Травяном.")
    assert {zh.removesuffix("镇") for _, zh in names} == {"特拉维亚内"}


def test_a_family_is_written_with_the_mans_form():
    assert nominatives("Мокроусовы") == {"Мокроусов"}


def test_a_preposition_is_no_chinese_surname():
    assert [m.lemma for m in find("У Ивана Гуся купили мёд.")] == ["Иван Гусь"]


def test_a_noun_that_declines_as_an_adjective():
    assert [m.lemma for m in find("Завод Фёдора Лесничего построен.")] == ["Фёдор Лесничий"]


def test_adjectives_and_their_places():
    assert adjective_place("Большекаменский").zh == "大卡缅"
    assert stem("Роза Хутор") == ""
    assert belongs("Старохворостский", "Старый Хворост")
    assert not belongs("Томский", "Тамань")
    assert not belongs("Тавринский", "Нижняя Тавра")
