"""What is known of a text, where two kinds of knowledge want the same words."""

from __future__ import annotations

from translator import hints
from translator.termbase import TermBase


def test_an_abbreviation_that_is_a_unit_is_no_name() -> None:
    found = hints.collect("Порт обработал 48,6 тыс. ДФЭ.", TermBase(()), None).hints
    assert [(h.source, h.kind) for h in found] == [("48,6 тыс. ДФЭ", "quantity")]
