"""Loops of a decoder: a piece said again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from translator.checks.subject import Subject
from translator.text import is_han
from translator.units import Finding, Severity

_THRICE = re.compile(r"(.{1,24}?)\1{2,}", re.DOTALL)
_THRICE_RU = re.compile(r"([а-яё]{2,24}?)[\s,-]*(?:\1[\s,-]*){2,}", re.IGNORECASE)
_TWICE = re.compile(r"(.{6,40}?)[，、；]?\1", re.DOTALL)
_PIECE = 5
_OFTEN = 4


def repetition(subject: Subject) -> Iterator[Finding]:
    """A piece of text three times running, a long one twice running, or five characters far
    more often than any word of the source; once is enough to report."""
    found = _running(subject.zh, subject.source) or _scattered(subject.zh, subject.source)
    if found:
        yield Finding("repetition", Severity.MAJOR, f"Повторяется фрагмент: {found}")


def _running(target: str, source: str) -> str:
    for match in _THRICE.finditer(target):
        piece = match.group(1)
        abbreviation = len(piece) == 1 and piece.isascii() and piece.isupper()
        if _wordy(piece) and not abbreviation and not _THRICE_RU.search(source):
            return piece
    for match in _TWICE.finditer(target):
        piece = match.group(1)
        if sum(map(is_han, piece)) >= _PIECE + 1:
            return piece
    return ""


def _wordy(piece: str) -> bool:
    return any(ch.isalpha() for ch in piece)


def _scattered(target: str, source: str) -> str:
    pieces = Counter(target[n : n + _PIECE] for n in range(len(target) - _PIECE + 1))
    stems = Counter(word[:5].lower() for word in re.findall(r"[\w]{4,}", source))
    often = max(stems.values(), default=0)
    for piece, count in pieces.most_common(1):
        if count >= max(_OFTEN, 2 * often) and all(map(is_han, piece)):
            return piece
    return ""
