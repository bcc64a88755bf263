"""The figures of an archive, gathered in one pass over its ledger."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field

from translator.batch.ledger import Ledger
from translator.batch.records import Entry, Figures, State, Summary
from translator.units import Severity

WORST, LISTED = 50, 2000
"""Documents in the list of the worst, and in the list of all."""
_RUNS = 20


@dataclass
class Survey:
    """Sums over all documents, and the documents that a person should look at first.

    ``findings`` count by (check, severity label), ``missed`` and ``unsure`` by (Russian,
    Chinese); ``documents`` are the first :data:`LISTED` of all.
    """

    states: dict[State, int]
    runs: list[tuple[str, str, Summary]]
    failed: list[Entry]
    segments: int = 0
    words: int = 0
    seconds: float = 0.0
    from_memory: int = 0
    without_target: int = 0
    terms_used: int = 0
    terms_missing: int = 0
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    unsure: Counter[tuple[str, str]] = field(default_factory=Counter)
    worst: list[tuple[Entry, Figures]] = field(default_factory=list)
    documents: list[tuple[Entry, Figures]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Documents in the ledger."""
        return sum(self.states.values())


def survey(ledger: Ledger) -> Survey:
    """Read the whole ledger once; memory does not grow with the archive."""
    made = Survey(ledger.counts(), ledger.past(_RUNS), ledger.failed(LISTED))
    heap: list[tuple[tuple[int, ...], int, Entry, Figures]] = []
    for number, (entry, figures) in enumerate(ledger.stream()):
        if figures is None or entry.state is not State.DONE:
            continue
        _add(made, figures)
        if len(made.documents) < LISTED:
            made.documents.append((entry, figures))
        weight = weight_of(figures)
        if any(weight):
            item = (weight, -number, entry, figures)
            (heapq.heappush if len(heap) < WORST else heapq.heappushpop)(heap, item)
    made.worst = [(e, f) for _, _, e, f in sorted(heap, key=lambda item: item[:2], reverse=True)]
    return made


def weight_of(figures: Figures) -> tuple[int, ...]:
    """How bad a document is: segments without a target, then findings from critical to minor."""
    counts: Counter[str] = Counter()
    for _, label, count in figures.findings:
        counts[label] += count
    return (
        figures.without_target,
        *(counts[severity.label] for severity in sorted(Severity, reverse=True)),
    )


def _add(made: Survey, figures: Figures) -> None:
    made.segments += figures.segments
    made.words += figures.words
    made.seconds += figures.seconds
    made.from_memory += figures.from_memory
    made.without_target += figures.without_target
    made.terms_used += figures.terms_used
    made.terms_missing += figures.terms_missing
    for check, label, count in figures.findings:
        made.findings[check, label] += count
    for ru, zh, count in figures.missed:
        made.missed[ru, zh] += count
    for ru, zh, count in figures.unsure:
        made.unsure[ru, zh] += count
