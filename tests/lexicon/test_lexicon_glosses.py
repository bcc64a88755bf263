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


def test_of_equal_lemmas_the_first_line_holds(tmp_path: Path) -> None:
    (tmp_path / "general.tsv").write_text("ёлка\t云杉;\nЕлка\t枞树\n", "utf-8")
    (tmp_path / "expressions.tsv").write_text("", "utf-8")
    (hint,) = Lexicon.load(tmp_path).find("ёлки")
    assert (hint.target, hint.also) == ("云杉", ())


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        ("во-первых надо", "Во-первых надо ехать", "Во-первых надо"),
        ("прежде,  всего", "прежде всего труд", "прежде всего"),
        ("план на год", "планы на год", "планы на год"),
    ],
)
def test_expressions_are_read_as_words(tmp_path: Path, listed: str, text: str, found: str) -> None:
    (tmp_path / "general.tsv").write_text("", "utf-8")
    (tmp_path / "expressions.tsv").write_text(f"{listed}\t词\n", "utf-8")
    assert [h.source for h in Lexicon.load(tmp_path).find(text)] == [found]


def test_the_longer_expression_goes_first(tmp_path: Path) -> None:
    (tmp_path / "general.tsv").write_text("", "utf-8")
    (tmp_path / "expressions.tsv").write_text("план на\t短\nплан на год\t长\n", "utf-8")
    assert [h.target for h in Lexicon.load(tmp_path).find("план на год")] == ["长"]
