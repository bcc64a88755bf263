"""From chosen candidates and pieces to the draft of a segment."""

from __future__ import annotations

from collections.abc import Sequence

from translator.engines.ladder import Candidate, hinted
from translator.engines.splitting import Piece, join
from translator.engines.stutter import calmed
from translator.engines.tokenisers import UNKNOWN_MARK
from translator.units import Draft, EngineRequest


def draft_of(candidate: Candidate, request: EngineRequest) -> Draft:
    """The draft of a chosen candidate, with what a person should know of it."""
    messages = []
    target = calmed(candidate.target.strip(), hinted(request))
    if target != candidate.target.strip():
        messages.append("doubled words were said once")
    if UNKNOWN_MARK in candidate.target:
        messages.append("the model lacks a character, shown as ⁇")
    if candidate.faults:
        messages.append("inline marks came back damaged")
    return Draft(
        target,
        score=candidate.score,
        how=candidate.how,
        messages=tuple(messages),
        tokens=len(candidate.marks),
    )


def whole(drafts: Sequence[Draft], parts: Sequence[Piece]) -> Draft:
    """One draft of the drafts of its pieces; without a target if any piece has none."""
    if len(drafts) == 1:
        return drafts[0]
    tokens = sum(d.tokens for d in drafts)
    how = tuple(h for d in drafts for h in d.how)
    messages = (*(m for d in drafts for m in d.messages), f"translated in {len(parts)} parts")
    if any(d.target is None for d in drafts):
        return Draft(None, how=("",) * len(how), messages=messages, tokens=tokens)
    scored = [(d.score, max(d.tokens, 1)) for d in drafts if d.score is not None]
    weight = sum(n for _, n in scored)
    return Draft(
        join([d.target or "" for d in drafts], [p.tail for p in parts]),
        score=sum(s * n for s, n in scored) / weight if weight else None,
        how=how,
        messages=messages,
        tokens=tokens,
    )
