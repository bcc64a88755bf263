"""Bytes to text: Unicode by its marks and by strict decoding, windows-1251 against KOI8-R.

A wrong guess would send nonsense to a partner, so whatever is not certain is refused.
Between the two Russian code pages charset-normalizer is often unsure or wrong on short texts,
so dictionary words and letter frequencies decide, and the library only where they are level.
"""

from __future__ import annotations

import codecs
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from translator.errors import InputError

_SAMPLE = 60_000
_CODE_PAGES = {"windows-1251": "cp1251", "koi8-r": "koi8_r"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Mean log10 probability of a letter: Russian text lies near -1.35, the same bytes in the other
# code page below -2.1 (measured on the words of tests/cases/ingest/encodings.tsv).
_PLAUSIBLE = -1.9
_STRANGE = -4.0
_NEUTRAL = -1.35
_TYPOGRAPHY = frozenset("«»–—…№“”„’‘•°§©®\u00a0")
_TWICE = re.compile("[РС][^А-Яа-яЁё\\s\\d!-/:-@]")
_WORD = re.compile("[А-Яа-яЁё]{3,}")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_REMEDY = "save it as UTF-8 in the program it came from and try again"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the name of the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes, name: str, *, declared: str = "") -> Decoded:
    """Text of ``data``; ``declared`` is what a web page says of itself.

    Order: byte order mark, UTF-16 by its zero bytes, the declared encoding if it reads as
    Russian, strict UTF-8, then windows-1251 or KOI8-R by plausibility.

    :raises InputError: mixed, damaged, doubly encoded or unknown encodings, binary content.
    """
    decoded = (
        _by_mark(data, name) or _by_zeros(data, name) or _as_declared(data, declared) or _utf8(data)
    )
    if decoded is None:
        _refuse_mixed(data, name)
        decoded = _by_plausibility(data, name)
    _refuse_binary(decoded.text, name)
    _refuse_lost_letters(decoded.text, name)
    return decoded


def plausibility(text: str) -> float:
    """Mean log10 probability of the non-ASCII characters as Russian; 0.0 where there are none.

    >>> plausibility("Смоленск") > -1.5 > plausibility("яЛНКЕМЯЙ")
    True
    """
    weights = _letter_weights()
    total, count, before = 0.0, 0, ""
    for character in text[:_SAMPLE]:
        if character > "\x7f":
            count += 1
            if character in _TYPOGRAPHY:
                total += _NEUTRAL
            else:
                total += weights.get(character.lower(), _STRANGE)
                if character.isupper() and before.islower():
                    total += _STRANGE
        before = character
    return total / count if count else 0.0


@lru_cache(maxsize=1)
def _letter_weights() -> dict[str, float]:
    lines = Path(__file__).with_name("letters.tsv").read_text("utf-8").splitlines()[1:]
    pairs = (line.split("\t") for line in lines)
    return {letter: math.log10(int(share) / 10_000) for letter, share in pairs}


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, encoding, name).removeprefix("\ufeff"), encoding)
    return None


def _by_zeros(data: bytes, name: str) -> Decoded | None:
    """UTF-16 without a mark: a Russian text has 0x04 or 0x00 in nearly every high byte."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) < 4 or b"\x00" not in sample and b"\x04" not in sample:
        return None
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = sample[offset::2]
        if sum(high.count(byte) for byte in (0, 4, 0x20)) >= 0.9 * len(high):
            return Decoded(_strict(data, encoding, name), encoding)
    return None


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    if not declared:
        return None
    try:
        codec = codecs.lookup(declared).name
        text = data.decode(codec)
    except (LookupError, ValueError, AssertionError):
        return None
    if codec != "utf-8" and plausibility(text) < _PLAUSIBLE and _utf8(data) is not None:
        return None
    wanted = next((n for n, c in _CODE_PAGES.items() if codecs.lookup(c).name == codec), codec)
    if wanted in _CODE_PAGES and plausibility(text) < _PLAUSIBLE:
        return None
    return Decoded(text, wanted)


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"is marked as {encoding} but is damaged near line {line}", place=name, remedy=_REMEDY
        ) from error


def _refuse_mixed(data: bytes, name: str) -> None:
    """UTF-8 in some lines and not in others: two texts were glued together, or one was cut."""
    good = bad = 0
    for number, line in enumerate(data.splitlines(), 1):
        if line.isascii():
            continue
        as_utf8 = _utf8(line)
        if as_utf8 is None:
            bad = bad or number
        elif len(_CYRILLIC.findall(as_utf8.text[:1000])) >= 2:
            good = good or number
        if good and bad:
            raise InputError(
                f"mixes encodings: line {good} is UTF-8, line {bad} is not or is damaged",
                place=name,
                remedy=_REMEDY,
            )


def _by_plausibility(data: bytes, name: str) -> Decoded:
    """The code page in which the words are Russian; letter frequencies alone mistake a few
    short words (``с с контейнерный`` in KOI8-R), so dictionary words decide first."""
    scored: list[tuple[float, float, str, str]] = []
    for label, codec in _CODE_PAGES.items():
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        scored.append((_share_of_words(text), plausibility(text), label, text))
    scored.sort(reverse=True)
    if not scored or scored[0][1] < _PLAUSIBLE:
        guess = _library_guess(data[:_SAMPLE], ())
        hint = f" (it may be {guess})" if guess else ""
        raise InputError(
            f"is not text in UTF-8, UTF-16, windows-1251 or KOI8-R{hint}",
            place=name,
            remedy=_REMEDY,
        )
    words, likely, label, text = scored[0]
    if len(scored) > 1 and words == scored[1][0] and scored[1][1] >= _PLAUSIBLE:
        among = tuple(_CODE_PAGES.values())
        agreed = words > 0 and _library_guess(data[:_SAMPLE], among) == _CODE_PAGES[label]
    else:
        agreed = words > 0 or likely >= _PLAUSIBLE
    if not agreed:
        raise InputError(
            "may be windows-1251 or KOI8-R, too short to tell", place=name, remedy=_REMEDY
        )
    if _is_twice_encoded(text):
        raise InputError("mixes UTF-8 and windows-1251", place=name, remedy=_REMEDY)
    return Decoded(text, label)


def _share_of_words(text: str) -> float:
    """Share of the first words of three letters and more that the dictionary knows."""
    from translator.morphology import readings

    words = list(dict.fromkeys(_WORD.findall(text[:_SAMPLE])))[:200]
    return sum(readings(word)[0].known for word in words) / len(words) if words else 0.0


def _library_guess(sample: bytes, among: tuple[str, ...]) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(among) or None).best()
    return best.encoding if best else ""


def _refuse_binary(text: str, name: str) -> None:
    sample = text[:_SAMPLE]
    odd = sum(character < " " and character not in "\t\n\r\f\v\x1a\x85" for character in sample)
    if "\x00" in text or odd > len(sample) / 200:
        raise InputError(
            "is not text (it contains binary data)",
            place=name,
            remedy="give a .txt, .html or .docx file",
        )


def _is_twice_encoded(text: str) -> bool:
    """UTF-8 that was read as windows-1251 and saved again: «РџСЂРё…»."""
    sample = text[:_SAMPLE]
    return len(_TWICE.findall(sample)) > 0.2 * max(10, len(_CYRILLIC.findall(sample)))


def _refuse_lost_letters(text: str, name: str) -> None:
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise InputError(
            f"has lost letters (replacement mark in line {line})",
            place=name,
            remedy="get the original file; the letters cannot be restored",
        )
    if _is_twice_encoded(text):
        raise InputError(
            "was encoded twice (UTF-8 read as windows-1251)",
            place=name,
            remedy="get the original file or save it again from the source as UTF-8",
        )
