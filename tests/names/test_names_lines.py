"""Lists of names, one a line, and the lists of 500 that the rules were not made from."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.errors import InputError
from translator.names import KINDS, transcribe_name
from translator.names.ledger import Entry, Ledger, Status
from translator.names.lines import guess_kind, parse, transcribed
from translator.names.palladius import candidates

CASES = Path(__file__).parents[1] / "cases" / "names"
FLOORS = {
    "press500": 0.95, "fresh500": 0.95, "third500": 0.92, "fourth500": 0.89, "fifth500": 0.83,
}  # fmt: skip


@pytest.mark.parametrize("name", FLOORS)
def test_the_share_of_exact_forms_does_not_fall(name):
    with (CASES / f"{name}.tsv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    exact = sum(transcribe_name(row["name"], row["kind"]).zh == row["zh"] for row in rows)
    assert len(rows) == 500
    assert exact / len(rows) >= FLOORS[name]


def test_lines_answer_to_lines():
    found = list(parse("Лыков\tperson-surname\n\nрека Хмость\n", "list"))
    assert found[1] is None
    assert [(f.name, f.kind, f.place) for f in found if f] == [
        ("Лыков", "person-surname", "list:1"),
        ("река Хмость", "place", "list:3"),
    ]


def test_latin_letters_that_look_russian_are_read_as_russian_and_said():
    (line,) = parse("Cычёвка\tplace", "list")
    assert line and line.repaired and line.name == "Сычёвка"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Лыков\tplanet", "unknown kind 'planet'"),
        ("Lykov", "is no Russian name"),
        ("Лыков1", "is no Russian name"),
        ("Лыков\tplace\tещё", "has 3 cells"),
        ("Л" * 300, "is no Russian name"),
    ],
)
def test_a_line_that_is_no_name_is_refused_with_its_place(text, what):
    with pytest.raises(InputError, match=what) as caught:
        list(parse("Ольга\n" + text, "list"))
    assert "list:2" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Петровна", "person-patronymic"),
        ("Ольга", "person-given"),
        ("Ветчинкина", "person-surname"),
        ("Вязьма", "place"),
        ("Духовщинский район", "place"),
        ("мыс Гамова", "place"),
    ],
)
def test_kind_of_a_name_that_stands_alone(name, kind):
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "zh"),
    [
        ("река Хмость", "赫莫斯季河"),
        ("Духовщинский район", "杜霍夫希纳区"),
        ("Рославльский муниципальный округ", "罗斯拉夫尔市政区"),
        ("Уссурийский городской округ", "乌苏里斯克城市区"),
        ("деревня Малые Холмы", "小霍尔梅村"),
        ("посёлок городского типа Холм-Жирковский", "霍尔姆-日尔科夫斯基镇"),
        ("мыс Гамова", "加莫夫角"),
        ("озеро Ханка", "兴凯湖"),
        ("Усть-Лабинск", "乌斯季拉宾斯克"),
        ("Лыков-на-Волге", "伏尔加河畔雷科夫"),
        ("Чёрная Речка", "黑列奇卡"),
        ("улица Мира", "和平街"),
    ],
)
def test_places_with_kind_words_and_parts_by_meaning(name, zh):
    assert transcribe_name(name, "place").zh == zh


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="unknown kind"):
        transcribe_name("Лыков", "planet")


def test_the_ledger_comes_before_lists_and_table():
    ledger = Ledger((Entry("Иван Лыков", "person", "伊万·雷柯夫", Status.APPROVED),))
    line, other = parse("Лыков\tperson-surname\nЛыков\tplace", "list")
    assert line and other
    assert transcribed(line, ledger).zh == "雷柯夫"
    assert transcribed(line, ledger).steps == ("Лыков: approved 雷柯夫",)
    assert transcribed(other, ledger).zh != "雷柯夫"


@given(
    st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя- ", min_size=1, max_size=25), st.sampled_from(KINDS)
)
@settings(max_examples=100, deadline=None)
def test_any_name_gives_chinese_or_nothing(name, kind):
    if name.strip(" -"):
        zh = transcribe_name(name.strip(), kind).zh
        assert not any("\u0400" <= c <= "\u04ff" for c in zh)


def test_palladius_gives_pinyin_and_characters_to_confirm():
    found = candidates("Чжао Вэньбо")
    assert found and (found.pinyin, found.zh) == ("zhao wen bo", "")
    assert "赵" in found.characters[0] and "文" in found.characters[1]
    listed = candidates("Си Цзиньпин")
    assert listed and listed.zh == "习近平"
    assert candidates("Губернатор") is None
    assert candidates("") is None
