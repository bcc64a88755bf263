"""The document's structure, by XPath: locks, anchors, fonts, languages, comments, hashes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from bilingual_bitext import PROVENANCE, bitext, sample, unit
from lxml import etree

from translator.bilingual.custom import NAMESPACE
from translator.bilingual.theme import theme
from translator.bilingual.writer import compose
from translator.licences import non_commercial
from translator.ooxml.markup import MC, W, storable
from translator.units import Bitext

NS = {"w": W, "own": NAMESPACE}
Find = Callable[[str], list]


def part(whole: Bitext, name: str) -> Find:
    with zipfile.ZipFile(io.BytesIO(compose(whole))) as archive:
        root = etree.fromstring(archive.read(name))
    return lambda path: root.xpath(path, namespaces=NS)


@pytest.fixture(scope="module")
def document() -> Find:
    return part(sample(), "word/document.xml")


@pytest.fixture(scope="module")
def rows(document: Find) -> list:
    return document("//w:tbl[w:tblPr/w:tblCaption/@w:val='units']/w:tr")


def test_page_is_a4_across(document: Find) -> None:
    assert document("//w:pgSz/@w:w") == ["16838"]
    assert document("//w:pgSz/@w:h") == ["11906"]
    assert document("//w:pgSz/@w:orient") == ["landscape"]


def test_fixed_columns_fill_the_page(document: Find) -> None:
    page = theme().page
    room = page["width"] - 2 * page["margin"]
    for table in document("//w:tbl"):
        grid = [int(w) for w in table.xpath("w:tblGrid/w:gridCol/@w:w", namespaces=NS)]
        assert sum(grid) == room
        assert table.xpath("w:tblPr/w:tblLayout/@w:type", namespaces=NS) == ["fixed"]
        for row in table.xpath("w:tr", namespaces=NS):
            widths = row.xpath(".//w:tcPr/w:tcW/@w:w", namespaces=NS)
            assert [int(width) for width in widths] == grid


def test_heading_row_repeats_and_rows_stay_whole(rows: list) -> None:
    assert [len(row.xpath("w:trPr/w:tblHeader", namespaces=NS)) for row in rows] == [1] + [0] * 8
    assert all(row.xpath("w:trPr/w:cantSplit", namespaces=NS) for row in rows)
    titles = ["".join(c.itertext()) for c in rows[0].xpath("w:tc", namespaces=NS)]
    assert titles == ["№", "Русский", "中文", "Примечания 备注", "Статус 状态"]


def test_number_and_source_are_locked_and_the_target_is_free(rows: list) -> None:
    for number, row in enumerate(rows[1:], 1):
        locked = row.xpath("w:sdt[w:sdtPr/w:lock/@w:val='sdtContentLocked']", namespaces=NS)
        tags = [c.xpath("string(w:sdtPr/w:tag/@w:val)", namespaces=NS) for c in locked]
        assert tags == [f"number:s{number}", f"unit:s{number}"]
        assert all(c.xpath("w:sdtContent/w:tc", namespaces=NS) for c in locked)
        target = row.xpath("w:tc[1]", namespaces=NS)[0]
        assert not target.xpath(".//w:sdt", namespaces=NS)


def test_status_is_a_list_of_four(rows: list) -> None:
    lists = [row.xpath(".//w:dropDownList/w:listItem/@w:value", namespaces=NS) for row in rows[1:]]
    four = ["translated", "reviewed", "final", "question"]
    assert [len(found) for found in lists] == [4] * 5 + [5] + [4] * 2
    assert lists[0] == four
    assert lists[5] == ["initial", *four]


def test_anchors_are_unique(document: Find) -> None:
    for path in ("//w:sdtPr/w:id/@w:val", "//w:sdtPr/w:tag/@w:val", "//w:bookmarkStart/@w:name"):
        values = document(path)
        assert len(values) == len(set(values)) >= 8
    assert document("//w:bookmarkStart/@w:name") == [f"u_s{n}" for n in range(1, 9)]
    assert document("//w:bookmarkStart/@w:id") == document("//w:bookmarkEnd/@w:id")


def test_summary_links_lead_to_bookmarks(document: Find) -> None:
    links = document("//w:hyperlink/@w:anchor")
    assert links == ["u_s5", "u_s6", "u_s5", "u_s4", "u_s4"]  # the last one of the ledger
    assert set(links) <= set(document("//w:bookmarkStart/@w:name"))


@pytest.mark.parametrize("name", ["document", "comments", "header1", "footer1"])
def test_chinese_runs_name_font_and_language(name: str) -> None:
    find = part(sample(), f"word/{name}.xml")
    chinese = 0
    for run in find("//w:r[w:t]"):
        text = "".join(run.xpath("w:t/text()", namespaces=NS))
        fonts = run.xpath("w:rPr/w:rFonts", namespaces=NS)[0]
        language = run.xpath("w:rPr/w:lang", namespaces=NS)[0]
        slots = [fonts.get(f"{{{W}}}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")]
        assert language.get(f"{{{W}}}eastAsia") == "zh-CN"
        if any("\u4e00" <= character <= "\u9fff" for character in text):
            chinese += 1
            assert slots == ["SimSun"] * 4
            assert fonts.get(f"{{{W}}}hint") == "eastAsia"
            assert language.get(f"{{{W}}}val") == "zh-CN"
        elif any("а" <= character <= "я" for character in text):
            assert slots[2] == "SimSun"
            assert language.get(f"{{{W}}}val") == "ru-RU"
    assert chinese or name == "footer1"


def test_nothing_sends_chinese_to_a_theme_font() -> None:
    styles = part(sample(), "word/styles.xml")
    assert styles("//w:docDefaults//w:rFonts/@w:eastAsia") == ["SimSun"]
    assert styles("//w:docDefaults//w:lang/@w:eastAsia") == ["zh-CN"]
    assert not styles("//@w:asciiTheme | //@w:eastAsiaTheme")
    settings = part(sample(), "word/settings.xml")
    assert settings("//w:themeFontLang/@w:eastAsia") == ["zh-CN"]


def test_every_style_used_is_defined(document: Find) -> None:
    defined = set(part(sample(), "word/styles.xml")("//w:style/@w:styleId"))
    assert set(document("//w:pStyle/@w:val | //w:rStyle/@w:val")) <= defined


def test_kinds_have_their_styles_on_both_sides(rows: list) -> None:
    kinds = ["Title", "Dateline", "Lead", "ListItem", "Quote", "Paragraph", "Contact", "Paragraph"]
    for lang, path in (("Ru", "w:sdt[2]"), ("Zh", "w:tc[1]")):
        styles = [r.xpath(f"string({path}//w:pStyle/@w:val)", namespaces=NS) for r in rows[1:]]
        assert styles == [lang + kind for kind in kinds]


def marked(row: etree._Element, path: str, mark: str) -> str:
    return "".join(row.xpath(f"{path}//w:r[w:rPr/{mark}]/w:t/text()", namespaces=NS))


def test_terms_are_underlined_on_both_sides(rows: list) -> None:
    assert marked(rows[3], "w:sdt[2]", "w:u[@w:val='dotted']") == "Тульской области"
    assert marked(rows[3], "w:tc[1]", "w:u[@w:val='dotted']") == "图拉州"


def test_bold_is_carried_where_it_is_sure(rows: list) -> None:
    assert marked(rows[3], "w:tc[1]", "w:b") == "图拉州的工厂投产。"
    assert marked(rows[4], "w:sdt[2]", "w:b") == "3,5 млрд руб."
    assert marked(rows[4], "w:tc[1]", "w:b") == "35亿卢布"


def test_doubtful_targets_are_shaded(rows: list) -> None:
    shades = [r.xpath("string(w:tc[1]/w:tcPr/w:shd/@w:fill)", namespaces=NS) for r in rows[1:]]
    look = theme()
    minor, _, critical = (look.weights[severity].shade for severity in sorted(look.weights))
    assert shades == ["", "", "", minor, critical, look.empty["shade"], "", ""]


def test_an_empty_target_holds_no_text(rows: list) -> None:
    assert rows[6].xpath("w:tc[1]//w:t", namespaces=NS) == []


def test_comments_are_anchored_on_the_target(document: Find, rows: list) -> None:
    numbers = part(sample(), "word/comments.xml")("//w:comment/@w:id")
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert document(f"//w:{kind}/@w:id") == numbers
    found = [len(r.xpath("w:tc[1]//w:commentReference", namespaces=NS)) for r in rows[1:]]
    assert found == [len(u.findings) for u in sample().units]
    assert set(part(sample(), "word/comments.xml")("//w:comment/@w:author")) == {"checks"}


@pytest.mark.parametrize("name", ["document", "comments", "styles", "header1"])
def test_what_may_be_ignored_is_declared(name: str) -> None:
    """Word refuses a document where mc:Ignorable names a prefix that the root does not declare."""
    (root,) = part(sample(), f"word/{name}.xml")("/*")
    assert set(root.get(f"{{{MC}}}Ignorable", "").split()) <= set(root.nsmap)


def test_custom_part_has_ids_and_hashes() -> None:
    whole = sample()
    find = part(whole, "customXml/item1.xml")
    assert find("//own:unit/@id") == [u.id for u in whole.units]
    for side, texts in (
        ("source", [u.source for u in whole.units]),
        ("target", [u.target or "" for u in whole.units]),
    ):
        hashes = [hashlib.sha256(storable(text).encode()).hexdigest() for text in texts]
        assert find(f"//own:unit/@{side}-hash") == hashes
    assert find("//own:provenance/@model") == [PROVENANCE.model]
    assert find("//own:provenance/@licence") == [PROVENANCE.licence]


def test_header_names_title_direction_date_model_and_glossary() -> None:
    text = "".join(part(sample(), "word/header1.xml")("//w:t/text()"))
    for word in ("Губернатор открыл завод", "RU → ZH", "14.05.2026", "press-ru-zh 0.1", "9f31c07a"):
        assert word in text
    assert part(sample(), "word/footer1.xml")("//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_furniture_and_messages_stand_at_the_end(document: Find) -> None:
    text = "".join(document("//w:body/w:p//w:t/text()"))
    assert "Не переведено: служебный текст сайта" in text
    assert "Читайте также: новости района [read-also]" in text
    assert "кодировка распознана по содержанию" in text


def test_replaced_characters_are_reported() -> None:
    text = "".join(part(bitext(unit(1, "а\x00б", "啊")), "word/document.xml")("//w:t/text()"))
    assert "а\ufffdб" in text
    assert "Знаки, недопустимые в XML, заменены" in text


def test_python_docx_opens_it() -> None:
    opened = docx.Document(io.BytesIO(compose(sample())))
    assert opened.core_properties.title == "Губернатор открыл завод"
    assert 9 in [len(table.rows) for table in opened.tables]
    assert len(list(opened.comments)) == 4
    assert [comment.author for comment in opened.comments] == ["checks"] * 4


@pytest.mark.parametrize(
    ("licence", "barred"),
    [("cc-by-nc-4.0", True), ("CC BY-NC 4.0", True), ("Apache-2.0", False), ("cc-by-4.0", False)],
)
def test_non_commercial_licences_are_known(licence: str, barred: bool) -> None:
    assert non_commercial(licence) is barred
