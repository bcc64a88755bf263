"""What the readers hand over before furniture is set aside and blocks are labelled."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from translator.units import Furniture, InlineStyle, Kind

_DROPPED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_NARROW_SPACES = "\u00a0\u202f\u2007"
_TAGS = Path(__file__).with_name("tags.toml")
_KEY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph as the reader saw it. ``kind`` is set where the file says what it is
    (a heading, a list item); ``link`` where the whole text is a hyperlink; pieces of one
    ``group`` stand side by side in one element of a web page."""

    text: str
    place: str
    kind: Kind | None = None
    styles: tuple[InlineStyle, ...] = ()
    link: bool = False
    group: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found. ``aside`` is what it knew to be page frame by its place."""

    pieces: tuple[Piece, ...]
    encoding: str = ""
    issued: date | None = None
    aside: tuple[Furniture, ...] = ()
    messages: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def tags(table: str, name: str) -> frozenset[str]:
    """A list of element names in tags.toml."""
    return frozenset(tomllib.loads(_TAGS.read_text("utf-8"))[table][name])


def tidy(text: str) -> str:
    """One line without soft hyphens, zero-width marks and control characters, in NFC.

    Runs of white space become one space; a no-break space stays what it is where it stands
    alone, because ``5 млн`` must not come apart later.

    >>> tidy("  инве\\u00adстиции \\t и  торговля ")
    'инвестиции и торговля'
    """
    text = _CONTROL.sub(" ", _DROPPED.sub("", text))
    text = _SPACES.sub(_one_space, unicodedata.normalize("NFC", text))
    return text.strip()


def _one_space(match: re.Match[str]) -> str:
    run = match.group()
    return "\u00a0" if len(run) == 1 and run in _NARROW_SPACES else " "


def key(text: str) -> str:
    """Letters and digits only, without case: what "word for word the same" is judged by."""
    return _KEY.sub("", text).casefold().replace("ё", "е")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one style inside a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


def join_runs(runs: list[Run]) -> tuple[str, tuple[InlineStyle, ...]]:
    """Tidy text of a paragraph with the spans of its bold and italic stretches.

    >>> join_runs([Run("Порт "), Run(" Янтарный", bold=True)])
    ('Порт Янтарный', (InlineStyle(start=5, stop=13, bold=True, italic=False),))
    """
    text: list[str] = []
    length = 0
    spaced = True
    spans: list[InlineStyle] = []
    for run in _same_style_together(runs):
        part = tidy(f"|{run.text}|")[1:-1]
        if spaced:
            part = part.lstrip()
        if not part:
            continue
        start, length = length, length + len(part)
        text.append(part)
        spaced = part[-1].isspace()
        stop = length - (len(part) - len(part.rstrip()))
        start += len(part) - len(part.lstrip())
        if (run.bold or run.italic) and start < stop:
            spans.append(InlineStyle(start, stop, run.bold, run.italic))
    return "".join(text).rstrip(), tuple(spans)


def _same_style_together(runs: list[Run]) -> list[Run]:
    grouped: list[tuple[list[str], bool, bool]] = []
    for run in runs:
        if grouped and grouped[-1][1:] == (run.bold, run.italic):
            grouped[-1][0].append(run.text)
        else:
            grouped.append(([run.text], run.bold, run.italic))
    return [Run("".join(texts), bold, italic) for texts, bold, italic in grouped]
