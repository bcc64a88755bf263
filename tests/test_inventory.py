"""Names and figures of a document as lines."""

from translator.inventory import apart, figure_lines, name_lines, plain_form
from translator.units import Kind, NumberUse, Origin, TermUse, TranslationUnit


def unit(number, terms=(), numbers=()):
    return TranslationUnit(
        f"s{number}", "b1", Kind.PARAGRAPH, "…", "…", Origin.MACHINE, terms=terms, numbers=numbers
    )


def person(source, target, status="used"):
    return TermUse(source, source, target, status, "", "person")


def test_a_surname_joins_the_full_name():
    lines = name_lines(
        [
            unit(1, (person("Иван Кудряшов", "伊万·库德里亚绍夫"),)),
            unit(2, (person("Кудряшов", "库德里亚绍夫"),)),
            unit(3, (person("И. Кудряшов", "库德里亚绍夫", "missing"),)),
        ]
    )
    assert [(line.name, line.is_one, line.missing) for line in lines] == [
        ("Иван Кудряшов", True, ("s3",))
    ]
    assert lines[0].forms == (("伊万·库德里亚绍夫", ("s1",)), ("库德里亚绍夫", ("s2",)))


def test_a_surname_joins_initials_where_there_is_no_full_name():
    initials = unit(1, (person("Н. А. Щеколдина", "N.A.谢科尔金娜"),))
    alone = unit(2, (person("Щеколдина", "谢科尔金娜"),))
    (line,) = name_lines([initials, alone])
    assert (line.name, line.is_one) == ("Н. А. Щеколдина", True)
    full = unit(3, (person("Нина Щеколдина", "尼娜·谢科尔金娜"),))
    lines = {x.name: len(x.forms) for x in name_lines([initials, alone, full])}
    assert lines == {"Н. А. Щеколдина": 1, "Нина Щеколдина": 2}


def test_a_surname_of_two_persons_stands_alone():
    lines = name_lines(
        [
            unit(1, (person("Иван Кудряшов", "甲·丙"), person("Олег Кудряшов", "乙·丙"))),
            unit(2, (person("Кудряшов", "丙"),)),
        ]
    )
    assert [line.name for line in lines] == ["Иван Кудряшов", "Олег Кудряшов", "Кудряшов"]


def test_two_spellings_are_not_one():
    (line,) = name_lines(
        [unit(1, (person("Лыков", "雷科夫"),)), unit(2, (person("Лыков", "雷柯夫"),))]
    )
    assert not line.is_one


def test_given_name_and_surname_are_part_of_the_name_with_patronymic():
    assert apart(["伊万·彼得罗维奇·雷科夫", "伊万·雷科夫", "雷科夫"]) == ["伊万·彼得罗维奇·雷科夫"]
    assert len(apart(["伊万·彼得罗维奇·雷科夫", "彼得·雷科夫"])) == 2
    assert plain_form("“光芒”") == "光芒"


def test_terms_are_no_names():
    assert name_lines([unit(1, (TermUse("экспорт", "экспорт", "出口", "used", "", "term"),))]) == ()


def test_figures_are_lines_with_their_units():
    five = NumberUse("5 км", "5 km", "5公里", "right", "quantity")
    lost = NumberUse("7 т", "7 t", "", "missing", "quantity")
    lines = figure_lines([unit(1, (), (five, lost)), unit(2, (), (five,))])
    assert [(x.source, x.target, x.units, x.missing) for x in lines] == [
        ("5 км", "5公里", ("s1", "s2"), ()),
        ("7 т", "", (), ("s1",)),
    ]


def test_initials_before_the_surname_are_no_other_form() -> None:
    forms = ["玛丽娜·瓦列里耶夫娜·图古舍娃", "M.V.图古舍娃", "玛丽娜·图古舍娃", "图古舍娃"]
    assert apart(forms) == forms[:1]
    assert apart([*forms, "M.V.图古谢娃"]) == [forms[0], "M.V.图古谢娃"]
