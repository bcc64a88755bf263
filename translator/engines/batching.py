"""Segments of like length together: padding is work that nobody reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translator.engines.splitting import Piece
from translator.units import EngineRequest


@dataclass(frozen=True, slots=True)
class Plan:
    """A request ready to send: its place, its pieces and the length of the longest in tokens."""

    index: int
    request: EngineRequest
    pieces: tuple[Piece, ...]
    width: int


def batches(plans: Sequence[Plan], budget: int) -> list[list[Plan]]:
    """Plans of like length together, the longest first, the padded tokens of a batch within
    ``budget``; a plan that alone is above it has a batch of its own."""
    found: list[list[Plan]] = []
    rows = width = 0
    for plan in sorted(plans, key=lambda p: (-p.width, p.index)):
        size = len(plan.pieces)
        if not found or (rows + size) * max(width, plan.width) > budget:
            found.append([])
            rows, width = 0, plan.width
        found[-1].append(plan)
        rows += size
    return found
