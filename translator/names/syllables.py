"""Sound by sound from Cyrillic to Han characters, by Xinhua's table 俄汉译音表.

The table is data/syllables.tsv (a consonant by a vowel, nasal endings as columns of their own);
data/rewrites.tsv holds the clusters that sound as one consonant, data/initials.tsv the
characters kept for the beginning of a name, data/endings.tsv whole endings with a fixed form.
GB/T 17693.4 has the same table for places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from translator.names.tables import rows

_VOWELS = "аяэеыиоёую"
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_SINGLE = "бвгджзклмпрстфхцчшщауэы"
_NASAL = frozenset("аяэеыиоую")
_LAST = {"б": ("а",), "в": ("а",), "-": ("я",), "л": ("ин",), "р": ("ин",)}
_IOTATED = {"я": "я", "е": "е", "ё": "ё", "ю": "ю", "о": "о", "и": "и", "а": "я", "э": "э"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One syllable: the letters read, the Chinese, whether the table left a choice."""

    letters: str
    zh: str
    choice: bool = False


@cache
def _table() -> dict[str, dict[str, str]]:
    head, *body = rows("syllables")
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in body}


@cache
def _initials() -> dict[str, tuple[str, str]]:
    return {letter: (zh, where) for letter, zh, where in rows("initials")}


def _pick(consonant: str, column: str, feminine: bool) -> str:
    plain, _, woman = _table()[consonant][column].partition("/")
    return woman if feminine and woman else plain


def respell(word: str) -> str:
    """The word as the table hears it: doubled letters single (but нн, ии, оо), clusters joined.

    >>> respell("Братск"), respell("Филиппов"), respell("Геннадий")
    ('брацк', 'филипов', 'геннадий')
    """
    text = word.lower().replace("\u0301", "")
    for spelling, sound, _ in rows("rewrites"):
        text = text.replace(spelling, sound)
    kept: list[str] = []
    for letter in text:
        if kept and kept[-1] == letter and letter in _SINGLE:
            continue
        kept.append(letter)
    return re.sub("нн$", "н", "".join(kept))


class _Reader:
    """Walks over a respelt word and yields its cells."""

    def __init__(self, text: str, feminine: bool, inside: bool, parted: bool) -> None:
        self.text = text
        self.parted = parted
        self.start = -1 if inside else 0
        self.feminine = feminine
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        spot = self.at + ahead
        return self.text[spot] if spot < len(self.text) else ""

    def cells(self) -> list[Cell]:
        found: list[Cell] = []
        while self.at < len(self.text):
            start = self.at
            zh, choice = self.syllable()
            found.append(Cell(self.text[start : self.at], zh, choice))
        return found

    def syllable(self) -> tuple[str, bool]:
        letter = self.peek()
        if letter in _VOWELS:
            return self.bare_vowel()
        if letter not in _CONSONANTS:
            self.at += 1
            return {"й": ("伊", False), "ъ": ("", False), "ь": ("", False)}.get(
                letter, (letter, True)
            )
        first = self.at == self.start
        consonant = "дж" if self.text.startswith("дж", self.at) else letter
        self.at += len(consonant)
        if self.peek() == "ь":
            return self.soft(consonant)
        if self.peek() == "ъ":
            self.at += 1
            return _pick(consonant, "bare", False), True
        if self.peek() and self.peek() in _VOWELS:
            return self.nucleus(consonant)
        if first and self.peek() and consonant in _initials():
            return _initials()[consonant][0], False
        return _pick(consonant, "bare", False), False

    def bare_vowel(self) -> tuple[str, bool]:
        letter, before = self.peek(), self.text[self.at - 1] if self.at else ""
        if self.at == self.start and letter in _initials():
            nasal = self.column()
            self.at += len(nasal[1])
            if nasal[0] == letter:
                return _initials()[letter][0], False
            return self.finish("-", nasal[0]), False
        if letter == "а" and before in "уо" and before and self.peek(1) != "н":
            self.at += 1
            return _pick("в", "а", self.feminine), True
        return self.nucleus("-")

    def soft(self, consonant: str) -> tuple[str, bool]:
        self.at += 1
        after = self.peek()
        if after and after in _VOWELS:
            softened = _pick(consonant, "и", self.feminine and consonant != "н")
            column, letters = self.column(_IOTATED.get(after, after))
            if column == "и":
                self.at += len(letters)
                return softened, True
            self.at += len(letters)
            return softened + self.finish("-", column), True
        if consonant in "жшчщ":
            return _pick(consonant, "bare", False), False
        return _pick(consonant, "и", self.feminine), True

    def nucleus(self, consonant: str) -> tuple[str, bool]:
        column, letters = self.column()
        self.at += len(letters)
        zh = self.finish(consonant, column)
        if letters == "эй" and consonant == "-":
            zh = "艾"
        elif letters[-1:] == "й" and letters[:-1] in {"е", "о", "ё", "ю", "я"}:
            zh += self.glide()
        return zh, column in {"ы", "ын", "ау", "уй"} or (column == "э" and consonant != "-")

    def glide(self) -> str:
        """й after a vowel: 伊, with a closing н 因 (Рейнгольд 列因…)."""
        if self.peek() == "н" and self.peek(1) and self.peek(1) in _CONSONANTS:
            self.at += 1
            return "因"
        return "伊"

    def finish(self, consonant: str, column: str) -> str:
        """Some characters of women's names stand at the end only: Варвара 瓦尔瓦拉, Ева 叶娃."""
        last = self.at == len(self.text) or column not in _LAST.get(consonant, ())
        return _pick(consonant, column, self.feminine and last)

    def column(self, vowel: str = "") -> tuple[str, str]:
        """Column of the table for the vowel here, and the letters it covers."""
        letter = self.peek()
        vowel = vowel or letter
        after, then = self.peek(1), self.peek(2)
        open_next = bool(then) and then in _VOWELS
        if after == "й" and not open_next:
            if vowel in "ау":
                return vowel + "й", letter + "й"
            return vowel, letter + "й"
        diphthong = letter == "а" and after == "и" and not self.parted
        if diphthong and then not in {"", "н", "й"} and not open_next:
            return "ай", "аи"
        if vowel == "а" and after and after in "оу":
            return "ау", letter + after
        if vowel in _NASAL and after == "н" and not open_next:
            if then == "ь" and not (self.peek(3) and self.peek(3) in _VOWELS):
                return vowel + "н", letter + "нь"
            if then != "ь":
                return vowel + "н", letter + "н"
        return vowel, letter


@lru_cache(maxsize=20_000)
def syllables(
    word: str, feminine: bool = False, inside: bool = False, parted: bool = False
) -> tuple[Cell, ...]:
    """Cells of one word; ``feminine`` takes the characters of women's names throughout.

    ``inside`` says that the word's beginning is already written, so nothing here is initial;
    ``parted`` that аи is two syllables, as in given names (Раиса 拉伊萨; Джабраилов 贾布赖洛夫).

    >>> "".join(cell.zh for cell in syllables("Ладыгин"))
    '拉德金'
    """
    return tuple(_Reader(respell(word), feminine, inside, parted).cells())
