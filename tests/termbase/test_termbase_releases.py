"""Every sentence of the corpus of releases has the terms that are marked in it and no others."""

from __future__ import annotations

import pytest

from tests.termbase.termbase_releases import Score, Sentence, load_base, score, sentences
from translator.termbase import TermBase
from translator.termbase.reader import term_key

FLOOR = 0.99
PHENOMENA = 60


@pytest.fixture(scope="module")
def base() -> TermBase:
    return load_base()


def _cases() -> list[object]:
    return [
        pytest.param(
            sentence,
            marks=[pytest.mark.xfail(reason=sentence.known)] if sentence.known else [],
            id=f"{sentence.release}-{sentence.text}",
        )
        for sentence in sentences()
    ]


def _score(base: TermBase, sentence: Sentence) -> Score:
    found = [(m.start, m.stop, m.term.ru) for m in base.find(sentence.text)]
    return score(sentence, found)


@pytest.mark.parametrize("sentence", _cases())
def test_a_sentence(base: TermBase, sentence: Sentence) -> None:
    one = _score(base, sentence)
    assert one.marked == one.found == one.right


@pytest.mark.parametrize("held_out", [False, True])
def test_precision_and_recall_keep_their_floor(base: TermBase, held_out: bool) -> None:
    total = sum((_score(base, s) for s in sentences(held_out)), Score())
    assert total.precision >= FLOOR
    assert total.recall >= FLOOR


def test_the_corpus_is_as_large_as_the_figures_say(base: TermBase) -> None:
    found = sentences()
    assert len({s.release for s in found}) >= PHENOMENA
    assert sum(len(s.wanted) for s in found) >= 400
    entries = {term_key(term.ru) for term in base.terms}
    named = {term_key(w.entry) for s in found for w in s.wanted if w.entry}
    assert named <= entries
