"""The ledger of names and figures at the end of the review document."""

from __future__ import annotations

from bilingual_bitext import bitext, sample, unit
from lxml import etree

from translator.bilingual.ledger import ledger
from translator.bilingual.theme import theme
from translator.ooxml.markup import W
from translator.ooxml.written import part
from translator.units import Bitext, NumberUse, Severity, TermUse

NS = {"w": W}


def rows(whole: Bitext) -> list[list[tuple[str, str]]]:
    """Text and shade of every cell, table by table, the heads left out."""
    found = []
    body = etree.fromstring(part("body", *ledger(whole)))
    for row in body.xpath("w:tbl/w:tr[not(w:trPr/w:tblHeader)]", namespaces=NS):
        cells = row.xpath("w:tc", namespaces=NS)
        found.append([
            ("".join(c.xpath(".//w:t/text()", namespaces=NS)),
             "".join(c.xpath("w:tcPr/w:shd/@w:fill", namespaces=NS)))
            for c in cells
        ])  # fmt: skip
    return found


def person(source: str, target: str, status: str = "used") -> TermUse:
    return TermUse(source, source, target, status, "", "person")


def test_a_figure_stands_with_its_row() -> None:
    (row,) = rows(sample())
    assert [text for text, _ in row] == ["3,5 млрд руб.", "35亿卢布", "4", "", "", ""]


def test_names_come_first_two_a_row_and_doubts_are_shaded() -> None:
    whole = bitext(
        unit(1, "…", "…", terms=(person("Иван Лыков", "伊万·雷科夫"),)),
        unit(2, "…", "…", terms=(person("Лыков", "雷柯夫"), person("Ли", "李", "missing"))),
        unit(3, "…", "…", numbers=(NumberUse("5 км", "5 km", "", "missing", "quantity"),)),
    )
    names, figures = rows(whole)
    assert [text for text, _ in names] == [
        "Иван Лыков", "伊万·雷科夫 / 雷柯夫", "1, 2", "Ли", "—", "2",
    ]  # fmt: skip
    assert names[0][1] == theme().weights[Severity.MAJOR].shade
    assert names[3][1] == theme().weights[Severity.CRITICAL].shade
    assert [text for text, _ in figures][:3] == ["5 км", "—", "3"]


def test_addresses_are_no_figures_and_an_empty_ledger_is_no_table() -> None:
    phone = NumberUse("+7 000", "+7 000", "+7 000", "right", "phone")
    assert list(ledger(bitext(unit(1, "…", "…", numbers=(phone,))))) == []


def test_a_lost_ordinal_in_words_weighs_little() -> None:
    lost = NumberUse("первый", "1", "", "missing", "ordinal")
    (row,) = rows(bitext(unit(1, "…", "…", numbers=(lost,))))
    assert row[0][1] == theme().weights[Severity.MINOR].shade
