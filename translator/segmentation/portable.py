"""Our sentence rules as far as other programs can follow them (portable.toml), for SRX."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from translator.segmentation import lexis
from translator.segmentation.exceptions import Exceptions
from translator.units import BreakRule

_SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}]")
_CLASSES = ("head", "numbered", "degree", "both", "year", "tail")


def portable_rules(exceptions: Exceptions) -> tuple[BreakRule, ...]:
    """The office's exceptions exactly, then what can be said of the rules; the first that matches
    decides. Where two exceptions match, the one that breaks stands first, as in
    :mod:`translator.segmentation.rules`."""
    always = sorted(exceptions.always_break_after, key=len, reverse=True)
    office = [BreakRule(True, _entry(e), r"\s", f"of the office, always: {e}") for e in always]
    office += [
        BreakRule(False, _entry(e), r"\s", f"of the office, never: {e}")
        for e in exceptions.never_break_after
    ]
    return (*office, *_general())


def limits() -> tuple[str, ...]:
    """What the rules cannot say, for a person who reads the file."""
    return tuple(_table()["limits"])


def _general() -> Iterator[BreakRule]:
    words = {f"{{{kind}}}": "|".join(_forms(kind)) for kind in _CLASSES}
    for rule in _table()["rule"]:
        before = rule["before"]
        for mark, forms in words.items():
            before = before.replace(mark, forms)
        yield BreakRule(rule["break"], before, rule["after"], rule["note"])


def _forms(kind: str) -> list[str]:
    """The abbreviations of a class, longest first."""
    words = sorted(lexis.of_class(kind), key=lambda word: (-len(word), word))
    return [_abbreviation(word) for word in words]


def _abbreviation(word: str) -> str:
    r"""``т е`` as ``[Тт]\.\s*е``: the first letter large or small, a stop between the parts."""
    first, *rest = (_escaped(part) for part in word.split())
    return r"\.\s*".join([_either(first[0]) + first[1:], *rest])


def _entry(entry: str) -> str:
    r"""An exception without regard to case and to the kind of space.

    >>> _entry("тов.")
    '(?<![\\p{L}\\p{N}])[Тт][Оо][Вв]\\.'
    """
    words = ("".join(_either(char) for char in word) for word in entry.split())
    before = r"(?<![\p{L}\p{N}])" if entry[0].isalnum() else ""
    return before + r"\s+".join(words)


def _either(char: str) -> str:
    upper, lower = char.upper(), char.lower()
    if upper == lower or len(upper) > 1:
        return _escaped(char)
    return f"[{upper}{lower}]"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found.group(), text)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = files("translator.segmentation").joinpath("portable.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
