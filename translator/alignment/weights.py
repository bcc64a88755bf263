"""The constants of the aligner, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Weights:
    """The tables of weights.toml, whose comments say what each number means."""

    lengths: dict[str, float]
    kinds: dict[str, float]
    found: dict[str, float]
    chance: dict[str, float]
    evidence: dict[str, float]
    confidence: dict[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """What weights.toml says."""
    return Weights(**tomllib.loads(Path(__file__).with_name("weights.toml").read_text("utf-8")))
