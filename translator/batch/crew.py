"""The worker processes as the coordinator sees them: what each is at, and since when."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Protocol

from translator.batch import worker
from translator.batch.records import Task
from translator.settings import Settings

_SPAWN = multiprocessing.get_context("spawn")
_LOADING = 1800.0


class Process(Protocol):
    """What is asked of a worker process (see :class:`multiprocessing.Process`)."""

    @property
    def exitcode(self) -> int | None: ...

    def is_alive(self) -> bool: ...

    def kill(self) -> None: ...

    def join(self, timeout: float | None = None) -> None: ...


Starter = Callable[[Connection, worker.Opener, Settings, str, str], Process]
"""Starts a worker on its end of a pipe, with the arguments of :func:`worker.serve`."""


class Phase(StrEnum):
    """What a worker is at."""

    LOADING = "loading"
    IDLE = "idle"
    PREPARING = "preparing"
    PLACING = "placing"


@dataclass
class Hand:
    """One worker. ``heard`` is when it last said something, ``begun`` when it got its basket
    (running clock, seconds), ``at`` the document it said it was at."""

    process: Process
    wire: Connection
    phase: Phase = Phase.LOADING
    basket: tuple[Task, ...] = ()
    at: str = ""
    heard: float = field(default_factory=time.monotonic)
    begun: float = 0.0

    def give(self, basket: tuple[Task, ...]) -> bool:
        """Hand a basket over; False where the worker is no more."""
        self.basket, self.phase = basket, Phase.PREPARING
        self.begun = self.heard = time.monotonic()
        return self.tell(basket)

    def tell(self, message: object) -> bool:
        """Send a message; False where the worker is no more."""
        try:
            self.wire.send(message)
        except OSError:
            return False
        return True

    def is_late(self, limit: float) -> bool:
        """A document alone has ``limit`` seconds; several may be silent for so long, and have so
        much each together. Loading a model may mean converting it first."""
        now = time.monotonic()
        if self.phase is Phase.IDLE:
            return False
        if self.phase is Phase.PREPARING:
            return now - self.heard > limit or now - self.begun > limit * len(self.basket)
        return now - self.heard > (_LOADING if self.phase is Phase.LOADING else max(limit, 60.0))

    def ended(self) -> str:
        """How the process ended, in words."""
        self.process.join(1)
        code = self.process.exitcode
        if code is None:
            return "did not answer"
        if code < 0:
            more = ", perhaps for lack of memory" if code == -9 else ""
            return f"was killed by signal {-code}{more}"
        return f"ended with status {code}"


class Crew:
    """All workers of a run."""

    def __init__(
        self,
        start: Starter,
        opener: worker.Opener,
        settings: Settings,
        out: Path,
        folder: Path,
    ) -> None:
        self._start: Callable[[Connection], Process] = lambda theirs: start(
            theirs, opener, settings, str(out), str(folder)
        )
        self.hands: list[Hand] = []

    def hire(self) -> Hand:
        """Start a worker."""
        ours, theirs = _SPAWN.Pipe()
        hand = Hand(self._start(theirs), ours)
        self.hands.append(hand)
        return hand

    def dismiss(self, hand: Hand) -> None:
        """End a worker at once."""
        if hand.process.is_alive():
            hand.process.kill()
        hand.process.join(5)
        hand.wire.close()
        self.hands.remove(hand)

    def close(self) -> None:
        """End all: those without work by a word, the others at once."""
        for hand in self.hands:
            if hand.phase is not Phase.IDLE or not hand.tell(None):
                hand.process.kill()
        for hand in self.hands:
            hand.process.join(5)
            if hand.process.is_alive():
                hand.process.kill()
            hand.wire.close()
        self.hands.clear()

    def messages(self, seconds: float) -> Sequence[tuple[Hand, object]]:
        """What workers said within ``seconds``; None is that one has died."""
        if not self.hands:
            time.sleep(seconds)
        by_wire = {hand.wire: hand for hand in self.hands}
        said: list[tuple[Hand, object]] = []
        for ready in wait(list(by_wire), timeout=seconds):
            if not isinstance(ready, Connection):
                continue
            hand = by_wire[ready]
            try:
                message: object = hand.wire.recv()
            except (EOFError, OSError):
                message = None
            hand.heard = time.monotonic()
            said.append((hand, message))
        return said


def start_process(
    theirs: Connection, opener: worker.Opener, settings: Settings, out: str, folder: str
) -> Process:
    """A worker in a process of its own on this machine."""
    process = _SPAWN.Process(
        target=worker.main, args=(theirs, opener, settings, out, folder), daemon=True
    )
    process.start()
    theirs.close()  # so that its death closes the pipe
    return process
