"""What an archive run survives, with nothing lost and nothing doubled.

``PRESS_SLOW_TESTS=1`` kills 100 runs instead of two, ``PRESS_BATCH_KILLS=20`` as many as it says.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import pytest

from tests.batch.batch_archive import ROOT, Office, text
from translator import jobs
from translator.batch import leases, running
from translator.batch.ledger import usual_place
from translator.batch.processes import start_process
from translator.batch.records import State
from translator.errors import OutputError, StorageError

KILLS = int(os.environ.get("PRESS_BATCH_KILLS", 100 if os.environ.get("PRESS_SLOW_TESTS") else 2))
DOCUMENTS = 60


def reference(office: Office, tmp_path) -> dict[str, bytes]:
    """The results of a run that nothing disturbs."""
    other = Office(tmp_path / "reference", office.cache)
    shutil.copytree(office.source, other.source)
    other.out.mkdir()
    other.run()
    return other.results()


def killed(office: Office, seconds: float, way: str) -> None:
    """A run that is killed so long after its beginning."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.batch.batch_process", str(office.folder),
         str(office.cache), way],
        cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    while (line := process.stdout.readline()) and not line.startswith(b"started"):
        pass
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def test_runs_that_are_killed_lose_and_double_nothing(office, tmp_path) -> None:
    for number in range(DOCUMENTS):
        office.write(f"{number % 4}/{number}.txt", text(number))
    expected = reference(office, tmp_path)
    shutil.rmtree(office.cache)
    pick = random.Random(11)
    seen: dict[str, int] = {}
    for turn in range(KILLS):
        killed(office, pick.random() * 0.4, "process" if turn % 2 else "thread")
        results = office.results()
        assert {name: expected[name] for name in results} == results
        for key, state in office.states().items():
            path = office.out / f"{key[:-4]}.ru-zh.txt"
            if state is State.DONE:
                assert seen.setdefault(key, path.stat().st_mtime_ns) == path.stat().st_mtime_ns
        if len(seen) == DOCUMENTS:
            shutil.rmtree(office.out)
            office.out.mkdir()
            seen.clear()
    summary = office.run()
    assert summary.failed == 0
    assert office.results() == expected
    assert office.is_tidy()
    for key, moment in seen.items():
        assert (office.out / f"{key[:-4]}.ru-zh.txt").stat().st_mtime_ns == moment


def test_outputs_that_arrived_before_a_kill_are_not_made_again(office) -> None:
    office.fill(3)
    office.run()
    ledger = office.ledger()
    ledger.begin("dead", leases.host())
    ledger.retry()
    (office.out / "2021" / "001.ru-zh.txt").unlink()
    sqlite3.connect(usual_place(office.out), isolation_level=None).execute(
        "UPDATE documents SET state = 'writing', run = 'dead'"
    )
    ledger.close()
    summary = office.run()
    assert (summary.done, summary.skipped) == (1, (("unchanged", 2),))
    assert "2 documents are done, 1 are done again" in office.told("note")[""]


def test_documents_that_kill_hang_or_break_a_worker_fail_alone(office) -> None:
    office.fill(4)
    office.write("a.txt", text(1, "убей"))
    office.write("b.txt", text(2, "зависни"))
    office.write("c.txt", text(3, "взорвись"))
    summary = office.run(start=start_process, tries=1, time_limit=1.5)
    assert (summary.done, summary.failed) == (4, 3)
    failed = office.told("failed")
    assert "was killed by signal 9" in failed["a.txt"]
    assert "took longer than 1.5 s" in failed["b.txt"]
    assert "ValueError: boom" in failed["c.txt"]
    again = office.run(tries=1)
    assert (again.done, again.failed) == (0, 3)


def test_tries_are_counted_over_runs(office) -> None:
    office.write("a.txt", text(1, "взорвись"))
    office.write("b.txt", text(2))
    office.run()
    assert sorted(office.told("failed")) == ["a.txt"]
    office.write("a.txt", text(1))
    assert office.run().done == 1


def mount(folder, size: str, *, again: bool = False) -> None:
    options = f"size={size}" + (",remount" if again else "")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True
    )
    if done.returncode:
        pytest.skip("a small disk cannot be mounted here (needs root)")


@pytest.fixture
def small_disk(office):
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("a small disk cannot be mounted here (needs root)")
    mount(office.out, "400k")
    yield office
    subprocess.run(["umount", "-l", str(office.out)], check=False)


@pytest.mark.parametrize("where", ["beside", "inside"])
def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(small_disk, tmp_path, where) -> None:
    office = small_disk
    office.formats = ("docx",)
    office.fill(30)
    place = "" if where == "inside" else str(tmp_path / "ledger.sqlite")
    try:
        summary = office.run(place=place, basket=4)
    except StorageError as error:
        assert where == "inside"
        assert "does not fit on the disk" in str(error)
    else:
        assert "No space left on device" in summary.stopped
        assert summary.left + summary.done == 30
        assert 0 < summary.done < 30
        assert summary.failed == 0
    mount(office.out, "20m", again=True)
    summary = office.run(place=place)
    assert (summary.failed, summary.left) == (0, 0)
    assert len(office.results()) == 30
    assert dict(office.run(place=place).skipped) == {"unchanged": 30}


def test_a_folder_that_cannot_be_written_fails_its_documents_only(office) -> None:
    office.fill(6)
    (office.out / "2020").write_text("in the way")
    summary = office.run(tries=2)
    assert (summary.done, summary.failed) == (4, 2)
    assert "cannot be written" in office.told("failed")["2020/000.txt"]
    (office.out / "2020").unlink()
    assert office.run().done == 2


def test_a_link_in_the_output_folder_is_not_followed(office, tmp_path) -> None:
    office.fill(3)
    (tmp_path / "elsewhere").mkdir()
    (office.out / "2020").symlink_to(tmp_path / "elsewhere")
    summary = office.run(tries=1)
    assert (summary.done, summary.failed) == (2, 1)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_output_folder_that_cannot_be_written_at_all(office) -> None:
    office.fill(1)
    office.out.rmdir()
    office.out.write_text("a file")
    with pytest.raises((OutputError, StorageError), match="out"):
        office.run()


def test_a_locked_ledger_is_waited_for(office) -> None:
    office.fill(8)
    office.run(limit=0)
    other = sqlite3.connect(usual_place(office.out), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(1.5, other.rollback)
    release.start()
    assert office.run().done == 8
    release.join()


def test_two_runs_share_an_archive(office) -> None:
    office.fill(40)
    office.run(limit=0)
    second = Office(office.folder, office.cache)
    summaries = []
    threads = [
        threading.Thread(target=lambda one=one: summaries.append(one.run(basket=2)))
        for one in (office, second)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(s.done for s in summaries) == 40
    assert sum(s.failed for s in summaries) == 0
    done = [e.key for one in (office, second) for e in one.events if e.kind == "done"]
    assert len(done) == len(set(done)) == 40
    assert office.is_tidy()


def test_what_a_living_run_has_is_left_to_it_whatever_the_clock_says(office) -> None:
    office.fill(5)
    office.run(limit=0)
    ledger = office.ledger()
    with leases.held(office.out, "other"):
        ledger.begin("other", leases.host())
        sqlite3.connect(usual_place(office.out), isolation_level=None).execute(
            "UPDATE runs SET begun = '1999-01-01T00:00:00Z' WHERE id = 'other'"
        )
        assert ledger.take("other", [("2020/000.txt", 0), ("2021/001.txt", 0)]) == {
            "2020/000.txt", "2021/001.txt",
        }  # fmt: skip
        summary = office.run()
        assert (summary.done, summary.elsewhere) == (3, 2)
    assert office.run().done == 2
    ledger.close()


def test_a_clock_set_back_between_runs_changes_nothing(office, monkeypatch) -> None:
    office.fill(3)
    monkeypatch.setattr(time, "time_ns", lambda: 86_400 * 10**9)
    office.run()
    assert dict(office.run().skipped) == {"unchanged": 3}
    office.write("2020/000.txt", text(77))
    os.utime(office.source / "2020" / "000.txt", (1, 1))
    assert office.run().done == 1


def test_a_run_on_another_machine_is_dead_when_it_has_not_beaten_for_a_lease(
    office, monkeypatch
) -> None:
    office.fill(2)
    office.run(limit=0)
    ledger = office.ledger()
    ledger.begin("far", "another machine")
    watch = leases.Watch(ledger, office.out)
    now = [0.0]
    monkeypatch.setattr(leases.time, "monotonic", lambda: now[0])
    assert [r.id for r in watch.others()[0]] == ["far"]
    assert watch.is_unsure
    now[0] = leases.LEASE - 1
    assert watch.others()[1] == []
    ledger.beat("far")
    assert watch.others()[1] == []
    assert not watch.is_unsure
    now[0] += leases.LEASE - 1
    assert watch.others()[1] == []
    now[0] += 2
    assert [r.id for r in watch.others()[1]] == ["far"]
    ledger.close()


def test_a_document_that_changed_after_the_plan_is_read_as_it_is(office) -> None:
    office.fill(2)
    planned = office.plan()
    office.write("2020/000.txt", text(555))
    office.run(planned)
    assert "655" in office.results()["2020/000.ru-zh.txt"].decode()
    assert dict(office.run().skipped) == {"unchanged": 2}


def test_a_document_that_changes_while_it_is_read_is_read_again(office, monkeypatch) -> None:
    office.fill(2)
    plain, turns = jobs.read, []

    def read(name, settings):
        document = plain(name, settings)
        if name.endswith("000.txt") and not turns:
            turns.append(name)
            office.write("2020/000.txt", text(555))
        return document

    monkeypatch.setattr(jobs, "read", read)
    summary = office.run()
    assert (summary.done, summary.failed) == (2, 0)
    assert "was changed while it was read" in office.told("retried")["2020/000.txt"]
    assert "655" in office.results()["2020/000.ru-zh.txt"].decode()


def test_a_document_that_vanishes_fails(office) -> None:
    office.fill(2)
    planned = office.plan()
    (office.source / "2020" / "000.txt").unlink()
    summary = office.run(planned, tries=1)
    assert (summary.done, summary.failed) == (1, 1)


def test_a_run_that_is_asked_to_stop_finishes_what_it_began(office) -> None:
    office.fill(20)

    class Stop(list):
        def append(self, event) -> None:
            super().append(event)
            office.stop = int(event.kind == "done")

    office.events = Stop()
    summary = office.run(basket=2)
    assert summary.stopped == "stopped"
    assert 2 <= summary.done < 20
    assert summary.left == 20 - summary.done
    assert office.is_tidy()
    assert set(office.states().values()) == {State.DONE, State.WAITING}
    office.stop, office.events = 0, []
    assert office.run().done == summary.left


def test_a_run_is_cancelled_through_the_ledger(office, monkeypatch) -> None:
    office.fill(20)
    office.run(limit=0)
    monkeypatch.setattr(running, "BEAT", 0.0)
    ledger = office.ledger()

    class Cancel(list):
        def append(self, event) -> None:
            super().append(event)
            if event.kind == "done":
                ledger.ask_to_stop()

    office.events = Cancel()
    summary = office.run(basket=2)
    assert summary.stopped == "stopped by batch cancel"
    assert summary.left > 0
    ledger.close()


def test_a_ledger_of_each_kind(office, database_place) -> None:
    office.fill(5)
    office.write("bad.txt", "")
    summary = office.run(place=database_place)
    assert (summary.done, summary.failed) == (5, 1)
    other = Office(office.folder.with_name("other"), office.cache)
    other.source.mkdir(parents=True)
    other.out.mkdir()
    other.write("2020/000.txt", text(1))
    assert other.run(place=database_place).done == 1  # another archive in one database
    assert dict(office.run(place=database_place).skipped) == {"unchanged": 5}
    ledger = office.ledger(database_place)
    assert ledger.retry(["bad.txt", "none"]) == ["bad.txt"]
    assert ledger.counts()[State.WAITING] == 1
    streamed = [(entry.key, figures is not None) for entry, figures in ledger.stream()]
    assert sorted(streamed) == [*((f.key, f.key != "bad.txt") for f in office.plan().found)]
    ledger.close()
