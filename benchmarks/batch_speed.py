"""Archives: ratios of one run on one machine, JSON on standard output.

    python -m benchmarks.batch_speed [--documents 2000] [--model-documents 60] [--skip-model]

``stub``: an engine without a model, review DOCX written: documents per second with one and two
workers, of CPU time too (on a busy machine the clock tells little), and the resident memory of
all processes in the second and the last tenth of the run. ``skip``: documents per second of a
run over the unchanged archive, planning and comparing alone (``decide``) and the whole command.
``model``: the embedded model, drafts kept nowhere: one worker that decodes on both cores (the
default), one and two workers of one thread each, and ``translate`` called once for each file.
``two_to_one`` compares workers of one thread. Releases are those of benchmarks/batch_archive.py.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.batch_archive import write
from tests.stub_engine import StubEngine
from translator import pipeline
from translator.batch.agenda import decisions
from translator.batch.deciding import Now
from translator.batch.ledger import Ledger, usual_place
from translator.batch.planner import plan
from translator.batch.processes import on_this_machine
from translator.batch.records import Event, Summary
from translator.batch.running import Coordinator, Options
from translator.pipeline import Translator
from translator.settings import Settings
from translator.units import EngineRequest

ROOT = Path(__file__).resolve().parents[1]
_SINGLE = 20
"""Documents that are translated file by file; each costs the same."""


class _Forgotten(list[EngineRequest]):
    """What the stub was asked is not kept, so that the memory of a run is that of the tool."""

    def append(self, request: EngineRequest, /) -> None:
        """Nothing."""


def open_stub(settings: Settings) -> Translator:
    """A translator with the stub engine and the project's glossaries."""
    pipeline.load_engine = lambda settings: StubEngine(signature="stub@1", asked=_Forgotten())
    return Translator(settings)


def open_real(settings: Settings) -> Translator:
    """A translator with the engine that the settings name."""
    return Translator(settings)


def run(
    source: Path,
    out: Path,
    cache: Path,
    workers: int,
    opener: Any,
    listen: Any = None,
    threads: int = 0,
) -> dict[str, Any]:
    """One run: seconds from the first word of a worker, and CPU seconds of all processes.

    ``threads`` of each worker decode; 0 shares the cores out among the workers.
    """
    settings = Settings(cache=cache, memory=None, threads=threads)
    begun = [time.perf_counter()]

    def note(event: Event) -> None:
        if event.kind == "started":
            begun[0] = time.perf_counter()
        if listen:
            listen(event)

    out.mkdir(parents=True, exist_ok=True)
    whole = time.perf_counter()
    ledger = Ledger.open(usual_place(out), out)
    before = spent()
    summary: Summary = Coordinator(
        plan([str(source)], out, ("docx",)), ledger, out, Options(),
        recruit=on_this_machine(workers, opener, settings), listen=note,
    ).run()  # fmt: skip
    ledger.close()
    end = time.perf_counter()
    if summary.failed:
        raise SystemExit(f"{summary.failed} documents failed")
    count = summary.done or sum(n for _, n in summary.skipped)
    return {
        "documents": count,
        "documents_per_second": count / (end - begun[0]),
        "with_start": count / (end - whole),
        "documents_per_cpu_second": count / (spent() - before),
        "segments_per_second": summary.segments / (end - begun[0]),
    }


def spent() -> float:
    """CPU seconds of this process and of those that have ended."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (
            resource.getrusage(resource.RUSAGE_SELF),
            resource.getrusage(resource.RUSAGE_CHILDREN),
        )
    )


class Memory:
    """Resident memory of this process and its children after every document, in MB."""

    def __init__(self) -> None:
        self.seen: list[float] = []

    def __call__(self, event: Event) -> None:
        if event.kind == "done":
            children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
            self.seen.append(sum(map(_resident, ["self", *children])))

    def tenths(self) -> dict[str, float]:
        """Medians of the second and of the last tenth, and their ratio."""
        size = len(self.seen) // 10
        second = statistics.median(self.seen[size : 2 * size])
        last = statistics.median(self.seen[-size:])
        return {"second_tenth_mb": second, "last_tenth_mb": last, "ratio": last / second}


def _resident(process: str) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def stub(home: Path, count: int) -> dict[str, Any]:
    """Throughput and memory without a model, and skipping."""
    source = home / "archive"
    write(source, count)
    open_stub(Settings(cache=home / "warm", memory=None)).close()  # the compiled glossaries
    result: dict[str, Any] = {}
    for workers in (1, 2):
        cache = home / f"cache{workers}"
        shutil.copytree(home / "warm", cache)
        memory = Memory()
        result[f"workers_{workers}"] = run(
            source, home / f"out{workers}", cache, workers, open_stub, memory
        )
        result[f"memory_{workers}"] = memory.tenths()
    first, second = result["workers_1"], result["workers_2"]
    result["two_to_one"] = second["documents_per_second"] / first["documents_per_second"]
    result["skip"] = skip(home, count)
    return result


def skip(home: Path, count: int) -> dict[str, float]:
    """Looking at an unchanged archive."""
    source, out = home / "archive", home / "out2"
    whole = run(source, out, home / "cache2", 2, open_stub)
    translator = open_stub(Settings(cache=home / "cache2", memory=None))
    now = Now(translator.signature)
    translator.close()
    ledger = Ledger.open(usual_place(out), out)
    begun = time.perf_counter()
    planned = plan([str(source)], out, ("docx",))
    made = decisions(ledger, planned.found, now, (), out)
    seconds = time.perf_counter() - begun
    ledger.close()
    if any(decision.verdict != "skip" for _, _, decision in made):
        raise SystemExit("something was not skipped")
    return {"decide": count / seconds, "run": whole["with_start"]}


def model(home: Path, count: int) -> dict[str, Any]:
    """The embedded model against ``translate`` file by file."""
    source = home / "short"
    write(source, count)
    files = sorted(source.rglob("*.txt"))
    open_real(Settings(cache=home / "converted", memory=None)).close()
    result: dict[str, Any] = {}
    for name, workers, threads in (
        ("worker_both_cores", 1, 0), ("workers_1", 1, 1), ("workers_2", 2, 1),
    ):  # fmt: skip
        cache = _without_drafts(home, f"model-{name}")
        result[name] = run(
            source, home / f"model-out-{name}", cache, workers, open_real, threads=threads
        )
    cache = _without_drafts(home, "model-single")
    env = {**os.environ, "TRANSLATOR_CACHE": str(cache), "TRANSLATOR_MEMORY": "none"}
    begun = time.perf_counter()
    for number, file in enumerate(files[:_SINGLE]):
        command = [sys.executable, str(ROOT / "cli.py"), "translate", str(file)]
        subprocess.run(
            [*command, "-o", str(home / "single" / f"{number}.docx")],
            env=env, check=True, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    single = min(len(files), _SINGLE) / (time.perf_counter() - begun)
    one, two = result["worker_both_cores"]["with_start"], result["workers_2"]["with_start"]
    return {
        **result,
        "file_by_file": single,
        "one_worker_to_file_by_file": one / single,
        "two_workers_to_file_by_file": two / single,
        "two_to_one": result["workers_2"]["documents_per_second"]
        / result["workers_1"]["documents_per_second"],
    }


def _without_drafts(home: Path, name: str) -> Path:
    """A cache with the converted model in which no draft can be kept (a folder is in the way)."""
    cache = home / name
    shutil.copytree(home / "converted", cache, ignore=shutil.ignore_patterns("drafts*"))
    (cache / "drafts.sqlite").mkdir()
    return cache


def rounded(value: Any) -> Any:
    """Figures with three digits after the point."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return round(value, 3) if isinstance(value, float) else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--model-documents", type=int, default=60)
    parser.add_argument("--skip-model", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        result: dict[str, Any] = {"load": list(os.getloadavg()), "cores": os.cpu_count()}
        result["stub"] = stub(home, given.documents)
        if not given.skip_model:
            result["model"] = model(home, given.model_documents)
    sys.stdout.write(json.dumps(rounded(result), indent=2) + "\n")


if __name__ == "__main__":
    main()
