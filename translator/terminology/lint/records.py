"""What lint reports."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator.units import Severity, Term

_ALLOWED = re.compile(r"lint-ok:\s*([a-z-]+(?:\s*,\s*[a-z-]+)*)")


@dataclass(frozen=True, slots=True)
class LintFinding:
    """A doubt about an entry. ``code`` is the name of the check and does not change; ``place``
    is ``file:line``; ``message`` says what is wrong, ``remedy`` what to do."""

    code: str
    severity: Severity
    place: str
    ru: str
    message: str
    remedy: str

    def __str__(self) -> str:
        subject = f"«{self.ru}» " if self.ru else ""
        return (
            f"{self.place}: {self.severity.label}: {self.code}: "
            f"{subject}{self.message}; {self.remedy}"
        )


def about(term: Term, code: str, severity: Severity, message: str, remedy: str) -> LintFinding:
    """A finding about an entry."""
    return LintFinding(code, severity, term.place, term.ru, message, remedy)


def allowed(term: Term) -> frozenset[str]:
    """The codes that the note of an entry allows: ``lint-ok: nested, rare-character``.

    >>> sorted(allowed(Term("порт", "港", note="так у порта; lint-ok: nested, no-source")))
    ['nested', 'no-source']
    """
    found = _ALLOWED.search(term.note)
    return frozenset(re.split(r"\s*,\s*", found.group(1))) if found else frozenset()
