"""One Chinese form a name: the office's approved forms first, then the document's own.

What a release says once in full («глава округа Иван Кудряшов», «деревня Малые Холмы») settles
how the name reads further on («Кудряшова», «в Малых Холмах»).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from translator.names import ledger as book
from translator.names.approved import with_approved
from translator.names.ledger import Entry, Ledger, Status
from translator.termbase import TermBase
from translator.units import NameMatch, TermMatch

_PLAIN = frozenset({"place", "organisation"})


@dataclass(frozen=True)
class KnownNames:
    """Forms that hold: ``office`` approved by persons, ``document`` met in this release."""

    office: Ledger = field(default_factory=Ledger)
    document: Ledger = field(default_factory=Ledger)

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
        entries: dict[tuple[str, str], Entry] = {}
        for match in found:
            full = match.kind == "person" and " " in match.lemma and "." not in match.lemma
            if full or match.kind in _PLAIN:
                zh = match.zh.strip("“”") if match.kind == "organisation" else match.zh
                entry = Entry(match.lemma, match.kind, zh, Status.APPROVED)
                entries.setdefault(entry.key, entry)
        return replace(self, document=Ledger(tuple(entries.values())))

    def settle(
        self, text: str, found: Sequence[NameMatch], taken: Sequence[tuple[int, int]]
    ) -> tuple[NameMatch, ...]:
        """``found`` in the forms that hold, and known names that the rules did not see."""
        settled = [self._settled(match) for match in found]
        spans = [*taken, *((m.start, m.stop) for m in settled)]
        for base, sure in ((self._office_terms, True), (self._document_terms, False)):
            for match in base.find(text) if base else ():
                if all(match.stop <= a or b <= match.start for a, b in spans):
                    spans.append((match.start, match.stop))
                    settled.append(_as_name(match, sure=sure))
        return tuple(sorted(settled, key=lambda m: m.start))

    def _settled(self, match: NameMatch) -> NameMatch:
        known = with_approved(match, self.document)
        known = replace(known, sure=match.sure)
        return with_approved(known, self.office)

    @cached_property
    def _office_terms(self) -> TermBase | None:
        return TermBase(self.office.terms()) if self.office.terms() else None

    @cached_property
    def _document_terms(self) -> TermBase | None:
        return TermBase(self.document.terms()) if self.document.terms() else None


def _as_name(match: TermMatch, *, sure: bool) -> NameMatch:
    term = match.term
    return NameMatch(
        term.kind, match.start, match.stop, match.form, term.ru, term.zh, (), sure, match.grammar
    )
