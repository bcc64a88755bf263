"""Plain text: encodings, line breaks, list marks, labels, furniture."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.errors import InputError, UsageError
from translator.ingest import read, read_bytes
from translator.ingest.encodings import decode
from translator.ingest.furniture import load_rules
from translator.ingest.labels import date_in
from translator.ingest.pieces import Run, join_runs
from translator.units import Block, Kind, SourceDocument

CASES = Path(__file__).parents[1] / "cases" / "ingest"
EXAMPLES = Path(__file__).parents[2] / "examples"
HEADLINE = "Порт отправил поезд в Чэнду"
BODY = "Сотый с начала года контейнерный поезд отправился в Китай, сообщили в министерстве."
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp1251": "windows-1251",
    "koi8_r": "koi8-r",
}


def cases(name: str) -> list[list[str]]:
    """Rows of a case file without its header."""
    lines = (CASES / name).read_text("utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line]


def text_of(*lines: str, newline: str = "\n") -> SourceDocument:
    return read_bytes(newline.join(lines).encode(), "-")


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks]


def kinds(document: SourceDocument) -> list[Kind]:
    return [block.kind for block in document.blocks]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ENCODINGS)
def test_encodings_and_newlines(codec: str, newline: str) -> None:
    data = newline.join([HEADLINE, "", BODY, BODY + " Ещё раз."]).encode(codec)
    document = read_bytes(data, "-")
    assert texts(document) == [HEADLINE, BODY, BODY + " Ещё раз."]
    assert document.encoding == ENCODINGS[codec]


@pytest.mark.parametrize("codec", ["cp1251", "koi8_r"])
@pytest.mark.parametrize("line", [row[0] for row in cases("encodings.tsv")])
def test_short_text_in_a_code_page(line: str, codec: str) -> None:
    line = line if codec == "cp1251" else line.translate(str.maketrans("–«»№", '-""N'))
    assert decode(line.encode(codec), "a.txt").text == line


@given(st.lists(st.sampled_from(BODY.split() + HEADLINE.split()), min_size=3, max_size=40))
@settings(max_examples=60, deadline=None)
def test_code_pages_are_never_confused(words: list[str]) -> None:
    line = " ".join(words)
    for codec in ("cp1251", "koi8_r", "utf-8", "utf-16"):
        with contextlib.suppress(InputError):  # «с с в» is refused as too short to tell
            assert decode(line.encode(codec), "a.txt").text == line


def test_block_ids_places_and_digest() -> None:
    document = text_of(HEADLINE, "", BODY)
    assert [(b.id, b.place) for b in document.blocks] == [("b1", "line 1"), ("b2", "line 3")]
    assert document == text_of(HEADLINE, "", BODY)
    assert len(document.digest) == 64


def test_hard_wrapped_lines_are_joined() -> None:
    document = text_of(
        HEADLINE,
        "",
        "Сотый с начала года контейнерный поезд отправился в",
        "Китай, сообщили в министерстве транспорта области и",
        "подтвердили в порту. Состав из 62 вагонов везёт кар-",
        "тон, мебель и торгово-промышленные образцы, а также",
        "корма.",
        "",
        "Поезд пройдёт около 9,8 тыс. км и прибудет в Чэнду",
        "через 16 суток.",
    )
    assert len(document.blocks) == 3
    assert "везёт картон, мебель" in document.blocks[1].text
    assert document.blocks[2].text.endswith("в Чэнду через 16 суток.")
    assert any("joined" in message for message in document.messages)


def test_single_newlines_are_paragraphs_where_lines_are_not_wrapped() -> None:
    document = text_of(HEADLINE, BODY, BODY + " Ещё раз.", "Поезд пройдёт 9,8 тыс. км.")
    assert len(document.blocks) == 4
    assert document.messages == ()


def test_list_marks_are_named_in_the_place() -> None:
    document = text_of(
        HEADLINE, BODY, "Основу экспорта составили:", "– картон;", "– мебель.",
        "Планируется:", "1) открыть терминал;", "2) купить краны.", "• Отдельный пункт.",
    )  # fmt: skip
    items = [block for block in document.blocks if block.kind is Kind.LIST_ITEM]
    assert [item.text for item in items] == [
        "картон;", "мебель.", "открыть терминал;", "купить краны.", "Отдельный пункт.",
    ]  # fmt: skip
    assert [item.place for item in items][:3] == [
        "line 4, list mark –", "line 5, list mark –", "line 7, list mark 1)",
    ]  # fmt: skip


def test_direct_speech_keeps_its_dash() -> None:
    speech = "– Мы отправим 240 составов, – сообщил министр."
    document = text_of(HEADLINE, BODY, speech, "– Порт готов.")
    assert [b.text for b in document.blocks[2:]] == [speech, "– Порт готов."]
    assert document.blocks[2].kind is Kind.QUOTE


def test_title_lead_and_repeated_headline() -> None:
    document = text_of(HEADLINE, "", "", HEADLINE, "12.05.2025", BODY, BODY)
    assert kinds(document) == [Kind.TITLE, Kind.DATELINE, Kind.LEAD, Kind.PARAGRAPH]
    assert [(f.text, f.rule, f.place) for f in document.set_aside] == [
        (HEADLINE, "repeated-headline", "line 4")
    ]
    assert document.issued == date(2025, 5, 12)


def test_a_sentence_is_no_title() -> None:
    assert kinds(text_of(BODY, BODY + " Ещё раз."))[0] is Kind.LEAD


@pytest.mark.parametrize(("kind", "line"), cases("labels.tsv"))
def test_labels(kind: str, line: str) -> None:
    document = text_of(HEADLINE, BODY, BODY + " Раз.", line)
    assert (document.blocks[-1].kind.value, document.blocks[-1].text) == (kind, line)


@pytest.mark.parametrize(("rule", "where", "line"), cases("furniture.tsv"))
def test_furniture(rule: str, where: str, line: str) -> None:
    bodies = [BODY, BODY + " Раз.", BODY + " Два.", BODY + " Три."]
    at = {"head": 0, "middle": 2, "tail": 4}[where]
    document = text_of(HEADLINE, *bodies[:at], line, *bodies[at:])
    assert [(f.rule, f.text) for f in document.set_aside] == ([] if rule == "-" else [(rule, line)])
    assert len(document.blocks) == 5 + (rule == "-")


def test_keep_boilerplate_restores_every_line() -> None:
    lines = [HEADLINE, HEADLINE, BODY, "Поделиться", "Читайте также", "Другая новость"]
    data = "\n".join(lines).encode()
    assert len(read_bytes(data, "-").set_aside) == 4
    kept = read_bytes(data, "-", keep_boilerplate=True)
    assert (texts(kept), kept.set_aside) == (lines, ())


def test_link_lines_do_not_swallow_contacts() -> None:
    document = text_of(
        HEADLINE, BODY, "Читайте также", "В области открыли школу", "Тел.: +7 (4842) 00-00-00"
    )
    assert document.blocks[-1].kind is Kind.CONTACT
    assert [f.text for f in document.set_aside] == ["Читайте также", "В области открыли школу"]


def test_office_rules_extend_and_disable(tmp_path: Path) -> None:
    rules = tmp_path / "office.toml"
    rules.write_text(
        'disable = ["photo-credit"]\n[[rule]]\nname = "our-foot"\npattern = "Горячая линия.*"\n',
        "utf-8",
    )
    data = "\n".join([HEADLINE, BODY, "Фото: Игорь Лунёв", "Горячая линия: 00"]).encode()
    document = read_bytes(data, "-", furniture=[rules])
    assert [f.rule for f in document.set_aside] == ["our-foot"]
    assert "Фото: Игорь Лунёв" in texts(document)


@pytest.mark.parametrize(
    "content",
    [
        "[[rule]\n",
        '[[rule]]\nname = "x"\n',
        '[[rule]]\nname = "x"\npattern = "("\n',
        '[[rule]]\nname = "x"\npattern = "a"\nwhere = "foot"\n',
        "rule = 5\n",
    ],
)
def test_broken_office_rules(tmp_path: Path, content: str) -> None:
    rules = tmp_path / "office.toml"
    rules.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=r"office\.toml.*; correct the furniture file"):
        load_rules([rules])


def test_missing_office_rules(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_rules([tmp_path / "none.toml"])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("г. Смоленск, 12 мая 2025 года", date(2025, 5, 12)),
        ("3 марта 2024", date(2024, 3, 3)),
        ("31.02.2025", None),
        ("Смоленск. 12 мая.", None),
        ("2025-06-05T11:40:00+02:00", date(2025, 6, 5)),
    ],
)
def test_date_in(line: str, found: date | None) -> None:
    assert date_in(line) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("斯摩棱斯克州代表团访问北京\n\n双方讨论了贸易合作。", "Chinese"),
        ("The delegation arrived\n\nThe parties discussed trade with partners.", "English"),
    ],
)
def test_other_languages_are_noted(text: str, language: str) -> None:
    assert any(language in message for message in read_bytes(text.encode(), "-").messages)


@given(st.lists(st.tuples(st.text(max_size=12), st.booleans(), st.booleans()), max_size=6))
@settings(max_examples=100, deadline=None)
def test_styles_lie_inside_the_text(parts: list[tuple[str, bool, bool]]) -> None:
    text, styles = join_runs([Run(*part) for part in parts])
    assert text == text.strip()
    for style in styles:
        assert 0 <= style.start < style.stop <= len(text)
        assert text[style.start : style.stop].strip() == text[style.start : style.stop]


def find(document: SourceDocument, start: str) -> Block:
    return next(block for block in document.blocks if block.text.startswith(start))


def test_first_example() -> None:
    document = read(EXAMPLES / "01-mission-beijing.txt")
    assert len(document.blocks) == 11
    assert kinds(document)[:3] == [Kind.TITLE, Kind.DATELINE, Kind.LEAD]
    assert find(document, "Тел.").kind is Kind.CONTACT
    assert document.issued == date(2025, 4, 14)
    assert len(document.set_aside) == 8


def test_fourth_example() -> None:
    document = read(EXAMPLES / "04-short-cp1251.txt")
    assert (document.encoding, len(document.blocks)) == ("windows-1251", 7)
    assert [f.rule for f in document.set_aside] == ["share"]
