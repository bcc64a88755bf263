"""Letters that look alike in two alphabets: a Latin C inside a Cyrillic word.

They come from keyboards, scanners and PDF files, and from people who want a word not to be
found. A word is repaired where Cyrillic and look-alikes of another alphabet stand together
and nothing foreign is left afterwards; each repair can be listed for a person. The pairs are
the single-letter confusables of Unicode Technical Standard 39 between the capital and small
letters of Latin or Greek and the Russian alphabet.
"""

from __future__ import annotations

import re

_LATIN = dict(zip("ABEKMHOPCTYXaeopcyx", "АВЕКМНОРСТУХаеорсух", strict=True))
_GREEK = dict(zip("ΑΒΕΚΜΗΟΡΤΥΧοχκ", "АВЕКМНОРТУХохк", strict=True))
_TABLE = str.maketrans(_LATIN | _GREEK)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_OTHER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u03ff]")
_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def repair(word: str) -> str:
    """A Cyrillic word whose look-alikes are turned into Cyrillic; other words as given.

    >>> repair("Cмоленск") == "Смоленск", repair("IT-парк")
    (True, 'IT-парк')
    """
    if word.isascii() or not (_CYRILLIC.search(word) and _OTHER.search(word)):
        return word
    mended = word.translate(_TABLE)
    return word if _OTHER.search(mended) else mended


def mixed_words(text: str) -> list[tuple[str, str]]:
    """The words of a text that mix alphabets, each with its repaired form, in order.

    >>> mixed_words("в Cмоленске")
    [('Cмоленске', 'Смоленске')]
    """
    if not _CYRILLIC.search(text) or not _OTHER.search(text):
        return []
    raw = _WORD.findall(text)
    return [(word, mended) for word in raw if (mended := repair(word)) != word]


def repaired(text: str) -> str:
    """The text with every word repaired; positions stay as they are."""
    return _WORD.sub(lambda m: repair(m.group()), text)


def disguised(word: str) -> str:
    """The Cyrillic word that a wholly Latin or Greek one looks like, or an empty text.

    Only the spelling is judged: whether such a word exists is for the caller to find out
    (``PECTOPAH`` looks like РЕСТОРАН, but ``BMX`` like ВМХ).

    >>> disguised("PECTOPAH") == "РЕСТОРАН", disguised("Foton")
    (True, '')
    """
    if len(word) < 3 or _CYRILLIC.search(word):
        return ""
    mended = word.translate(_TABLE)
    return "" if _OTHER.search(mended) or mended == word else mended


def invisible(text: str) -> str:
    """The first character of a text that cannot be seen (zero width, direction marks), as
    ``U+200B``; an empty text where there is none."""
    found = _INVISIBLE.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""
