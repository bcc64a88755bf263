"""An engine without a model: it writes the hints' targets and counts what it was asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from translator.engines import ModelCard
from translator.units import Draft, EngineRequest

CARD = ModelCard("stub", "marian", licence="Apache-2.0")


def answer(request: EngineRequest) -> str:
    """«Губернатор прибыл в Пекин.» with a hint for Пекин -> 译文：北京。"""
    wanted = "，".join(hint.target for hint in request.hints)
    return f"译文：{wanted or '内容'}。"


@dataclass
class StubEngine:
    """See :class:`translator.engines.Engine`. ``seconds`` passes for every segment."""

    write: Callable[[EngineRequest], str | None] = answer
    seconds: float = 0.0
    name: str = "stub"
    card: ModelCard = CARD
    signature: str = "stub@1"
    asked: list[EngineRequest] = field(default_factory=list)

    def translate(
        self, requests: Sequence[EngineRequest], progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        drafts = []
        for request in requests:
            time.sleep(self.seconds)
            self.asked.append(request)
            target = self.write(request)
            how = tuple(
                "annotation" if target and h.target in target else "" for h in request.hints
            )
            drafts.append(Draft(target, -0.5 if target else None, how, tokens=len(target or "")))
            if progress:
                progress(1)
        return drafts
