"""Rows of a file against the units of its export: one outcome for each, none left over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from translator.bilingual import ReviewRow
from translator.review.claims import Base, Claim, claims
from translator.review.keys import joined_key, settled, source_key
from translator.review.records import Aligned, Doubt, RowState
from translator.units import State

Group = list[Claim]


def align(rows: Sequence[ReviewRow], base: Base) -> tuple[Aligned, ...]:
    """Every row and every unit of the export in exactly one outcome, in the file's order;
    units without a row stand after the unit that they followed."""
    found: list[Aligned] = []
    added = 0
    after = ""
    for group in _groups(claims(rows, base), base):
        if not group[0].units:
            if _is_blank(group[0].row):
                continue
            added += 1
        outcome = replace(_outcome(group, base, added), after=after)
        found.append(outcome)
        after = outcome.units[-1] if outcome.units else after
    found = _moved(found, base)
    return tuple(_with_missing(found, base))


def _groups(made: Sequence[Claim], base: Base) -> list[Group]:
    """Claims that belong together: a split unit, cells merged downwards, a unit claimed twice."""
    groups: list[Group] = []
    owner: dict[str, Group] = {}
    used: set[int] = set()
    for index, claim in enumerate(made):
        if claim.place in used:
            continue
        parts = _split(made[index:], base)
        group = parts or [claim]
        used |= {part.place for part in group}
        unit = claim.units[0] if claim.units else ""
        if claim.row.continues and groups and unit not in owner and groups[-1][0].units:
            groups[-1].append(claim)
            owner.update(dict.fromkeys(claim.units, groups[-1]))
        elif unit in owner and not source_key(claim.row.source):
            groups.append([Claim(claim.place, claim.row)])
        elif unit in owner:
            owner[unit] += group
        else:
            groups.append(group)
            owner.update(dict.fromkeys(claim.units, group))
    return groups


def _split(rest: Sequence[Claim], base: Base) -> Group:
    """The rows at the head of ``rest`` whose sources together are the source of their unit."""
    first = rest[0]
    if not first.touched or not source_key(first.row.source):
        return []
    whole = base.joined[base.place[first.units[0]]]
    for count in range(2, len(rest) + 1):
        last = rest[count - 1]
        if last.units and not (last.touched and last.units == first.units):
            return []
        so_far = joined_key([claim.row.source for claim in rest[:count]])
        if so_far == whole:
            return list(rest[:count])
        if not whole.startswith(so_far):
            return []
    return []


def _outcome(group: Group, base: Base, added: int) -> Aligned:
    first = group[0]
    if not first.units:
        return _added(first, added)
    units = tuple(dict.fromkeys(unit for claim in group for unit in claim.units))
    texts = tuple(settled(claim.row.target) for claim in group)
    exported = [base.unit(unit).target or "" for unit in units]
    outcome = Aligned(
        label=base.number[units[0]],
        units=units,
        rows=tuple(claim.place for claim in group),
        state=RowState.ALIGNED,
        anchor=first.anchor,
        source=first.row.source,
        target=texts[0],
        base="".join(exported),
        status=lowest([claim.row.status for claim in group]),
        texts=texts,
        changes=tuple(change for claim in group for change in claim.row.changes),
    )
    if len(units) > 1:
        outcome = _merged(outcome, group)
    elif len(group) > 1:
        outcome = _several(outcome, group, base)
    else:
        outcome = _single(outcome, first, base)
    return _unchanged(outcome, group, base)


def _unchanged(outcome: Aligned, group: Group, base: Base) -> Aligned:
    """Blank space around a text, or a picture beside it, is no edit of the text."""
    pictures = sum(claim.row.pictures for claim in group)
    if outcome.target == settled(outcome.base):
        outcome = replace(outcome, target=outcome.base)
    if outcome.state is RowState.ALIGNED and outcome.edited:
        outcome = replace(outcome, state=RowState.EDITED)
    if pictures and outcome.doubt is None:
        doubt = Doubt(f"{pictures} image(s) in the translation cannot be taken", ("text", "keep"))
        return replace(outcome, state=RowState.AMBIGUOUS, doubt=doubt)
    if outcome.doubt is None and not outcome.target.strip() and outcome.base.strip():
        doubt = Doubt("the translation was erased", _gone(outcome.units[0], base))
        return replace(outcome, state=RowState.MISSING, doubt=doubt)
    return outcome


def _merged(outcome: Aligned, group: Group) -> Aligned:
    hidden = [text for text in outcome.texts[1:] if text]
    merged = replace(outcome, state=RowState.MERGED)
    if not hidden:
        return merged
    message = f"text is hidden in merged cells: {' '.join(hidden)}"
    return replace(merged, doubt=Doubt(message, ("join", "first", "keep")))


def _several(outcome: Aligned, group: Group, base: Base) -> Aligned:
    whole = base.joined[base.place[outcome.units[0]]]
    together = "".join(outcome.texts)
    if joined_key([claim.row.source for claim in group]) == whole:
        return replace(outcome, state=RowState.SPLIT, target=together)
    if len(set(outcome.texts)) == 1:
        return replace(outcome, notes=("the row stands twice with the same text",))
    places = " and ".join(str(place) for place in outcome.rows)
    doubt = Doubt(
        f"the rows at places {places} of the table are all № {outcome.label}, with different texts",
        ("join", "first", "last", "keep"),
    )
    return replace(outcome, state=RowState.AMBIGUOUS, doubt=doubt)


def _single(outcome: Aligned, claim: Claim, base: Base) -> Aligned:
    if claim.other:
        other = base.number[claim.other]
        doubt = Doubt(
            f"the row is anchored as № {outcome.label} but shows the source of № {other}",
            ("target", "keep"),
        )
        return replace(outcome, state=RowState.AMBIGUOUS, doubt=doubt)
    if not claim.touched:
        return outcome
    if not source_key(claim.row.source) and not outcome.target:
        doubt = Doubt("the row was emptied", _gone(outcome.units[0], base))
        return replace(outcome, state=RowState.MISSING, rows=(), doubt=doubt)
    source = " ".join(claim.row.source.split()) or "(empty)"
    doubt = Doubt(f"the Russian text was changed to: {source}", ("target", "both", "keep"))
    return replace(outcome, state=RowState.SOURCE_CHANGED, doubt=doubt)


def _added(claim: Claim, added: int) -> Aligned:
    text = settled(claim.row.target)
    doubt = Doubt(
        f"the row was added by hand: {text or '(no translation)'}", ("insert", "join", "drop")
    )
    return Aligned(
        label=f"+{added}",
        units=(),
        rows=(claim.place,),
        state=RowState.ADDED,
        anchor="",
        source=claim.row.source.strip(),
        target=text,
        base="",
        status=claim.row.status,
        texts=(text,),
        changes=claim.row.changes,
        doubt=doubt,
    )


def _is_blank(row: ReviewRow) -> bool:
    return not (row.source.strip() or row.target.strip() or row.comments or row.pictures)


def _gone(unit: str, base: Base) -> tuple[str, ...]:
    return ("keep", "drop", "merge") if base.place[unit] else ("keep", "drop")


def _moved(found: list[Aligned], base: Base) -> list[Aligned]:
    """Rows out of the release's order: as few as explain it (longest rising subsequence)."""
    ordered = [(index, base.place[one.units[0]]) for index, one in enumerate(found) if one.units]
    staying = {ordered[k][0] for k in rising([place for _, place in ordered])}
    result = list(found)
    for index, _ in ordered:
        if index in staying:
            continue
        one = found[index]
        if one.doubt is None and one.state in (RowState.ALIGNED, RowState.EDITED):
            above = f"№ {base.number[one.after]}" if one.after else "the heading"
            doubt = Doubt(f"the row was moved and stands below {above} now", ("stay", "move"))
            result[index] = replace(one, state=RowState.MOVED, doubt=doubt)
        else:
            result[index] = replace(one, notes=(*one.notes, "the row was also moved"))
    return result


def rising(values: Sequence[int]) -> list[int]:
    """Indexes of a longest strictly rising subsequence.

    >>> rising([0, 3, 1, 2])
    [0, 2, 3]
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[place] = value
            ends[place] = index
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


def _with_missing(found: list[Aligned], base: Base) -> list[Aligned]:
    have = {unit for one in found for unit in one.units}
    result = list(found)
    for place, unit in enumerate(base.units):
        if unit.id in have:
            continue
        above = base.units[place - 1].id if place else ""
        gone = Aligned(
            label=base.number[unit.id],
            units=(unit.id,),
            rows=(),
            state=RowState.MISSING,
            anchor="",
            source=unit.source,
            target="",
            base=unit.target or "",
            status="",
            after=above,
            doubt=Doubt("the row is not in the file", _gone(unit.id, base)),
        )
        at = next((i for i, one in enumerate(result) if above in one.units), -1)
        result.insert(at + 1, gone)
    return result


def lowest(statuses: Sequence[str]) -> str:
    """The status that is least far; one that is no state comes before all.

    >>> lowest(["final", "reviewed"])
    'reviewed'
    """
    return min(statuses, key=lambda s: State(s).rank if s in set(State) else -1)
