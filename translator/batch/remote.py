"""A worker that shares no disk with the coordinator: documents come and go as bytes.

Nothing here knows how the bytes travel; :mod:`translator.batch.cluster` sends them through Ray.
"""

from __future__ import annotations

import gc
import hashlib
import platform
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from translator import ingest
from translator.batch.bench import Bench
from translator.batch.faults import fault_of
from translator.batch.luggage import Luggage, unpack
from translator.batch.placing import Writing, unwritten
from translator.batch.reading import steadily
from translator.batch.records import At, Broken, Drafted, Fault, Ready, Task
from translator.batch.worker import Opener, opened, ready
from translator.errors import TranslatorError
from translator.units import SourceDocument


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document on its way to a worker, with the stamp of the file."""

    task: Task
    data: bytes
    stamp: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A basket on its way back; ``files`` are (key, outputs in the order of the task)."""

    drafted: Drafted
    files: tuple[tuple[str, tuple[bytes, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Pulse:
    """How often a worker has got on since it began, and the document that it is at."""

    beats: int
    at: str


def packed(basket: Sequence[Task]) -> tuple[tuple[Parcel, ...], tuple[tuple[str, Fault], ...]]:
    """The documents of a basket, and the faults of those that cannot be read."""
    parcels, faults = [], []
    for task in basket:
        try:
            data, stamp = steadily(task, partial(ingest.contents, Path(task.source)))
            parcels.append(Parcel(task, data, stamp))
        except Exception as error:  # one bad document must not stop the others
            faults.append((task.key, fault_of(error, task.key)))
    return tuple(parcels), tuple(faults)


class Desk:
    """The worker itself: ``load`` first, then baskets; ``pulse`` may be asked meanwhile."""

    def __init__(self, luggage: Luggage, opener: Opener, out: str) -> None:
        self._luggage, self._opener, self._out = luggage, opener, Path(out)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._beats, self._at = 0, ""

    def load(self) -> Ready | Broken:
        """Open what translates."""
        gc.disable()
        try:
            self._settings = unpack(self._luggage, self._make_folder)
        except TranslatorError as error:
            return Broken(error.message, error.remedy, error.place, int(error.exit_code))
        translator = opened(self._opener, self._settings)
        if isinstance(translator, Broken):
            place = translator.place or f"on {platform.node()}"
            return replace(translator, place=place)
        self._translator, self._case = translator, Case()
        self._bench = Bench(translator, self._read, self._case, self._out, self._tell)
        return ready(translator)

    def prepare(self, parcels: tuple[Parcel, ...]) -> Delivery:
        """Translate a basket."""
        self._parcels = {parcel.task.key: parcel for parcel in parcels}
        drafted = self._bench.prepare([parcel.task for parcel in parcels])
        return Delivery(drafted, tuple(self._case.files.items()))

    def pulse(self) -> Pulse:
        """Where the work is at."""
        return Pulse(self._beats, self._at)

    def leave(self) -> None:
        """Leave nothing behind."""
        self._translator.close()
        if self._folder:
            self._folder.cleanup()

    def _make_folder(self) -> Path:
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="press-")
        return Path(self._folder.name)

    def _read(self, task: Task) -> tuple[SourceDocument, str]:
        parcel = self._parcels[task.key]
        document = ingest.read_as(
            parcel.data,
            Path(task.source),
            furniture=self._settings.furniture,
            keep_boilerplate=self._settings.keep_boilerplate,
        )
        return document, parcel.stamp

    def _tell(self, at: At) -> None:
        self._beats, self._at = self._beats + 1, at.key


class Case:
    """The shelf of a worker that sends its outputs away (see :class:`placing.Shelf`)."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[bytes, ...]] = {}

    def clear(self) -> None:
        """See :class:`Shelf`."""
        self.files = {}

    def put(self, task: Task, outputs: Sequence[Writing]) -> list[str]:
        """See :class:`Shelf`."""
        files = []
        with tempfile.TemporaryDirectory(prefix="press-") as folder:
            for form, _, write in outputs:
                made = Path(folder) / f"output.{form}"
                try:
                    write(made)
                    files.append(made.read_bytes())
                except OSError as error:
                    raise unwritten(f"{platform.node()}:{made}", error) from error
        self.files[task.key] = tuple(files)
        return [hashlib.sha256(data).hexdigest() for data in files]
