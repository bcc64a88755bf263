"""Which past translations still have a form that the glossary has given up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from translator.termbase import TermBase
from translator.termbase.reader import term_key
from translator.terminology.archive import Passage
from translator.units import Term


@dataclass(frozen=True, slots=True)
class Stale:
    """A superseded Chinese form where its term stands in the source; ``approved`` replaces it."""

    passage: Passage
    term: Term
    form: str
    found: str

    @property
    def approved(self) -> str:
        """The form in force."""
        return self.term.zh


def with_superseded(terms: Sequence[Term], given_up: Sequence[Term]) -> TermBase:
    """The term base in which the forms that :func:`translator.terminology.diff.superseded`
    found count as forbidden too."""
    more = {term_key(term.ru): term.forbidden for term in given_up}
    return TermBase(
        tuple(
            replace(t, forbidden=tuple(dict.fromkeys((*t.forbidden, *more[key]))))
            if (key := term_key(t.ru)) in more
            else t
            for t in terms
        )
    )


def stale(base: TermBase, passages: Iterable[Passage]) -> Iterator[Stale]:
    """Every forbidden form in a target whose source has the term.

    What stands inside an approved form of any term of the passage does not count: 州 is not
    given up where 滨海边疆区…州长 is right.
    """
    for passage in passages:
        if not passage.target:
            continue
        matches = base.find(passage.source)
        rest = _without(passage.target, [f for m in matches for f in (m.term.zh, *m.term.variants)])
        told: set[tuple[str, str]] = set()
        for match in matches:
            for form in sorted(match.term.forbidden, key=len, reverse=True):
                if form in rest and (match.term.ru, form) not in told:
                    told.add((match.term.ru, form))
                    yield Stale(passage, match.term, match.form, form)


def _without(target: str, approved: Sequence[str]) -> str:
    for form in sorted(set(approved), key=len, reverse=True):
        target = target.replace(form, "\0")
    return target
