"""Plain text to pieces: what a line break means is decided once for the whole text.

A text is hard-wrapped when most of its inner line breaks fall in the middle of a sentence
(no closing mark before, a small letter after) and most of those lines are full: the first
word of the next line would not have fitted into the longest line. Then lines are joined up to
a blank line, a list mark, or a line that ended early with a full stop. In any other text every
line that is not blank is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator.ingest.labels import marks
from translator.ingest.pieces import Piece, tidy

_LINES = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_RULE = re.compile(r"[\W_]+")
_FINISHED = (".", "!", "?", "…", ":", ";", "»", ")", "”", '"')
_WIDEST = 120
_NARROWEST = 30
_HYPHENATED = re.compile(r"([^\W\d_]+)-$")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def read_plain(text: str) -> tuple[list[Piece], list[str]]:
    """Pieces with ``line N`` as their place, and messages."""
    groups = _groups(text)
    width = max((len(line.text) for group in groups for line in group), default=0)
    wrapped = _is_wrapped(groups, width)
    pieces: list[Piece] = []
    joined = 0
    for group in groups:
        paragraphs = _join(group, width) if wrapped else [[line] for line in group]
        for lines in paragraphs:
            joined += len(lines) - 1
            clean = tidy(_glue([line.text for line in lines]))
            if clean and not _RULE.fullmatch(clean):
                pieces.append(Piece(clean, f"line {lines[0].number}"))
    messages = [f"hard-wrapped lines were joined ({joined} breaks)"] if joined else []
    return pieces, messages


def _groups(text: str) -> list[list[_Line]]:
    """Runs of lines between blank ones."""
    groups: list[list[_Line]] = [[]]
    for number, raw in enumerate(_LINES.split(text), 1):
        line = raw.rstrip()
        if line.strip("\ufeff\u200b \t\u00a0"):
            groups[-1].append(_Line(number, line))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_wrapped(groups: list[list[_Line]], width: int) -> bool:
    if not _NARROWEST <= width <= _WIDEST:
        return False
    breaks = broken = full = 0
    for group in groups:
        for line, following in zip(group, group[1:], strict=False):
            if _opens_item(following.text):
                continue
            breaks += 1
            if _is_broken(line.text, following.text):
                broken += 1
                full += _is_full(line.text, following.text, width)
    return broken >= 2 and 2 * broken >= breaks and 5 * full >= 3 * broken


def _is_broken(line: str, following: str) -> bool:
    first = following.lstrip()[:1]
    return not line.endswith(_FINISHED) and (first.islower() or line.endswith((",", "-", "\u00ad")))


def _is_full(line: str, following: str, width: int) -> bool:
    words = following.split(maxsplit=1)
    return len(line) + 1 + len(words[0] if words else "") > width - 2


def _opens_item(line: str) -> bool:
    text = line.lstrip()
    found = marks()
    return any(p.match(text) for p in (found.bullet, found.number, found.dash))


def _join(group: list[_Line], width: int) -> list[list[_Line]]:
    paragraphs = [[group[0]]]
    for line, following in zip(group, group[1:], strict=False):
        early = not _is_full(line.text, following.text, width)
        starts_new = not _is_broken(line.text, following.text) and (
            early or _is_indented(following.text)
        )
        if starts_new or _starts_item(line.text, following.text):
            paragraphs.append([following])
        else:
            paragraphs[-1].append(following)
    return paragraphs


def _starts_item(line: str, following: str) -> bool:
    """A dash after a comma is the author's words («…», – сказал он), not an item."""
    if not _opens_item(following):
        return False
    is_dash = marks().dash.match(following.lstrip()) is not None
    return line.endswith((".", ":", ";", "!", "?", "…") if is_dash else (*_FINISHED, ","))


def _is_indented(line: str) -> bool:
    return line.startswith(("  ", "\t", "\u00a0"))


def _glue(lines: list[str]) -> str:
    """Joined lines; a word divided at the line end is put together if that makes a word."""
    parts = [lines[0]]
    for line in lines[1:]:
        following = line.lstrip()
        if parts[-1].endswith("\u00ad"):
            parts[-1] = parts[-1].rstrip("\u00ad")
            parts.append(following)
        elif (found := _HYPHENATED.search(parts[-1])) and following[:1].isalpha():
            if _is_one_word(found.group(1), following):
                parts[-1] = parts[-1][:-1]
            parts.append(following)
        else:
            parts += [" ", following]
    return "".join(parts)


def _is_one_word(head: str, following: str) -> bool:
    from translator.morphology import readings

    tail = re.match(r"[^\W\d_]+", following)
    if tail is None or not tail.group().islower():
        return False
    return readings(head + tail.group())[0].known
