"""Each entry tried in all its inflected forms, as the dictionary (pymorphy3) makes them.

The forms are made from the dictionary and not by the matcher, and each is put into a sentence
that has a preposition with its case; so an entry that no text can ever meet comes to light.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from translator import segmentation
from translator.morphology import CASES, fold, inflected, readings
from translator.termbase import TermBase
from translator.termbase.pattern import Mode, Pattern, Slot, compile_term, word_class
from translator.termbase.words import is_capital, is_caps, parts
from translator.terminology.lint.records import LintFinding, about
from translator.units import Block, Kind, Severity, Term

_CARRIERS = {
    "nom": "Здесь {} сегодня.",
    "gen": "Сказано для {} сегодня.",
    "dat": "Поехали к {} сегодня.",
    "acc": "Прошли через {} сегодня.",
    "ins": "Работают с {} сегодня.",
    "loc": "Рассказали о {} сегодня.",
}
_NAMES = {
    "nom": "именительный", "gen": "родительный", "dat": "дательный", "acc": "винительный",
    "ins": "творительный", "loc": "предложный",
}  # fmt: skip
_BREAKS = frozenset(".!?…;:")


@dataclass(frozen=True, slots=True)
class Form:
    """A term in one case and number: ``text`` with capitals as in the term."""

    case: str
    number: str
    text: str

    @property
    def sentence(self) -> str:
        """The form in a sentence that asks for its case."""
        return _CARRIERS[self.case].format(self.text)

    @property
    def start(self) -> int:
        """Where the form stands in the sentence."""
        return _CARRIERS[self.case].index("{")


def forms_of(term: Term) -> tuple[Form, ...]:
    """The nominative as written, then every other case and number that the dictionary makes.

    A name has no plural here, a term that is a plural no singular.

    >>> [f.text for f in forms_of(Term("морской порт", "海港"))][1]
    'морского порта'
    """
    pattern = compile_term(term)
    number = "plur" if pattern.plural else "sing"
    made = {("nom", number): Form("nom", number, term.ru)}
    numbers = (number,) if pattern.plural or pattern.proper else ("sing", "plur")
    for wanted in numbers:
        for case in CASES:
            text = _inflected(pattern, case, wanted)
            if text:
                made.setdefault((case, wanted), Form(case, wanted, text))
    return tuple(made.values())


def check_forms(term: Term) -> Iterator[LintFinding]:
    """The entry is found in no form, in not all forms, or is cut by the segmenter."""
    base = TermBase((term,))
    forms = forms_of(term)
    missed = [form for form in forms if not _is_found(base, form) and not _is_person(form)]
    if fault := _not_nominative(compile_term(term)):
        yield about(
            term, "not-nominative", Severity.MAJOR,
            f"has no word in the nominative («{fault}»), so only this very form is found",
            "write it as in a dictionary",
        )  # fmt: skip
    if len(missed) == len(forms) or missed[:1] == [forms[0]]:
        yield about(
            term, "never-matched", Severity.CRITICAL,
            "is not found in a text even as it is written",
            "write it in the nominative; a word that is also an ordinary one needs context or «»",
        )  # fmt: skip
    elif missed:
        shown = ", ".join(f"{_NAMES[f.case]} «{f.text}»" for f in missed[:3])
        yield about(
            term, "unmatched-form", Severity.MINOR, f"is not found in the form {shown}",
            "look whether the form is right; if it is, add it as an entry of its own",
        )  # fmt: skip
    if not _BREAKS.isdisjoint(term.ru[:-1]) and _is_cut(forms[0]):
        yield about(
            term, "cut-by-segmenter", Severity.MAJOR, "is cut into two sentences by the segmenter",
            "write it without the full stop, or add the abbreviation to segmentation_exceptions",
        )  # fmt: skip


def _not_nominative(pattern: Pattern) -> str:
    """The first noun of a term in which nothing inflects, where it is no nominative."""
    if any(slot.mode is not Mode.FROZEN for slot in pattern.slots):
        return ""
    for slot in pattern.slots:
        best = readings(slot.text)[0]
        if best.pos == "PREP" or best.pos in {"VERB", "ADVB", "INFN"}:
            return ""
        if best.pos == "NOUN" and best.known:
            return slot.text if best.case != "nom" else ""
    return ""


def _is_found(base: TermBase, form: Form) -> bool:
    stop = form.start + len(form.text)
    return any(
        m.start <= form.start + 1 and m.stop >= stop - 1 for m in base.find_all(form.sentence)
    )


def _is_person(form: Form) -> bool:
    """Whether the form of a one-word name is a person's too; it is then no place unless a place
    word stands before it («Фокина», «из Фокина»)."""
    if form.case == "nom" or not is_capital(form.text) or len(parts(form.text)) > 1:
        return False
    return any(r.tags & {"Surn", "Name"} for r in readings(form.text))


def _is_cut(form: Form) -> bool:
    block = Block("b1", Kind.PARAGRAPH, form.sentence)
    stop = form.start + len(form.text)
    return not any(s.start <= form.start and stop <= s.stop for s in segmentation.segment([block]))


def _inflected(pattern: Pattern, case: str, number: str) -> str:
    """The whole term in a case and number; empty where the dictionary lacks a word's form."""
    words = parts(pattern.term.ru)
    head = pattern.slots[pattern.head]
    gender, alive = _nature(head)
    fixed = {a for a, b in pairwise(pattern.slots) if b.gap == "-" and not _is_known(a.text)}
    out, last = [], 0
    for slot, word in zip(pattern.slots, words, strict=True):
        form = word.text
        if slot.mode is Mode.AGREES and not is_caps(word.text) and slot not in fixed:
            form = _form(slot, case, number, gender, alive)
            if not form:
                return ""
        out += [pattern.term.ru[last : word.start], form]
        last = word.stop
    return "".join([*out, pattern.term.ru[last:]])


def _nature(head: Slot) -> tuple[str, str]:
    keys = {lemma for _, lemma in head.keys}
    for reading in readings(head.text):
        if reading.case == "nom" and fold(reading.lemma) in keys:
            return reading.gender, "anim" if "anim" in reading.tags else "inan"
    return "", "inan"


def _is_known(word: str) -> bool:
    return any(r.known for r in readings(word))


def _form(slot: Slot, case: str, number: str, gender: str, alive: str) -> str:
    """The form of a word that the dictionary has; for others it would be a guess (Линьи:
    «Линий»), as it would be for superlatives, which share a lemma (высший, высочайший)."""
    likely = [(word_class(r), fold(r.lemma)) for r in readings(slot.text) if r.known]
    for kind, lemma in sorted(slot.keys & set(likely), key=likely.index):
        pos, _, degree = kind.partition(".")
        if degree == "Supr":
            continue
        features = [case, number]
        if pos != "NOUN":
            features.append(gender if number == "sing" else "")
            split = number == "plur" or gender == "masc"  # where animate and inanimate differ
            features.append(alive if case == "acc" and split else "")
        made = inflected(slot.text, lemma, pos, *features)
        if made:
            return made.capitalize() if is_capital(slot.text) else made
    return ""
