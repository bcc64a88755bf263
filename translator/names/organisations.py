"""Quoted names of firms, Cyrillic abbreviations and names in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from translator.morphology import readings
from translator.names.context import Sentence
from translator.names.tables import rows, words
from translator.names.transcription import transcribe
from translator.units import NameMatch

_QUOTED = re.compile(r"«([^«»]{1,60})»|“([^“”]{1,60})”|„([^„“]{1,60})“|\"([^\"]{1,60})\"")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LATIN_WORD = r"[A-Za-z][A-Za-z0-9À-ÿ’'.-]*[A-Za-z0-9À-ÿ]|[A-Z]"
_LATIN_RUN = re.compile(
    rf"(?<![\w@/.-])(?:{_LATIN_WORD})(?:(?:[ \u00a0]|\s?&\s?)(?:{_LATIN_WORD}|\d+(?![\w.,%])))*(?![\w@])"
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
    parts = _WORD.findall(inner)
    if not parts or len(parts) > _MAX_WORDS or not parts[0][0].isupper():
        return ""
    if re.sub(r"[\w\s-]", "", inner):
        return ""
    made = [_word(part) for part in parts]
    if not all(made):
        return ""
    if all(re.fullmatch(r"[A-Z]+", zh or "") for zh in made):
        return " ".join(z for z in made if z)
    return "".join(z for z in made if z)


def _word(word: str) -> str | None:
    if re.fullmatch(r"[A-Za-z0-9-]+", word):
        return word
    if word == "и":
        return "和"
    bare = word.replace("-", "")
    if bare.isupper() and len(bare) <= 5:
        return to_latin(word)
    found = readings(word)
    if any(r.known and not r.tags & {"Surn", "Geox", "Name"} for r in found):
        return None
    hard = re.sub("[Ъъ]$", "", word)
    kind = "place" if any("Geox" in r.tags for r in found if r.known) else "organisation"
    return transcribe(hard, kind).zh


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
        yield NameMatch("brand", start, stop, run, run, run, (), True)


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
