"""A text as the terms see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from translator.termbase.inserted import Insertion, insertions
from translator.termbase.quoted import Section, short_names
from translator.termbase.words import Part, open_lists, parts, word_starts


@dataclass(frozen=True, slots=True)
class Seen:
    """A text with what every term asks of it: its words, how they may begin, the short names in
    quotation marks, the words after which a list goes on, the insertions."""

    text: str
    found: list[Part]
    starts: list[frozenset[str]]
    names: list[Section]
    lists: frozenset[int]
    inserted: Mapping[int, list[Insertion]]

    @classmethod
    def of(cls, text: str, *, split: bool) -> Seen:
        found = parts(text)
        return cls(
            text,
            found,
            [word_starts(part.text, part.form, part.script) for part in found],
            short_names(text, found),
            open_lists(text, found),
            insertions(text, found) if split else {},
        )
