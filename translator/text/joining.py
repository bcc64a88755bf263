"""Sentences put together to a paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

_NARROW = frozenset({"Na", "N", "H"})


def gap(left: str, right: str) -> str:
    """What stands between two Chinese sentences: nothing, except where two Latin ends would
    grow together (an e-mail and a site of a contact line).

    >>> gap("开幕。", "代表"), gap("a@example.org", "www.example.org")
    ('', ' ')
    """
    return " " if left and right and _narrow(left[-1]) and _narrow(right[0]) else ""


def joined(sentences: Iterable[str]) -> str:
    """The paragraph of Chinese sentences."""
    text = ""
    for sentence in sentences:
        stripped = sentence.strip()
        text += gap(text, stripped) + stripped
    return text


def _narrow(character: str) -> bool:
    return east_asian_width(character) in _NARROW
