"""Labels of blocks: title, lead, list item, quote, dateline, contact; and the date of issue."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from translator.ingest.pieces import Piece
from translator.units import InlineStyle, Kind

_LONGEST_TITLE = 300
_LONGEST_LINE = 300
_EDGE = 5
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WORDED = re.compile(r"(\d{1,2})\s+([а-я]+)\s+(\d{4})", re.IGNORECASE)
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SPEECH_AFTER = re.compile(r"[,!?…]»?\s*[-–—]\s+\w")
_ATTRIBUTION = re.compile(r"\s*,?\s*[-–—]\s+[^.!?]{1,250}\.?")


@dataclass(frozen=True, slots=True)
class Marks:
    """The patterns of marks.toml, compiled."""

    datelines: tuple[re.Pattern[str], ...]
    contact_start: re.Pattern[str]
    reach: re.Pattern[str]
    bullet: re.Pattern[str]
    dash: re.Pattern[str]
    number: re.Pattern[str]


@lru_cache(maxsize=1)
def marks() -> Marks:
    """Patterns of marks.toml with their parts filled in."""
    table = tomllib.loads(Path(__file__).with_name("marks.toml").read_text("utf-8"))
    parts: dict[str, str] = table["parts"]

    def filled(pattern: str) -> re.Pattern[str]:
        for _ in range(2):
            for name, part in parts.items():
                pattern = pattern.replace("{" + name + "}", part)
        return re.compile(pattern, re.IGNORECASE)

    lists = table["lists"]
    return Marks(
        datelines=tuple(filled(p) for p in table["dateline"]["patterns"]),
        contact_start=filled("(?:" + "|".join(table["contact"]["starts"]) + ")"),
        reach=filled("{mail}|{phone}"),
        bullet=filled(lists["bullet"]),
        dash=filled(lists["dash"]),
        number=filled(lists["number"]),
    )


def split_list_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """List items without their marks; the mark is named in ``place``.

    ``– Развитие портов;`` is an item after a line that ends in a colon or beside another such
    line; ``– Мы договорились, – сказал он.`` is direct speech and keeps its dash. A number
    is a mark only in a series or after a colon, because «1. FC …» may open any sentence.
    """
    found = [_list_mark(piece) for piece in pieces]
    result: list[Piece] = []
    for index, (piece, mark) in enumerate(zip(pieces, found, strict=True)):
        previous = pieces[index - 1].text if index else ""
        beside = (index > 0 and found[index - 1] is not None) or (
            index + 1 < len(found) and found[index + 1] is not None
        )
        bullet = mark is not None and marks().bullet.match(mark) is not None
        if mark is None or not (bullet or beside or previous.endswith(":")):
            result.append(piece)
            continue
        cut = len(mark)
        styles = tuple(
            InlineStyle(max(0, s.start - cut), s.stop - cut, s.bold, s.italic)
            for s in piece.styles
            if s.stop > cut
        )
        place = f"{piece.place}, list mark {mark.strip()}"
        result.append(
            replace(piece, text=piece.text[cut:], place=place, kind=Kind.LIST_ITEM, styles=styles)
        )
    return result


def _list_mark(piece: Piece) -> str | None:
    if piece.kind not in (None, Kind.LIST_ITEM):
        return None
    for pattern in (marks().bullet, marks().dash, marks().number):
        match = pattern.match(piece.text)
        if match and match.end() < len(piece.text):
            if pattern is marks().dash and _SPEECH_AFTER.search(piece.text):
                return None
            return match.group()
    return None


def is_dateline(text: str) -> bool:
    """Whether the whole line is a place and a date, or a date alone."""
    if len(text) > 120:
        return False
    line = text.replace("\u00a0", " ")
    return any(p.fullmatch(line) or p.fullmatch(line.rstrip(".")) for p in marks().datelines)


def is_contact(text: str, *, at_end: bool) -> bool:
    """Whether the line says whom to ask: a contact word with a phone or address, or the
    signature of a press office after the text."""
    if len(text) > _LONGEST_LINE:
        return False
    reach = marks().reach.search(text) is not None
    if marks().contact_start.match(text):
        return reach or (at_end and not text.endswith("."))
    return reach and at_end and len(text) <= 160


def is_quote(text: str) -> bool:
    """Whether a paragraph is wholly a quotation, with its attribution or without.

    >>> is_quote("«Порт готов», — сказал директор."), is_quote("«Порт» готов.")
    (True, False)
    """
    if text[:1] in "-–—" and text[:1]:
        return _SPEECH_AFTER.search(text) is not None
    if not text.startswith(("«", "“", '"')):
        return False
    stop = _closing(text)
    if stop is None:
        return False
    rest = text[stop:]
    if not rest.strip(" ."):
        return len(text) > 40
    return rest.lstrip().startswith((",", "-", "–", "—")) and bool(_ATTRIBUTION.fullmatch(rest))


def _closing(text: str) -> int | None:
    """Offset after the mark that closes the quotation opened at 0."""
    pairs = {"«": "»", "“": "”", '"': '"'}
    opening, closing = text[0], pairs[text[0]]
    depth = 0
    for match in re.finditer(f"[{opening}{closing}]", text):
        if match.group() == opening and not (opening == closing and depth):
            depth += 1
        else:
            depth -= 1
        if depth == 0:
            return match.end()
    return None


def looks_like_headline(piece: Piece) -> bool:
    """A short first line that does not end like a sentence and does not begin in the middle."""
    text = piece.text
    return (
        len(text) <= _LONGEST_TITLE
        and piece.kind is not Kind.LIST_ITEM
        and not piece.place.startswith("table")
        and not text.endswith((".", ";", ":", ","))
        and not text[0].islower()
    )


def edges(pieces: Sequence[Piece]) -> list[bool]:
    """Which pieces are datelines or contacts; they are kept whatever stands around them."""
    last_sentence = _last_sentence(pieces)
    return [
        (_near_edge(i, len(pieces)) and is_dateline(p.text))
        or is_contact(p.text, at_end=i > last_sentence)
        for i, p in enumerate(pieces)
    ]


def label(pieces: Sequence[Piece]) -> list[Kind]:
    """The kind of each piece; subheadings are titles too (they follow the same norms)."""
    kinds: list[Kind] = []
    last_sentence = _last_sentence(pieces)
    for index, piece in enumerate(pieces):
        if _near_edge(index, len(pieces)) and is_dateline(piece.text):
            kinds.append(Kind.DATELINE)
        elif piece.kind is Kind.TITLE:
            kinds.append(Kind.TITLE)
        elif is_contact(piece.text, at_end=index > last_sentence):
            kinds.append(Kind.CONTACT)
        elif piece.kind is not None:
            kinds.append(piece.kind)
        else:
            kinds.append(Kind.QUOTE if is_quote(piece.text) else Kind.PARAGRAPH)
    _mark_title_and_lead(pieces, kinds)
    return kinds


def _last_sentence(pieces: Sequence[Piece]) -> int:
    """Index of the last full sentence; what follows it may be a signature or a contact."""
    ends = (".", "!", "»")
    return max(
        (i for i, p in enumerate(pieces) if len(p.text) > 60 and p.text.endswith(ends)), default=0
    )


def _near_edge(index: int, count: int) -> bool:
    return index < _EDGE or index >= count - _EDGE


def _mark_title_and_lead(pieces: Sequence[Piece], kinds: list[Kind]) -> None:
    first = next((i for i, kind in enumerate(kinds) if kind is not Kind.DATELINE), None)
    if first is None:
        return
    if kinds[first] in (Kind.PARAGRAPH, Kind.QUOTE) and looks_like_headline(pieces[first]):
        kinds[first] = Kind.TITLE
    for index in range(first, len(kinds)):
        if kinds[index] in (Kind.TITLE, Kind.DATELINE):
            continue
        if kinds[index] is Kind.PARAGRAPH and not pieces[index].place.startswith("table"):
            kinds[index] = Kind.LEAD
        return


def date_in(text: str) -> date | None:
    """The first full date (with a year) of a line.

    >>> date_in("г. Смоленск, 12 мая 2025 года")
    datetime.date(2025, 5, 12)
    """
    numbers: list[tuple[int, int, int]] = []
    for match in _WORDED.finditer(text):
        month = _month(match.group(2).lower())
        if month:
            numbers.append((int(match.group(3)), month, int(match.group(1))))
    numbers += [(int(y), int(m), int(d)) for d, m, y in _DOTTED.findall(text)]
    numbers += [(int(y), int(m), int(d)) for y, m, d in _ISO.findall(text)]
    for year, month, day in numbers:
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def _month(word: str) -> int:
    if word in ("май", "мая", "мае"):
        return 5
    return next((n for n, stem in enumerate(_MONTHS, 1) if n != 5 and word.startswith(stem)), 0)
