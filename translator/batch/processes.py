"""A crew of processes on this machine, each on the other end of a pipe."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Protocol

from translator.batch import worker
from translator.batch.crew import Ending, Hand, Phase, Recruiter
from translator.settings import Settings

_SPAWN = multiprocessing.get_context("spawn")


class Process(Protocol):
    """What is asked of a worker process (see :class:`multiprocessing.Process`)."""

    @property
    def exitcode(self) -> int | None: ...

    def is_alive(self) -> bool: ...

    def kill(self) -> None: ...

    def join(self, timeout: float | None = None) -> None: ...


Starter = Callable[[Connection, worker.Opener, Settings, str, str], Process]
"""Starts a worker on its end of a pipe, with the arguments of :func:`worker.serve`."""


@dataclass(eq=False, kw_only=True)
class ProcessHand(Hand):
    """A worker process."""

    process: Process
    wire: Connection

    def tell(self, message: object) -> bool:
        """See :class:`Hand`."""
        try:
            self.wire.send(message)
        except OSError:
            return False
        return True

    def ended(self) -> Ending:
        """See :class:`Hand`."""
        self.process.join(1)
        code = self.process.exitcode
        if code is None:
            return Ending("did not answer")
        if code < 0:
            more = ", perhaps for lack of memory" if code == -9 else ""
            return Ending(f"was killed by signal {-code}{more}")
        return Ending(f"ended with status {code}")


class ProcessCrew:
    """See :class:`translator.batch.crew.Crew`."""

    def __init__(self, start: Callable[[Connection], Process], room: int) -> None:
        self._start = start
        self.room = room
        self.hands: list[ProcessHand] = []

    def hire(self) -> None:
        """See :class:`Crew`."""
        ours, theirs = _SPAWN.Pipe()
        self.hands.append(ProcessHand(process=self._start(theirs), wire=ours))

    def dismiss(self, hand: Hand) -> None:
        """See :class:`Crew`."""
        mine = self.hands.pop(self.hands.index(hand))  # type: ignore[arg-type]
        if mine.process.is_alive():
            mine.process.kill()
        mine.process.join(5)
        mine.wire.close()

    def close(self) -> None:
        """See :class:`Crew`."""
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
        """See :class:`Crew`."""
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


def on_this_machine(
    workers: int, opener: worker.Opener, settings: Settings, start: Starter = start_process
) -> Recruiter:
    """``workers`` processes with a model each, which share the processor's cores."""
    shared = shared_out(settings, workers)

    def recruit(out: Path, folder: Path) -> ProcessCrew:
        return ProcessCrew(
            lambda theirs: start(theirs, opener, shared, str(out), str(folder)), workers
        )

    return recruit


def shared_out(settings: Settings, workers: int) -> Settings:
    """The processor's cores shared among the workers, unless the number of threads is set."""
    if settings.threads:
        return settings
    return replace(settings, threads=max(1, (os.cpu_count() or 1) // workers))
