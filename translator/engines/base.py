"""The port every engine implements, and the settings that change what it returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from translator.engines.cards import ModelCard
from translator.errors import UsageError
from translator.units import Draft, EngineRequest

RUNTIMES = ("ctranslate2", "transformers")
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How to decode; every field that can change a target is part of the signature.

    ``max_source_tokens``: longer segments are split at clause marks. ``token_budget``: padded
    source tokens in one batch. ``threads`` 0 leaves the choice to the runtime. ``compute_type``
    is CTranslate2's (int8, int16, float32), ``device`` too (cpu, cuda).

    >>> EngineSettings(beam=1).signature
    'ctranslate2 beam=1 length=1 coverage=0 ngram=0 max=200 int8'
    """

    runtime: str = "ctranslate2"
    beam: int = 6
    length_penalty: float = 1.0
    coverage_penalty: float = 0.0
    no_repeat_ngram: int = 0
    max_source_tokens: int = 200
    token_budget: int = 1536
    threads: int = 0
    device: str = "cpu"
    compute_type: str = "int8"

    def __post_init__(self) -> None:
        if self.runtime not in RUNTIMES:
            raise UsageError(
                f"unknown runtime {self.runtime!r}", remedy=f"use one of: {', '.join(RUNTIMES)}"
            )
        if self.runtime == "transformers" and self.device != "cpu":
            raise UsageError(
                "a GPU is used with CTranslate2 only",
                remedy="set device to cpu or use --runtime ctranslate2",
            )
        if self.runtime == "transformers" and self.coverage_penalty:
            raise UsageError(
                "a coverage penalty is known to CTranslate2 only",
                remedy="set it to 0 or use --runtime ctranslate2",
            )
        if self.beam < 1 or self.max_source_tokens < 8 or self.token_budget < 1:
            raise UsageError(
                "beam and token budget start at 1, source tokens at 8",
                remedy="correct the engine settings",
            )

    @property
    def signature(self) -> str:
        """What of the settings a target depends on, in one line."""
        compute = self.compute_type if self.runtime == "ctranslate2" else "float32"
        compute += "" if self.device == "cpu" else f" {self.device}"  # rounds otherwise
        return (
            f"{self.runtime} beam={self.beam} length={self.length_penalty:g} "
            f"coverage={self.coverage_penalty:g} ngram={self.no_repeat_ngram} "
            f"max={self.max_source_tokens} {compute}"
        )


class Engine(Protocol):
    """A machine that drafts Chinese for Russian segments.

    ``signature`` names everything a draft depends on (model digest, runtime, decoding, source
    format), so a cache keyed on it can never return an old translation.
    """

    @property
    def name(self) -> str:
        """As given to :func:`translator.engines.load`."""

    @property
    def card(self) -> ModelCard:
        """The model's card (licence, languages, source format)."""

    @property
    def signature(self) -> str:
        """Model digest, runtime, decoding settings, source format version."""

    def translate(
        self, requests: Sequence[EngineRequest], progress: Progress | None = None
    ) -> list[Draft]:
        """One draft per request, in their order; ``progress`` gets the number newly done.

        :raises EngineError: the model refused the work as a whole.
        """
