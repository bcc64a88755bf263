"""An office's template: its styles by name, its header, its page; what it lacks is completed."""

from __future__ import annotations

import io

import docx
import pytest
from lxml import etree
from publish_text import bitext, hostile_template, parts_of

from translator import publish
from translator.errors import InputError
from translator.ooxml.container import Archive
from translator.ooxml.markup import W, w

NS = {"w": W}


def opened(data: bytes) -> publish.Template:
    return publish.Template(Archive(data, "office.docx"), "office.docx")


@pytest.fixture(scope="module")
def made():
    return publish.docx(publish.manuscript(bitext()), publish.Layout.ZH, opened(hostile_template()))


@pytest.fixture(scope="module")
def document(made):
    return docx.Document(io.BytesIO(made[0]))


def test_styles_are_taken_by_name(document) -> None:
    names = {p.text: p.style.name for p in document.paragraphs}
    assert names["图拉将举办展览"] == "Title"
    assert names["总额为35亿卢布。"] == "Body Text"
    assert names["论坛；"] == "List Bullet"
    assert names["新闻处"] == "Press contact"
    assert document.styles["Title"].font.color.rgb is not None


def test_a_missing_style_is_said_and_made(made, document) -> None:
    missing = [m for m in made[1] if "no paragraph style" in m]
    assert len(missing) == 4
    assert any("contact" in message for message in missing)
    own = document.styles["Press contact"]
    assert own.base_style is None
    assert own.font.size.pt == 14


def test_a_style_without_a_chinese_font_gets_one_on_its_runs(document) -> None:
    faces = {p.text: p._p.xpath("string(.//w:rFonts/@w:eastAsia)") for p in document.paragraphs}
    assert faces["总额为35亿卢布。"] == "FangSong"
    assert faces["图拉将举办展览"] == ""
    assert faces["新闻处"] == ""


def test_header_and_page_are_the_office_s(document) -> None:
    section = document.sections[0]
    assert section.left_margin.twips == 1701
    header = section.header
    text = "".join(header.paragraphs[0]._p.itertext())
    assert "Правительство области" in text
    assert "Тула" in text
    assert "example.org" in text
    links = header.paragraphs[0]._p.xpath(".//w:hyperlink")
    assert len(links) == 1
    assert [r.target_ref for r in header.part.rels.values() if r.is_external] == [
        "https://example.org/"
    ]
    instructions = "".join(t.text for t in header.paragraphs[0]._p.iter(w("instrText")))
    assert instructions.split() == ["PAGE"]


def test_what_is_not_taken_over_is_said(made) -> None:
    said = " ".join(made[1])
    assert "text in the template's body" in said
    assert "the field AUTHOR" in said
    assert "the field FILENAME" in said


def test_only_used_styles_and_lists_stay(made) -> None:
    parts = parts_of(made[0])
    styles = etree.fromstring(parts["word/styles.xml"])
    names = styles.xpath("//w:style/w:name/@w:val", namespaces=NS)
    assert sorted(names) == [
        "Body Text", "List Bullet", "Normal", "Press contact", "Press dateline",
        "Press heading", "Press signed", "Title", "header",
    ]  # fmt: skip
    numbering = etree.fromstring(parts["word/numbering.xml"])
    assert numbering.xpath("//w:num/@w:numId", namespaces=NS) == ["3"]
    settings = etree.fromstring(parts["word/settings.xml"])
    kept = [etree.QName(e).localname for e in settings]
    assert kept == [
        "zoom", "defaultTabStop", "evenAndOddHeaders", "characterSpacingControl",
        "noLineBreaksAfter", "noLineBreaksBefore", "compat", "themeFontLang",
    ]  # fmt: skip


def test_both_languages_in_a_template(made) -> None:
    text = publish.manuscript(bitext())
    data, _ = publish.docx(text, publish.Layout.COLUMNS, opened(hostile_template()))
    table = docx.Document(io.BytesIO(data)).tables[0]
    first = [cell.paragraphs[0] for cell in table.rows[0].cells]
    assert [p.style.name for p in first] == ["Title", "Press title RU"]
    widths = [int(cell._tc.xpath("string(w:tcPr/w:tcW/@w:w)")) for cell in table.rows[0].cells]
    assert sum(widths) <= 11906 - 850 - 1701


def test_a_list_of_the_tool_s_own_joins_the_template_s() -> None:
    styles = parts_of(hostile_template())["word/styles.xml"].replace(b"List Bullet", b"Other")
    data, _ = publish.docx(
        publish.manuscript(bitext()), publish.Layout.ZH, opened(hostile_template(styles=styles))
    )
    numbering = etree.fromstring(parts_of(data)["word/numbering.xml"])
    assert [etree.QName(e).localname for e in numbering] == ["abstractNum", "num"]
    item = next(p for p in docx.Document(io.BytesIO(data)).paragraphs if p.text == "论坛；")
    number = item.style.element.xpath("string(.//w:numId/@w:val)")
    assert numbering.xpath("string(//w:num/@w:numId)", namespaces=NS) == number


def test_a_metafile_in_the_header_is_refused() -> None:
    parts = parts_of(hostile_template())
    rels = parts["word/_rels/header7.xml.rels"]
    hostile = hostile_template(
        **{"OLD-PICTURE": b"\x01\0\0\0EMF", "header7": parts["word/header7.xml"]}
    )
    assert b"rLogo" in rels
    with pytest.raises(InputError, match="PNG or JPEG"):
        publish.docx(publish.manuscript(bitext()), publish.Layout.ZH, opened(hostile))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a DOCX or is damaged"),
        (b"PK\x03\x04 broken", "not a DOCX or is damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "password or saved as .doc"),
        (hostile_template()[:-200], "not a DOCX or is damaged"),
        (hostile_template(document=b"<x/>"), "not a Word document"),
        (hostile_template(styles=b"<w:styles"), "damaged part word/styles.xml"),
        (
            hostile_template(styles=b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x/>'),
            "document type in word/styles.xml",
        ),
    ],
)
def test_a_bad_template_is_an_error_in_words(data, message) -> None:
    with pytest.raises(InputError, match=message) as caught:
        publish.docx(publish.manuscript(bitext()), publish.Layout.ZH, opened(data))
    assert caught.value.place == "office.docx"
    assert caught.value.remedy


def test_a_strict_document_with_pictures_is_refused() -> None:
    header = parts_of(hostile_template())["word/header7.xml"].replace(
        b"http://schemas.openxmlformats.org/drawingml", b"http://purl.oclc.org/ooxml/drawingml"
    )
    with pytest.raises(InputError, match="Strict Open XML"):
        publish.docx(
            publish.manuscript(bitext()),
            publish.Layout.ZH,
            opened(hostile_template(header7=header)),
        )
