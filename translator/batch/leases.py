"""Which runs live: told by a lock that the system takes from a dead process, never by a clock.

On one machine a run holds a lock file; whoever can take it knows that the run is dead, at once
and whatever the clock says. Of a run on another machine only its beats in the ledger are seen:
it counts as dead when they have stood still for :data:`LEASE` seconds of our own running clock.
"""

from __future__ import annotations

import platform
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from translator.batch.ledger import FOLDER, Ledger, RunRow
from translator.errors import OutputError

BEAT = 5.0
LEASE = 60.0
"""Seconds between beats, and without one until a run elsewhere counts as dead: longer than a
run waits for a database (30 s)."""


def host() -> str:
    """This machine's name."""
    return platform.node()


def new_run() -> str:
    """A name for a run that no other has."""
    return uuid.uuid4().hex[:16]


@contextmanager
def held(out: Path, run: str) -> Iterator[Path]:
    """Hold the lock of a run and give it a folder for outputs on their way.

    :raises OutputError: the output folder cannot be written.
    """
    folder = out / FOLDER / run
    lock = FileLock(_lock(out, run))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror})",
            place=str(out),
            remedy="choose another --out, or free space and check your rights",
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()
        with suppress(OSError):
            _lock(out, run).unlink()


class Watch:
    """Finds dead runs."""

    def __init__(self, ledger: Ledger, out: Path, own: str = "") -> None:
        self._ledger, self._out, self._own = ledger, out, own
        self._beats: dict[str, tuple[int, int, float]] = {}

    def others(self) -> tuple[list[RunRow], list[RunRow]]:
        """Runs other than our own that live, and that are dead."""
        alive: list[RunRow] = []
        dead: list[RunRow] = []
        runs = self._ledger.runs()
        self._beats = {r.id: self._beats[r.id] for r in runs if r.id in self._beats}
        for run in runs:
            if run.id != self._own:
                (alive if self._lives(run) else dead).append(run)
        return alive, dead

    @property
    def is_unsure(self) -> bool:
        """Is there a run on another machine of which it is not known yet whether it lives?"""
        return any(beats == first for beats, first, _ in self._beats.values())

    def clear(self, run: str) -> None:
        """Throw away what a dead run left behind."""
        shutil.rmtree(self._out / FOLDER / run, ignore_errors=True)
        with suppress(OSError):
            _lock(self._out, run).unlink()

    def _lives(self, run: RunRow) -> bool:
        if run.host == host():
            return _is_locked(_lock(self._out, run.id))
        beats, first, since = self._beats.get(run.id, (-1, run.beats, 0.0))
        if beats != run.beats:
            self._beats[run.id] = (run.beats, first, time.monotonic())
            return True
        return time.monotonic() - since < LEASE


def _lock(out: Path, run: str) -> Path:
    return out / FOLDER / f"{run}.lock"


def _is_locked(path: Path) -> bool:
    if not path.exists():
        return False
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return True
    lock.release()
    return False
