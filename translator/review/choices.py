"""``--accept ROW=CHOICE``: a person's answers for doubtful rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translator.errors import UsageError
from translator.review.records import Aligned, Difference, RowState


@dataclass(frozen=True, slots=True)
class Choices:
    """Answers by row label and by state; a row's own answer is the stronger one."""

    rows: tuple[tuple[str, str], ...] = ()
    states: tuple[tuple[str, str], ...] = ()

    def of(self, outcome: Aligned) -> str:
        """The answer for a doubtful outcome; empty where nobody gave one.

        :raises UsageError: the answer is none of those that this row takes.
        """
        if outcome.doubt is None:
            return ""
        own = dict(self.rows).get(outcome.label)
        given = own or dict(self.states).get(outcome.state.value, "")
        if own and own not in outcome.doubt.choices:
            raise UsageError(
                f"row {outcome.label} cannot be settled by {own!r}",
                remedy=f"--accept {outcome.label}= takes: {', '.join(outcome.doubt.choices)}",
            )
        return given if given in outcome.doubt.choices else ""

    def unused(self, outcomes: Sequence[Difference]) -> tuple[str, ...]:
        """Rows that were answered but are in no doubt."""
        doubtful = {outcome.label for outcome in outcomes if outcome.doubt is not None}
        return tuple(row for row, _ in self.rows if row not in doubtful)


def parse_choices(given: Sequence[str]) -> Choices:
    """``7=keep``, ``3-9=stay``, ``+1=insert``, ``MOVED=stay``.

    >>> parse_choices(["2-3=keep"]).rows
    (('2', 'keep'), ('3', 'keep'))

    :raises UsageError: not of this form.
    """
    states = {state.value for state in RowState}
    rows: list[tuple[str, str]] = []
    kinds: list[tuple[str, str]] = []
    for item in given:
        name, equals, choice = (part.strip() for part in item.partition("="))
        first, dash, last = name.partition("-")
        if not equals or not name or not choice:
            raise UsageError(
                f"--accept {item!r} is not ROW=CHOICE", remedy="write for example --accept 7=keep"
            )
        if name.upper() in states:
            kinds.append((name.upper(), choice))
        elif dash and first.isdecimal() and last.isdecimal() and len(last) < 7:
            rows += [(str(number), choice) for number in range(int(first), int(last) + 1)]
        else:
            rows.append((name, choice))
    return Choices(tuple(rows), tuple(kinds))
