"""Which segments need a translation at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.units import Finding, Hint, Severity

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")
_ENGLISH_WORDS = 4


def wants_drafting(line: str, hints: Sequence[Hint]) -> bool:
    """Russian, or bare figures («61,3»), which are written otherwise in Chinese."""
    if _CYRILLIC.search(line):
        return True
    if any(c.isalpha() for c in line):
        return False
    return any(h.origin == "numbers" and h.kind != "code" for h in hints)


def foreign(line: str) -> Finding | None:
    """A segment that is not Russian is not drafted: Chinese is kept, English left to a person."""
    if _CYRILLIC.search(line):
        return None
    if _HAN.search(line):
        return Finding("not-russian", Severity.MINOR, "Сегмент уже на китайском, оставлен как есть")
    if len(_LATIN_WORD.findall(line)) >= _ENGLISH_WORDS:
        return Finding("not-russian", Severity.CRITICAL, "Сегмент не на русском, не переведён")
    return None
