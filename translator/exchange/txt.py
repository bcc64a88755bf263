"""The Chinese alone, one paragraph a block, for pasting into a letter or a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import TextIO

from translator.text.joining import joined
from translator.units import Bitext, TranslationUnit


def write(bitext: Bitext, stream: TextIO) -> None:
    """Paragraphs with a blank line between them.

    A block with a unit that has no translation is left out as a whole: a paragraph that lacks
    a sentence reads like a complete one, and a note in the text could reach the partner.
    The caller names what :func:`left_out` returns.
    """
    paragraphs = [
        joined(unit.target or "" for unit in block) for block in _blocks(bitext) if _complete(block)
    ]
    stream.write("\n\n".join(paragraphs))
    if paragraphs:
        stream.write("\n")


def left_out(bitext: Bitext) -> tuple[TranslationUnit, ...]:
    """Every unit, translated or not, that the text does not show, in order."""
    return tuple(unit for block in _blocks(bitext) if not _complete(block) for unit in block)


def _blocks(bitext: Bitext) -> Iterator[list[TranslationUnit]]:
    for _, units in groupby(bitext.units, key=attrgetter("block")):
        yield list(units)


def _complete(block: list[TranslationUnit]) -> bool:
    return all(unit.target and unit.target.strip() for unit in block)
