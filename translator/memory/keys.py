"""What counts as the same text, and what as the same but for its figures."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from translator.placeables.tables import months

_BLANKS = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f", " "))
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FIGURE = re.compile(r"\d+(?:[ \u00a0\u202f.,:/]?\d+)*")
_SEPARATOR = "\uf8ff"


def clean(text: str) -> str:
    """Text that every database and XML can hold: control characters but tab and line ends go,
    those that part words become blanks."""
    return _CONTROLS.sub("", text.translate(_BLANKS)) if _CONTROLS.search(text) else text


def line(text: str) -> str:
    """Clean text in Unicode form C with single spaces: what is compared.

    >>> line("Завод\\u00a0 открыт\\n")
    'Завод открыт'
    """
    folded = " ".join(text.split())
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def key(text: str) -> int:
    """Signed 64 bits over a :func:`line`; equal lines have equal keys, callers compare the text."""
    return _digest(text)


def fingerprint(columns: Iterable[str]) -> int:
    """Signed 64 bits over all columns of a unit: two of one key are the same review, so that
    adding a unit twice changes nothing."""
    return _digest(_SEPARATOR.join(columns))


def is_clean(columns: Iterable[str]) -> bool:
    """Does :func:`clean` leave all of them as they are?"""
    text = "".join(columns)
    return text.isprintable() or _CONTROLS.search(text) is None  # the first is quick and usual


def skeleton(text: str) -> str:
    """A :func:`line` in small letters with its figures as ``#`` and a month after one as ``@``.

    >>> skeleton("Экспорт 12 мая вырос на 3,5 млрд руб.")
    'экспорт # @ вырос на # млрд руб.'
    """
    bare = _FIGURE.sub("#", text.lower().replace("ё", "е"))
    return _month().sub("# @", bare) if "#" in bare else bare


@lru_cache(maxsize=1)
def _month() -> re.Pattern[str]:
    return re.compile(rf"# (?:{'|'.join(sorted(months(), key=len, reverse=True))})\b")


def _digest(text: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True
    )
