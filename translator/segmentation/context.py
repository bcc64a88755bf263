"""Places where a sentence could end, each with what stands around it; linear in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from translator.segmentation import lexis
from translator.segmentation.exceptions import Exceptions

WINDOW = 300
"""Characters looked at on either side: the longest clause that a rule has to see."""

_MARKS = r"(?P<marks>[.!?…][.!?…»”“\"’')\]]*(?:\[\d{1,3}\]|[¹²³⁴-⁹*])*)(?P<gap>[\s\u200b\ufeff]*)"
_OPENING = re.compile(r"[«„“\"'(\[\s\u200b\ufeff]*")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CHAIN = re.compile(r"(?<![\w-])((?:[^\W\d_]{1,5}(?:-[^\W\d_]+)?\.\s*){0,2}[^\W\d_]+(?:[-/][^\W\d_]+)*)$")  # fmt: skip  # noqa: E501
_LAST = re.compile(r"([\w%°-]+)[.,»)]*\s*$")
_NUMERIC = re.compile(r"[\d%°]|^(?:тыс|млн|млрд|трлн|кв|куб|[IVXLС]+)$")
_PAIR_MARK = re.compile(r"[«»„“”()\[\]\"]")
_CLOSES = {"»": "«", "”": "“„", "“": "„", ")": "(", "]": "["}


@dataclass(frozen=True)
class Candidate:
    """A possible end of a sentence in ``text``.

    ``start:stop`` are the marks (empty at a bare line end), ``right`` is where the next
    sentence would begin, ``since`` where this one began. ``pair`` is the innermost pair of
    quotation marks or brackets around the place. Frozen, but not slotted: its properties
    are computed when a rule first asks.
    """

    text: str
    start: int
    stop: int
    right: int
    since: int
    pair: tuple[int, int] | None
    exceptions: Exceptions
    longest_line: int
    office: bool = False

    @property
    def marks(self) -> str:
        return self.text[self.start : self.stop]

    @property
    def gap(self) -> str:
        return self.text[self.stop : self.right]

    @cached_property
    def before(self) -> str:
        """The sentence so far, without the marks; at most :data:`WINDOW` characters."""
        return self.text[max(self.since, self.start - WINDOW) : self.start].lstrip()

    @cached_property
    def after(self) -> str:
        """What follows, at most :data:`WINDOW` characters."""
        return self.text[self.right : self.right + WINDOW]

    @cached_property
    def bare(self) -> str:
        """What follows, without opening quotation marks and brackets."""
        return self.after[_opening(self.after) :]

    @cached_property
    def right_word(self) -> str:
        """The next word, if a word stands next."""
        found = _WORD.match(self.bare)
        return found.group() if found else ""

    @cached_property
    def next_word(self) -> str:
        """The word after :attr:`right_word`, if only blanks part the two."""
        found = re.match(r"\s+([^\W\d_]+(?:-[^\W\d_]+)*)", self.bare[len(self.right_word) :])
        return found.group(1) if found and self.right_word else ""

    @property
    def right_is_initial(self) -> bool:
        """Is the next word one letter or abbreviation with its own full stop?"""
        word = self.right_word
        return len(word) == 1 and self.bare[1:2] == "."

    @cached_property
    def right_clause(self) -> str:
        """What follows, up to the next full stop before a capital or the end of line."""
        found = re.search(r"[а-яё0-9»)][.!?…]+[»”\"]?\s+[«–—]?\s*[А-ЯЁA-Z]|\n", self.after)
        return self.after[: found.start() + 1] if found else self.after

    @cached_property
    def _chain(self) -> tuple[str, str, frozenset[str]]:
        """The abbreviation before the full stop, the token before it, and its classes."""
        found = _CHAIN.search(self.before[-48:])
        if not found or self.marks[:1] != "." or self.marks[:2] in {"..", ".…"}:
            return "", "", frozenset()
        parts = re.split(r"\.\s*", found.group(1))
        for size in range(len(parts), 0, -1):
            kinds = lexis.classes(" ".join(parts[-size:]))
            if kinds:
                break
        else:
            return "", "", frozenset()
        tail = r"\.\s*".join(map(re.escape, parts[-size:]))
        head = re.sub(rf"{tail}$", "", self.before[-48:])
        last = _LAST.search(head)
        return " ".join(parts[-size:]).lower(), last.group(1) if last else "", kinds

    @property
    def abbreviation(self) -> str:
        """``руб``, ``т д``, ``кв м``; empty where no known abbreviation ends here."""
        return self._chain[0]

    @property
    def previous(self) -> str:
        """The word or number before the abbreviation."""
        return self._chain[1]

    @property
    def kinds(self) -> frozenset[str]:
        """Classes of the abbreviation."""
        return self._chain[2]

    @property
    def after_number(self) -> bool:
        """Does a number (or a power of ten, or a Roman numeral) precede the abbreviation?"""
        return bool(_NUMERIC.search(self.previous))

    @cached_property
    def left_word(self) -> str:
        """The word that the marks touch."""
        found = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", self.before[-48:])
        return found.group() if found else ""

    @cached_property
    def words_before(self) -> list[str]:
        """The last five words and marks of the sentence so far."""
        return re.findall(r"\w+(?:-\w+)*|[^\w\s]", self.before[-80:])[-5:]


def _opening(text: str) -> int:
    found = _OPENING.match(text)
    return found.end() if found else 0


@lru_cache(maxsize=16)
def _pattern(exceptions: Exceptions) -> re.Pattern[str]:
    office = exceptions.pattern
    head = rf"(?P<office>(?<!\w)(?:{office}))(?P<space>\s+)|" if office else ""
    return re.compile(rf"{head}{_MARKS}|\n\s*", re.IGNORECASE)


def pairs(text: str) -> list[tuple[int, int]]:
    """Matching quotation marks and brackets, ``(open, close)``, by their opening.

    >>> pairs("(а «б»)")
    [(0, 6), (3, 5)]
    """
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for match in _PAIR_MARK.finditer(text):
        mark, at = match.group(), match.start()
        wanted = _CLOSES.get(mark, "")
        if mark == '"' and not (at == 0 or text[at - 1].isspace() or text[at - 1] in "(«["):
            wanted = '"'
        depth = next((d for d in (1, 2, 3) if d <= len(stack) and stack[-d][0] in wanted), 0)
        if wanted and depth:
            found.append((stack[-depth][1], at))
            del stack[-depth:]
        elif mark not in "»”)]" and wanted != '"':
            stack.append((mark, at))
    return sorted(found)


class Around:
    """Finds the innermost pair around growing positions, in linear time altogether."""

    def __init__(self, text: str) -> None:
        self._pairs = pairs(text)
        self._opens = [start for start, _ in self._pairs]
        self._next = 0
        self._stack: list[tuple[int, int]] = []

    def __call__(self, position: int) -> tuple[int, int] | None:
        upto = bisect_right(self._opens, position - 1)
        self._stack.extend(self._pairs[self._next : upto])
        self._next = max(self._next, upto)
        while self._stack and self._stack[-1][1] < position:
            self._stack.pop()
        return self._stack[-1] if self._stack else None


def places(text: str, exceptions: Exceptions) -> Iterator[tuple[int, int, int, bool]]:
    """``(start, stop, right, office)`` of every candidate that has text on both sides."""
    for match in _pattern(exceptions).finditer(text):
        if match.end() == len(text):
            return
        groups = match.groupdict()
        if groups.get("office"):
            yield match.end("office"), match.end("office"), match.end(), True
        elif groups["marks"]:
            yield match.start("marks"), match.end("marks"), match.end(), False
        else:
            yield match.start(), match.start(), match.end(), False
