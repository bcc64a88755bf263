"""Who does the work of a run, as the coordinator sees it: hands, and what each is at.

There are two crews: processes of this machine (:mod:`translator.batch.processes`) and actors of
a Ray cluster (:mod:`translator.batch.cluster`).
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from translator.batch.records import Task

_LOADING = 1800.0


class Phase(StrEnum):
    """What a worker is at."""

    LOADING = "loading"
    IDLE = "idle"
    PREPARING = "preparing"
    PLACING = "placing"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a worker ended, in words that follow its name; ``outside`` where that says nothing of
    its documents (its machine was lost)."""

    text: str
    outside: bool = False


@dataclass(eq=False)
class Hand(ABC):
    """One worker. ``heard`` is when it last got on, ``begun`` when it got its basket (running
    clock, seconds), ``at`` the document it said it was at."""

    phase: Phase = Phase.LOADING
    basket: tuple[Task, ...] = ()
    at: str = ""
    heard: float = field(default_factory=time.monotonic)
    begun: float = 0.0

    @abstractmethod
    def tell(self, message: object) -> bool:
        """Send a basket, ``()`` for "put it in place" or None for "go home"; False where the
        worker is no more."""

    @abstractmethod
    def ended(self) -> Ending:
        """How it ended, once it has."""

    def give(self, basket: tuple[Task, ...]) -> bool:
        """Hand a basket over; False where the worker is no more."""
        self.basket, self.phase = basket, Phase.PREPARING
        self.begun = self.heard = time.monotonic()
        return self.tell(basket)

    def is_late(self, limit: float) -> bool:
        """A document alone has ``limit`` seconds; several may be silent for so long, and have so
        much each together. Loading a model may mean converting it first."""
        now = time.monotonic()
        if self.phase is Phase.IDLE:
            return False
        if self.phase is Phase.PREPARING:
            return now - self.heard > limit or now - self.begun > limit * len(self.basket)
        return now - self.heard > (_LOADING if self.phase is Phase.LOADING else max(limit, 60.0))


class Crew(Protocol):
    """All workers of a run."""

    @property
    def hands(self) -> Sequence[Hand]:
        """Those that are at work or wait for it."""

    @property
    def room(self) -> int:
        """How many hands there may be at present."""

    def hire(self) -> None:
        """Start a worker.

        :raises EngineError: nowhere.
        """

    def dismiss(self, hand: Hand) -> None:
        """End a worker at once."""

    def messages(self, seconds: float) -> Sequence[tuple[Hand, object]]:
        """What workers said within ``seconds``; None is that one has died."""

    def close(self) -> None:
        """End all: those without work by a word, the others at once."""


Recruiter = Callable[[Path, Path], Crew]
"""Makes the crew of a run: for the folder of results, and that of outputs on their way there."""
