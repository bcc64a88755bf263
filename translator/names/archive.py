"""One name, one Chinese form across an archive, and the approved one where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from translator.inventory import apart, name_lines
from translator.names.ledger import Ledger
from translator.units import TranslationUnit


@dataclass(frozen=True, slots=True)
class Conflict:
    """A name whose forms disagree: each form with the ``document#unit`` where it stands."""

    name: str
    kind: str
    forms: tuple[tuple[str, tuple[str, ...]], ...]
    approved: str = ""

    @property
    def severity(self) -> str:
        """critical against an approved form, major otherwise."""
        return "critical" if self.approved else "major"

    def as_dict(self) -> dict[str, object]:
        """For ``--json``."""
        return {
            "severity": self.severity, "name": self.name, "kind": self.kind,
            "approved": self.approved,
            "forms": [{"zh": zh, "places": list(places)} for zh, places in self.forms],
        }  # fmt: skip


def conflicts(
    documents: Mapping[str, Sequence[TranslationUnit]], ledger: Ledger
) -> tuple[Conflict, ...]:
    """Names in forms of which none is part of another, or none of the approved one.

    A surname alone counts as a part of the full name's form; a name that is missing in a target
    is the business of the checks of that document.
    """
    forms: dict[tuple[str, str], dict[str, list[str]]] = {}
    for document, units in documents.items():
        for line in name_lines(units):
            here = forms.setdefault((line.name, line.kind), {})
            for zh, ids in line.forms:
                here.setdefault(zh, []).extend(f"{document}#{unit}" for unit in ids)
    found = []
    for (name, kind), seen in forms.items():
        approved = ledger.form(name, kind)
        wrong = approved and any(apart((approved, zh))[1:] for zh in seen)
        if wrong or len(apart(seen)) > 1:
            shown = tuple((zh, tuple(places)) for zh, places in seen.items())
            found.append(Conflict(name, kind, shown, approved if wrong else ""))
    return tuple(found)
