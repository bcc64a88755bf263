"""Two models in a row (ru→en→zh) behind the same port."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator.engines.base import Engine, Progress
from translator.engines.cards import ModelCard
from translator.engines.splitting import wordless
from translator.units import Draft, EngineRequest


class PivotEngine:
    """The first engine's draft is the second's source.

    Hints reach the second engine without a place in its text: it can choose among its
    candidates by them, and no other rung applies. The score is the lower of the two.
    """

    def __init__(self, name: str, first: Engine, second: Engine) -> None:
        self.name = name
        self.signature = f"{first.signature} | {second.signature}"
        self.card = ModelCard(
            id=f"{first.card.id}+{second.card.id}",
            architecture=second.card.architecture,
            licence=" AND ".join(
                dict.fromkeys(c.licence or "unknown" for c in (first.card, second.card))
            ),
            non_commercial=first.card.non_commercial or second.card.non_commercial,
            languages=(first.card.languages[0], second.card.languages[1]),
            notes="Pivot: terms cannot be placed in the pivot language.",
        )
        self._first = first
        self._second = second

    def translate(
        self, requests: Sequence[EngineRequest], progress: Progress | None = None
    ) -> list[Draft]:
        """See :class:`Engine`; a request that fails in either half has no target."""
        drafts = [wordless(r) for r in requests]
        if progress and (ready := sum(d is not None for d in drafts)):
            progress(ready)
        sent = [i for i, d in enumerate(drafts) if d is None]
        firsts = self._first.translate([EngineRequest(requests[i].text) for i in sent])
        middle = dict(zip(sent, firsts, strict=True))
        alive = [i for i in sent if middle[i].target]
        if progress and len(alive) < len(sent):
            progress(len(sent) - len(alive))
        seconds = self._second.translate(
            [
                EngineRequest(
                    middle[i].target or "",
                    tuple(replace(h, start=0, stop=0) for h in requests[i].hints),
                )
                for i in alive
            ],
            progress,
        )
        ended = dict(zip(alive, seconds, strict=True))
        return [
            drafts[i] or _draft(request, middle[i], ended.get(i))
            for i, request in enumerate(requests)
        ]


def _draft(request: EngineRequest, first: Draft, second: Draft | None) -> Draft:
    if second is None:
        return Draft(
            None,
            how=("",) * len(request.hints),
            messages=(*(f"pivot: {m}" for m in first.messages),),
            tokens=first.tokens,
        )
    scores = [s for s in (first.score, second.score) if s is not None]
    return replace(
        second,
        score=min(scores, default=None),
        messages=(*(f"pivot: {m}" for m in first.messages), *second.messages),
        tokens=first.tokens + second.tokens,
    )
