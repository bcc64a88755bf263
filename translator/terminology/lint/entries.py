"""Checks that look at one entry by itself: source, kind, typography, letters, vocabulary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from translator import text
from translator.alphabets import disguised, mixed_words
from translator.hints import hint_kind
from translator.morphology import readings
from translator.terminology.lint.records import LintFinding, about
from translator.units import Severity, Term

Knows = Callable[[str], bool]
"""Whether the vocabulary of a model holds every piece of a text."""

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN_WORD = re.compile("[A-Za-z\u0370-\u03ff]{3,}")
_PAIRS = ("“”", "《》", "（）", "「」")
_END = re.compile(r"[,;:!?…]$|(?<![^\W\d_])\.$")
_SPACED_HYPHEN = re.compile(r"\s-\s")
_SLOTS = frozenset({"place", "organisation", "title"})


def check_entry(term: Term) -> Iterator[LintFinding]:
    """Everything that a row shows by itself, the vocabulary of a model left out."""
    yield from _missing(term)
    yield from _russian(term)
    for form in dict.fromkeys((term.zh, *term.variants, *term.forbidden)):
        yield from _chinese(term, form)
    yield from _variants(term)


def check_vocabulary(term: Term, model: str, knows: Knows) -> Iterator[LintFinding]:
    """Characters of the approved form that the model cannot write.

    A name goes to the embedded model as one piece and comes back whole, so it is a smaller
    matter there than for a term, which is copied character by character.
    """
    lost = [c for c in dict.fromkeys(term.zh) if not c.isspace() and not knows(c)]
    if lost:
        severity = Severity.MINOR if hint_kind(term.kind) in _SLOTS else Severity.MAJOR
        yield about(
            term, "unwritable-character", severity,
            f"has {' '.join(lost)}, which {model} cannot write",
            "put a form it can write first, or keep it: the check for terms will show each miss",
        )  # fmt: skip


def _missing(term: Term) -> Iterator[LintFinding]:
    if not term.source:
        yield about(
            term, "no-source", Severity.MINOR, "has no source",
            "write into source what kind of publication uses the form",
        )  # fmt: skip
    if not term.kind:
        yield about(
            term, "no-kind", Severity.MINOR, "has no kind",
            "write one into kind (glossaries/README.md): names and terms are handled differently",
        )  # fmt: skip


def _russian(term: Term) -> Iterator[LintFinding]:
    for word, mended in mixed_words(term.ru):
        yield about(
            term, "mixed-alphabets", Severity.MINOR,
            f"has «{word}» in mixed alphabets, read as «{mended}»", "type the word anew",
        )  # fmt: skip
    for word in _LATIN_WORD.findall(term.ru) if _CYRILLIC.search(term.ru) else ():
        russian = disguised(word)
        if russian and any(r.known for r in readings(russian)):
            yield about(
                term, "homoglyph", Severity.MAJOR,
                f"has «{word}» in Latin or Greek letters, which looks like «{russian}»",
                "type it in Russian letters if it is Russian",
            )  # fmt: skip
    faults = []
    if '"' in term.ru:
        faults.append("straight quotation marks: write «»")
    if _SPACED_HYPHEN.search(term.ru):
        faults.append("a hyphen between spaces: write a dash –")
    if _END.search(term.ru):
        faults.append(f"{term.ru[-1]} at its end: delete it")
    if "\u0301" in term.ru:
        faults.append("a stress mark: delete it")
    for fault in faults:
        what, _, remedy = fault.rpartition(": ")
        yield about(term, "typography", Severity.MINOR, f"has {what}", remedy)


def _chinese(term: Term, form: str) -> Iterator[LintFinding]:
    if _CYRILLIC.search(form) and not term.do_not_translate:
        yield about(
            term, "untranslated", Severity.MAJOR, f"has Cyrillic letters in {form}",
            "write the Chinese form, or mark the entry dnt",
        )  # fmt: skip
        return
    if any(form.count(pair[0]) != form.count(pair[1]) for pair in _PAIRS):
        yield about(
            term, "typography", Severity.MAJOR, f"has an unpaired mark in {form}", "close the pair"
        )
    if not term.do_not_translate and (better := text.normalise(form).text) != form:
        yield about(
            term, "typography", Severity.MINOR, f"has {form}", f"write {better} (GB/T 15834)"
        )
    rare = [c for c in dict.fromkeys(form) if text.is_han(c) and not _simplified(c)]
    if rare:
        yield about(
            term, "rare-character", Severity.MINOR,
            f"has {' '.join(rare)} in {form}, not in GB 2312",
            "write Simplified Chinese; if the character is right, note lint-ok: rare-character",
        )  # fmt: skip


def _simplified(character: str) -> bool:
    """Whether it is among the 6,763 characters of GB 2312-80, which holds no traditional form
    of a simplified one."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _variants(term: Term) -> Iterator[LintFinding]:
    if term.zh in term.variants:
        yield about(
            term, "repeated-variant", Severity.MINOR, "repeats its form in variants", "delete it"
        )
    weak: Sequence[str] = [form for form in term.variants if len(form) == 1]
    if weak and len(term.zh) > 1:
        yield about(
            term, "weak-variant", Severity.MINOR,
            f"has the variant {weak[0]}, which stands in nearly any text and proves nothing",
            "delete it from variants",
        )  # fmt: skip
