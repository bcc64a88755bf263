"""A text as parts (words cut at hyphens, numbers), the unit in which terms are compared.

Hyphens are cut so that «пресс-релиз», «пресс–релиз» and «пресс релиз» meet; what stood
between two parts is judged by :func:`gap_fits`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from translator.alphabets import repair
from translator.morphology import fold, readings

_PART = r"[^\W\d_]+(?:[\u0301\u00ad][^\W\d_]*|['’][^\W\d_]+)*|\d+"
_CYRILLIC = re.compile("[\u0400-\u04ff]")

HYPHENS = "-\u2010\u2011"
DASHES = HYPHENS + "\u2012\u2013\u2014\u2015\u2212"
OPENING = "«“„‘([{\"'"
CLOSING = "»”“’)]}\"'"
_SOFT = re.compile(rf"[\s,{re.escape(OPENING + CLOSING)}]+")
_DASHED = re.compile(rf"\s*[{re.escape(DASHES)}]\s*")
_KEY_LENGTH = 6
_HANGING = 4
_ENDING = re.compile("(?:[аеоыи]е|[аяи]я|[ыио]й|[аеийоуыьюя])$")
_FLEETING = re.compile("[оеё](?=[бвгджзклмнпрстфхцчшщ]$)")
SUPERLATIVE = "наи"
JOINING = frozenset({"и", "или"})


@dataclass(frozen=True, slots=True)
class Part:
    """``source[start:stop]``; ``text`` is it without Latin look-alikes, ``form`` folded.

    ``script`` is cyrillic, latin or number.
    """

    start: int
    stop: int
    text: str
    form: str
    script: str


def parts(text: str) -> list[Part]:
    """Every word part and number of a text with its span.

    >>> [p.form for p in parts("Торгово-промышленная палата")]
    ['торгово', 'промышленная', 'палата']
    """
    found = [Part(m.start(), m.end(), *_known(m.group())) for m in _part().finditer(text)]
    for i, part in enumerate(found[:-1]):
        if (
            len(part.text) == 1
            and part.text.isupper()
            and _heads_capitals(text, part, found[i + 1])
        ):
            found[i] = replace(part, text=part.form)
    return found


def _heads_capitals(text: str, part: Part, after: Part) -> bool:
    """Whether a capital is an abbreviated kind word of a headline: «В Г. КИРОВЕ»."""
    if len(part.text) != 1 or not part.text.isupper() or part.form not in spelt_out():
        return False
    return text[part.stop] == "." and is_caps(after.text)


@lru_cache(maxsize=1)
def kind_words() -> Mapping[str, tuple[str, ...]]:
    """Folded words that say what a place is (город, область), each with its abbreviations
    (г, гор) from kind_words.tsv; written without the full stop."""
    lines = Path(__file__).with_name("kind_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines[1:])
    return {fold(word): tuple(short.split()) for word, _, short in rows}


@lru_cache(maxsize=1)
def _twins() -> Mapping[str, str]:
    path = Path(__file__).with_name("twin_prepositions.tsv")
    rows = (line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {form: preposition for form, _, preposition in rows}


def bare_preposition(form: str) -> str:
    """A preposition without the vowel it has before some words; other words as given.

    >>> bare_preposition("об"), bare_preposition("порт")
    ('о', 'порт')
    """
    return _twins().get(form, form)


@lru_cache(maxsize=1)
def spelt_out() -> Mapping[str, tuple[str, ...]]:
    """Abbreviation of a kind word -> the words it may stand for (``п``: посёлок)."""
    found: dict[str, tuple[str, ...]] = {}
    for word, shorts in kind_words().items():
        for short in shorts:
            found[short] = (*found.get(short, ()), word)
    return found


@lru_cache(maxsize=1)
def _part() -> re.Pattern[str]:
    """A part; the abbreviations with a hyphen (р-н) are one part."""
    hyphenated = sorted((s for s in spelt_out() if "-" in s), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(hyphenated)})(?![\w-])|{_PART}")


@lru_cache(maxsize=50_000)
def _known(raw: str) -> tuple[str, str, str]:
    word = repair(raw).replace("\u00ad", "").replace("’", "'")
    if word.isdigit():
        return word, word, "number"
    if _CYRILLIC.search(word):
        return word, fold(word), "cyrillic"
    return word, word, "latin"


@lru_cache(maxsize=50_000)
def search_keys(text: str, form: str, script: str) -> frozenset[str]:
    """Under which index keys a word of a text may find a term: of its form and its lemmas."""
    if script != "cyrillic":
        return frozenset({form[:_KEY_LENGTH]})
    lemmas = {fold(r.lemma) for r in readings(text)}
    found = {lemma[:_KEY_LENGTH] for lemma in lemmas}
    found |= {_ENDING.sub("", lemma)[:_KEY_LENGTH] or lemma for lemma in lemmas}  # гонок: гонк-
    found |= {_FLEETING.sub("", lemma)[:_KEY_LENGTH] for lemma in lemmas}  # валенок: валенк-
    found.update(word[:_KEY_LENGTH] for word in spelt_out().get(form, ()))
    found.update(form[: min(_KEY_LENGTH, n)] for n in range(2, len(form) + 1))
    return frozenset(found)


@lru_cache(maxsize=100_000)
def index_keys(form: str, script: str) -> tuple[str, ...]:
    """The keys of a term's first part: its first letters, which its forms share, the stem where
    it is shorter (южная: южной), its lemmas where these begin otherwise (дети: ребёнок), and
    what is left of a long word before a hanging hyphen (see :func:`hanging_key`).

    >>> index_keys("южная", "cyrillic"), index_keys("нефтепровод", "cyrillic")
    (('южная', 'южн'), ('нефтеп', 'нефт-'))
    """
    key = form[:_KEY_LENGTH]
    if script != "cyrillic":
        return (key,)
    keys = {key: None, _ENDING.sub("", form)[:_KEY_LENGTH] or key: None}
    if len(form) > _KEY_LENGTH:
        keys[hanging_key(form)] = None
    if form in changing():
        keys.update((fold(r.lemma)[:_KEY_LENGTH], None) for r in readings(form))
    return tuple(keys)


def hanging_key(form: str) -> str:
    """The key of the first half of a compound: «нефте- и газопровод».

    >>> hanging_key("нефте") == hanging_key("нефтепровод")
    True
    """
    return form[:_HANGING] + "-"


@lru_cache(maxsize=50_000)
def word_starts(text: str, form: str, script: str) -> frozenset[str]:
    """The first one and two letters of a word of a text and of all words it may be a form of.

    The prefix of a superlative does not count (наилучший is a form of лучший).
    """
    words = {form, form.removeprefix(SUPERLATIVE), *search_keys(text, form, script)}
    return frozenset(word[:size] for word in words for size in (1, 2))


@lru_cache(maxsize=1)
def changing() -> frozenset[str]:
    """Folded words whose forms begin otherwise (дети: ребёнок)."""
    path = Path(__file__).with_name("changing_starts.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))


def open_lists(text: str, found: Sequence[Part]) -> frozenset[int]:
    """Indices of the words after which a list goes on: a comma, «и» or «или» follows."""
    return frozenset(
        i
        for i, part in enumerate(found[:-1])
        if found[i + 1].form in JOINING or text[part.stop : part.stop + 1] == ","
    )


def is_capital(word: str) -> bool:
    """Whether a word starts with a capital."""
    return word[:1].isupper()


def is_caps(word: str) -> bool:
    """Whether a word of two or more letters is all capitals."""
    return len(word) > 1 and word.isupper()


def gap_kind(between: str) -> str:
    """What stands between two parts of a term: nothing, a hyphen, a dash, a space, or marks
    that belong to it (``.`` of initials, ``:``)."""
    if not between:
        return ""
    if len(between) == 1 and between in HYPHENS:
        return "-"
    kept = _bare(between)
    if not kept:
        return " "
    return "–" if all(mark in DASHES for mark in kept) else kept


def gap_fits(kind: str, between: str) -> bool:
    """Whether the text between two parts is a tolerable spelling of the term's gap.

    A space may be several, a no-break space, a line break, quotes, brackets, a comma or an
    unspaced hyphen; a hyphen may be any dash or a space; a dash must stay a dash; other marks
    must stand, spaced or not (М. В., М.В.).
    """
    if kind == "":
        return between in {"", "\u00ad"}
    if kind == " ":
        if len(between) == 1 and between in HYPHENS:
            return True
        return bool(between) and not _bare(between)
    if kind == "-":
        return bool(between) and (between.isspace() or _DASHED.fullmatch(between) is not None)
    if kind == "–":
        return bool(kept := _bare(between)) and all(mark in DASHES for mark in kept)
    return _bare(between) == kind


def _bare(between: str) -> str:
    """The marks of a gap that may not be left out or put in."""
    return _SOFT.sub("", between)


def joined_left(text: str, start: int) -> bool:
    """Whether a hyphen ties ``text[start:]`` to a word before it."""
    return start > 1 and text[start - 1] in HYPHENS and text[start - 2].isalnum()


def joined_right(text: str, stop: int) -> bool:
    """Whether a hyphen ties ``text[:stop]`` to a word after it (a number does not count)."""
    return stop + 1 < len(text) and text[stop] in HYPHENS and text[stop + 1].isalpha()


def touches_letters(text: str, start: int, stop: int) -> bool:
    """Whether a letter, digit or underscore stands directly beside ``text[start:stop]``."""
    before = text[start - 1 : start]
    after = text[stop : stop + 1]
    return before.isalnum() or after.isalnum() or before == "_" or after == "_"


def balanced_span(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The span widened to a quote or bracket that its other half directly adjoins.

    ``ПАО «Газпром`` grows to ``ПАО «Газпром»``; None where a pair would be cut in two.
    """
    inside = text[start:stop]
    for left, right in ("«»", "“”", "„“", "()", "[]"):
        opened, closed = inside.count(left), inside.count(right)
        if left == "“" and "„" in inside:
            continue
        if opened == closed:
            continue
        if opened == closed + 1 and text[stop : stop + 1] == right:
            stop += 1
        elif closed == opened + 1 and text[start - 1 : start] == left:
            start -= 1
        else:
            return None
    if inside.count('"') % 2:
        if text[stop : stop + 1] == '"':
            stop += 1
        elif text[start - 1 : start] == '"':
            start -= 1
        else:
            return None
    return start, stop
