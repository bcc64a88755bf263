"""What a report tells of a document, counted while its bitext is at hand."""

from __future__ import annotations

from collections import Counter

from translator.batch.records import Figures
from translator.drafting import Prepared
from translator.units import Bitext, Origin

_MOST = 40
"""Different terms or names kept of one document."""


def figures_of(prepared: Prepared, bitext: Bitext, seconds: float) -> Figures:
    """Counts of a translated release."""
    uses = [use for unit in bitext.units for use in unit.terms]
    missed = Counter((u.source, u.target) for u in uses if u.status == "missing")
    unsure = Counter(
        (name.lemma, name.zh)
        for work in prepared.work
        for name in work.knowledge.names
        if not name.sure
    )
    found = Counter((f.check, f.severity.label) for u in bitext.units for f in u.findings)
    return Figures(
        segments=len(bitext.units),
        words=sum(len(unit.source.split()) for unit in bitext.units),
        seconds=round(seconds, 4),
        from_memory=sum(unit.origin is Origin.MEMORY for unit in bitext.units),
        without_target=sum(unit.target is None for unit in bitext.units),
        terms_used=sum(use.status != "missing" for use in uses),
        terms_missing=sum(missed.values()),
        findings=tuple((*key, count) for key, count in sorted(found.items())),
        missed=_most(missed),
        unsure=_most(unsure),
        messages=bitext.messages,
    )


def _most(counted: Counter[tuple[str, str]]) -> tuple[tuple[str, str, int], ...]:
    return tuple((*key, count) for key, count in counted.most_common(_MOST))
