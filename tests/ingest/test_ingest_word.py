"""Word documents: what is read, in which order, and what is left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from ingest_docx import STYLES, footnotes, make_example, package, para, part, relations, run

from translator.ingest import read, read_bytes
from translator.units import InlineStyle, Kind, SourceDocument

EXAMPLES = Path(__file__).parents[2] / "examples"
LONG = "Сотый с начала года контейнерный поезд отправился в Китай, сообщили в министерстве."


def document(body: str, **parts: str) -> SourceDocument:
    members = {f"word/{name}.xml": content for name, content in parts.items()}
    return read_bytes(package(body, parts={"word/styles.xml": STYLES} | members), "a.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in document(body, **parts).blocks]


def test_third_example() -> None:
    release = read(EXAMPLES / "03-food-fair-shanghai.docx")
    assert release.issued == date(2025, 5, 22)
    kinds = [block.kind for block in release.blocks]
    assert kinds.count(Kind.LIST_ITEM) == 3
    assert [b.text for b in release.blocks if b.place == "footnote 1"] == [
        "По данным таможенной статистики."
    ]
    assert [b.text for b in release.blocks if b.place == "table 1, row 4, cell 3"] == ["4,9"]
    assert [f.rule for f in release.set_aside] == ["share"]


def test_the_example_can_be_made_again(tmp_path: Path) -> None:
    make_example(tmp_path / "a.docx")
    made = read(tmp_path / "a.docx")
    assert made.blocks == read(EXAMPLES / "03-food-fair-shanghai.docx").blocks


def test_headings_by_level_and_by_inherited_style() -> None:
    release = document(
        para("Порт", '<w:pStyle w:val="H1"/>')
        + para(LONG)
        + para("Итоги", '<w:pStyle w:val="Deep"/>')
        + para("Планы", '<w:outlineLvl w:val="1"/>')
        + para(LONG)
    )
    assert [b.kind for b in release.blocks] == [
        Kind.TITLE, Kind.LEAD, Kind.TITLE, Kind.TITLE, Kind.PARAGRAPH,
    ]  # fmt: skip


def test_lists_by_number_and_by_style() -> None:
    off = '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    release = document(
        para(LONG)
        + para("картон", '<w:numPr><w:numId w:val="2"/></w:numPr>')
        + para("мебель", '<w:pStyle w:val="L"/>')
        + para("не пункт", off)
    )
    assert [b.kind for b in release.blocks[1:]] == [
        Kind.LIST_ITEM, Kind.LIST_ITEM, Kind.PARAGRAPH,
    ]  # fmt: skip


def test_tracked_changes() -> None:
    body = para(
        run("Порт ")
        + f"<w:ins>{run('отправил ')}</w:ins>"
        + "<w:del><w:r><w:delText>потерял </w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('старое ')}</w:moveFrom><w:moveTo>{run('сотый ')}</w:moveTo>"
        + run("поезд.")
    )
    assert texts(body) == ["Порт отправил сотый поезд."]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    assert texts(para("Порт ", mark) + para("готов.") + para("Да.")) == ["Порт готов.", "Да."]


def test_a_deleted_row_is_gone() -> None:
    rows = (
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{para('нет')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{para('да')}</w:tc></w:tr>"
    )
    assert texts(f"<w:tbl>{rows}</w:tbl>") == ["да"]


def test_bold_and_italic_spans() -> None:
    release = document(
        para(
            run("Порт ")
            + run(" Янтар", "<w:b/>")
            + run("ный ", '<w:b w:val="1"/>')
            + run("принял", '<w:rStyle w:val="Strong"/><w:i/>')
            + run(" поезд", '<w:b w:val="0"/>')
        )
    )
    assert release.blocks[0].text == "Порт Янтарный принял поезд"
    assert release.blocks[0].styles == (
        InlineStyle(5, 13, bold=True), InlineStyle(14, 20, bold=True, italic=True),
    )  # fmt: skip


def test_tables_merged_and_nested() -> None:
    merge = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    inner = f"<w:tbl><w:tr><w:tc>{para('внутри')}</w:tc></w:tr></w:tbl>"
    table = (
        f"<w:tbl><w:tr><w:tc>{merge}{para('слева')}</w:tc><w:tc>{inner}{para('после')}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{para('')}</w:tc><w:tc>{para('низ')}</w:tc></w:tr>"
        "</w:tbl>"
    )
    release = document(para(LONG) + table + para("Конец."))
    assert [(b.text, b.place) for b in release.blocks[1:]] == [
        ("слева", "table 1, row 1, cell 1"),
        ("внутри", "table 2, row 1, cell 1"),
        ("после", "table 1, row 1, cell 2"),
        ("низ", "table 1, row 2, cell 2"),
        ("Конец.", "paragraph 2"),
    ]


def test_links_controls_and_fields() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("12 мая")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = para(
        run("Сайт ")
        + f"<w:hyperlink>{run('example.org')}</w:hyperlink>"
        + run(", ")
        + field
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{run(', порт')}</w:sdtContent></w:sdt>"
        + f'<w:fldSimple w:instr="PAGE">{run(" 7")}</w:fldSimple>'
    )
    block = f"<w:sdt><w:sdtContent>{para('Второй абзац.')}</w:sdtContent></w:sdt>"
    assert texts(body + block) == ["Сайт example.org, 12 мая, порт 7", "Второй абзац."]


def test_tabs_breaks_hyphens() -> None:
    body = para(
        "<w:r><w:t>Порт</w:t><w:tab/><w:t>при</w:t><w:softHyphen/><w:t>ни\u00adмает</w:t><w:br/>"
        "<w:t>торгово</w:t><w:noBreakHyphen/><w:t>промышленный груз</w:t></w:r>"
    )
    assert texts(body) == ["Порт принимает торгово-промышленный груз"]


def test_text_boxes_once() -> None:
    box = f"<w:txbxContent>{para('В рамке.')}</w:txbxContent>"
    drawing = f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
    fallback = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )
    release = document(para(run("Порт готов.") + f"<w:r>{both}</w:r>") + para("Конец."))
    assert [(b.text, b.place) for b in release.blocks] == [
        ("Порт готов.", "paragraph 1"), ("В рамке.", "text box"), ("Конец.", "paragraph 2"),
    ]  # fmt: skip


def test_footnotes_follow_their_paragraph() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    release = document(
        para(run("Порт готов.") + mark) + para("Конец."), footnotes=footnotes("Нет.", "Да.")
    )
    assert [(b.text, b.place) for b in release.blocks] == [
        ("Порт готов.", "paragraph 1"), ("Да.", "footnote 1"), ("Конец.", "paragraph 2"),
    ]  # fmt: skip


def test_hidden_text_is_noted() -> None:
    release = document(para(run("Порт готов.") + run("тайна", "<w:vanish/>")))
    assert [b.text for b in release.blocks] == ["Порт готов."]
    assert release.messages == ("hidden text was left out",)


def test_macros_and_comments_are_noted(tmp_path: Path) -> None:
    parts = {
        "word/vbaProject.bin": "x",
        "word/_rels/document.xml.rels": relations(comments="comments.xml"),
        "word/comments.xml": part("comments", ""),
    }
    file = tmp_path / "a.docm"
    file.write_bytes(package(para(LONG), parts=parts))
    assert read(file).messages == (
        "macros in the document are ignored", "comments in the document are ignored",
    )  # fmt: skip


@pytest.mark.parametrize("mark", ["– ", "• ", "1) "])
def test_typed_list_marks_shift_styles(mark: str) -> None:
    body = para("Везут:") + para(run(mark) + run("картон", "<w:b/>")) + para(mark + "мебель")
    item = document(body).blocks[1]
    assert (item.text, item.styles) == ("картон", (InlineStyle(0, 6, bold=True),))
