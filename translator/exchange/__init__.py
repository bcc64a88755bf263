"""Text formats of a bitext: lines of JSON for machines, a table, the Chinese alone.

The formats are described for users in docs/jsonl.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from translator.errors import UsageError
from translator.exchange import jsonl, tsv, txt
from translator.exchange.jsonl import read_jsonl, unit_from_dict, unit_to_dict
from translator.exchange.txt import left_out
from translator.units import Bitext

_WRITERS: dict[str, Callable[[Bitext, TextIO], None]] = {
    "jsonl": jsonl.write,
    "tsv": tsv.write,
    "txt": txt.write,
}
FORMATS = tuple(_WRITERS)


def write(bitext: Bitext, name: str, stream: TextIO) -> None:
    """Write a bitext in the format called ``name`` (one of :data:`FORMATS`).

    ``stream`` takes text; lines end with ``\\n``. Open a file with ``encoding="utf-8"`` and
    ``newline="\\n"``, so that the bytes are the same on every system.

    :raises UsageError: the format is not known.
    """
    writer = _WRITERS.get(name)
    if writer is None:
        raise UsageError(f"unknown format {name!r}", remedy=f"use one of: {', '.join(FORMATS)}")
    writer(bitext, stream)


__all__ = [
    "FORMATS",
    "left_out",
    "read_jsonl",
    "unit_from_dict",
    "unit_to_dict",
    "write",
]
