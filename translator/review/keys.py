"""Texts as they are compared: what a program changes on its own when saving does not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_HYPHENS = str.maketrans({"\u2011": "-", "\u2010": "-"})


def source_key(text: str) -> str:
    """A source cell's text without what saving may change: spaces, soft hyphens, hyphen signs.

    >>> source_key("Рост\\u00a0 на\\n5%")
    'Рост на 5%'
    """
    plain = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_HYPHENS)
    return " ".join(plain.split())


def joined_key(texts: Sequence[str]) -> str:
    """Several cells as one text, without any spaces, for split and merged rows."""
    return "".join(source_key(text).replace(" ", "") for text in texts)


def settled(text: str) -> str:
    """A target cell's text without blank space around it, which means nothing in Chinese."""
    return text.strip()
