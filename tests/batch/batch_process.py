"""A run in a process of its own, to be killed: ``python -m tests.batch.batch_process FOLDER CACHE
thread|process``. It writes a line for every event."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.batch.batch_archive import InThread, Office
from translator.batch.processes import start_process
from translator.batch.records import Event


class _Lines(list[Event]):
    def append(self, event: Event) -> None:
        sys.stdout.write(f"{event.kind} {event.key}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    folder, cache, way = sys.argv[1:]
    office = Office(Path(folder), Path(cache), events=_Lines())
    office.run(start=InThread if way == "thread" else start_process, workers=2, basket=3)
