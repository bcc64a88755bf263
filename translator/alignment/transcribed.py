"""A foreign name in Cyrillic and in Han characters by its consonants: Кромвель, 克伦威尔.

Names that no table has are written by ear, from Russian or from the name's own language, and with
one character or another; their consonants agree nearly always. transcribed.tsv says which of
eight groups of consonants a character stands for, after the tables of Xinhua for Russian and
English (translator/names/data/syllables.tsv has the Russian one).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[А-ЯЁ][а-яё]{2,}")
_ENDINGS = ("ом", "ым", "ем", "им", "ой", "ов", "ев", "ах", "ам")
_VOWELS = frozenset("аеёиоуыэюя")
_LIQUID = "L"
_LEAST, _LONGEST = 3, 7


def heard_in_russian(text: str) -> tuple[str, ...]:
    """Consonants of the capitalised words of a text, three or more, each once.

    >>> heard_in_russian("Оливер Кромвель и Трампом")
    ('GLNV', 'DLNB')
    """
    found = (_russian(word) for word in _WORD.findall(text))
    return tuple(dict.fromkeys(sound for sound in found if len(sound) >= _LEAST))


def heard_in_chinese(text: str) -> frozenset[str]:
    """Consonants of all that may be a name: neighbouring characters that transcribe.

    >>> sorted(heard_in_chinese("奥利弗·克伦威尔的雕像"))
    ['GLN', 'GLNV', 'LNV', 'LVG', 'LVGLN', 'LVGLNV', 'VGLN', 'VGLNV']
    """
    found: set[str] = set()
    characters = _characters()
    for run in _runs().findall(text):
        name = [characters[char] for char in run if char in characters]
        for start in range(len(name)):
            for stop in range(start + 2, min(len(name), start + _LONGEST) + 1):
                sound = "".join(name[start:stop])
                if len(sound) >= _LEAST:
                    found.add(sound)
    return frozenset(found)


def _russian(word: str) -> str:
    """The groups of consonants; an l or r before a consonant or at the end is often left out in
    Chinese (尔) and never counts, doubled letters count once."""
    letters = word.lower().replace("дж", "ж")
    if len(letters) > 5 and letters.endswith(_ENDINGS):
        letters = letters[:-2]
    letters = re.sub(r"[ьъй]", "", letters)
    letters = re.sub(r"(.)\1", r"\1", letters)
    made = ""
    for place, letter in enumerate(letters):
        group = _letters().get(letter, "")
        if group == _LIQUID and letters[place + 1 : place + 2] not in _VOWELS:
            continue
        made += group
    return made


@cache
def _table() -> tuple[tuple[str, str, str], ...]:
    rows = Path(__file__).with_name("transcribed.tsv").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows[1:])
    return tuple((sound.strip("-"), letters, characters) for sound, letters, characters in cells)


@cache
def _letters() -> dict[str, str]:
    return {letter: sound for sound, letters, _ in _table() for letter in letters}


@cache
def _characters() -> dict[str, str]:
    return {char: sound for sound, _, characters in _table() for char in characters}


@cache
def _runs() -> re.Pattern[str]:
    every = "".join(_characters())
    return re.compile(f"[{every}](?:·?[{every}])+")
