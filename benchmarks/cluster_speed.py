"""What one core does, and how much one coordinator can take from many; JSON on standard output.

    python -m benchmarks.cluster_speed [--documents 400] [--model-documents 40]

``core``: the worker of a cluster (batch/remote.py) in this process, on one thread, with the
embedded model, review DOCX made, no draft kept from an earlier run: segments per second of
processor time. ``coordinator``: a run on a Ray cluster of this machine, with two actors and an
engine without a model, review DOCX made: documents per second of the coordinator's own time, that
is its processor time (read, send, receive, ledger) and its waiting for the disk (flush, move). No
number of nodes can hand in more. Releases are those of benchmarks/batch_archive.py.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.batch_archive import write
from benchmarks.batch_speed import open_real, open_stub, rounded
from translator.batch.cluster import joined, on_cluster
from translator.batch.cluster.hand import ActorHand
from translator.batch.ledger import Ledger, usual_place
from translator.batch.luggage import pack
from translator.batch.planner import Plan, plan
from translator.batch.records import Task
from translator.batch.remote import Desk, packed
from translator.batch.running import Coordinator, Options
from translator.settings import Settings

_BASKET = 16
_waited = 0.0


def archive(home: Path, name: str, count: int) -> tuple[Plan, Path]:
    """Invented releases and what is to be done with them."""
    source, out = home / f"{name}-releases", home / f"{name}-out"
    write(source, count)
    out.mkdir()
    return plan([str(source)], out, ("docx",)), out


def core(home: Path, count: int) -> dict[str, Any]:
    """One core with the embedded model."""
    planned, out = archive(home, "core", count)
    settings = Settings(cache=home / "core-cache", memory=None, threads=1)
    desk = Desk(pack(settings), open_real, str(out))
    desk.load()
    tasks = [Task(one.key, one.source, one.outputs) for one in planned.found]
    segments, before, begun = 0, time.process_time(), time.perf_counter()
    for start in range(0, count, _BASKET):
        delivery = desk.prepare(packed(tasks[start : start + _BASKET])[0])
        segments += sum(one.figures.segments for one in delivery.drafted.staged)
    seconds, wall = time.process_time() - before, time.perf_counter() - begun
    desk.leave()
    return {
        "documents": count,
        "segments": segments,
        "segments_per_document": segments / count,
        "segments_per_cpu_second": segments / seconds,
        "segments_per_second": segments / wall,
    }


def coordinator(home: Path, count: int) -> dict[str, Any]:
    """The coordinator's share of a run."""
    planned, out = archive(home, "stub", count)
    settings = Settings(cache=home / "stub-cache", memory=None)
    seen: list[tuple[float, float, float]] = []
    ledger = Ledger.open(usual_place(out), out)
    ActorHand.land = waiting(ActorHand.land)  # type: ignore[method-assign]
    ActorHand.tell = waiting(ActorHand.tell)  # type: ignore[method-assign]
    with joined(None):
        summary = Coordinator(
            planned, ledger, out, Options(),
            recruit=on_cluster(2, open_stub, settings, gpus=False),
            listen=lambda _: seen.append((time.perf_counter(), time.process_time(), _waited)),
        ).run()  # fmt: skip
    ledger.close()
    if summary.done != count:
        raise SystemExit(f"{count - summary.done} documents were not done")
    wall, own, disk = (seen[-1][n] - seen[0][n] for n in range(3))
    return {
        "documents": count,
        "documents_per_second": count / wall,
        "cpu_ms_per_document": 1000 * own / count,
        "disk_ms_per_document": 1000 * disk / count,
        "documents_per_coordinator_second": count / (own + disk),
    }


def waiting(method: Callable[..., Any]) -> Callable[..., Any]:
    """The method, its time off the processor added up."""

    def timed(*arguments: Any) -> Any:
        global _waited
        wall, cpu = time.perf_counter(), time.thread_time()
        try:
            return method(*arguments)
        finally:
            _waited += time.perf_counter() - wall - (time.thread_time() - cpu)

    return timed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--model-documents", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        result: dict[str, Any] = {"load": list(os.getloadavg()), "cores": os.cpu_count()}
        result["core"] = core(home, given.model_documents)
        result["coordinator"] = coordinator(home, given.documents)
    sys.stdout.write(json.dumps(rounded(result), indent=2) + "\n")


if __name__ == "__main__":
    main()
