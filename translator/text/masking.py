"""Keeps what typography must not touch out of its rules.

A protected piece is replaced by one private-use character, which the rules take for a Latin
letter; afterwards the piece comes back to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

MASKS = "\U000f0000-\U000ffffd"
"""The private-use characters that stand for protected pieces, as the inside of a class."""

_FIRST = 0xF0000
_LAST = 0xFFFFD
_CODES = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*[A-Za-z0-9/=_~-]"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![\w@.])(?:[A-Za-z0-9-]+\.)+(?:ru|com|cn|org|net|info|gov|edu|su)(?![A-Za-z0-9])"
    r"(?:/[A-Za-z0-9\-._~/?#=&%]*[A-Za-z0-9/])?"
    r"|(?:\+\d{1,3}|\b8)[\s\u00a0]*[(-]?[\s\u00a0]*\d{3,5}[\s\u00a0]*[)-]?[\s\u00a0]*"
    r"\d{1,3}(?:[\s\u00a0-]?\d{2}){1,3}(?!\d)",
)


class Mask:
    """The protected pieces of one text, numbered in the order they were taken out."""

    def __init__(self, text: str, protected: Sequence[str]) -> None:
        taken = set(text)
        self._free: Iterator[str] = (
            chr(code) for code in range(_FIRST, _LAST + 1) if chr(code) not in taken
        )
        self._pieces: dict[str, str] = {}
        for piece in sorted({p for p in protected if p.strip()}, key=lambda p: (-len(p), p)):
            text = self._hide(text, re.compile(re.escape(piece)))
        self.text = self._hide(text, _CODES)

    def _hide(self, text: str, pattern: re.Pattern[str]) -> str:
        return pattern.sub(self._number, text)

    def _number(self, match: re.Match[str]) -> str:
        if len(self._pieces) == _LAST - _FIRST:
            return match.group()
        mask = next(self._free)
        self._pieces[mask] = match.group()
        return mask

    def restore(self, text: str) -> str:
        """Put every piece back; a piece inside a piece is put back as well."""
        for mask, piece in reversed(self._pieces.items()):
            text = text.replace(mask, piece)
        return text
