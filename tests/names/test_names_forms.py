"""Nominatives of given names, patronymics and surnames."""

import pytest

from translator.names.forms import given_names, patronymic, surname


@pytest.mark.parametrize(
    ("form", "lemma", "case"),
    [
        ("Алексеем", "Алексей", "ins"),
        ("Петром", "Пётр", "ins"),
        ("Льва", "Лев", "gen"),
        ("Павлу", "Павел", "dat"),
        ("Марии", "Мария", "gen"),
        ("Натальей", "Наталья", "ins"),
        ("Ольги", "Ольга", "gen"),
        ("Любови", "Любовь", "dat"),
        ("Юрия", "Юрий", "gen"),
        ("Ильёй", "Илья", "ins"),
        ("Игорем", "Игорь", "ins"),
        ("Рустаму", "Рустам", "dat"),
        ("Айсеном", "Айсен", "ins"),
        ("Алешей", "Алёша", "ins"),
    ],
)
def test_given_name(form, lemma, case):
    assert any(g.lemma == lemma and case in g.cases for g in given_names(form))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Николаевичем", ("Николаевич", "m")),
        ("Сергеевну", ("Сергеевна", "f")),
        ("Ильиничной", ("Ильинична", "f")),
        ("Ильича", ("Ильич", "m")),
        ("Москвич", None),
        ("Губернатор", None),
    ],
)
def test_patronymic(form, expected):
    assert patronymic(form) == expected


@pytest.mark.parametrize(
    ("form", "gender", "cases", "lemma"),
    [
        ("Ладыгина", "m", "gen acc", "Ладыгин"),
        ("Ладыгина", "f", "nom", "Ладыгина"),
        ("Сотниковой", "f", "ins", "Сотникова"),
        ("Островским", "m", "ins", "Островский"),
        ("Островскую", "f", "acc", "Островская"),
        ("Шойгу", "m", "gen", "Шойгу"),
        ("Бондаренко", "m", "dat", "Бондаренко"),
        ("Белых", "f", "dat", "Белых"),
        ("Петросяном", "m", "ins", "Петросян"),
        ("Морозюка", "m", "gen acc", "Морозюк"),
        ("Мороз", "f", "gen", "Мороз"),
        ("Толстого", "m", "gen", "Толстой"),
        ("Великом", "m", "loc", "Великий"),
        ("Шапши", "m", "gen", "Шапша"),
        ("Соболя", "m", "gen", "Соболь"),
        ("Хинштейна", "m", "gen", "Хинштейн"),
        ("Лихачева", "m", "gen", "Лихачёв"),
        ("Гочава", "f", "nom", "Гочава"),
    ],
)
def test_surname(form, gender, cases, lemma):
    assert surname(form, gender, frozenset(cases.split())) == lemma
