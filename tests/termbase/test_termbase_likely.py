"""What is looked at before a term is compiled never loses a match."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from translator.termbase import TermBase
from translator.termbase.outline import Outline
from translator.termbase.seen import Seen
from translator.units import Term

CASES = Path(__file__).parent.parent / "cases" / "termbase"
TEXTS = [
    re.sub("[{}]", "", row.partition("\t")[0])
    for row in (CASES / "find.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


class Unfiltered(TermBase):
    """Compiles every term whose first word may be there."""

    @staticmethod
    def _is_likely(outline: Outline, seen: Seen, i: int) -> bool:
        return True


def test_the_cases_have_the_same_matches() -> None:
    paths = [CASES / "glossary.tsv", CASES / "glossary_in_context.tsv"]
    plain, filtered = Unfiltered.load(paths), TermBase.load(paths)
    for text in TEXTS:
        assert filtered.find_all(text) == plain.find_all(text)
    assert len(filtered._patterns) < len(plain._patterns)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("молодые люди", "Встреча с молодыми людьми."),
        ("деловые люди", "Пять деловых человек приехали."),
        ("малый ребёнок", "Для малых детей."),
        ("выходной день", "В выходные дни."),
        ("первый лев", "Для первых львов."),
        ("лучший проект", "Список наилучших проектов."),
        ("самый крупнейший порт", "В самом наикрупнейшем порту."),
        ("город Киров", "Приехали в г. Киров."),
        ("Амурская область", "Амурская, Томская и Тверская области."),
        ("план МИД", "По плану МИДа."),
        ("завод № 5", "На заводе № 5 пусто."),
        ("Республика Ия", "В Республике Ии."),
    ],
)
def test_words_that_change_their_start(term: str, text: str) -> None:
    entries = (Term(term, "词"),)
    assert TermBase(entries).find_all(text) == Unfiltered(entries).find_all(text)
