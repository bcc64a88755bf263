"""A worker process: one model, baskets of documents, segments of a basket drafted together.

A worker writes nothing but finished outputs: first beside their place, then, when the ledger
knows of them, into it. It may die at any moment.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import Protocol

from translator import jobs
from translator.batch.deciding import digest_of
from translator.batch.figures import figures_of
from translator.batch.orphans import end_with_parent
from translator.batch.planner import stamp_of
from translator.batch.records import (
    At,
    Broken,
    Cause,
    Drafted,
    Fault,
    Output,
    Placed,
    Ready,
    Staged,
    Task,
)
from translator.drafting import Drafts, Prepared
from translator.errors import EngineError, InputError, OutputError, StorageError, TranslatorError
from translator.outputs import move_into_place
from translator.pipeline import Translator
from translator.settings import Settings

Opener = Callable[[Settings], Translator]
"""Makes what translates; it is sent to the workers, so it is a function of a module."""
_FULL = frozenset({ENOSPC, EDQUOT})
_FRESH_NS = 2_000_000_000
"""A file that was changed this short a time before it was read could change again without its
time changing (2 s is the grain of FAT)."""


class Wire(Protocol):
    """One end of a pipe."""

    def send(self, message: object, /) -> None: ...

    def recv(self) -> object: ...


def main(wire: Wire, opener: Opener, settings: Settings, out: str, folder: str) -> None:
    """The life of a worker process; see :func:`serve`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the coordinator decides when to stop
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    end_with_parent()
    gc.disable()  # tables of tens of thousands of records are made and all of them are kept
    serve(wire, opener, settings, out, folder)


def serve(wire: Wire, opener: Opener, settings: Settings, out: str, folder: str) -> None:
    """Work until told to stop. ``folder`` takes outputs on their way into place in ``out``."""
    try:
        translator = opener(settings)
    except TranslatorError as error:
        wire.send(Broken(error.message, error.remedy, error.place, int(error.exit_code)))
        return
    gc.freeze()
    gc.enable()
    card = translator.engine.card
    note = (
        f"{card.id} has a non-commercial licence ({card.licence}); its drafts may not be "
        "delivered outside"
        if card.non_commercial
        else ""
    )
    wire.send(Ready(translator.signature, translator.memory_state, note))
    bench = _Bench(wire, translator, settings, Path(out), Path(folder))
    with suppress(EOFError, BrokenPipeError):  # the coordinator is gone, or does not wait
        while isinstance(basket := wire.recv(), tuple):
            wire.send(bench.prepare(basket))
            if wire.recv() is None:
                break
            wire.send(bench.place(basket))
    translator.close()


class _Bench:
    """What a worker needs for a basket."""

    def __init__(
        self, wire: Wire, translator: Translator, settings: Settings, out: Path, folder: Path
    ) -> None:
        self._wire, self._translator, self._settings = wire, translator, settings
        self._out, self._folder = out, folder
        self._staged: dict[str, list[tuple[Path, Path]]] = {}

    def prepare(self, basket: Sequence[Task]) -> Drafted:
        """Translate a basket and write its outputs beside their place."""
        self._staged = {}
        memory = self._translator.memory_state
        faults: list[tuple[str, Fault]] = []
        cut: list[tuple[Task, Prepared, str, float]] = []
        for task in basket:
            self._wire.send(At(task.key))
            begun = time.monotonic()
            try:
                document, stamp = self._cut(task)
                cut.append((task, document, stamp, time.monotonic() - begun))
            except Exception as error:  # one bad document must not stop the others
                faults.append((task.key, fault_of(error, task.key)))
        self._wire.send(At(basket[0].key if len(basket) == 1 else ""))
        begun = time.monotonic()
        try:
            drafts = self._draft([document for _, document, _, _ in cut], basket)
        except Exception as error:  # as above; which document it was shows when each is alone
            if len(basket) > 1:
                alone = tuple(task.key for task, _, _, _ in cut)
                return Drafted(faults=tuple(faults), alone=alone)
            return Drafted(faults=((basket[0].key, fault_of(error, basket[0].key)),))
        share = (time.monotonic() - begun) / max(1, sum(_open(c) for _, c, _, _ in cut))
        staged = []
        for task, document, stamp, seconds in cut:
            self._wire.send(At(task.key))
            spent = seconds + share * _open(document)
            try:
                staged.append(self._stage(task, document, drafts, stamp, memory, spent))
            except Exception as error:  # as above
                faults.append((task.key, fault_of(error, task.key)))
        return Drafted(tuple(staged), tuple(faults))

    def place(self, basket: Sequence[Task]) -> Placed:
        """Give the outputs of a basket their names."""
        done, faults = [], []
        for task in basket:
            files = self._staged.pop(task.key, None)
            if files is None:
                continue
            try:
                for staged, path in files:
                    self._move(staged, path, task)
                done.append(task.key)
            except Exception as error:  # as above
                faults.append((task.key, fault_of(error, task.key)))
        return Placed(tuple(done), tuple(faults))

    def _cut(self, task: Task) -> tuple[Prepared, str]:
        before = Path(task.source).stat(follow_symlinks=False)
        document = jobs.read(task.source, self._settings)
        after = Path(task.source).stat(follow_symlinks=False)
        if stamp_of(before) != stamp_of(after):
            raise OutputError(
                "was changed while it was read", place=task.key, remedy="it is read again later"
            )
        fresh = abs(time.time_ns() - after.st_ctime_ns) < _FRESH_NS
        named = replace(document, name=task.key)
        return self._translator.prepare(named), "" if fresh else stamp_of(after)

    def _draft(self, documents: Sequence[Prepared], basket: Sequence[Task]) -> Drafts:
        key = basket[0].key if len(basket) == 1 else ""
        told = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told > 0.5:
                told = time.monotonic()
                self._wire.send(At(key))

        return self._translator.draft(documents, progress)

    def _stage(
        self, task: Task, cut: Prepared, drafts: Drafts, stamp: str, memory: str, spent: float
    ) -> Staged:
        begun = time.monotonic()
        bitext = self._translator.finish(cut, drafts)
        files, outputs = [], []
        for form, name in task.outputs:
            path = Path(name)
            staged = self._folder / f"{os.getpid()}-{id(self)}-{len(self._staged)}.{form}"
            try:
                staged.unlink(missing_ok=True)
                jobs.writer(bitext, form)(staged)
                _to_disk(staged)
            except OSError as error:
                raise OutputError(
                    f"cannot be written ({error.strerror})",
                    place=str(path),
                    remedy="free space on the disk or choose another --out",
                ) from error
            files.append((staged, path))
            inside = path.relative_to(self._out).as_posix()
            outputs.append(Output(form, inside, digest_of(staged)))
        self._staged[task.key] = files
        figures = figures_of(cut, bitext, spent + time.monotonic() - begun)
        return Staged(
            task.key, cut.document.digest, stamp, self._translator.signature, memory,
            tuple(outputs), figures,
        )  # fmt: skip

    def _move(self, staged: Path, path: Path, task: Task) -> None:
        """Into place; what stands there is replaced only if it is ours and nobody edited it."""
        for parent in _above(path, self._out):
            if parent.is_symlink():
                raise OutputError(
                    "is a symbolic link", place=str(parent), remedy="put a folder in its place"
                )
        there = path.exists() or path.is_symlink()
        if there and not task.force and digest_of(path) not in {*task.ours, digest_of(staged)}:
            raise OutputError(
                "is not as this tool wrote it (edited, or of somebody else)",
                place=str(path),
                remedy="move it away, or add --force to overwrite it",
            )
        move_into_place(staged, path, force=there)


def _open(cut: Prepared) -> int:
    return sum(1 for work in cut.work if work.key)


def _above(path: Path, out: Path) -> Iterator[Path]:
    for parent in path.parents:
        if parent == out:
            return
        yield parent


def _to_disk(path: Path) -> None:
    """Whole on the disk before the ledger says so, whatever happens to the power."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def fault_of(error: Exception, key: str) -> Fault:
    """An error as a line and a cause."""
    if isinstance(error, TranslatorError):
        return Fault(" ".join(str(error).split()), _cause(error))
    if isinstance(error, MemoryError):
        return Fault(str(jobs.too_large(key)), Cause.WORKER)
    if isinstance(error, OSError):
        text = f"{key}: {error.strerror or error}; check the file, the disk and your rights"
        return Fault(text, Cause.HALT if error.errno in _FULL else Cause.PLACE)
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return Fault(f"{key}: cannot be processed ({what}); report this", Cause.INPUT)


def _cause(error: TranslatorError) -> Cause:
    reason = error.__cause__
    if isinstance(error, StorageError):
        return Cause.HALT
    if isinstance(error, EngineError):
        return Cause.WORKER
    if isinstance(error, OutputError):
        if isinstance(reason, OSError) and reason.errno in _FULL:
            return Cause.HALT
        # The proof of a review document names no place: the same release fails again.
        return Cause.PLACE if error.place else Cause.INPUT
    if isinstance(error, InputError):
        return Cause.INPUT
    return Cause.PLACE
