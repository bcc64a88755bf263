"""What a run would do, and what else the folders say that the ledger does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from translator.batch.agenda import decisions
from translator.batch.deciding import Now, digest_of
from translator.batch.leases import Watch
from translator.batch.ledger import Ledger
from translator.batch.planner import Plan
from translator.batch.records import Entry, State


@dataclass(frozen=True, slots=True)
class Line:
    """A document: ``what`` is do, look, skip, given up, elsewhere, refused, gone or edited."""

    key: str
    what: str
    why: str


def compare(plan: Plan, ledger: Ledger, now: Now, out: Path) -> Iterator[Line]:
    """Documents in the order of the plan, then what is in the ledger only (``gone``: the document
    is not there any more, or not named this time), then results that somebody edited."""
    alive = {run.id for run in Watch(ledger, out).others()[0]}
    for found, _, decision in decisions(ledger, plan.found, now, alive, out):
        yield Line(found.key, decision.verdict.value, decision.why)
    for refused in plan.refused:
        yield Line(refused.key, "refused", refused.reason)
    named = {found.key for found in plan.found}
    for entry, _ in ledger.stream():
        if entry.key not in named:
            yield Line(
                entry.key, "gone", f"is in the ledger ({entry.state.value}), not in the plan"
            )
        if entry.state is State.DONE:
            for path in edited(entry, out):
                yield Line(entry.key, "edited", f"{path} is not as it was written")


def edited(entry: Entry, out: Path) -> Iterator[str]:
    """Results that are there and differ from what was written."""
    for output in entry.outputs:
        digest = digest_of(out / output.path)
        if digest and digest != output.digest:
            yield output.path
