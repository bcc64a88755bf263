"""A worker process: one model, baskets of documents, segments of a basket drafted together.

A worker writes nothing but finished outputs: first beside their place, then, when the ledger
knows of them, into it. It may die at any moment.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from translator import jobs
from translator.batch.bench import Bench
from translator.batch.orphans import end_with_parent
from translator.batch.placing import DiskShelf
from translator.batch.reading import steadily
from translator.batch.records import Broken, Ready, Task
from translator.errors import TranslatorError
from translator.pipeline import Translator
from translator.settings import Settings
from translator.units import SourceDocument

Opener = Callable[[Settings], Translator]
"""Makes what translates; it is sent to the workers, so it is a function of a module."""


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
    translator = opened(opener, settings)
    if isinstance(translator, Broken):
        wire.send(translator)
        return
    wire.send(ready(translator))

    def read(task: Task) -> tuple[SourceDocument, str]:
        return steadily(task, lambda: jobs.read(task.source, settings))

    shelf = DiskShelf(Path(out), Path(folder))
    bench = Bench(translator, read, shelf, Path(out), wire.send)
    with suppress(EOFError, BrokenPipeError):  # the coordinator is gone, or does not wait
        while isinstance(basket := wire.recv(), tuple):
            wire.send(bench.prepare(basket))
            if wire.recv() is None:
                break
            wire.send(shelf.place(basket))
    translator.close()


def opened(opener: Opener, settings: Settings) -> Translator | Broken:
    """A translator, or why there is none."""
    try:
        translator = opener(settings)
    except TranslatorError as error:
        return Broken(error.message, error.remedy, error.place, int(error.exit_code))
    gc.freeze()
    gc.enable()
    return translator


def ready(translator: Translator) -> Ready:
    """What a worker says of its model."""
    card = translator.engine.card
    note = (
        f"{card.id} has a non-commercial licence ({card.licence}); its drafts may not be "
        "delivered outside"
        if card.non_commercial
        else ""
    )
    return Ready(translator.signature, translator.memory_state, note)
