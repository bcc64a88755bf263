"""What a Russian sentence lets one expect of its Chinese, and the figures a Chinese one shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from translator.alignment.records import Item
from translator.alignment.sounds import sounds
from translator.alignment.transcribed import heard_in_chinese, heard_in_russian
from translator.hints import Knowledge
from translator.placeables.chinese import figures
from translator.units import Hint

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.-]*[A-Za-z0-9]|[A-Za-z]")
_MARKS = "“”《》"
_ORIGINS = {"glossary": "term", "names": "name", "lexicon": "word"}
_LONGEST = 60
_SOUND, _HEARD = "~", "≈"


def items_of(text: str, known: Knowledge) -> tuple[Item, ...]:
    """The items of one sentence, each once."""
    return tuple(dict.fromkeys(_items(text, known)))


def _items(text: str, known: Knowledge) -> Iterator[Item]:
    for hint in known.hints:
        if hint.origin == "numbers":
            continue
        forms = _forms(hint)
        if forms:
            yield Item(_ORIGINS.get(hint.origin, "word"), forms)
    for placeable in known.placeables:
        forms = tuple(dict.fromkeys(f for f in (placeable.zh, *placeable.also) if f))
        values = tuple(dict.fromkeys(canonical(value) for value in placeable.figures))
        if forms or values:
            yield Item("number", forms, values)
    for word in _LATIN.findall(text):
        yield Item("latin", (word,))
    for sound in sorted(sounds(text)):
        yield Item("sound", (), (_SOUND + sound,))
    for sound in heard_in_russian(text):
        yield Item("heard", (), (_HEARD + sound,))
    for russian, chinese in _marks():
        if any(mark in text for mark in russian):
            yield Item("mark", tuple(chinese))


def _forms(hint: Hint) -> tuple[str, ...]:
    forms = (form.strip(_MARKS) for form in (hint.target, *hint.also))
    cut = (form[:-1] if len(form) > 1 and form[-1] in "的地" else form for form in forms)
    return tuple(dict.fromkeys(form[:_LONGEST] for form in cut if form))


def values_of(zh: str) -> frozenset[str]:
    """The figures of a Chinese text by value, and the sounds of its names in Latin letters and
    in Han characters.

    >>> sorted(values_of("3月14日，Sutopo与特朗普投资3.5亿卢布"))
    ['14', '3', '350000000', '~stp', '≈DLN', '≈DLNB', '≈LNB']
    """
    shown = [canonical(value) for figure in figures(zh) for value in figure.values]
    latin = (_SOUND + sound for sound in sounds(zh))
    return frozenset([*shown, *latin, *(_HEARD + sound for sound in heard_in_chinese(zh))])


@cache
def _marks() -> tuple[tuple[str, str], ...]:
    """Marks that a translation keeps: those of the Russian, and the Chinese ones of which one is
    enough."""
    rows = Path(__file__).with_name("marks.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple((russian, chinese) for russian, chinese in (row.split("\t") for row in rows))


def canonical(value: Decimal) -> str:
    """One writing for one value.

    >>> canonical(Decimal("3.50")), canonical(Decimal("1E+3"))
    ('3.5', '1000')
    """
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
