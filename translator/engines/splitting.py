"""What is sent to a model and what is not; long segments in pieces, nothing ever cut off.

Marian models invent sentences for blanks and bare punctuation, so a segment without words
never reaches one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from translator.units import Draft, EngineRequest, Strength

# The best place to divide comes first; each matches the mark before the cut.
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[.!?…]+[»”\")]*\s+(?=[«„“\"(\dА-ЯЁA-Z])",
        r"[;:]\s+",
        r"(?:,\s+[–—]|\s[–—])\s+",
        r",\s+",
        r"\s+(?=(?:и|или|а также|but|and|or)\s)",
        r"\s+",
    )
)
_LETTER = re.compile(r"[^\W\d_]")
_WORDLIKE = re.compile(r"\w")
_MIDDLE_SHARE = 0.7
_TAILS = {",": "，", ";": "；", ":": "：", "–": "——", "—": "——"}
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_GAP = re.compile(r"([,;:])(?:\s+|$)")
_FULL = {",": "，", ";": "；", ":": "："}
_CLOSING = "。．.，,；;：:、"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a request to send, with its own hints; ``tail`` is the Chinese mark that
    joins its target to the next part's."""

    request: EngineRequest
    tail: str = ""


def wordless(request: EngineRequest) -> Draft | None:
    """The draft of a segment that no model should see, or None where one should.

    Blank: no target. No letters outside firm hints: the text with the hints put in place
    (bare punctuation, «12», a lone glossary entry). Several hints count only where
    punctuation stands between them, since Chinese would order a phrase anew.
    """
    if not request.text.strip():
        return Draft(None, how=("",) * len(request.hints), messages=("nothing to translate",))
    firm = [h for h in request.hints if h.strength is Strength.FIRM and h.start < h.stop]
    gaps, at = [], 0
    for hint in firm:
        gaps.append(request.text[at : hint.start])
        at = hint.stop
    gaps.append(request.text[at:])
    if firm and any(_WORDLIKE.search(gap) for gap in gaps):
        return None
    if firm and any(not gap.strip() for gap in gaps[1:-1]):
        return None
    if not firm and _LETTER.search(request.text):
        return None
    if _CYRILLIC.search(request.text):
        gaps = [_GAP.sub(lambda m: _FULL[m.group(1)], gap) for gap in gaps]
    target = gaps[0] + "".join(h.target + g for h, g in zip(firm, gaps[1:], strict=True))
    how = tuple("replace" if h in firm else "" for h in request.hints)
    return Draft(target.strip(), how=how, messages=("no words outside the hints: not sent",))


def pieces(
    request: EngineRequest, length: Callable[[EngineRequest], int], limit: int
) -> tuple[Piece, ...]:
    """Cut a request until every piece has at most ``limit`` tokens by ``length``.

    A cut stands at a clause mark near the middle and never inside a hint; where a text has no
    mark it is cut between words, then between characters. The pieces together are the whole
    text but for the spaces at the cuts.
    """
    done: list[Piece] = []
    open_ = [Piece(request)]
    while open_:
        piece = open_.pop()
        if length(piece.request) <= limit:
            done.append(piece)
            continue
        halves = halve(piece)
        if halves is None:
            done.append(piece)
        else:
            open_ += [halves[1], halves[0]]
    return tuple(p for p in done if p.request.text.strip())


def halve(piece: Piece) -> tuple[Piece, Piece] | None:
    """Cut a piece in two; None where nothing is left to cut."""
    text, hints = piece.request.text, piece.request.hints
    cut = _cut(text, [(h.start, h.stop) for h in hints])
    if cut is None:
        return None
    left, right = text[:cut].rstrip(), text[cut:]
    skipped = cut + len(right) - len(right.lstrip())
    right = right.lstrip()
    split = sum(1 for h in hints if h.stop <= cut)
    moved = tuple(
        replace(h, start=max(0, h.start - skipped), stop=max(0, h.stop - skipped))
        for h in hints[split:]
    )
    tail = _TAILS.get(left[-1:], "")
    return (
        Piece(EngineRequest(left, hints[:split]), tail),
        Piece(EngineRequest(right, moved), piece.tail),
    )


def _cut(text: str, taken: list[tuple[int, int]]) -> int | None:
    """Where to cut: the best mark in the middle part of the text, else any mark near it."""
    middle = len(text) / 2
    margin = len(text) * (1 - _MIDDLE_SHARE) / 2
    blank = len(text) - len(text.lstrip())
    starts = [start for start, _ in taken]

    def free(place: int) -> bool:
        before = bisect_left(starts, place)
        return before == 0 or taken[before - 1][1] <= place

    for reach in (margin, blank):
        for mark in _MARKS:
            ends = (m.end() for m in mark.finditer(text))
            places = [p for p in ends if reach < p < len(text) - reach and p > blank and free(p)]
            if places:
                return min(places, key=lambda place: abs(place - middle))
    return next((p for p in range(max(1, len(text) // 2), len(text)) if free(p)), None)


def join(targets: list[str], tails: list[str]) -> str:
    """Put the targets of pieces together; the full stop a model adds at a cut is taken back.

    >>> join(["会议召开。", "合同签署。"], ["，", ""])
    '会议召开，合同签署。'
    """
    out = []
    for index, (target, tail) in enumerate(zip(targets, tails, strict=True)):
        last = index == len(targets) - 1
        out.append(target if last or not tail else target.rstrip(_CLOSING) + tail)
    return "".join(out)
