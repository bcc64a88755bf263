"""Quoted names of firms, Cyrillic abbreviations and names in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from translator.morphology import fold, readings
from translator.names import established
from translator.names.context import Sentence
from translator.names.forms import given_names
from translator.names.palladius import nominative_syllables
from translator.names.tables import rows, words
from translator.names.toponyms import nominative
from translator.names.transcription import transcribe
from translator.units import NameMatch

_QUOTED = re.compile(r"«([^«»]{1,60})»|“([^“”]{1,60})”|„([^„“]{1,60})“|\"([^\"]{1,60})\"")
_LATIN_WORD = r"[A-Za-z][A-Za-z0-9À-ÿ’'.-]*[A-Za-z0-9À-ÿ]|[A-Z]"
_LATIN_RUN = re.compile(
    rf"(?<![\w@/.-])(?:{_LATIN_WORD})"
    rf"(?:(?:[ \u00a0]|\s?&\s?)(?:{_LATIN_WORD}|\d+(?![\w.,%])))*(?![\w@])"
)
_CAPS = re.compile(r"(?<![\w-])[А-ЯЁ]{2,6}(?![\w-])")
_MAX_WORDS = 3


@cache
def _latin() -> dict[str, str]:
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows("latin")}


def to_latin(letters: str) -> str:
    """Latin letters of a Cyrillic abbreviation (ISO 9 without diacritics, as in passports).

    >>> to_latin("БПК")
    'BPK'
    """
    return "".join(_latin().get(letter, letter) for letter in letters.upper()).upper()


def find_quoted(sentence: Sentence) -> Iterator[NameMatch]:
    """Names in quotation marks, the marks included; ordinary words are left to the engine."""
    for found in _QUOTED.finditer(sentence.text):
        inner = next(group for group in found.groups() if group)
        start, stop = found.span()
        if not sentence.free(start, stop):
            continue
        zh = _inner(inner)
        if zh:
            yield NameMatch(
                "organisation", start, stop, found.group(), inner, f"“{zh}”", (zh,), False
            )


def _inner(inner: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9À-ÿ&.,’' +!-]+", inner):
        return inner if re.search(r"[A-Z]", inner) else ""
    parts = inner.split()
    if not parts or len(parts) > _MAX_WORDS or not parts[0][0].isupper():
        return ""
    if not re.fullmatch(r"[A-Za-z0-9\u0400-\u04ff\s-]+", inner) or any(
        nominative_syllables(part) for part in parts
    ):
        return ""
    if len(parts) == 2 and given_names(parts[0]) and parts[1][0].isupper():
        first = transcribe(parts[0], "person-given")
        return f"{first.zh}·{transcribe(parts[1], 'person-surname').zh}" if first.sure else ""
    made = [_hyphened(part, alone=len(parts) == 1) for part in parts]
    if not all(made):
        return ""
    latin = all(re.fullmatch(r"[A-Z0-9-]+", zh or "") for zh in made)
    return (" " if latin else "").join(z for z in made if z)


def _hyphened(part: str, alone: bool) -> str | None:
    pieces = [_word(piece, alone) for piece in part.split("-")]
    return "-".join(p for p in pieces if p) if all(pieces) else None


def _word(word: str, alone: bool) -> str | None:
    if not word or re.fullmatch(r"[A-Za-z0-9]+", word):
        return word or None
    if word == "и":
        return "和"
    if word.isupper() and len(word) <= 5:
        return to_latin(word)
    form = established.places().get(fold(nominative(word) if alone else word))
    if form:
        return re.sub(r"(?<=..)[河湖山]$", "", form.zh)
    if any(r.known and not r.tags & {"Surn", "Geox", "Name"} for r in readings(word)):
        return None
    return transcribe(re.sub("[Ъъ]$", "", word), "organisation").zh


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in rows("brands")}


def find_brands(sentence: Sentence) -> Iterator[NameMatch]:
    """Runs of Latin words, kept to the letter; addresses of sites and mail are no names."""
    for found in _LATIN_RUN.finditer(sentence.text):
        start, stop = found.span()
        run = found.group().rstrip(".'-")
        stop = start + len(run)
        if not sentence.free(start, stop) or not re.search(r"[A-Z]", run):
            continue
        if re.search(r"\w\.\w{2,}$|://|^www", run) or re.fullmatch(r"[IVXLCDM]+", run):
            continue
        if run in words("not_brands"):
            continue
        yield NameMatch("brand", start, stop, run, run, run, _usual().get(run, ()), True)


def find_abbreviations(sentence: Sentence) -> Iterator[NameMatch]:
    """All-capital Cyrillic words that no dictionary knows; a headline in capitals has none."""
    letters = [c for c in sentence.text if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > len(letters) / 2:
        return
    for found in _CAPS.finditer(sentence.text):
        word = found.group()
        start, stop = found.span()
        if not sentence.free(start, stop) or word in words("abbreviations"):
            continue
        latin = to_latin(word)
        yield NameMatch("organisation", start, stop, word, word, latin, (), False)
