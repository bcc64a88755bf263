"""Plain text and HTML."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from publish_text import bitext, styled, unit

from translator import publish
from translator.publish import Layout
from translator.units import Kind


def tree(layout: Layout, text: publish.Manuscript | None = None):
    page = publish.page(text or publish.manuscript(bitext()), layout)
    return etree.fromstring(page, etree.HTMLParser())


def test_plain_chinese_has_two_ideographic_spaces() -> None:
    lines = publish.plain(publish.manuscript(bitext()), Layout.ZH).split("\n\n")
    assert lines[0] == "图拉将举办展览"
    assert lines[2] == "\u3000\u3000展览将于5月9日至12日举行。"
    assert lines[4] == "\u3000\u3000• 论坛；"
    assert lines[-1] == "电子邮箱：press@example.org\n"


def test_plain_columns_are_a_line_a_block() -> None:
    odd = unit(1, Kind.PARAGRAPH, "Да\tнет\nещё.", "是\n否。")
    assert (
        publish.plain(publish.manuscript(bitext(odd)), Layout.COLUMNS) == "是 否。\tДа нет ещё.\n"
    )


def test_plain_paragraphs_alternate() -> None:
    blocks = publish.plain(publish.manuscript(bitext()), Layout.PARAGRAPHS).split("\n\n")
    assert blocks[:2] == ["图拉将举办展览", "Выставка откроется в Туле"]
    assert len(blocks) == 22


def test_page_is_whole_and_fetches_nothing() -> None:
    page = publish.page(publish.manuscript(bitext()), Layout.ZH)
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert "http" not in page
    assert "url(" not in page
    root = tree(Layout.ZH)
    assert root.xpath("//title/text()") == ["图拉将举办展览"]
    assert root.xpath("//h1/text()") == ["图拉将举办展览"]
    assert [li.text for li in root.xpath("//ul/li")] == ["论坛；", "交易会。"]
    assert len(root.xpath("//footer/p")) == 2
    assert root.xpath("//*[@lang='ru']") == []


def test_dates_and_figures_do_not_break_on_a_page() -> None:
    spans = tree(Layout.ZH).xpath("//span[@class='n']/text()")
    assert {"2025年4月14日", "5月9日至12日", "35亿卢布"} <= set(spans)


def test_russian_is_tagged() -> None:
    for layout in (Layout.COLUMNS, Layout.PARAGRAPHS):
        root = tree(layout)
        russian = "".join(root.xpath("//*[@lang='ru']//text()"))
        assert "Сумма — 3,5 млрд рублей." in russian
        rest = "".join(root.xpath("//body//text()[not(ancestor::*[@lang='ru'])]"))
        assert not any("а" <= c <= "я" for c in rest)
    assert len(tree(Layout.COLUMNS).xpath("//tr")) == 11


def test_bold_and_italic() -> None:
    root = tree(Layout.ZH, publish.manuscript(*styled()))
    assert root.xpath("//p/strong/text()") == ["交易会"]
    assert root.xpath("//p/em/text()") == ["开幕"]


@given(text=st.text(alphabet="是的<>&\"'\n12年月日亿%a@.", min_size=1, max_size=30))
def test_any_text_is_shown_as_it_is(text) -> None:
    one = unit(1, Kind.PARAGRAPH, "Да", f"“{text}”")
    root = tree(Layout.ZH, publish.manuscript(bitext(one)))
    shown = "".join(t if t is not None else "" for t in root.xpath("//body/p")[0].itertext())
    assert shown == f"“{text}”".replace("\n", "")
