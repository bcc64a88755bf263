"""Which script a text is in."""

from __future__ import annotations

import re

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Han characters as the inside of a regular-expression class (Unicode blocks, 〇 included)."""

_HAN = re.compile(f"[{HAN}]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def is_han(ch: str) -> bool:
    """Whether one character is Han; Chinese punctuation is not.

    >>> is_han("州"), is_han("。"), is_han("Я")
    (True, False, False)
    """
    return _HAN.fullmatch(ch) is not None


def han_share(text: str) -> float:
    """Share of Han characters among the letters of ``text``, 0 where it has no letters.

    >>> han_share("东盟ASEAN"), han_share("2026")
    (0.2857142857142857, 0.0)
    """
    letters = sum(ch.isalpha() or ch == "〇" for ch in text)
    return len(_HAN.findall(text)) / letters if letters else 0.0


def has_cyrillic(text: str) -> bool:
    """Whether a Cyrillic letter stands anywhere in ``text``.

    >>> has_cyrillic("中国银行"), has_cyrillic("МИД俄罗斯")
    (False, True)
    """
    return _CYRILLIC.search(text) is not None
