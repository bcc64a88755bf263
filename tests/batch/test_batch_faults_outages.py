"""What an archive run survives of its surroundings: a disk that turns read-only, a database server
that is gone for a while, memory limits, a hundred thousand files.

``PRESS_SLOW_TESTS=1``: the server is gone for ten seconds, and the files are all there.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.batch.batch_archive import Office, text
from tests.stub_engine import StubEngine, answer
from translator import pipeline
from translator.batch.processes import start_process
from translator.batch.records import State
from translator.errors import OutputError, StorageError
from translator.pipeline import Translator
from translator.settings import Settings
from translator.units import EngineRequest

SLOW = bool(os.environ.get("PRESS_SLOW_TESTS"))
FILES = 100_000 if SLOW else 5_000
GONE = 10.0 if SLOW else 1.5
_ROOM = 256 << 20
_LIMIT = 512 << 20
_CGROUP = "PRESS_TEST_CGROUP"


def swell(request: EngineRequest) -> str:
    """The stub's answer; «раздуйся» takes more memory than there may be."""
    if "раздуйся" in request.text.lower():
        taken = [b"x" * (32 << 20) for _ in range(32)]
        assert len(taken) == 32
    return answer(request)


def open_with_limit(settings: Settings) -> Translator:
    """Memory beyond what the worker has and a little more is refused, as by ``ulimit -v``."""
    pipeline.load_engine = lambda settings: StubEngine(write=swell, signature=settings.engine)
    translator = Translator(settings)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + _ROOM
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return translator


def open_in_group(settings: Settings) -> Translator:
    """The worker is in a control group, whose limit the kernel guards by killing."""
    Path(os.environ[_CGROUP], "cgroup.procs").write_text(str(os.getpid()))
    pipeline.load_engine = lambda settings: StubEngine(write=swell, signature=settings.engine)
    return Translator(settings)


@pytest.fixture
def control_group(no_settings):
    """A control group with a limit of half a gigabyte (version 1 or 2), where they may be made."""
    root = Path("/sys/fs/cgroup")
    version1 = (root / "memory").is_dir()
    group = (root / "memory" if version1 else root) / f"press-test-{os.getpid()}"
    limit = "memory.limit_in_bytes" if version1 else "memory.max"
    try:
        group.mkdir()
    except OSError:
        pytest.skip("a control group cannot be made here (needs root)")
    try:
        with suppress(OSError):
            (group / "memory.swap.max").write_text("0")
        try:
            (group / limit).write_text(str(_LIMIT))
        except OSError:
            pytest.skip("control groups do not limit memory here")
        no_settings.setenv(_CGROUP, str(group))
        yield group
    finally:
        for _ in range(50):
            with suppress(OSError):
                group.rmdir()
                break
            time.sleep(0.1)


def test_a_document_that_exceeds_the_memory_limit_fails_alone(office) -> None:
    office.fill(4)
    office.write("a.txt", text(1, "раздуйся"))
    summary = office.run(start=start_process, opener=open_with_limit, tries=1)
    assert (summary.done, summary.failed) == (4, 1)
    assert "does not fit into memory" in office.told("failed")["a.txt"]


def test_a_worker_that_the_kernel_kills_for_memory_costs_one_document(office, control_group):
    office.fill(4)
    office.write("a.txt", text(1, "раздуйся"))
    summary = office.run(start=start_process, opener=open_in_group, tries=1)
    assert (summary.done, summary.failed) == (4, 1)
    assert "was killed by signal 9" in office.told("failed")["a.txt"]
    assert len(office.results()) == 4


def test_a_disk_that_turns_read_only_costs_nothing_that_is_done(
    office, tmp_path, monkeypatch
) -> None:
    office.fill(20)
    place = str(tmp_path / "ledger.sqlite")
    link, replace, locked = os.link, Path.replace, []

    def guarded(plain, *arguments):
        if locked:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return plain(*arguments)

    class Events(list):
        def append(self, event) -> None:
            super().append(event)
            if event.kind == "done":
                locked.append(True)

    monkeypatch.setattr(os, "link", lambda a, b: guarded(link, a, b))
    monkeypatch.setattr(Path, "replace", lambda a, b: guarded(replace, a, b))
    office.events = Events()
    summary = office.run(place=place, basket=2, tries=1)
    assert summary.done + summary.failed == 20
    assert summary.failed > 0
    assert "Read-only file system" in next(iter(office.told("failed").values()))
    kept = {name: (office.out / name).stat().st_mtime_ns for name in office.results()}
    assert len(kept) == summary.done
    locked.clear()
    office.events = []
    summary = office.run(place=place)
    assert (summary.failed, summary.left) == (0, 0)
    assert len(office.results()) == 20
    assert all((office.out / name).stat().st_mtime_ns == kept[name] for name in kept)


@pytest.fixture
def read_only_disk(office):
    command = ["mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", str(office.out)]
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("a disk cannot be mounted here (needs root)")
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a disk cannot be mounted here (needs root)")
    yield office
    subprocess.run(["umount", "-l", str(office.out)], check=False)


def test_an_output_folder_on_a_read_only_disk_is_refused_in_clear_words(read_only_disk) -> None:
    read_only_disk.fill(2)
    with pytest.raises((StorageError, OutputError), match=str(read_only_disk.out)) as refused:
        read_only_disk.run()
    assert refused.value.remedy


def test_a_run_whose_ledger_is_on_a_server_outlives_its_restart(office, postgres_server) -> None:
    place = postgres_server.schema(f"outage{os.getpid()}")
    office.fill(30)

    class Events(list):
        def append(self, event) -> None:
            super().append(event)
            if event.kind == "done" and not self.back:
                postgres_server.stop()
                self.back.append(threading.Timer(GONE, postgres_server.start))
                self.back[0].start()

        back: list[threading.Timer] = []

    office.events = Events()
    summary = office.run(place=place, basket=3)
    Events.back[0].join()
    assert (summary.done, summary.failed, summary.left) == (30, 0, 0)
    assert len(office.told("done")) == len(office.results()) == 30
    assert dict(office.run(place=place).skipped) == {"unchanged": 30}


def test_a_hundred_thousand_files_in_one_folder(office: Office) -> None:
    """Really there, empty: planned, entered, decided, without a step that grows with the square."""
    for number in range(FILES):
        os.close(os.open(office.source / f"{number}.txt", os.O_CREAT))
    begun = time.process_time()
    planned = office.plan()
    summary = office.run(planned, limit=5, tries=1)
    seconds = time.process_time() - begun
    assert len(planned.found) == FILES
    assert (summary.found, summary.failed) == (FILES, 5)  # they are empty
    assert seconds < FILES / 1000
    counts = office.ledger().counts()
    assert (counts[State.FAILED], counts[State.WAITING]) == (5, FILES - 5)
