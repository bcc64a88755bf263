"""Units to paragraphs: by block, by role, with bold and italic where they belong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from publish_text import bitext, styled, unit

from translator import publish
from translator.publish import Role
from translator.publish.manuscript import stretches
from translator.units import InlineStyle, Kind, NumberUse, TermUse


def test_units_of_a_block_are_one_paragraph() -> None:
    text = publish.manuscript(
        bitext(
            unit(1, Kind.QUOTE, "«Да.", "“对。", block="b"),
            unit(2, Kind.QUOTE, "Верно».", "没错。” ", block="b"),
            unit(3, Kind.PARAGRAPH, "Нет.", "不。", block=""),
            unit(4, Kind.PARAGRAPH, "Ещё.", "再。", block=""),
        )
    )
    assert [p.chinese for p in text.paragraphs] == ["“对。没错。”", "不。", "再。"]
    assert text.paragraphs[0].russian == "«Да. Верно»."


def test_latin_ends_do_not_grow_together() -> None:
    text = publish.manuscript(
        bitext(
            unit(1, Kind.CONTACT, "a@example.org", "a@example.org", block="b"),
            unit(2, Kind.CONTACT, "example.org", "example.org", block="b"),
        )
    )
    assert text.paragraphs[0].chinese == "a@example.org example.org"


def test_roles_follow_kind_and_place() -> None:
    roles = [p.role for p in publish.manuscript(bitext()).paragraphs]
    assert roles == [
        Role.TITLE, Role.DATELINE, Role.LEAD, Role.HEADING, Role.ITEM, Role.ITEM, Role.QUOTE,
        Role.BODY, Role.SIGNED, Role.CONTACT, Role.CONTACT,
    ]  # fmt: skip


def test_the_title_is_one_line_and_the_first_paragraph_stands_in_for_it() -> None:
    assert publish.manuscript(bitext()).title == "图拉将举办展览"
    body = publish.manuscript(bitext(unit(1, Kind.PARAGRAPH, "Да.", "第一\n段。")))
    assert body.title == "第一 段。"


def test_styles_are_carried_to_their_words() -> None:
    paragraph = publish.manuscript(*styled()).paragraphs[0]
    assert [(s.text, s.bold, s.italic) for s in paragraph.zh] == [
        ("交易会", True, False), ("开幕", False, True), ("。", False, False),
    ]  # fmt: skip


def test_names_and_figures_that_were_met_are_known() -> None:
    met = TermUse("Пекин", "Пекине", "北京", "used")
    lost = TermUse("Тула", "Туле", "图拉", "missing")
    figure = NumberUse("3", "3", "三", "right")
    one = unit(1, Kind.TITLE, "В Пекине", "在北京", terms=(met, lost), numbers=(figure,))
    assert publish.manuscript(bitext(one)).paragraphs[0].names == ("北京", "三")


SPANS = st.builds(
    InlineStyle, st.integers(-3, 20), st.integers(-3, 20), st.booleans(), st.booleans()
)


@given(text=st.text(max_size=15), styles=st.lists(SPANS, max_size=4), skipped=st.integers(0, 3))
def test_stretches_join_to_the_text(text, styles, skipped) -> None:
    assert "".join(s.text for s in stretches(text, styles, skipped)) == text
