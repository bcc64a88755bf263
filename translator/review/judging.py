"""Doubts that a file alone does not show: what happened to the release since it was exported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from translator.bilingual import Rival, rivals
from translator.project import Conflict
from translator.review.records import Aligned, Doubt, RowState
from translator.review.threeway import verdict
from translator.units import Bitext, TranslationUnit


@dataclass(frozen=True)
class Standing:
    """What the release is when a file comes back: the export the file goes back to, the current
    bitext, who wrote the standing text of a unit in this round, open conflicts by unit (where
    the export is a conflict document)."""

    export: Bitext
    current: Bitext
    writers: Mapping[str, str] = field(default_factory=dict)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)

    @cached_property
    def base(self) -> dict[str, TranslationUnit]:
        """Exported units by id."""
        return {unit.id: unit for unit in self.export.units}

    @cached_property
    def before(self) -> dict[str, TranslationUnit]:
        """Current units by id."""
        return {unit.id: unit for unit in self.current.units}

    def exported(self, unit: str) -> str:
        """The exported text of a unit, empty where it had none."""
        return self.base[unit].target or ""

    def text(self, unit: str) -> str:
        """The current text of a unit, empty where it has none."""
        return self.before[unit].target or ""

    def is_own(self, unit: str, reviewer: str) -> bool:
        """Whether the reviewer wrote the standing text in this round."""
        return bool(reviewer) and self.writers.get(unit) == reviewer

    def verdict(self, outcome: Aligned, reviewer: str) -> str:
        """The three-way verdict for an outcome of one unit."""
        unit = outcome.units[0]
        own = self.is_own(unit, reviewer)
        return verdict(self.exported(unit), self.text(unit), outcome.target, own=own)


def judge(outcome: Aligned, standing: Standing, reviewer: str) -> Aligned:
    """The outcome with the doubts that only the current state raises."""
    if outcome.doubt is not None or not outcome.units:
        return outcome
    if any(unit not in standing.before for unit in outcome.units):
        return _gone(outcome)
    conflict = standing.conflicts.get(outcome.units[0])
    if conflict is not None:
        return _in_conflict(outcome, conflict, standing)
    if len(outcome.units) > 1:
        return _merged(outcome, standing, reviewer)
    if standing.verdict(outcome, reviewer) == "reverted":
        message = (
            f"{reviewer} had changed this to «{standing.text(outcome.units[0])}» before; "
            "this file has the exported text again"
        )
        return _doubtful(outcome, message, ("take", "keep"))
    return outcome


def _gone(outcome: Aligned) -> Aligned:
    if not outcome.edited:
        return outcome
    message = f"the unit was merged or dropped meanwhile; the file says: {outcome.target}"
    return _doubtful(outcome, message, ("keep",))


def _merged(outcome: Aligned, standing: Standing, reviewer: str) -> Aligned:
    changed = [u for u in outcome.units if standing.text(u) != standing.exported(u)]
    if all(standing.is_own(unit, reviewer) for unit in changed):
        return outcome
    message = "units merged in this file were changed by another reviewer meanwhile"
    return _doubtful(outcome, message, ("take", "keep"))


def _in_conflict(outcome: Aligned, conflict: Conflict, standing: Standing) -> Aligned:
    if _is_undecided(outcome, conflict):
        message = (
            f"the conflict is not decided; first ({conflict.our_author or '?'}): {conflict.ours}; "
            f"second ({conflict.their_author or '?'}): {conflict.theirs}"
        )
        return _doubtful(outcome, message, ("first", "second", "keep"))
    now = standing.text(outcome.units[0])
    if now not in (conflict.ours, outcome.target):
        message = f"the text was changed since the conflict was written out; it is now: {now}"
        return _doubtful(outcome, message, ("take", "keep"))
    return outcome


def _is_undecided(outcome: Aligned, conflict: Conflict) -> bool:
    """A conflict row as it was sent out, or with both versions at once, or with neither."""
    pair = (
        Rival(conflict.ours, conflict.our_author),
        Rival(conflict.theirs, conflict.their_author),
    )
    _, _, one, two, _ = rivals.parts(conflict.base, *pair)
    pending = {c.text for c in outcome.changes if c.kind == "insert"} & ({one, two} - {""})
    texts = (conflict.ours, conflict.theirs, conflict.base)
    wrong = {rivals.undecided(conflict.base, *pair), rivals.neither(conflict.base, *pair)}
    return bool(pending) or (outcome.target in wrong and outcome.target not in texts)


def _doubtful(outcome: Aligned, message: str, choices: tuple[str, ...]) -> Aligned:
    return replace(outcome, state=RowState.AMBIGUOUS, doubt=Doubt(message, choices))
