"""Two texts as a character-level difference that a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+|[\u0400-\u04ff]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``kind`` is same, delete or insert."""

    kind: str
    text: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """What was deleted and inserted, by Chinese character; a figure or word is never cut.

    >>> [(p.kind, p.text) for p in difference("投资35亿", "投资350亿")]
    [('same', '投资'), ('delete', '35'), ('insert', '350'), ('same', '亿')]
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    return tuple(_joined(_pieces(before, after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for code in Indel.opcodes(before, after):
        gone = "".join(before[code.src_start : code.src_end])
        come = "".join(after[code.dest_start : code.dest_end])
        if code.tag == "equal":
            yield Piece("same", gone)
        else:
            if gone:
                yield Piece("delete", gone)
            if come:
                yield Piece("insert", come)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Deletions before insertions between two equal stretches, each in one piece."""
    gone = come = ""
    for piece in pieces:
        if piece.kind == "delete":
            gone += piece.text
        elif piece.kind == "insert":
            come += piece.text
        else:
            yield from _flush(gone, come)
            gone = come = ""
            yield piece
    yield from _flush(gone, come)


def _flush(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece("delete", gone)
    if come:
        yield Piece("insert", come)


def marked(pieces: tuple[Piece, ...]) -> str:
    """The difference without colour: ``投资[-35-]{+350+}亿``."""
    signs = {"same": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)
