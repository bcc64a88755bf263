"""One review document into the release: doubts first, then every outcome in its turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator.project import Conflict, Decision
from translator.review.choices import Choices
from translator.review.judging import Standing, judge
from translator.review.records import Aligned, Difference, RowState
from translator.review.release import Release
from translator.review.threeway import state_after
from translator.units import Bitext, Revision, State

_LEFT = ("keep", "drop")


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a file: the new bitext with what led to it. ``open`` are the doubtful
    outcomes that nobody has answered; where there are any, nothing may be kept."""

    bitext: Bitext
    differences: tuple[Difference, ...]
    revisions: tuple[Revision, ...]
    decisions: tuple[Decision, ...]
    conflicts: tuple[Conflict, ...]
    settled: tuple[int, ...]
    open: tuple[Aligned, ...]


def merge(
    outcomes: Sequence[Aligned],
    standing: Standing,
    choices: Choices,
    *,
    reviewer: str,
    made: str,
    mark: State | None = None,
) -> Merged:
    """Three-way merge of a file. ``mark`` is a state given to every row that the file has and
    that its reviewer left as translated; ``made`` is the time of the import (ISO 8601)."""
    work = _Merging(standing, choices, reviewer, made, mark)
    judged = [judge(outcome, standing, reviewer) for outcome in outcomes]
    for outcome in judged:
        work.take(outcome)
    return work.result(judged)


class _Merging:
    def __init__(
        self, standing: Standing, choices: Choices, reviewer: str, made: str, mark: State | None
    ) -> None:
        self._standing = standing
        self._choices = choices
        self._reviewer = reviewer
        self._made = made
        self._mark = mark
        self._base = standing.base
        self._before = standing.before
        self._release = Release(standing.current)
        self._differences: list[Difference] = []
        self._decisions: list[Decision] = []
        self._conflicts: list[Conflict] = []
        self._settled: list[int] = []
        self._rows: dict[str, Aligned] = {}

    def take(self, outcome: Aligned) -> None:
        """Bring one outcome into the release."""
        choice = self._choices.of(outcome)
        if outcome.doubt is not None and choice:
            self._decisions.append(
                Decision(
                    0, outcome.label, outcome.units, outcome.state.value, choice,
                    outcome.doubt.message,
                )
            )  # fmt: skip
        if outcome.doubt is not None and not choice:
            self._show(outcome, "undecided")
        elif not outcome.units:
            self._take_added(outcome, choice)
        elif any(self._release.get(unit) is None for unit in outcome.units) or choice == "keep":
            self._show(outcome, "unchanged")
        elif choice == "drop":
            for unit in outcome.units:
                self._release.remove(unit)
            self._show(outcome, "taken")
        elif choice == "merge":
            self._merge_up(outcome)
        elif len(outcome.units) > 1:
            self._take_merged(outcome, choice)
        else:
            self._take_text(_chosen(outcome, choice), choice)

    def _take_text(self, outcome: Aligned, choice: str) -> None:
        unit = outcome.units[0]
        before, exported = self._before[unit], self._base[unit]
        conflict = self._standing.conflicts.get(unit)
        reviewed = _state(outcome.status, exported.state)
        found = self._standing.verdict(outcome, self._reviewer)
        if choice == "take" or conflict is not None:
            found = "same" if outcome.target == self._standing.text(unit) else "taken"
        if choice in ("first", "second") and conflict is not None:
            text = conflict.ours if choice == "first" else conflict.theirs
            outcome, found = replace(outcome, target=text), "taken"
        touched = self._standing.text(unit) != self._standing.exported(unit)
        state = state_after(found, exported.state, before.state, reviewed, touched=touched)
        if conflict is not None:
            self._settled.append(conflict.id)
            state = State.TRANSLATED if reviewed is State.QUESTION else reviewed
        text = outcome.target if found in ("taken", "same") else self._standing.text(unit)
        if self._mark and state is State.TRANSLATED and text == outcome.target:
            state = self._mark
        source = outcome.source if choice == "both" else None
        if found == "conflict":
            self._conflicts.append(self._conflict(outcome))
        if outcome.state is RowState.MOVED and choice == "move":
            self._release.move(unit, outcome.after)
        self._release.put(unit, text, state, source=source)
        self._rows[unit] = outcome
        self._show(outcome, found)

    def _take_merged(self, outcome: Aligned, choice: str) -> None:
        target = "".join(outcome.texts) if choice == "join" else outcome.target
        first = outcome.units[0]
        self._release.merge(outcome.units)
        self._release.put(first, target, self._given(outcome))
        self._rows[first] = outcome
        self._show(outcome, "taken")

    def _merge_up(self, outcome: Aligned) -> None:
        """A person says: this unit's text stands in the row above."""
        order = [unit.id for unit in self._release.bitext().units]
        place = order.index(outcome.units[0])
        if place == 0:
            self._show(outcome, "unchanged")
            return
        above = order[place - 1]
        self._release.merge((above, outcome.units[0]))
        self._rows.setdefault(above, outcome)
        self._show(outcome, "taken")

    def _take_added(self, outcome: Aligned, choice: str) -> None:
        above = self._release.get(outcome.after)
        if choice == "join" and above is not None:
            text = (above.target or "") + outcome.target
            self._release.put(above.id, text, self._given(outcome))
            self._rows[above.id] = outcome
        elif choice in ("insert", "join"):
            state = self._given(outcome)
            name = self._release.insert(outcome.after, outcome.source, outcome.target, state)
            self._rows[name] = outcome
        self._show(outcome, "unchanged" if choice in _LEFT else "taken")

    def _given(self, outcome: Aligned) -> State:
        state = _state(outcome.status, State.TRANSLATED)
        state = State.TRANSLATED if state is State.INITIAL else state
        return self._mark if self._mark and state is State.TRANSLATED else state

    def _conflict(self, outcome: Aligned) -> Conflict:
        unit = outcome.units[0]
        ours = self._standing.writers.get(unit, "")
        return Conflict(
            id=0,
            unit=unit,
            base=self._standing.exported(unit),
            ours=self._standing.text(unit),
            our_author=ours,
            theirs=outcome.target,
            their_author=self._author(outcome),
        )

    def _author(self, outcome: Aligned) -> str:
        authors = dict.fromkeys(change.author for change in outcome.changes if change.author)
        return self._reviewer or "、".join(authors)

    def _show(self, outcome: Aligned, found: str) -> None:
        unit = outcome.units[0] if outcome.units else ""
        standing = self._before.get(unit)
        self._differences.append(
            Difference(
                label=outcome.label,
                unit=unit,
                source=self._base[unit].source if unit else outcome.source,
                exported=outcome.base,
                current=(standing.target or "") if standing else "",
                reviewed=outcome.target,
                state=outcome.state,
                status=outcome.status,
                verdict=found,
                author=self._author(outcome),
                doubt=outcome.doubt,
                notes=outcome.notes,
                changes=outcome.changes,
            )
        )

    def result(self, judged: Sequence[Aligned]) -> Merged:
        bitext = self._release.bitext()
        return Merged(
            bitext=bitext,
            differences=tuple(self._differences),
            revisions=tuple(self._revisions(bitext)),
            decisions=tuple(self._decisions),
            conflicts=tuple(self._conflicts),
            settled=tuple(self._settled),
            open=tuple(o for o in judged if o.doubt is not None and not self._choices.of(o)),
        )

    def _revisions(self, bitext: Bitext) -> list[Revision]:
        after = {unit.id: unit for unit in bitext.units}
        names = [*after, *(name for name in self._before if name not in after)]
        found = []
        for name in names:
            old, new = self._before.get(name), after.get(name)
            if old == new:
                continue
            row = self._rows.get(name)
            changes = row.changes if row else ()
            authors = dict.fromkeys(change.author for change in changes if change.author)
            found.append(
                Revision(
                    unit=name,
                    version=0,
                    before=old.target if old else None,
                    after=new.target if new else None,
                    state_before=old.state if old else State.INITIAL,
                    state=new.state if new else State.INITIAL,
                    author=self._reviewer or "、".join(authors),
                    time=max((change.time for change in changes), default="") or self._made,
                    row=row.state.value if row else RowState.MISSING.value,
                    changes=changes,
                )
            )
        return found


def _chosen(outcome: Aligned, choice: str) -> Aligned:
    if choice == "join":
        return replace(outcome, target="".join(outcome.texts))
    if choice in ("first", "last") and len(outcome.texts) > 1:
        return replace(outcome, target=outcome.texts[0 if choice == "first" else -1])
    return outcome


def _state(status: str, otherwise: State) -> State:
    """The state of a status column; words that are no state change nothing."""
    return State(status) if status in set(State) else otherwise
