"""The shipped glossaries: every entry sound by form, every region present."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from translator.termbase import TermBase
from translator.termbase.reader import term_key
from translator.units import Term

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "glossaries"
CASES = ROOT / "tests" / "cases" / "glossaries"

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HALF_WIDTH = re.compile(r"(?<![A-Za-z0-9])[,.;:!?]|[,;:!?]|[()\"'«»<>\[\]]")
_SPACED = re.compile("[\u4e00-\u9fff] +[\u4e00-\u9fff]")


def _lines(path: Path) -> list[str]:
    rows = path.read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


@lru_cache(maxsize=1)
def _base() -> TermBase:
    return TermBase.load([FOLDER])


def _faults(found: list[tuple[Term, str]]) -> list[str]:
    return [f"{Path(term.place).name}: «{term.ru}» {what}" for term, what in found]


def test_strict_load_has_no_messages() -> None:
    assert _base().messages == ()
    assert _base().overridden == 0


def test_no_entry_stands_in_two_files() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in _lines(path)[1:]:
            places[term_key(line.split("\t")[0])].append(path.name)
    assert {ru: files for ru, files in places.items() if len(files) > 1} == {}


def test_chinese_forms_are_clean() -> None:
    found = []
    for term in _base().terms:
        for form in (term.zh, *term.variants, *term.forbidden):
            if _CYRILLIC.search(form):
                found.append((term, f"has Cyrillic letters in {form}"))
            if _HALF_WIDTH.search(form):
                found.append((term, f"has half-width marks in {form}"))
            if _SPACED.search(form):
                found.append((term, f"has a space between Han characters in {form}"))
            if form.count("“") != form.count("”") or form.count("《") != form.count("》"):
                found.append((term, f"has an unpaired mark in {form}"))
    assert _faults(found) == []


def test_every_entry_has_a_source_and_a_known_kind() -> None:
    kinds = set(_lines(CASES / "kinds.txt"))
    found = [(term, "has no source") for term in _base().terms if not term.source]
    found += [
        (term, f"is of the unknown kind {term.kind}")
        for term in _base().terms
        if term.kind not in kinds
    ]
    assert _faults(found) == []


def test_readme_names_every_kind() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if line.startswith("| `kind`"))
    assert set(_lines(CASES / "kinds.txt")) == set(re.findall(r"[a-z-]+", row.split("|")[2]))


def test_forbidden_forms_are_never_admitted() -> None:
    found = [
        (term, f"forbids {form} that it admits")
        for term in _base().terms
        for form in term.forbidden
        if form in {term.zh, *term.variants}
    ]
    assert _faults(found) == []


def test_variants_prove_something() -> None:
    """A variant counts as a correct rendering: one character stands in nearly any text."""
    found = [
        (term, f"has the variant {form}")
        for term in _base().terms
        for form in term.variants
        if len(form) == 1
    ]
    assert _faults(found) == []


def test_variants_differ_from_the_approved_form() -> None:
    found = [(term, "repeats its form") for term in _base().terms if term.zh in term.variants]
    assert _faults(found) == []


@pytest.mark.parametrize("row", _lines(CASES / "regions.tsv")[1:])
def test_every_region_is_there_with_its_type(row: str) -> None:
    ru, zh = row.split("\t")
    entry = next((term for term in _base().terms if term_key(term.ru) == term_key(ru)), None)
    assert entry is not None, ru
    assert entry.zh == zh


def test_there_are_eighty_nine_regions() -> None:
    assert len(_lines(CASES / "regions.tsv")) - 1 == 89


def _found_cases() -> list[ParameterSet]:
    """Rows of found.tsv; one with a reason in the last column is known to fail."""
    cases = []
    for row in _lines(CASES / "found.tsv")[1:]:
        text, zh, reason = row.split("\t")
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        cases.append(pytest.param(text, zh, marks=marks))
    return cases


@pytest.mark.parametrize(("text", "zh"), _found_cases())
def test_terms_of_a_release_are_found(text: str, zh: str) -> None:
    assert "|".join(m.term.zh for m in _base().find(text)) == zh
