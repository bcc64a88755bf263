"""One Chinese form a name: the office's approved forms first, then the document's own.

What a release says once in full («глава округа Иван Кудряшов», «деревня Малые Холмы») settles
how the name reads further on («Кудряшова», «в Малых Холмах»).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from translator.names import find
from translator.names import ledger as book
from translator.names.approved import with_approved
from translator.names.ledger import Entry, Ledger, Status
from translator.names.mentions import by_document, find_surnames, firm_names
from translator.termbase import TermBase
from translator.units import NameMatch, TermMatch

_PLAIN = frozenset({"place", "organisation"})


@dataclass(frozen=True)
class KnownNames:
    """Forms that hold: ``office`` approved by persons, ``document`` met in this release."""

    office: Ledger = field(default_factory=Ledger)
    document: Ledger = field(default_factory=Ledger)
    firms: Mapping[str, str] = field(default_factory=dict)
    """Quoted names in the case met -> the nominative that the document shows."""

    @classmethod
    def load(cls, path: Path | None) -> KnownNames:
        """The office's ledger in ``path``; none is empty.

        :raises GlossaryError: a line that cannot be used.
        """
        return cls(book.load(path)) if path else cls()

    @property
    def digest(self) -> str:
        """Digest of the approved forms; the document's own follow from its text."""
        return self.office.digest

    def in_document(self, found: Iterable[NameMatch]) -> KnownNames:
        """The same, with the names that a first reading of the whole document found."""
        matches = list(found)
        firms = firm_names(m.lemma for m in matches if m.kind == "organisation")
        entries: dict[tuple[str, str], Entry] = {}
        places = [m for m in matches if m.kind == "place"]
        for match in (by_document(_whole(match, firms), places) for match in matches):
            full = match.kind == "person" and " " in match.lemma and "." not in match.lemma
            if full or match.kind in _PLAIN:
                zh = match.zh.strip("“”") if match.kind == "organisation" else match.zh
                entry = Entry(match.lemma, match.kind, zh, Status.APPROVED)
                entries.setdefault(entry.key, entry)
        return replace(self, document=Ledger(tuple(entries.values())), firms=firms)

    def settle(
        self, text: str, found: Sequence[NameMatch], taken: Sequence[tuple[int, int]]
    ) -> tuple[NameMatch, ...]:
        """``found`` in the forms that hold, and known names that the rules did not see."""
        settled = self._without_parts(text, [self._settled(match) for match in found])
        spans = [*taken, *((m.start, m.stop) for m in settled)]
        for base, sure in ((self._office_terms, True), (self._document_terms, False)):
            for match in base.find(text) if base else ():
                if all(match.stop <= a or b <= match.start for a, b in spans):
                    spans.append((match.start, match.stop))
                    settled.append(_as_name(match, sure=sure))
        for ledger, sure in ((self.office, True), (self.document, False)):
            alone = find_surnames(text, ledger.surname, spans) if ledger.people else []
            settled += [replace(match, sure=sure) for match in alone]
            spans += [(match.start, match.stop) for match in alone]
        return tuple(sorted(settled, key=lambda m: m.start))

    def _without_parts(self, text: str, found: list[NameMatch]) -> list[NameMatch]:
        """``found`` without guesses that are a word of a longer known name («Кос» in «Белой
        Косе»)."""
        known = self._document_terms.find(text) if self._document_terms else ()
        return [
            m
            for m in found
            if m.sure
            or all(
                (k.start, k.stop) == (m.start, m.stop) or m.start < k.start or k.stop < m.stop
                for k in known
            )
        ]

    def _settled(self, match: NameMatch) -> NameMatch:
        match = self._in_nominative(match)
        known = with_approved(match, self.document)
        known = replace(known, sure=match.sure)
        return with_approved(known, self.office)

    def _in_nominative(self, match: NameMatch) -> NameMatch:
        """A firm with the name that the office or the document knows it by."""
        if match.kind != "organisation":
            return match
        for base in (self._office_terms, self._document_terms):
            for known in base.find(match.lemma) if base else ():
                if known.form == match.lemma and known.term.kind == match.kind:
                    return replace(match, lemma=known.term.ru)
        return replace(match, lemma=self.firms.get(match.lemma, match.lemma))

    @cached_property
    def _office_terms(self) -> TermBase | None:
        return TermBase(self.office.terms()) if self.office.terms() else None

    @cached_property
    def _document_terms(self) -> TermBase | None:
        return TermBase(self.document.terms()) if self.document.terms() else None


def _whole(match: NameMatch, firms: Mapping[str, str]) -> NameMatch:
    """A firm's name in the nominative with the Chinese of that form."""
    lemma = firms.get(match.lemma, match.lemma)
    if match.kind != "organisation" or lemma == match.lemma:
        return match
    made = next(iter(find(f"«{lemma}»")), None)
    return replace(match, lemma=lemma, zh=made.zh) if made and not match.sure else match


def _as_name(match: TermMatch, *, sure: bool) -> NameMatch:
    term = match.term
    return NameMatch(
        term.kind, match.start, match.stop, match.form, term.ru, term.zh, (), sure, match.grammar
    )
