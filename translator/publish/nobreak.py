"""Dates and figures that a line must not be broken in.

Nothing is put into the text itself: a hidden joiner would travel with every copy, and a search
for 2025年4月14日 would no longer find it. A page has spans (HTML); a document has its lists of
characters that begin or end no line.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of what stays together; characters that end or begin no line; marks and
    particles at which a title may be cut."""

    together: re.Pattern[str]
    end: str
    begin: str
    title_marks: str
    title_after: str
    title_before: str


@lru_cache(maxsize=1)
def rules() -> Rules:
    """nobreak.toml, read once."""
    path = Path(__file__).with_name("nobreak.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    patterns = "|".join(f"(?:{pattern})" for pattern in data["together"]["patterns"])
    kinsoku = data["kinsoku"]
    titles = data["titles"]
    return Rules(
        together=re.compile(patterns),
        end="".join(kinsoku["end"]),
        begin="".join(kinsoku["begin"]),
        title_marks=titles["marks"],
        title_after=titles["after"],
        title_before=titles["before"],
    )


def together(text: str) -> list[tuple[int, int]]:
    """Spans of ``text`` that stay on one line, in order, longer than one character.

    >>> text = "定于4月9日至12日举行，12亿卢布"
    >>> [text[start:stop] for start, stop in together(text)]
    ['4月9日至12日', '12亿卢布']
    """
    found = [m.span() for m in rules().together.finditer(text) if len(m.group()) > 1]
    merged: list[tuple[int, int]] = []
    for start, stop in found:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], stop)
        else:
            merged.append((start, stop))
    return merged
