"""The general lexicon: lemmas, expressions, precedence of what is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.errors import GlossaryError
from translator.lexicon import Lexicon
from translator.units import Strength


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    (tmp_path / "general.tsv").write_text(
        "завод\t工厂;厂\nучастие\t参与\nпринять\t通过\nперевозчик\t承运人\n", "utf-8"
    )
    (tmp_path / "expressions.tsv").write_text("принять участие\t参加;出席\n", "utf-8")
    return Lexicon.load(tmp_path)


def test_any_form_of_a_lemma_is_found(lexicon: Lexicon) -> None:
    (hint,) = lexicon.find("на заводах")
    assert (hint.source, hint.target, hint.also, hint.grammar) == (
        "заводах",
        "工厂",
        ("厂",),
        "loc.pl",
    )
    assert hint.strength is Strength.WEAK


def test_an_expression_goes_before_its_words(lexicon: Lexicon) -> None:
    (hint,) = lexicon.find("Перевозчики примут участие"[12:])
    assert (hint.source, hint.target) == ("примут участие", "参加")


def test_taken_words_are_left_alone(lexicon: Lexicon) -> None:
    text = "завод и перевозчик"
    assert [h.source for h in lexicon.find(text, [(0, 5)])] == ["перевозчик"]


def test_hints_are_true_spans_in_order(lexicon: Lexicon) -> None:
    text = "Заводы приняли участие, перевозчики и завод."
    hints = lexicon.find(text)
    assert [h.source for h in hints] == ["Заводы", "приняли участие", "перевозчики", "завод"]
    assert all(text[h.start : h.stop] == h.source for h in hints)


def test_unknown_words_get_no_hint(lexicon: Lexicon) -> None:
    assert lexicon.find("Кракозябра") == ()


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "general.tsv").write_text("завод\t工厂\nбез перевода\n", "utf-8")
    (tmp_path / "expressions.tsv").write_text("", "utf-8")
    with pytest.raises(GlossaryError, match=r"general\.tsv:2"):
        Lexicon.load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"general\.tsv"):
        Lexicon.load(tmp_path)


def test_the_digest_follows_the_content(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "expressions.tsv").write_text("принять участие\t出席\n", "utf-8")
    assert Lexicon.load(tmp_path).digest != lexicon.digest
