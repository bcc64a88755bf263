"""Runs on a real Ray cluster of several raylets: the results are those of this machine's own
workers, whatever happens to a node."""

from __future__ import annotations

import shutil
import signal

import pytest

from tests import postgres
from tests.batch.batch_archive import Office, open_stub, text
from tests.batch.ray_cluster import Raylets, open_on_gpu, raylets
from translator.batch.cluster import crew, joined, on_cluster
from translator.batch.records import Event, State
from translator.errors import UsageError


@pytest.fixture(scope="module")
def cluster():
    pytest.importorskip("ray", reason="needs the extra [cluster]")
    with raylets(2) as made:
        yield made


@pytest.fixture
def on_ray(cluster, office, monkeypatch):
    """Runs the office's archive on the cluster."""
    monkeypatch.setattr(crew, "LOOK", 0.5)

    def run(opener=open_stub, **options):
        handler = signal.getsignal(signal.SIGTERM)
        with joined(cluster.address):
            assert signal.getsignal(signal.SIGTERM) is handler
            recruit = on_cluster(None, opener, office.settings)
            return office.run(recruit=recruit, **options)

    return run


@pytest.fixture
def place(request):
    """A ledger on PostgreSQL where there is one, else in the usual place."""
    if postgres.missing():
        return ""
    return request.getfixturevalue("postgres_server").schema("ray_ledger")


def reference(office: Office, tmp_path) -> dict[str, bytes]:
    """The results of workers on this machine, which share the folder."""
    other = Office(tmp_path / "reference", tmp_path / "other-cache", formats=office.formats)
    shutil.copytree(office.source, other.source)
    other.out.mkdir()
    other.run()
    return other.results()


def test_the_results_are_those_of_local_workers(office, on_ray, tmp_path, capfd) -> None:
    office.formats = ("docx", "jsonl", "txt")
    office.fill(12)
    office.write("empty.txt", "")
    office.write("killer.txt", text(90, "убей"))
    summary = on_ray(tries=2)
    assert (summary.done, summary.failed, summary.left) == (12, 2, 0)
    failed = office.told("failed")
    assert "is empty" in failed["empty.txt"]
    assert "died, perhaps for lack of memory; look at the document" in failed["killer.txt"]
    assert sorted(office.told("retried")) == ["killer.txt"]
    assert office.is_tidy()
    assert capfd.readouterr() == ("", "")
    (office.source / "killer.txt").unlink()
    assert office.results() == reference(office, tmp_path)
    assert dict(office.run().skipped) == {"unchanged": 12}  # here too


def test_a_node_that_is_killed_loses_and_doubles_nothing(
    cluster: Raylets, office, on_ray, place, tmp_path
) -> None:
    for number in range(24):
        office.write(f"{number % 4}/{number}.txt", text(number, "замри"))
    victim = cluster.nodes.pop()

    class Events(list):
        """Kills a raylet when five documents are done; another joins at once."""

        def append(self, event: Event) -> None:
            super().append(event)
            if event.kind == "done" and event.done == 5:
                cluster.kill(victim)
                cluster.nodes.append(cluster.add(wait=False))

    office.events = Events()
    summary = on_ray(basket=2, place=place)
    assert (summary.done, summary.failed, summary.left) == (24, 0, 0)
    done = [event.key for event in office.events if event.kind == "done"]
    assert len(done) == len(set(done)) == 24
    assert "was lost with its node" in office.told("note")[""]
    assert office.told("retried") == {}  # charged to no document
    assert office.results() == reference(office, tmp_path)
    ledger = office.ledger(place)
    entries = [entry for entry, _ in ledger.stream()]
    ledger.close()
    assert {(entry.state, entry.tries, entry.run) for entry in entries} == {(State.DONE, 0, "")}
    assert dict(office.run(place=place).skipped) == {"unchanged": 24}


def test_where_there_is_a_gpu_it_is_used(cluster: Raylets, office, on_ray) -> None:
    office.fill(3)
    node = cluster.add(gpus=1)  # Ray believes it
    try:
        assert on_ray(opener=open_on_gpu).done == 3
    finally:
        cluster.remove(node)


def test_nodes_that_cannot_work_end_the_run_with_the_reason(office, on_ray) -> None:
    office.fill(1)
    with pytest.raises(UsageError, match="no GPU was given"):
        on_ray(opener=open_on_gpu)
    assert office.run().done == 1
