"""Invariants of matching on generated texts, and every inflected form of a sample of terms."""

from __future__ import annotations

from pathlib import Path

import pymorphy3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.termbase import TermBase
from translator.units import Term

CASES = Path(__file__).parent.parent / "cases" / "termbase"
BASE = TermBase.load([CASES / "glossary.tsv"])
WORDS = [word for term in BASE.terms for word in term.ru.split()]
FORMS = [("gent", "sing"), ("datv", "sing"), ("accs", "sing"), ("ablt", "sing"), ("loct", "sing")]
SINGLE = [
    "губернатор", "Смоленск", "Китай", "администрация", "соглашение", "предприятие", "юань",
    "консул", "мэр", "регион", "выставка", "Россия", "Москва", "Воронеж", "Пермь", "Казань",
    "Рязань", "Харбин", "Тула", "инвестор", "пошлина", "логистика", "площадка", "день",
]  # fmt: skip
PAIRS = [
    "Смоленская область", "Китайская Республика", "деловая миссия", "учёный совет",
    "торговый дом", "промышленный парк", "Восточный форум", "Российская Федерация",
    "Пермский край", "свободный порт", "большая вода", "Нижняя Волга", "рабочая группа",
    "почётный консул", "генеральный директор", "верховный совет", "особое положение",
]  # fmt: skip

texts = st.lists(
    st.sampled_from([*WORDS, " ", "\u00a0", "-", "–", "«", "»", "(", ")", ",", ".", "\n", "2025"]),
    max_size=25,
).map("".join) | st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(texts | st.text(max_size=60))
def test_spans_are_true_ordered_and_apart(text: str) -> None:
    found = BASE.find(text)
    assert all(text[m.start : m.stop] == m.form and m.form for m in found)
    assert all(a.stop <= b.start for a, b in zip(found, found[1:], strict=False))


@settings(max_examples=60, deadline=None)
@given(texts)
def test_finding_twice_gives_the_same_and_find_all_has_it(text: str) -> None:
    found = BASE.find(text)
    assert BASE.find(text) == found
    assert set(found) <= set(BASE.find_all(text))


@settings(max_examples=60, deadline=None)
@given(st.permutations(BASE.terms))
def test_order_of_entries_matters_neither_to_digest_nor_to_matches(terms: list[Term]) -> None:
    other = TermBase(tuple(terms))
    text = "Губернатор Смоленской области, Мир, Орёл, мир и МИД России в Шэньчжэне"
    assert other.digest == BASE.digest
    assert [m.term.zh for m in other.find(text)] == [m.term.zh for m in BASE.find(text)]


@pytest.fixture(scope="module")
def morph() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


def _declined(morph: pymorphy3.MorphAnalyzer, term: str, case: str, number: str) -> str:
    """The term in a case, as pymorphy3 declines it; words keep their capitals."""
    words = term.split()
    noun = next(p for p in morph.parse(words[-1]) if p.tag.POS == "NOUN" and p.tag.case == "nomn")
    wanted = {case, number}
    if len(words) > 1:
        adjective = next(
            p for p in morph.parse(words[0])
            if p.tag.POS == "ADJF" and p.tag.case == "nomn" and p.tag.gender == noun.tag.gender
        )  # fmt: skip
        extra = {noun.tag.gender} if number == "sing" else set()
        if case == "accs" and (number == "plur" or noun.tag.gender == "masc"):
            extra.add(noun.tag.animacy)
        forms = [adjective.inflect(wanted | extra), noun.inflect(wanted)]
    else:
        forms = [noun.inflect(wanted)]
    pairs = zip(words, forms, strict=True)
    return " ".join(f.word.capitalize() if w[0].isupper() else f.word for w, f in pairs)


@pytest.mark.parametrize("term", SINGLE + PAIRS)
@pytest.mark.parametrize(("case", "number"), FORMS)
def test_every_case_of_a_term_is_found(
    morph: pymorphy3.MorphAnalyzer, term: str, case: str, number: str
) -> None:
    """Of every sample term, the five oblique cases."""
    form = _declined(morph, term, case, number)
    found = TermBase((Term(term, "词"),)).find(f"Здесь сказано: о них {form} сказано.")
    assert [m.form for m in found] == [form]


@pytest.mark.parametrize("case", ["nomn", "gent", "datv", "accs", "ablt", "loct"])
@pytest.mark.parametrize("term", [t for t in SINGLE + PAIRS if t[0].islower() and t != "логистика"])
def test_the_plural_of_a_term_is_found(
    morph: pymorphy3.MorphAnalyzer, term: str, case: str
) -> None:
    form = _declined(morph, term, case, "plur")
    found = TermBase((Term(term, "词"),)).find(f"Здесь были {form} сказано.")
    assert [m.form for m in found] == [form]
