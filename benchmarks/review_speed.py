"""The round trip of a long document: written, edited in LibreOffice, imported, written again.

    python -m benchmarks.review_speed [--units 500]

Every direction runs in a process of its own, three times; reported are the median of wall and of
processor seconds (imports of Python modules left out) and the largest peak of resident memory
(with them). ``load_seconds`` is what LibreOffice takes to open the same document.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import libreoffice
from benchmarks.memory_speed import generate
from translator import bilingual
from translator.plain import pack, unpack
from translator.project import open_project
from translator.review.exporting import export_review
from translator.review.importing import import_files
from translator.units import (
    Bitext,
    Finding,
    Kind,
    Origin,
    Provenance,
    Severity,
    TranslationUnit,
)

TIMES = 3
FINDING = Finding("missing-number", Severity.MAJOR, "Не найдено число: 340 тыс. → 34万")
Direction = Callable[[Path, int], None]


def release(count: int) -> Bitext:
    """``count`` sentences in paragraphs of four, a finding on every third."""
    units = tuple(
        TranslationUnit(
            id=f"s{n}",
            block=f"b{n // 4}",
            kind=Kind.PARAGRAPH,
            source=unit.source,
            target=unit.target,
            origin=Origin.MACHINE,
            engine="embedded",
            findings=() if n % 3 else (FINDING,),
        )
        for n, unit in enumerate(generate(count), 1)
    )
    provenance = Provenance("embedded", "press-ru-zh", "Apache-2.0", "", "", "press-translator")
    return Bitext("long.txt", units, provenance, title=units[0].source, source_digest="f" * 64)


def write_first(folder: Path, count: int) -> None:
    """What translate does once the text is drafted, the proof of the file included."""
    whole = unpack(Bitext, (folder / "long.packed").read_bytes())
    bilingual.write(whole, folder / "long.ru-zh.docx")


def import_back(folder: Path, count: int) -> None:
    """review import of the file as LibreOffice saved it, into a new project."""
    report = import_files([folder / "back.docx"], project=folder / f"{time.time_ns()}.sqlite")
    edited = sum(one.exported != one.reviewed for one in report.files[0].differences)
    if report.is_open or len(report.files[0].differences) != count or edited != count // 10:
        raise RuntimeError(f"{edited} edits came back, doubts: {report.is_open}")


def write_again(folder: Path, count: int) -> None:
    """review export of the next round."""
    project = open_project(next(folder.glob("*.sqlite")))
    export_review(project, folder / f"{time.time_ns()}.docx")


def _measured(direction: Direction, folder: Path, count: int, results: object) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    direction(folder, count)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results.put((time.perf_counter() - wall, time.process_time() - processor, peak))


def measure(direction: Direction, folder: Path, count: int) -> dict[str, float]:
    context = multiprocessing.get_context("spawn")
    runs = []
    for _ in range(TIMES):
        results = context.Queue()
        child = context.Process(target=_measured, args=(direction, folder, count, results))
        child.start()
        child.join()
        if child.exitcode:
            raise SystemExit(f"{direction.__name__} failed")
        runs.append(results.get())
    walls, processors, peaks = zip(*runs, strict=True)
    return {
        "wall_seconds": round(statistics.median(walls), 2),
        "cpu_seconds": round(statistics.median(processors), 2),
        "peak_mb": round(max(peaks)),
    }


def edit(folder: Path, count: int) -> float:
    """A tenth of the rows gets a word at its end, tracked; seconds that LibreOffice loads."""
    steps = [["record", True], *(["append", row, "完。"] for row in range(10, count + 1, 10))]
    work = libreoffice.Edit(folder / "long.ru-zh.docx", steps, [folder / "back.docx"])
    return libreoffice.edit([work], folder)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=500)
    count = parser.parse_args().units
    lack = libreoffice.missing()
    if lack:
        raise SystemExit(f"install {lack} first")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "long.packed").write_bytes(pack(release(count)))
        found: dict[str, object] = {"units": count, "write": measure(write_first, folder, count)}
        found["libreoffice"] = {"load_seconds": edit(folder, count)}
        found["import"] = measure(import_back, folder, count)
        found["write_again"] = measure(write_again, folder, count)
    json.dump(found, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
