"""Exported, current, reviewed: what one unit becomes. An approval is of a text: it never passes
to another one.

| exported | current | reviewed | verdict |
|---|---|---|---|
| A | A | A | unchanged |
| A | A | B | taken |
| A | B | A | unchanged (reverted where the same person had written B) |
| A | B | B | same |
| A | B | C | conflict (taken where the same person had written B) |
"""

from __future__ import annotations

from translator.units import State


def verdict(base: str, current: str, reviewed: str, *, own: bool) -> str:
    """What the texts say; ``own``: the standing text was written by this reviewer this round."""
    if reviewed == base:
        return "reverted" if own and current != base else "unchanged"
    if reviewed == current:
        return "same"
    return "taken" if own or current == base else "conflict"


def state_after(
    outcome: str, base: State, current: State, reviewed: State, *, touched: bool
) -> State:
    """The unit's new state after the verdict ``outcome``.

    ``touched``: the current text is no longer the exported one, so a status chosen for the
    exported text says nothing about it, unless it is a question.

    >>> state_after("unchanged", State.TRANSLATED, State.TRANSLATED, State.FINAL, touched=True)
    <State.TRANSLATED: 'translated'>
    """
    if outcome == "conflict":
        return State.QUESTION
    if outcome == "taken":
        return State.TRANSLATED if reviewed is State.INITIAL else reviewed
    if reviewed is base:
        return current
    if outcome == "unchanged" and touched:
        return State.QUESTION if reviewed is State.QUESTION else current
    if current is base:
        return reviewed
    if State.QUESTION in (current, reviewed):
        return State.QUESTION
    return max(current, reviewed, key=lambda state: state.rank)
