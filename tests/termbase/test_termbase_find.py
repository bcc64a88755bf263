"""Finding terms: the cases of tests/cases/termbase/find.tsv and the rules that span cases.

In the case files ``{…}`` marks an expected match; a note that begins with ``xfail`` marks a
known failure. find_in_context.tsv is about what the words around a term decide; its glossary
is both files.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from translator.termbase import TermBase
from translator.units import Term

CASES = Path(__file__).parent.parent / "cases" / "termbase"


def _cases(name: str) -> list[object]:
    rows = (CASES / name).read_text(encoding="utf-8").splitlines()[1:]
    params = []
    for row in rows:
        text, _, note = row.partition("\t")
        marks = [pytest.mark.xfail(reason=note)] if note.startswith("xfail") else []
        params.append(pytest.param(text, marks=marks, id=text))
    return params


@pytest.fixture(scope="module")
def base() -> TermBase:
    return TermBase.load([CASES / "glossary.tsv"])


def _marked(base: TermBase, text: str) -> str:
    out, last = [], 0
    for match in base.find(text):
        out += [text[last : match.start], "{", match.form, "}"]
        last = match.stop
    return "".join([*out, text[last:]])


@pytest.fixture(scope="module")
def wide_base() -> TermBase:
    return TermBase.load([CASES / "glossary.tsv", CASES / "glossary_in_context.tsv"])


@pytest.mark.parametrize("marked", _cases("find.tsv"))
def test_case(base: TermBase, marked: str) -> None:
    assert _marked(base, re.sub("[{}]", "", marked)) == marked


@pytest.mark.parametrize("marked", _cases("find_in_context.tsv"))
def test_case_in_context(wide_base: TermBase, marked: str) -> None:
    assert _marked(wide_base, re.sub("[{}]", "", marked)) == marked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "в Амурской и Сахалинской областях",
            [("Амурская область", "loc"), ("Сахалинская область", "loc")],
        ),
        (
            "Приморский и Хабаровский края",
            [("Приморский край", "nom"), ("Хабаровский край", "nom")],
        ),
        (
            "в Амурской и Сахалинской области",
            [("Амурская область", "loc"), ("Сахалинская область", "loc")],
        ),
        ("в г. Киров", [("город Киров", "loc")]),
        ("к г. Кирову", [("город Киров", "dat")]),
        ("жители г. Киров", [("город Киров", "")]),
    ],
)
def test_shared_nouns_and_abbreviations(
    wide_base: TermBase, text: str, found: list[tuple[str, str]]
) -> None:
    assert [(m.term.ru, m.grammar) for m in wide_base.find(text)] == found


@pytest.mark.parametrize(
    ("text", "form", "zh"),
    [
        ("Степной орёл парил.", "орёл", "鹰"),
        ("Он живёт в городе Орёл.", "Орёл", "奥廖尔"),
        ("Орёл летит над полем.", "Орёл", "鹰"),
        ("Орёл – старинный город.", "Орёл", "奥廖尔"),
        ("Карта «Мир» готова.", "Мир", "米尔"),
        ("Мир нужен всем.", "Мир", "和平"),
        ("Экипаж корабля «Союз» готов.", "Союз", "联盟号"),
        ("Союз предпринимателей", "Союз", "联盟"),
        ("Санкт-Петербург ждёт гостей.", "Санкт-Петербург", "圣彼得堡"),
        ("ПАО «Газпром»", "ПАО «Газпром»", "俄罗斯天然气工业股份公司"),
    ],
)
def test_the_right_entry_is_chosen(base: TermBase, text: str, form: str, zh: str) -> None:
    assert [(m.form, m.term.zh) for m in base.find(text)] == [(form, zh)]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("в Смоленской области", "loc"),
        ("губернатора области и Смоленской области", "gen"),
        ("глава Смоленской области", "gen"),
        ("со Смоленской областью", "ins"),
        ("поехали в Смоленскую область", "acc"),
        ("к Смоленской области", "dat"),
        ("министры экономики", "nom.pl"),
        ("с китайским центром", "ins"),
        ("в МИДе", "loc"),
        ("МИД", ""),
        ("Foton", ""),
    ],
)
def test_grammar_is_that_of_the_head(base: TermBase, text: str, marks: str) -> None:
    assert base.find(text)[-1].grammar == marks


def test_nested_terms_are_all_shown(base: TermBase) -> None:
    found = base.find_all("Губернатор Смоленской области")
    assert [m.form for m in found] == [
        "Губернатор Смоленской области", "Губернатор", "Смоленской области", "Смоленской",
    ]  # fmt: skip


def test_a_case_sensitive_term_wants_its_own_capitals() -> None:
    base = TermBase((Term("Большой театр", "大剧院", case_sensitive=True),))
    assert [m.form for m in base.find("Сцена Большого театра и Большого Театра")] == [
        "Большого театра"
    ]


def test_a_context_is_not_asked_for_where_the_capital_speaks() -> None:
    base = TermBase((Term("Орёл", "奥廖尔", context="город"),))
    assert [m.form for m in base.find("Поезд прибыл в Орёл.")] == ["Орёл"]
    assert base.find("Орёл парил над степью.") == ()
    assert len(base.find("Орёл стал городом воинской славы.")) == 1


def test_without_context_a_known_name_is_accepted_at_the_start() -> None:
    assert len(TermBase((Term("Орёл", "奥廖尔"),)).find("Орёл ждёт гостей.")) == 1
    assert TermBase((Term("Мир", "米尔"),)).find("Мир ждёт гостей.") == ()


def test_the_two_words_of_a_plural_term_stay_plural() -> None:
    base = TermBase((Term("деловые круги", "工商界"),))
    assert len(base.find("с деловыми кругами")) == 1
    assert base.find("деловой круг") == ()


def test_nothing_is_found_in_nothing(base: TermBase) -> None:
    assert base.find("") == () and base.find("… – 17,5 %") == ()
    assert TermBase(()).find("Смоленская область") == ()


def test_more_words_win_over_the_one_more_to_the_left() -> None:
    base = TermBase((Term("рост цен", "涨价"), Term("цен на нефть", "油价")))
    assert [m.form for m in base.find("рост цен на нефть")] == ["цен на нефть"]


@pytest.mark.parametrize(
    ("ru", "text"),
    [
        ("Южная Корея", "Делегация {Южной Кореи} прибыла."),  # the stem has three letters
        ("меры поддержки", "О {мерах поддержки} сообщили."),
        ("шины", "Экспорт {шин} вырос."),
        ("гонки на лодках", "Победа в {гонках на лодках}, итоги {гонок на лодках}."),
        ("Хэфэй", "Из {Хэфэя} к {Хэфэю}."),  # not in the dictionary
        ("валенки", "Фабрика {валенок} выпускает {валенки}."),
        ("газопровод", "Строят {газо-} и нефтепроводы."),
        ("семена льна", "Вывоз {семян льна} вырос."),
        ("Росводресурсы", "Доклад {Росводресурсов} готов."),
        ("Шаньси", "Делегация {Шаньси} прибыла."),  # the analyser guesses a verb
        ("керамогранит", "Завод выпускает {керамогранит}."),
        ("Кабардино-Балкария", "Глава {Кабардино-Балкарии} прибыл."),
        ("Кабардино-Балкарская Республика", "Он в {Кабардино-Балкарской Республике}."),
    ],
)
def test_forms_whose_beginning_or_reading_misleads(ru: str, text: str) -> None:
    assert _marked(TermBase((Term(ru, "甲"),)), re.sub("[{}]", "", text)) == text
