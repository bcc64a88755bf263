"""One Chinese form a name throughout a document."""

from pathlib import Path

import pytest

from translator.hints import collect_all
from translator.known_names import KnownNames
from translator.names.ledger import Entry, Ledger, Status
from translator.termbase import TermBase

EMPTY = TermBase(())


def forms(*lines, known=None):
    found = collect_all(lines, EMPTY, None, None, known or KnownNames())
    return [[(m.text, m.zh) for m in knowledge.names] for knowledge in found]


def test_a_woman_named_in_full_stays_a_woman():
    lines = ("Доклад министра Кудряшова отложен.", "Ольга Кудряшова выступит завтра.")
    assert forms(*lines)[0] == [("Кудряшова", "库德里亚绍娃")]
    assert forms(lines[0])[0] == [("Кудряшова", "库德里亚绍夫")]


def test_a_village_is_known_without_its_kind_word_further_on():
    found = forms("Он посетил деревню Малые Холмы.", "Сейчас в Малых Холмах живут 20 человек.")
    assert found[1] == [("Малых Холмах", "小霍尔梅村")]


def test_names_learnt_from_the_document_are_not_sure():
    lines = ("Он посетил деревню Малые Холмы.", "Теперь в Малых Холмах живут 20 человек.")
    found = collect_all(lines, EMPTY, None)
    assert not any(m.sure for knowledge in found for m in knowledge.names)


def test_the_office_comes_before_the_document():
    office = Ledger(
        (
            Entry("Ольга Кудряшова", "person", "奥莉加·库德里亚晓娃", Status.APPROVED),
            Entry("Хмелита", "place", "赫梅利特庄园", Status.APPROVED),
        )
    )
    known = KnownNames(office)
    found = forms("Ольга Кудряшова здесь.", "Доклад Кудряшовой о Хмелите.", known=known)
    assert found[0] == [("Ольга Кудряшова", "奥莉加·库德里亚晓娃")]
    assert ("Кудряшовой", "库德里亚晓娃") in found[1]
    assert ("Хмелите", "赫梅利特庄园") in found[1]


def test_a_glossary_term_comes_before_an_approved_name(tmp_path):
    glossary = tmp_path / "office.tsv"
    glossary.write_text("ru\tzh\tkind\nЛыково\t术语形式\tcity\n", encoding="utf-8")
    office = Ledger((Entry("Лыково", "place", "名册形式", Status.APPROVED),))
    (found,) = collect_all(
        ["В деревне Лыково тихо."], TermBase.load([Path(glossary)]), None, None, KnownNames(office)
    )
    assert "术语形式" in [h.target for h in found.hints]
    assert "名册形式" not in [h.target for h in found.hints]


@pytest.mark.parametrize("lines", [(), ("",), ("123", "")])
def test_documents_without_names(lines):
    assert forms(*lines) == [[] for _ in lines]
