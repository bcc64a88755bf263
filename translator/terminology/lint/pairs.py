"""Checks between entries: the same entry twice, contradictions, shadows, nested names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from translator.hints import hint_kind
from translator.morphology import fold
from translator.termbase import TermBase
from translator.termbase.evidence import homonyms
from translator.termbase.pattern import compile_term
from translator.termbase.reader import term_key
from translator.termbase.words import is_capital
from translator.terminology.gathering import Gathered
from translator.terminology.lint.records import LintFinding, about
from translator.terminology.lint.trials import Form
from translator.units import Severity, Term

_PLACES = frozenset({"region", "city", "district", "river", "sea", "port", "crossing", "country"})
_GENERIC = frozenset("国州省市区县河江海岛湖山洲共和联邦")
Forms = Mapping[str, Sequence[Form]]
"""Forms of every term, by its key."""


def check_repeats(files: Sequence[Gathered]) -> Iterator[LintFinding]:
    """Entries that stand in two files of one folder, where neither is meant to override."""
    seen: dict[tuple[str, str], Term] = {}
    for file in files:
        for row in file.rows:
            term = row.term
            key = (str(file.path.parent), term_key(term.ru))
            earlier = seen.setdefault(key, term)
            if earlier is term:
                continue
            if earlier.zh == term.zh:
                yield about(
                    term, "duplicate", Severity.MINOR, f"stands on {earlier.place} too",
                    "delete one of the two lines",
                )  # fmt: skip
            else:
                yield about(
                    term, "conflict", Severity.CRITICAL,
                    f"is {term.zh} here and {earlier.zh} on {earlier.place}",
                    "keep one of the two lines; other admissible forms go into variants",
                )  # fmt: skip


def check_shared_forms(terms: Sequence[Term], forms: Forms) -> Iterator[LintFinding]:
    """Two entries with different Chinese that have a form in common: which one a text means is
    decided by likelihood. Where one forbids what the other approves, one of them is wrong."""
    by_form: dict[str, list[Term]] = {}
    for term in terms:
        for text in dict.fromkeys(_folded(form.text) for form in forms[term_key(term.ru)]):
            by_form.setdefault(text, []).append(term)
    told: set[tuple[str, str]] = set()
    for text, sharing in by_form.items():
        for n, one in enumerate(sharing):
            for other in sharing[n + 1 :]:
                pair = (term_key(one.ru), term_key(other.ru))
                if pair in told or pair[0] == pair[1]:
                    continue
                told.add(pair)
                yield from _sharing(one, other, text)


def _sharing(one: Term, other: Term, text: str) -> Iterator[LintFinding]:
    for term, against in ((one, other), (other, one)):
        if term.zh in against.forbidden and fold(one.ru) == fold(other.ru):
            yield about(
                term, "contradiction", Severity.CRITICAL,
                f"approves {term.zh}, which «{against.ru}» on {against.place} forbids",
                "settle the form in both entries",
            )  # fmt: skip
            return
    if one.zh in (other.zh, *other.variants) or other.zh in one.variants:
        return
    if one.case_sensitive or other.case_sensitive or one.context or other.context:
        return
    named = is_capital(one.ru) != is_capital(other.ru)
    yield about(
        one, "ambiguous-lemma", Severity.MINOR,
        f"has the form «{text}» in common with «{other.ru}» on {other.place}: "
        f"{one.zh} or {other.zh}",
        "put words that stand near the name into context" if named
        else "look whether both are needed",
    )  # fmt: skip


def _folded(text: str) -> str:
    return fold(" ".join(text.split()))


def check_ambiguous_name(term: Term) -> Iterator[LintFinding]:
    """A one-word name that is a common word too (homonyms.txt) and has no context: where a
    sentence begins with it, it is not matched."""
    pattern = compile_term(term)
    if len(pattern.slots) != 1 or not pattern.proper or pattern.quoted or term.context:
        return
    if pattern.slots[0].form in homonyms():
        yield about(
            term, "ambiguous-lemma", Severity.MINOR,
            "is a common word too and is not found at the start of a sentence",
            "put words that stand near the name into context",
        )  # fmt: skip


def check_inside(base: TermBase, term: Term) -> Iterator[LintFinding]:
    """Other entries inside a term: its Chinese should carry a place named in it, and must not
    carry what the inner entry forbids."""
    key = term_key(term.ru)
    inner = [m for m in base.find_all(term.ru) if term_key(m.term.ru) != key]
    for match in inner:
        nested = match.term
        if match.stop - match.start >= len(term.ru):
            continue
        if wrong := next((f for f in nested.forbidden if _carries(term.zh, f, nested)), None):
            yield about(
                term, "nested-conflict", Severity.MAJOR,
                f"has {wrong} in {term.zh}, which «{nested.ru}» on {nested.place} forbids",
                "settle the form in both entries",
            )  # fmt: skip
        elif hint_kind(nested.kind) == "place" and nested.kind in _PLACES:
            forms = (nested.zh, *nested.variants)
            widest = all(o is match or o.start > match.start or o.stop < match.stop for o in inner)
            carried = any(form in term.zh for form in forms) or _shortened(nested, term)
            if widest and not carried:
                yield about(
                    term, "nested", Severity.MINOR,
                    f"is {term.zh}, without {nested.zh} for «{nested.ru}» on {nested.place}",
                    "use one form of the name, or note lint-ok: nested",
                )  # fmt: skip


@lru_cache(maxsize=1)
def _short_names() -> Mapping[str, tuple[str, ...]]:
    path = Path(__file__).parents[1] / "data" / "short_names.tsv"
    rows = (line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {name: tuple(short.split()) for name, _, short in rows}


def _shortened(nested: Term, term: Term) -> bool:
    """Whether a term has a place in its short form: 粤 for 广东, 中亚 for 亚洲."""
    shorts = _short_names().get(nested.zh, ())
    return any(short in term.zh for short in (*shorts, *set(nested.zh) - _GENERIC))


def _carries(zh: str, wrong: str, nested: Term) -> bool:
    """Whether a forbidden form stands outside the approved forms."""
    for form in (nested.zh, *nested.variants):
        zh = zh.replace(form, "\0")
    return wrong in zh
