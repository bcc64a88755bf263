"""Two states of a glossary compared: what came, what went, what is now another form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator.termbase.cells import Row, cells_of
from translator.termbase.reader import term_key
from translator.units import Term


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One cell: the column and both contents."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry that stands in both states with different cells."""

    old: Term
    new: Term
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Entries by what happened to them; in the order of the new state, removed ones of the old."""

    added: tuple[Term, ...]
    removed: tuple[Term, ...]
    changed: tuple[Changed, ...]


def compare(old: Sequence[Row], new: Sequence[Row]) -> Difference:
    """Entries are the same where their terms are (:func:`term_key`), wherever they stand."""
    before = {term_key(row.term.ru): row for row in old}
    after = {term_key(row.term.ru): row for row in new}
    changed = []
    for key, row in after.items():
        if key in before and (fields := _fields(before[key], row)):
            changed.append(Changed(before[key].term, row.term, fields))
    return Difference(
        added=tuple(row.term for key, row in after.items() if key not in before),
        removed=tuple(row.term for key, row in before.items() if key not in after),
        changed=tuple(changed),
    )


def superseded(difference: Difference) -> tuple[Term, ...]:
    """The new entries whose old Chinese is no longer right, each with it as ``forbidden``.

    A form that stays admissible (it went into ``variants``) is not superseded.
    """
    found = []
    for change in difference.changed:
        new = change.new
        gone = [
            form
            for form in (change.old.zh, *change.old.variants)
            if form != new.zh and form not in new.variants
        ]
        if gone:
            forbidden = tuple(dict.fromkeys((*new.forbidden, *gone)))
            found.append(replace(new, forbidden=forbidden))
    return tuple(found)


def _fields(old: Row, new: Row) -> tuple[FieldChange, ...]:
    before, after = cells_of(old), cells_of(new)
    return tuple(
        FieldChange(name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys((*after, *before))
        if before.get(name, "") != after.get(name, "")
    )
