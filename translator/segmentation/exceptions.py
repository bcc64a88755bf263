"""An office's own exceptions to the sentence rules, read from a TOML file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from translator.errors import UsageError

_KEYS = ("never_break_after", "always_break_after")
_FORM = 'write for example never_break_after = ["тов."]'


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Strings after which a sentence never ends, or always ends.

    An entry is compared without regard to case and to the kind of space, and only at the
    beginning of a word: ``т.`` does not match the end of ``факт.``. ``always_break_after`` may
    hold strings without a full stop (``Справочно:``); it acts only before a space.

    >>> Exceptions(never_break_after=("тов.",)).never("назначен тов.")
    True
    """

    never_break_after: tuple[str, ...] = ()
    always_break_after: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read ``never_break_after`` and ``always_break_after``, both lists of strings.

        :raises UsageError: the file cannot be read, is not TOML, has another key, something
            that is not a list of non-empty strings, or one entry in both lists.
        """
        place = str(path)
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise UsageError(
                f"cannot be read ({error.strerror})",
                place=place,
                remedy="name an existing TOML file of exceptions",
            ) from error
        except UnicodeDecodeError as error:
            raise UsageError(
                "is not UTF-8 text", place=place, remedy="save the file as UTF-8"
            ) from error
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"is not TOML ({error})", place=place, remedy=_FORM) from error
        unknown = sorted(set(table) - set(_KEYS))
        if unknown:
            raise UsageError(
                f"has an unknown key {unknown[0]!r}",
                place=place,
                remedy=f"use {_KEYS[0]} and {_KEYS[1]}",
            )
        never, always = (_entries(table.get(key, []), key, place) for key in _KEYS)
        both = {_key(entry) for entry in never} & {_key(entry) for entry in always}
        if both:
            raise UsageError(
                f"has {min(both)!r} in both lists", place=place, remedy="keep it in one of them"
            )
        return cls(never, always)

    def never(self, left: str) -> bool:
        """Does ``left`` (text up to the boundary) end with an entry of ``never_break_after``?"""
        return _ends(_key(left), self.never_break_after)

    @property
    def pattern(self) -> str:
        """A regular expression for the entries of ``always_break_after``, longest first."""
        entries = sorted(self.always_break_after, key=len, reverse=True)
        return "|".join(r"\s+".join(map(re.escape, entry.split())) for entry in entries)


def _entries(value: object, key: str, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(e, str) and e.strip() for e in value):
        raise UsageError(f"{key} is not a list of non-empty strings", place=place, remedy=_FORM)
    return tuple(entry.strip() for entry in value)


def _key(text: str) -> str:
    return " ".join(text.lower().split())


def _ends(text: str, entries: tuple[str, ...]) -> bool:
    for entry in map(_key, entries):
        if text.endswith(entry):
            before = text[: len(text) - len(entry)][-1:]
            if not (before.isalnum() and entry[0].isalnum()):
                return True
    return False
