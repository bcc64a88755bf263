"""From text to spans: every candidate is put to the rules in order, the first answer holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.segmentation.context import Around, Candidate, places
from translator.segmentation.exceptions import Exceptions
from translator.segmentation.rules import RULES
from translator.units import Block, Kind, Segment

_NONE = Exceptions()
_SHOWN = 24
_FULL = re.compile(r"[.!?…][»”\")\]]*$")
_TITLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place where a sentence could end, and what was decided.

    ``position`` is the offset after the closing marks, ``rule`` the name of the function in
    :mod:`translator.segmentation.rules` that decided, ``left`` and ``right`` a few characters
    of the text on either side.
    """

    position: int
    breaks: bool
    rule: str
    left: str
    right: str


def _boundaries(text: str, exceptions: Exceptions) -> Iterator[tuple[Boundary, int]]:
    around = Around(text)
    longest = max(map(len, text.split("\n")), default=0)
    since = len(text) - len(text.lstrip())
    for start, stop, right, office in places(text, exceptions):
        if stop <= since:
            continue
        candidate = Candidate(
            text, start, stop, right, since, around(stop), exceptions, longest, office
        )
        breaks, rule = next(
            (answer, rule.__name__)
            for rule in RULES
            if (answer := rule(candidate)) is not None
        )  # fmt: skip
        if breaks:
            since = right
        shown = text[max(0, stop - _SHOWN) : stop], text[right : right + _SHOWN]
        yield Boundary(stop, breaks, rule, *shown), right


def explain(text: str, exceptions: Exceptions = _NONE) -> list[Boundary]:
    """Every candidate boundary of a text with the rule that decided there.

    >>> [(b.left, b.breaks) for b in explain("Завод открыт. Работы завершены.")]
    [('Завод открыт.', True)]
    """
    return [boundary for boundary, _ in _boundaries(text, exceptions)]


def split(text: str, exceptions: Exceptions = _NONE) -> list[tuple[int, int]]:
    """Spans of the sentences; blanks around a sentence belong to none, all else to exactly one.

    >>> [(a, b) for a, b in split(" Завод открыт. Работы завершены. ")]
    [(1, 14), (15, 32)]
    """
    spans = []
    since = 0
    for boundary, right in _boundaries(text, exceptions):
        if boundary.breaks:
            spans.append(_trim(text, since, boundary.position))
            since = right
    spans.append(_trim(text, since, len(text)))
    return [(start, stop) for start, stop in spans if start < stop]


def segment(blocks: Sequence[Block], exceptions: Exceptions = _NONE) -> tuple[Segment, ...]:
    """Sentences of a document in order, numbered ``s1``, ``s2``, … through all its blocks.

    A title is one segment, unless it holds several full sentences (each of three words or
    more, all but the last with their closing mark).

    >>> [s.text for s in segment([Block("b1", Kind.PARAGRAPH, "Завод открыт. Он новый.")])]
    ['Завод открыт.', 'Он новый.']
    """
    segments: list[Segment] = []
    for block in blocks:
        spans = split(block.text, exceptions)
        if block.kind is Kind.TITLE and len(spans) > 1 and not _several(block.text, spans):
            spans = [(spans[0][0], spans[-1][1])]
        for start, stop in spans:
            number = f"s{len(segments) + 1}"
            text = block.text[start:stop]
            segments.append(Segment(number, block.id, block.kind, start, stop, text))
    return tuple(segments)


def _several(text: str, spans: list[tuple[int, int]]) -> bool:
    pieces = [text[start:stop] for start, stop in spans]
    return all(_FULL.search(piece) for piece in pieces[:-1]) and all(
        len(piece.split()) >= _TITLE_WORDS for piece in pieces
    )


def _trim(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop
