"""Chinese names in Palladius' Cyrillic back to characters.

The syllable table (data/palladius.tsv) gives pinyin; which characters a person writes cannot be
known from the sounds, so every result but that of a listed person is a guess to be confirmed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from translator.morphology import fold
from translator.names import established
from translator.names.tables import rows

_CHINESE = re.compile(r"цз|чж|нь$|[бвгдзклмнпрстфхцчшц]э|юй|юэ|хэ|жу|чэ|шэ|сю|ця|ся|уа")
_ENDINGS = ("", "ом", "ем", "ём", "ой", "ей", "а", "у", "е", "я", "ю", "и", "ы")


@dataclass(frozen=True, slots=True)
class ChineseName:
    """``lemma`` as Palladius spells the nominative, its characters, other surnames that sound
    the same (whole names), and ``sure`` for a listed person."""

    lemma: str
    zh: str
    pinyin: str
    also: tuple[str, ...] = ()
    sure: bool = False


@cache
def _pinyin() -> dict[str, str]:
    table: dict[str, str] = {}
    for pinyin, *spellings in rows("palladius"):
        for spelling in spellings:
            table.setdefault(spelling, pinyin)
    return table


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in rows("chinese_surnames")}


@cache
def _given() -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in rows("chinese_given")}


@cache
def _people() -> dict[str, str]:
    return {row[0].lower(): row[1] for row in rows("chinese_people")}


@lru_cache(maxsize=5_000)
def split(word: str) -> tuple[str, ...]:
    """Palladius syllables of a word, the longest first; empty where it is none.

    A ъ parts н from a vowel (Чанъань); hyphens part syllables.

    >>> split("вэньбо"), split("губернатор")
    (('вэнь', 'бо'), ())
    """
    word = word.lower().replace("-", "").replace("’", "")
    if not word:
        return ()
    table = _pinyin()

    def walk(at: int) -> tuple[str, ...] | None:
        if at == len(word):
            return ()
        for size in range(min(7, len(word) - at), 0, -1):
            piece = word[at : at + size]
            if piece in table:
                after = at + size
                if word[after : after + 1] == "ъ":
                    after += 1
                rest = walk(after)
                if rest is not None:
                    return (piece, *rest)
        return None

    return walk(0) or ()


def _nominatives(word: str) -> list[str]:
    low = word.lower()
    stems = [low]
    for ending in _ENDINGS[1:]:
        if low.endswith(ending) and len(low) > len(ending) + 1:
            stem = low[: -len(ending)]
            stems.append(stem)
            if ending in {"я", "ю", "ем", "ём", "е"}:
                stems += [stem + "ь", stem + "й"]
    return stems


def _given_word(word: str) -> tuple[str, ...]:
    forms = _nominatives(word)
    if word.endswith(("ня", "ню", "нем")):
        forms.sort(key=lambda form: not form.endswith("нь"))
    for form in forms:
        parts = split(form)
        if 1 <= len(parts) <= 2 and (form == word.lower() or form[-1] not in "аеиоуэюя"):
            return parts
    return ()


@lru_cache(maxsize=5_000)
def chinese_name(words: tuple[str, ...]) -> ChineseName | None:
    """The Chinese person written in two words (surname, given name), or None.

    >>> chinese_name(("Чжао", "Вэньбо")).zh
    '赵文博'
    """
    if len(words) != 2:
        return None
    surname = words[0].lower()
    family = _surnames().get(surname)
    if not family:
        return None
    known = _listed(surname, words[1])
    if known:
        return known
    given = _given_word(words[1])
    if not given or any(part not in _pinyin() for part in given):
        return None
    lemma = f"{words[0]} {''.join(given).capitalize()}"
    tail = "".join(_given().get(part, ("",))[0] for part in given)
    pinyin = " ".join(_pinyin()[part] for part in given)
    if any(part not in _given() for part in given):
        return None
    return ChineseName(lemma, family[0] + tail, pinyin, tuple(f + tail for f in family[1:]))


def _listed(surname: str, given: str) -> ChineseName | None:
    for form in _nominatives(given):
        zh = _people().get(f"{surname} {form}")
        if zh:
            return ChineseName(f"{surname.capitalize()} {form.capitalize()}", zh, "", (), True)
    return None


@lru_cache(maxsize=20_000)
def nominative_syllables(word: str) -> tuple[str, ...]:
    """Palladius syllables of a word in any case, two or more; empty where it is no such word.

    Sounds that Russian words share (Лимон, Сара) are told apart by a sound only Chinese has.

    >>> nominative_syllables("Синьцзян"), nominative_syllables("Марина")
    (('синь', 'цзян'), ())
    """
    for form in _nominatives(word):
        parts = split(form)
        if len(parts) > 1 and any(_CHINESE.search(part) for part in parts):
            return parts
    return ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a name in Palladius' spelling may stand for.

    ``pinyin`` has a syllable a word; ``characters`` the candidates of each syllable, the most
    usual first; ``zh`` the listed form where the bearer is known. Sounds do not tell characters,
    so without ``zh`` every reading is for a person to confirm.
    """

    name: str
    pinyin: str
    characters: tuple[tuple[str, ...], ...]
    zh: str = ""


def candidates(name: str) -> Candidates | None:
    """Pinyin and candidate characters of a Chinese name in the nominative; None if it is none.

    >>> found = candidates("Чжао Вэньбо")
    >>> found.pinyin, found.characters[0][0]
    ('zhao wen bo', '赵')
    """
    words = name.split()
    parts = [split(word) for word in words]
    if not words or not all(parts):
        return None
    flat = [part for word in parts for part in word]
    person = len(words) == 2 and words[0].lower() in _surnames()
    known = chinese_name((words[0], words[1])) if person else None
    found = tuple(
        _surnames()[part] if person and at == 0 else _given().get(part, ())
        for at, part in enumerate(flat)
    )
    place = established.places().get(fold(name))
    sure = known.zh if known and known.sure else place.zh if place else ""
    return Candidates(name, " ".join(_pinyin()[part] for part in flat), found, sure)
