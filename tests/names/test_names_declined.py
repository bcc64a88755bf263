"""Every word that can be a form of a known name is that name, before a guess is made."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.hints import collect_all
from translator.names import find
from translator.names.declension import place_forms, surname_forms
from translator.names.ledger import Entry, Status
from translator.names.roll import Roll
from translator.termbase import TermBase
from translator.units import NameMatch


def known(*texts: str) -> list[list[NameMatch]]:
    return [list(k.names) for k in collect_all(texts, TermBase(()), None)]


def lemmas(*texts: str) -> list[str]:
    """The lemmas of the last text's names."""
    return [name.lemma for name in known(*texts)[-1]]


SURNAMES = [
    # named in full, then the forms of the surname alone
    ("Остап Гребенюк", "Гребенюка Гребенюку Гребенюком Гребенюке"),
    ("Гайк Акопджанян", "Акопджаняна Акопджаняну Акопджаняном Акопджаняне"),
    ("Назар Кравец", "Кравца Кравцу Кравцом Кравце Кравеца"),
    ("Илья Соловей", "Соловья Соловью Соловьём Соловье"),
    ("Вадим Гайдай", "Гайдая Гайдаю Гайдаем Гайдае"),
    ("Яков Журавель", "Журавеля Журавелю Журавелем"),
    ("Екатерина Рева", "Ревой Реве Реву"),
    ("Марина Куляба", "Кулябы Кулябе Кулябу Кулябой"),
    ("Отар Берулава", "Берулавы Берулаве Берулаву Берулавой"),
    ("Захар Сухой", "Сухого Сухому Сухим Сухом"),
    ("Ольга Мудрая", "Мудрой Мудрую"),
    ("Мирон Подгорский", "Подгорского Подгорскому Подгорским Подгорском"),
    ("Лев Рябов-Заречный", "Рябову-Заречному Рябовым-Заречным Рябова-Заречного"),
    ("Инна Лазарчук", "Лазарчук"),
    ("Ростислав Долгих", "Долгих"),
]


@pytest.mark.parametrize(("full", "forms"), SURNAMES, ids=[full for full, _ in SURNAMES])
def test_a_surname_alone_in_every_case(full: str, forms: str) -> None:
    last = full.split()[-1]
    for form in forms.split():
        (name,) = known(f"Приехал директор {full}.", f"Сегодня о школе и {form} писали.")[-1]
        assert (name.text, name.lemma) == (form, last)
        assert name.zh == known(f"Приехал директор {full}.")[0][0].zh.split("·")[-1]


def test_initials_settle_the_surname_too() -> None:
    first, second, third = known(
        "Начальник пункта Е. С. Прошутинская рассказала.",
        "Воду Прошутинской передали.",
        "Жители с Прошутинской встретятся.",
    )
    assert [n.lemma for n in (*second, *third)] == ["Прошутинская"] * 2
    assert {n.zh for n in (*second, *third)} == {first[0].zh.removeprefix("E.S.")}


def test_a_later_form_tells_whose_initials_they_are() -> None:
    texts = ("Речь {} длилась час.", "С Ветошкиной говорили.", "Видели Ветошкину.")
    assert lemmas(*texts[:1], *texts[1:]) == ["Ветошкина"]
    first = known(texts[0].format("Л. М. Ветошкина"), *texts[1:])
    assert {name.lemma.split()[-1] for names in first for name in names} == {"Ветошкина"}


@pytest.mark.parametrize("text", ["Доложила Рябушеву Лазарчук.", "Рябушеву Лазарчук всё доложила."])
def test_two_known_persons_side_by_side(text: str) -> None:
    told = "Степан Рябушев и Инна Лазарчук приехали."
    assert lemmas(told, text) == ["Рябушев", "Лазарчук"]


def test_two_unknown_persons_side_by_side_are_not_one() -> None:
    assert [m.lemma for m in find("Об этом доложила Пахомову Зыкина.")] == ["Пахомов", "Зыкина"]
    assert [m.lemma for m in find("Позже выступил Айтберд Цыбиков.")] == ["Айтберд Цыбиков"]


def test_the_full_name_in_another_case_is_the_same_person() -> None:
    texts = "Врач Марина Куляба приехала.", "Марине Кулябе помогли, с М. Кулябой говорили."
    assert lemmas(*texts) == ["Марина Куляба", "М. Куляба"]


def test_an_office_before_a_surname_is_no_kind_of_place() -> None:
    texts = "Глава города Сергей Лищенюк рассказал.", "Глава города Лищенюк уехал."
    assert [(n.kind, n.lemma) for n in known(*texts)[-1]] == [("person", "Лищенюк")]
    assert lemmas("Приехал Иван Дорохов.", "Живут в селе Дорохово.") == ["Дорохово"]


def test_of_man_woman_and_village_the_one_that_the_words_allow() -> None:
    couple = "Анна Попова и Пётр Попов приехали."
    assert lemmas(couple, "Попова рассказала о планах.") == ["Попова"]
    assert lemmas(couple, "Были и с Поповым, и с Поповой.") == ["Попов", "Попова"]
    village = "В селе Дорохово Иван Дорохов открыл клуб."
    assert lemmas(village, "Вчера Дорохова поздравили в Дорохове.") == ["Дорохов", "Дорохово"]


PLACES = [
    ("посёлке", "Большая Рямная", "Большой Рямной, Большую Рямную"),
    ("селе", "Нижние Мазаны", "Нижних Мазан, Нижних Мазанов, Нижним Мазанам, Нижних Мазанах"),
    ("посёлке", "Малые Горки", "Малых Горок, Малым Горкам"),
    ("городе", "Малый Устюжец", "Малого Устюжца, Малым Устюжцем, Малом Устюжце"),
    ("селе", "Заболотье", "Заболотья, Заболотью, Заболотьем"),
    ("посёлке", "Усть-Мая", "Усть-Маи, Усть-Маю, Усть-Маей"),
    ("реке", "Пышемка", "Пышемки, Пышемке, Пышемку, Пышемкой"),
    ("городе", "Камень-на-Курье", "Камня-на-Курье, Камню-на-Курье, Камнем-на-Курье"),
]


@pytest.mark.parametrize(("kind", "place", "forms"), PLACES, ids=[place for _, place, _ in PLACES])
def test_a_place_in_every_case_has_the_form_with_its_kind_word(
    kind: str, place: str, forms: str
) -> None:
    for form in forms.split(", "):
        (one,), (two,) = known(f"Стоят на {kind} {place}.", f"Сегодня люди и {form} ждут.")
        assert (two.text, two.lemma, two.zh) == (form, place, one.zh)


def test_a_kind_word_further_on_holds_from_the_heading() -> None:
    first, second = known("Кампус в Новом Хоготе открыт", "Открыт он в посёлке Новый Хогот.")
    assert first[0].zh == second[0].zh
    assert first[0].zh.endswith("镇")


def test_two_kinds_of_one_name_leave_it_bare() -> None:
    *_, (last,) = known("Порт Малая Чумка.", "Село Малая Чумка.", "Едут в Малую Чумку.")
    assert last.zh[-1] not in "港村"


def test_a_name_that_declines_with_its_kind_word() -> None:
    first, second = known("Паводок на реке Гильчанке.", "Вода в Гильчанке спала.")
    assert {n.lemma for n in (*first, *second)} == {"Гильчанка"}
    assert len({n.zh for n in (*first, *second)}) == 1


@pytest.mark.parametrize(
    "text",
    ["Мост у реки Чулыменки.", "Вышли на реку Чулыменку.", "Луг за рекой Чулыменкой."],
)
def test_a_river_declines_with_its_kind_word(text: str) -> None:
    assert [(m.lemma, m.zh) for m in find(text)] == [("Чулыменка", find("река Чулыменка")[0].zh)]


def test_a_name_of_another_gender_does_not_decline() -> None:
    assert [m.lemma for m in find("В деревне Заполье светло.")] == ["Заполье"]
    assert [m.lemma for m in find("Из деревни Лазырки едут.")] == ["Лазырки"]


def test_districts_that_share_a_kind_word() -> None:
    texts = (
        "В порту Малая Чумка, посёлке Талакановка и селе Верхняя Нирка.",
        "Для глав Чумкинского, Талакановского и Верхнениркинского районов Рябов всё покажет.",
        "Приехал Степан Рябов.",
    )
    _, found, _ = known(*texts)
    assert [(n.lemma, n.zh) for n in found] == [
        ("Чумкинский район", "丘姆卡区"),
        ("Талакановский район", "塔拉卡诺夫卡区"),
        ("Верхнениркинский район", "上尼尔卡区"),
        ("Рябов", "里亚博夫"),
    ]


_SYLLABLES = st.lists(st.sampled_from(["ба", "ру", "ше", "ли", "мо", "ты"]), min_size=2, max_size=3)
_ENDINGS = st.sampled_from(["нюк", "вец", "ров", "цкий", "дай", "ль", "янц", "та", "ня", "ко"])


@settings(max_examples=50)
@given(_SYLLABLES, _ENDINGS, st.sampled_from("mf"))
def test_every_form_leads_back_to_its_surname(
    syllables: list[str], ending: str, gender: str
) -> None:
    name = ("".join(syllables) + ending).capitalize()
    roll = Roll.of([Entry(name, "person-surname", "某", Status.APPROVED)])
    for form in surname_forms(name, gender):
        assert {one.name for one, _ in roll.read([form])} <= {name}
    assert name.lower() in surname_forms(name, gender)


@settings(max_examples=50)
@given(_SYLLABLES, _ENDINGS)
def test_a_place_is_among_its_forms(syllables: list[str], ending: str) -> None:
    name = ("".join(syllables) + ending).capitalize()
    assert "nom" in place_forms(f"Новый {name}")["новый", name.lower()]
