"""Archives for the tests, and what the workers load in place of a model.

The stub obeys words in a release: a worker that reads «убей» is killed, «зависни» hangs it,
«взорвись» raises, «замри» takes a fifth of a second.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.stub_engine import StubEngine, answer
from translator import pipeline
from translator.batch.ledger import Ledger, usual_place
from translator.batch.planner import Plan, plan
from translator.batch.processes import on_this_machine
from translator.batch.records import Event, State, Summary
from translator.batch.running import Coordinator, Options
from translator.batch.worker import serve
from translator.errors import UsageError
from translator.pipeline import Translator
from translator.settings import Settings
from translator.units import EngineRequest

GLOSSARY = Path(__file__).parents[1] / "cases" / "cli" / "glossary.tsv"
ROOT = Path(__file__).parents[2]


def obey(request: EngineRequest) -> str:
    text = request.text.lower()
    if "убей" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "зависни" in text:
        time.sleep(600)
    if "взорвись" in text:
        raise ValueError("boom")
    if "замри" in text:
        time.sleep(0.2)
    return answer(request)


def open_stub(settings: Settings) -> Translator:
    """A translator with the stub engine; the setting ``engine`` is its signature."""
    pipeline.load_engine = lambda settings: StubEngine(write=obey, signature=settings.engine)
    return Translator(settings)


def text(number: int, word: str = "") -> str:
    """A short release, every one different."""
    return (
        f"Завод номер {number} увеличил выпуск {word}\n\n"
        f"г. Смоленск, {number % 27 + 1} мая 2025 года\n\n"
        f"Завод выпустил {number + 100} машин в Смоленской области. Губернатор посетил цех.\n\n"
        "Пресс-служба правительства\n"
    )


class InThread:
    """A worker in a thread of this process: quick to start, cannot be killed."""

    exitcode = None

    def __init__(self, theirs, *arguments) -> None:
        self._thread = threading.Thread(target=self._work, args=(theirs, *arguments), daemon=True)
        self._thread.start()

    def _work(self, theirs, *arguments) -> None:
        serve(theirs, *arguments)
        theirs.close()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def join(self, timeout: float | None = None) -> None:
        self._thread.join(timeout)

    def kill(self) -> None:
        """Its end of the pipe is closed by the other one."""


@dataclass
class Office:
    """A folder of releases and one for the results; ``run`` does a run in this process."""

    folder: Path
    cache: Path
    events: list[Event] = field(default_factory=list)
    engine: str = "one"
    formats: tuple[str, ...] = ("txt",)
    stop: int = 0

    @property
    def source(self) -> Path:
        return self.folder / "archive"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def write(self, name: str, content: str) -> Path:
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    def fill(self, count: int) -> None:
        for number in range(count):
            self.write(f"{2020 + number % 3}/{number:03}.txt", text(number))

    @property
    def settings(self) -> Settings:
        return Settings(
            engine=self.engine, cache=self.cache, memory=None, project_glossaries=GLOSSARY,
            formats=self.formats,
        )  # fmt: skip

    def plan(self, **more) -> Plan:
        return plan([str(self.source)], self.out, self.formats, **more)

    def ledger(self, place: str = "") -> Ledger:
        return Ledger.open(place or usual_place(self.out), self.out)

    def run(
        self,
        planned: Plan | None = None,
        place: str = "",
        start=InThread,
        opener=open_stub,
        workers=1,
        recruit=None,
        **options,
    ) -> Summary:
        """A run with workers in threads, in processes (``start_process``), or with a crew."""
        self.events.clear()
        ledger = self.ledger(place)
        try:
            return Coordinator(
                planned or self.plan(), ledger, self.out, Options(**options),
                recruit=recruit or on_this_machine(workers, opener, self.settings, start),
                listen=self.events.append, stop=lambda: self.stop,
            ).run()  # fmt: skip
        finally:
            ledger.close()

    def states(self) -> dict[str, State]:
        ledger = self.ledger()
        try:
            return {entry.key: entry.state for entry, _ in ledger.stream()}
        finally:
            ledger.close()

    def told(self, kind: str) -> dict[str, str]:
        return {event.key: event.text for event in self.events if event.kind == kind}

    def results(self) -> dict[str, bytes]:
        """Everything in the output folder but the ledger."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in self.out.rglob("*")
            if path.is_file() and ".batch" not in path.parts
        }

    def is_tidy(self) -> bool:
        """No lock, no output on its way."""
        left = {path.name for path in (self.out / ".batch").iterdir()}
        return left <= {"ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"}


def open_broken(settings: Settings) -> Translator:
    """As :func:`open_stub` where the engine's name is wrong."""
    raise UsageError("unknown engine 'x'", remedy="use another")
