"""Quotation marks of all keyboards to “ ” and, inside them, ‘ ’ (GB/T 15834, 4.8)."""

from __future__ import annotations

import re

_OPEN = "«„“"
_CLOSE = "»”"
_ANY = re.compile(r"[«»„“”\"＂〝〞]")
_FOREIGN = re.compile(r"[«»„\"＂〝〞]")
_OUTER = {True: "“", False: "”"}
_INNER = {True: "‘", False: "’"}


def quotation_marks(text: str) -> str:
    """«…» and "…" become “…”, those inside them ‘…’; 《…》 stay, being titles of works.

    Marks that do not pair are only changed in shape, so that no text gains or loses a mark:
    a check reports them.

    >>> quotation_marks('"联盟"公司和«"东方"集团»')
    '“联盟”公司和“‘东方’集团”'
    """
    text = text.replace("＂", '"').replace("〝", '"').replace("〞", '"')
    marks = [(m.start(), m.group()) for m in _ANY.finditer(text)]
    if not marks or not _FOREIGN.search(text) and not _nested(marks):
        return text
    opening = _directions(text, marks)
    depth, deepest, out = 0, 0, list(text)
    shapes: list[tuple[int, bool, int]] = []
    for (at, _), opens in zip(marks, opening, strict=True):
        if opens:
            depth += 1
        shapes.append((at, opens, depth))
        deepest = max(deepest, depth)
        if not opens:
            depth -= 1
        if depth < 0:
            break
    paired = depth == 0 and deepest <= 2
    for (at, _), opens in zip(marks, opening, strict=True):
        out[at] = _OUTER[opens]
    if paired:
        for at, opens, level in shapes:
            out[at] = _OUTER[opens] if level == 1 else _INNER[opens]
    return "".join(out)


def _nested(marks: list[tuple[int, str]]) -> bool:
    return any(a == b == "“" for (_, a), (_, b) in zip(marks, marks[1:], strict=False))


def _directions(text: str, marks: list[tuple[int, str]]) -> list[bool]:
    """Whether each mark opens. A straight mark closes if one like it is open."""
    found: list[bool] = []
    straight = german = False
    for at, mark in marks:
        if mark == '"':
            after, before = text[at + 1 : at + 2], text[:at]
            opens = not straight and after not in {"", " ", "，", "。", ",", "."} or not before
            straight = opens
        elif mark == "“" and german:
            opens, german = False, False
        else:
            opens = mark in _OPEN
            german = german or mark == "„"
        found.append(opens)
    return found
