"""Small documents of our own: dropped, added, joined and divided sentences."""

from __future__ import annotations

import pytest

from tests.alignment.alignment_cases import ROOT, cases
from translator.alignment import Bead, Sentence, align
from translator.alignment.items import items_of, values_of
from translator.alignment.lengths import by_length
from translator.alignment.sounds import sounds
from translator.alignment.transcribed import heard_in_chinese, heard_in_russian
from translator.hints import Knowledge, collect_all
from translator.lexicon import Lexicon
from translator.termbase import TermBase


@pytest.fixture(scope="module")
def items(tmp_path_factory):
    base = TermBase.load([ROOT / "glossaries"], cache=tmp_path_factory.mktemp("cache"))
    lexicon = Lexicon.load(ROOT / "models" / "press-ru-zh" / "lexicon")

    def of(texts):
        known = collect_all(texts, base, lexicon)
        return [items_of(text, found) for text, found in zip(texts, known, strict=True)]

    return of


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_beads_of_a_document(case, items) -> None:
    beads = align(*case.sides, items(case.sources))
    assert [bead.span for bead in beads] == list(case.right)
    assert all(0 <= bead.confidence <= 1 for bead in beads)


def test_lengths_alone_do_worse(items) -> None:
    """The measure is not one that anything passes."""
    wrong = [c for c in cases() if {b.span for b in by_length(*c.sides)} != set(c.right)]
    assert len(wrong) >= 3


def test_every_sentence_is_in_one_bead(items) -> None:
    for case in cases():
        beads = align(*case.sides, items(case.sources))
        assert [n for b in beads for n in range(b.start, b.stop)] == list(range(len(case.sources)))
        assert [n for b in beads for n in range(b.first, b.last)] == list(range(len(case.targets)))


def test_a_text_without_a_partner() -> None:
    two = [Sentence("Завод открыт."), Sentence("Он новый.")]
    assert [b.span for b in align(two, [], [(), ()])] == [(0, 1, 0, 0), (1, 2, 0, 0)]
    assert [b.span for b in align([], two, [])] == [(0, 0, 0, 1), (0, 0, 1, 2)]
    assert align([], [], []) == []


def test_a_foreign_text_is_not_taken_for_a_translation(items) -> None:
    """Two releases that have nothing in common give no sure pair."""
    one, other = cases()[0], cases()[5]
    targets = [Sentence(text) for text in other.targets]
    beads = align(one.sides[0], targets, items(one.sources))
    assert not [bead for bead in beads if bead.is_pair and bead.confidence >= 0.9]


@pytest.mark.parametrize(
    ("paragraphs", "right"),
    [("112", [(0, 2, 0, 1), (2, 3, 1, 2)]), ("122", [(0, 1, 0, 1), (1, 3, 1, 2)])],
)
def test_a_paragraph_ends_on_both_sides(paragraphs, right) -> None:
    """The middle sentence could go either way; its paragraph decides."""
    sources = [Sentence("слово слово слово слово", block) for block in paragraphs]
    targets = [Sentence("甲乙丙丁戊己庚辛壬。", "1"), Sentence("子丑寅卯辰巳午未申。", "2")]
    assert [bead.span for bead in align(sources, targets, [(), (), ()])] == right


def test_names_in_latin_letters_answer_by_sound() -> None:
    assert sounds("Сеть Сейнсбери") & sounds("Sainsbury's超市")
    assert not sounds("Сеть Сейнсбери") & sounds("Walmart超市")
    assert "~snsbr" in values_of("Sainsbury超市")


def test_names_by_ear_answer_in_han_characters() -> None:
    for russian, chinese in (
        ("Оливер Кромвель", "奥利弗·克伦威尔将军"),
        ("встреча с Рональду", "罗纳尔多到访"),
        ("с Трампом", "特朗普总统"),
    ):
        assert set(heard_in_russian(russian)) & heard_in_chinese(chinese), russian
    assert heard_in_russian("Эйр, Яя и трамп") == ()
    assert not set(heard_in_russian("Кромвель")) & heard_in_chinese("特朗普总统与罗纳尔多")
    assert "≈GLNV" in values_of("克伦威尔")


@pytest.mark.parametrize("mark", ["?", "!", ":", "«"])
def test_a_mark_that_both_have_decides_where_nothing_else_does(mark) -> None:
    words = "слово " * 12
    texts = (f"{words}{mark}слово.", f"{words}слово слово.")
    sources = [Sentence(text) for text in texts]
    items = [items_of(text, Knowledge((), (), (), ())) for text in texts]
    chinese = {"?": "？", "!": "！", ":": "：", "«": "“"}[mark]
    beads = align(
        sources, [Sentence(f"甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳{chinese}午未申酉。")], items
    )
    assert [bead.span for bead in beads] == [(0, 1, 0, 1), (1, 2, 1, 1)]


def confidences(name: str, items) -> dict[str, list[float]]:
    (case,) = (case for case in cases() if case.name == name)
    found: dict[str, list[float]] = {}
    for bead in align(*case.sides, items(case.sources)):
        found.setdefault(bead.kind, []).append(bead.confidence)
    return found


def test_neighbours_that_changed_places_are_sure(items) -> None:
    assert confidences("two neighbours changed places", items)["2-2"][0] > 0.85


def test_a_passage_that_was_left_out_is_surer_than_its_sentences(items) -> None:
    alone = confidences("a passage was left out", items)["1-0"]
    assert len(alone) == 3
    assert min(alone) > 0.7


def test_kinds_of_beads() -> None:
    assert (Bead(0, 1, 0, 2).kind, Bead(0, 1, 0, 0).is_pair) == ("1-2", False)
