"""Blocks, titles, explanations and the office's exceptions."""

from pathlib import Path

import pytest

from translator.errors import UsageError
from translator.segmentation import Exceptions, explain, segment, split
from translator.units import Block, Kind


def _texts(*blocks: Block) -> list[str]:
    return [s.text for s in segment(blocks)]


@pytest.mark.parametrize(
    "title",
    [
        "Смоленская область и Китай: новые проекты",
        "Форум завершён. Итоги",
        "Губернатор Смоленской области\nВасилий Анохин посетил Пекин",
        "Что дальше? Планы",
        "В 2024 г. экспорт вырос на 3 млрд руб.",
    ],
)
def test_title_is_one_segment(title: str) -> None:
    assert _texts(Block("b1", Kind.TITLE, title)) == [title]


def test_title_of_full_sentences_is_cut() -> None:
    title = "Завод открыт в Вязьме. На нём будут работать сто человек"
    assert len(_texts(Block("b1", Kind.TITLE, title))) == 2


def test_numbers_run_through_the_document() -> None:
    blocks = [
        Block("b1", Kind.TITLE, "Завод открыт"),
        Block("b2", Kind.PARAGRAPH, "  Он новый. Он большой. "),
        Block("b3", Kind.PARAGRAPH, " \u00a0"),
        Block("b4", Kind.LIST_ITEM, "станки;"),
    ]
    got = [(s.id, s.block, s.kind, s.start, s.text) for s in segment(blocks)]
    assert got == [
        ("s1", "b1", Kind.TITLE, 0, "Завод открыт"),
        ("s2", "b2", Kind.PARAGRAPH, 2, "Он новый."),
        ("s3", "b2", Kind.PARAGRAPH, 12, "Он большой."),
        ("s4", "b4", Kind.LIST_ITEM, 0, "станки;"),
    ]


def test_nothing_in_nothing_out() -> None:
    assert segment([]) == ()
    assert split("") == split(" \n ") == []
    assert explain("") == []


@pytest.mark.parametrize(
    ("text", "rule", "breaks"),
    [
        ("Завод на ул. Мира открыт.", "head_abbreviation", False),
        ("Завод открыт в 2024 г. Губернатор рад.", "tail_abbreviation", True),
        ("Цех 3.5 готов", "no_space", False),
        ("Завод завершён.Новый готов", "glued", True),
        ("Принял А. Белов", "initials", False),
        ("Завод открыт. Он новый", "razdel", True),
        ("1. Построить завод", "list_marker", False),
    ],
)
def test_explain_names_the_rule(text: str, rule: str, breaks: bool) -> None:
    (boundary,) = explain(text)
    assert (boundary.rule, boundary.breaks) == (rule, breaks)
    assert text[: boundary.position].endswith(boundary.left)
    assert text[boundary.position :].strip().startswith(boundary.right)


def _load(tmp_path: Path, content: str) -> Exceptions:
    path = tmp_path / "office.toml"
    path.write_text(content, encoding="utf-8")
    return Exceptions.load(path)


def test_exceptions_both_ways(tmp_path: Path) -> None:
    office = _load(
        tmp_path,
        'never_break_after = ["Вятпром.", "спец. зак."]\nalways_break_after = ["Справочно:"]\n',
    )
    text = "Справочно: завод Вятпром. Холдинг и спец.\u00a0зак. Пермь открыты. Вот так."
    assert [text[a:b] for a, b in split(text, office)] == [
        "Справочно:",
        "завод Вятпром. Холдинг и спец.\u00a0зак. Пермь открыты.",
        "Вот так.",
    ]
    assert {b.rule for b in explain(text, office)} >= {"office_always", "office_never"}


def test_exceptions_match_whole_words_only() -> None:
    office = Exceptions(never_break_after=("од.",), always_break_after=("вод",))
    text = "Открыт завод. Завод для всех."
    assert [text[a:b] for a, b in split(text, office)] == ["Открыт завод.", "Завод для всех."]


def test_always_acts_only_before_a_blank() -> None:
    office = Exceptions(always_break_after=("руб.",))
    text = "Цена (5 руб.) и 7 руб., а там 9 руб. за штуку"
    assert [text[a:b] for a, b in split(text, office)] == [
        "Цена (5 руб.) и 7 руб., а там 9 руб.",
        "за штуку",
    ]


def test_empty_file_is_no_exceptions(tmp_path: Path) -> None:
    assert _load(tmp_path, "") == Exceptions()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("never_break_after = [", "is not TOML"),
        ('never = ["а."]', "unknown key 'never'"),
        ('never_break_after = "а."', "never_break_after is not a list"),
        ('always_break_after = ["а.", 3]', "always_break_after is not a list"),
        ('always_break_after = [" "]', "always_break_after is not a list"),
        ('never_break_after = ["Г."]\nalways_break_after = ["г."]', "'г.' in both lists"),
    ],
)
def test_broken_exceptions_are_named(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        _load(tmp_path, content)
    assert message in str(caught.value)
    assert "office.toml" in caught.value.place
    assert caught.value.remedy


def test_unreadable_exceptions(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        Exceptions.load(tmp_path / "none.toml")
    with pytest.raises(UsageError, match="cannot be read"):
        Exceptions.load(tmp_path)
    (tmp_path / "koi.toml").write_bytes('never_break_after = ["тов."]'.encode("koi8-r"))
    with pytest.raises(UsageError, match="not UTF-8"):
        Exceptions.load(tmp_path / "koi.toml")
