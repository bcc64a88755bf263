"""What stands in a target and what is doubtful about it: one way for drafts and reviewed texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translator import checks, placeables, text
from translator.hints import Knowledge
from translator.units import Finding, Kind, NumberUse, TermUse

_LATIN_WORD = re.compile("[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Inspection:
    """How terms and figures came out, and the findings in the order of the checks."""

    terms: tuple[TermUse, ...]
    numbers: tuple[NumberUse, ...]
    findings: tuple[Finding, ...]


def tidied(target: str, knowledge: Knowledge) -> str | None:
    """``target`` in mainland typography, which leaves renderings with a Latin name alone; None
    where nothing is left."""
    protected = [h.target for h in knowledge.hints if _LATIN_WORD.search(h.target)]
    return text.normalise(target, protected).text.strip() or None


def inspect(
    line: str,
    target: str | None,
    kind: Kind,
    knowledge: Knowledge,
    *,
    how: Sequence[str] = (),
    messages: tuple[str, ...] = (),
) -> Inspection:
    """Compare ``target`` with ``line``, a segment with single spaces, and what is known of it.

    ``how`` and ``messages`` are the engine's (:class:`translator.units.Draft`); a text that a
    person has reviewed has none.
    """
    terms = checks.term_uses(knowledge.hints, how, target)
    numbers = placeables.check(knowledge.placeables, target or "")
    subject = checks.Subject(
        source=line,
        target=target,
        kind=kind,
        hints=knowledge.hints,
        placeables=knowledge.placeables,
        terms=terms,
        numbers=numbers,
        names=knowledge.names,
        forbidden=tuple((form, m.term.zh) for m in knowledge.terms for form in m.term.forbidden),
        messages=messages,
    )
    return Inspection(terms, numbers, checks.check_unit(subject))
