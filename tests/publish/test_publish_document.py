"""The document without a template: page, faces, indents, languages, numbers, as XPath and as
python-docx sees them."""

from __future__ import annotations

import io

import docx
import pytest
from lxml import etree
from publish_text import bitext, parts_of, styled, unit

from translator import publish
from translator.ooxml.markup import W
from translator.publish.looks import looks
from translator.publish.nobreak import rules
from translator.units import Kind

NS = {"w": W}
LAYOUTS = tuple(publish.Layout)


def made(layout: publish.Layout, text: publish.Manuscript | None = None):
    data, _ = publish.docx(text or publish.manuscript(bitext()), layout)
    parts = {n: d for n, d in parts_of(data).items() if n.endswith(".xml")}
    return docx.Document(io.BytesIO(data)), {n: etree.fromstring(d) for n, d in parts.items()}


def test_page_is_that_of_an_official_document() -> None:
    document, _ = made(publish.Layout.ZH)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    sides = (
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin,
    )  # fmt: skip
    assert [round(side.mm) for side in sides] == [37, 26, 35, 28]


def test_title_and_body_have_their_sizes_and_faces() -> None:
    document, _ = made(publish.Layout.ZH)
    title, body = document.styles["Press title"], document.styles["Press body"]
    assert (title.font.size.pt, body.font.size.pt) == (22, 16)
    assert title.element.xpath("string(.//w:rFonts/@w:eastAsia)") == "方正小标宋简体"
    assert body.element.xpath("string(.//w:rFonts/@w:eastAsia)") == "FangSong"
    assert body.paragraph_format.line_spacing.twips == 579
    assert 22 * 579 <= 16838 - 2098 - 1985


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_style_fills_all_four_slots(layout) -> None:
    _, parts = made(layout)
    faces = parts["word/styles.xml"].xpath("//w:rFonts", namespaces=NS)
    assert len(faces) >= 9
    for face in faces:
        slots = {face.get(f"{{{W}}}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert None not in slots
    names = {font.name for font in looks().fonts.values()}
    listed = parts["word/fontTable.xml"].xpath("//w:font/@w:name", namespaces=NS)
    assert set(listed) == names
    assert all(parts["word/fontTable.xml"].xpath("//w:altName/@w:val", namespaces=NS))


def test_body_is_indented_by_two_characters() -> None:
    _, parts = made(publish.Layout.ZH)
    indent = parts["word/styles.xml"].xpath(
        "//w:style[w:name/@w:val='Press body']//w:ind", namespaces=NS
    )[0]
    assert indent.get(f"{{{W}}}firstLineChars") == "200"
    assert indent.get(f"{{{W}}}firstLine") == str(2 * 16 * 20)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_run_says_its_language(layout) -> None:
    document, parts = made(layout)
    runs = parts["word/document.xml"].xpath("//w:r", namespaces=NS)
    for run in runs:
        text = "".join(run.itertext())
        lang = run.find("w:rPr/w:lang", NS)
        russian = any("а" <= c <= "я" for c in text) or text.startswith("e-mail")
        assert lang.get(f"{{{W}}}val") == ("ru-RU" if russian else "en-US"), text
        assert lang.get(f"{{{W}}}eastAsia") == "zh-CN"
        assert russian or run.xpath("w:rPr/w:rFonts/@w:hint", namespaces=NS) == ["eastAsia"]


def test_page_numbers_stand_outside_between_dashes() -> None:
    _, parts = made(publish.Layout.ZH)
    for name, side in (("word/footer1.xml", "right"), ("word/footer2.xml", "left")):
        footer = parts[name]
        assert "".join(footer.itertext()) == "— 1 —"
        assert footer.xpath("//w:fldSimple/@w:instr", namespaces=NS) == ["PAGE"]
        assert footer.xpath("//w:jc/@w:val", namespaces=NS) == [side]
        assert footer.xpath("//w:sz/@w:val", namespaces=NS) == ["28"] * 3
    assert parts["word/settings.xml"].xpath("//w:evenAndOddHeaders", namespaces=NS)


def test_no_line_begins_with_a_year_mark_and_the_usual_marks_still_count() -> None:
    _, parts = made(publish.Layout.ZH)
    begin = parts["word/settings.xml"].xpath("string(//w:noLineBreaksBefore/@w:val)", namespaces=NS)
    end = parts["word/settings.xml"].xpath("string(//w:noLineBreaksAfter/@w:val)", namespaces=NS)
    assert set("年月日万亿，。、；：？！”’）》」") <= set(begin) == set(rules().begin)
    assert set("年月“‘（《「") <= set(end) == set(rules().end)


def test_text_holds_no_hidden_joiners() -> None:
    document, _ = made(publish.Layout.ZH)
    text = "".join(p.text for p in document.paragraphs)
    assert not set(text) & set("\u200b\u200d\u2060\ufeff\u00a0")
    assert "2025年4月14日" in text


def test_chinese_has_kaiti_where_russian_has_italic() -> None:
    _, parts = made(publish.Layout.ZH, publish.manuscript(*styled()))
    runs = parts["word/document.xml"].xpath("//w:r", namespaces=NS)
    bold, italic, _ = runs
    assert bold.find("w:rPr/w:b", NS) is not None
    assert italic.xpath("string(w:rPr/w:rFonts/@w:eastAsia)", namespaces=NS) == "KaiTi"
    assert italic.find("w:rPr/w:i", NS) is None


def test_two_columns_hold_a_block_a_row_chinese_first() -> None:
    document, _ = made(publish.Layout.COLUMNS)
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[2] == ["展览将于5月9日至12日举行。", "Выставка продлится с 9 по 12 мая."]
    assert len(rows) == 11


def test_paragraph_by_paragraph() -> None:
    document, _ = made(publish.Layout.PARAGRAPHS)
    assert [p.text for p in document.paragraphs][4:6] == [
        "展览将于5月9日至12日举行。", "Выставка продлится с 9 по 12 мая.",
    ]  # fmt: skip


def test_a_long_title_is_cut_between_words() -> None:
    long = unit(1, Kind.TITLE, "Да", "图拉州与天津就扩大农产品贸易、简化通关手续举行会谈")
    document, _ = made(publish.Layout.ZH, publish.manuscript(bitext(long)))
    assert document.paragraphs[0].text.split("\n")[0].endswith("、")


def test_characters_that_xml_bars_are_replaced() -> None:
    odd = unit(1, Kind.PARAGRAPH, "Да\x00", "是\x00的\n好")
    document, _ = made(publish.Layout.PARAGRAPHS, publish.manuscript(bitext(odd)))
    assert document.paragraphs[0].text == "是\ufffd的\n好"
