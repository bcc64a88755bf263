"""A worker that shares no disk with the coordinator, without a cluster around it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.batch.batch_archive import ROOT, open_broken, open_stub, text
from translator.batch import luggage, reading
from translator.batch.cluster.nodes import places
from translator.batch.luggage import pack, unpack
from translator.batch.records import Broken, Cause, Ready, Task
from translator.batch.remote import Desk, packed
from translator.errors import UsageError
from translator.settings import PROJECT_ROOT

OFFICE = "ru\tzh\tkind\nЗавод\t工厂甲\tother\n"


def task(office, name: str) -> Task:
    source = office.source / name
    return Task(name, str(source), (("txt", str(office.out / f"{name}.zh.txt")),))


def test_outputs_come_back_as_bytes_and_nothing_is_written(office) -> None:
    office.fill(2)
    office.write("empty.txt", "")
    names = ("2020/000.txt", "2021/001.txt", "empty.txt")
    parcels, faults = packed([task(office, name) for name in (*names, "gone.txt")])
    assert [key for key, _ in faults] == ["gone.txt"]
    for name in names:
        (office.source / name).unlink()
    desk = Desk(pack(office.settings), open_stub, str(office.out))
    assert isinstance(desk.load(), Ready)
    delivery = desk.prepare(parcels)
    assert [one.key for one in delivery.drafted.staged] == list(names[:2])
    assert [key for key, _ in delivery.drafted.faults] == ["empty.txt"]
    assert dict(delivery.files)["2020/000.txt"][0].decode().startswith("译文")
    assert office.results() == {}
    assert desk.pulse().beats > 3
    before = desk.pulse()
    assert desk.prepare(parcels[:1]).files[0][1] == dict(delivery.files)["2020/000.txt"]
    assert (desk.pulse().at, before.at) == ("2020/000.txt", "2021/001.txt")
    desk.leave()


def test_a_worker_that_cannot_work_says_why_and_where(office) -> None:
    broken = Desk(pack(office.settings), open_broken, str(office.out)).load()
    assert isinstance(broken, Broken)
    assert "unknown engine" in broken.message
    assert broken.place.startswith("on ")


def test_a_document_that_changes_while_it_is_packed_is_packed_again(office, monkeypatch) -> None:
    office.write("a.txt", text(1))
    stamps = iter("ab")
    monkeypatch.setattr(reading, "stamp_of", lambda _: next(stamps))
    ((key, fault),) = packed([task(office, "a.txt")])[1]
    assert (key, fault.cause) == ("a.txt", Cause.PLACE)
    assert "was changed while it was read" in fault.text


def test_the_files_of_the_office_travel(office, tmp_path) -> None:
    folder = tmp_path / "glossaries"
    folder.mkdir()
    (folder / "terms.tsv").write_text(OFFICE, encoding="utf-8")
    names = tmp_path / "names.tsv"
    names.write_text("ru\tzh\n", encoding="utf-8")
    settings = replace(office.settings, glossaries=(folder,), names=names)
    taken = pack(settings)
    other = tmp_path / "other machine"
    assert unpack(taken, lambda: other) == replace(
        settings, glossaries=(folder,), names=names
    )  # the files are here
    assert not other.exists()
    (folder / "terms.tsv").unlink()
    names.write_text("another", encoding="utf-8")
    there = unpack(taken, lambda: other)
    assert (there.glossaries[0] / "terms.tsv").read_text(encoding="utf-8") == OFFICE
    assert there.names.read_text(encoding="utf-8") == "ru\tzh\n"
    assert there.fingerprint() == settings.fingerprint()


def test_paths_of_the_working_folder_become_whole(office, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "terms.tsv").write_text(OFFICE, encoding="utf-8")
    taken = pack(replace(office.settings, glossaries=(Path("terms.tsv"),)))
    assert taken.settings.glossaries == (tmp_path / "terms.tsv",)
    assert [path for path, _ in taken.files] == [tmp_path / "terms.tsv"]


def test_the_program_may_lie_elsewhere(office, tmp_path) -> None:
    there = tmp_path / "srv" / "press"
    settings = replace(office.settings, models=there / "models")
    taken = replace(pack(settings), root=there)
    assert unpack(taken, lambda: tmp_path).models == PROJECT_ROOT / "models"


def test_a_memory_in_a_file_is_refused_on_another_machine(office, monkeypatch) -> None:
    taken = pack(replace(office.settings, memory="/home/office/memory.sqlite"))
    unpack(taken, Path)
    monkeypatch.setattr(luggage.platform, "node", lambda: "node-7")
    with pytest.raises(UsageError, match="keep the memory in PostgreSQL"):
        unpack(taken, Path)
    unpack(pack(replace(office.settings, memory="postgresql://u@h/d")), Path)


def node(name: str, **resources: float) -> dict:
    return {"NodeID": name, "NodeManagerHostname": name, "Resources": resources}


def test_a_worker_for_each_core_or_for_each_gpu() -> None:
    cluster = [node("head"), node("a", CPU=8.0), node("b", CPU=3.0, GPU=2.0), node("c", CPU=1.0)]

    def found(threads: int, gpus: int, unfit=()) -> dict[str, int]:
        return {one.id: one.places for one in places(cluster, threads, gpus, unfit)}

    assert found(1, 0) == {"a": 8, "b": 3, "c": 1}
    assert found(2, 0) == {"a": 4, "b": 1}
    assert found(1, 1) == {"b": 2}
    assert found(1, 0, {"a": "no model"}) == {"b": 3, "c": 1}


BLOCKED = """
import sys
sys.modules["ray"] = None
import cli
cli.main(sys.argv[1:], prog_name="cli.py")
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCKED, *arguments], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "RAY_ADDRESS": ""}, check=False,
    )  # fmt: skip


def test_without_ray_the_extra_is_named(office) -> None:
    office.write("a.txt", text(1))
    command = ("batch", "run", str(office.source), "--out", str(office.out), "--on", "ray")
    ended = run(*command)
    assert ended.returncode == 4
    assert ended.stderr.count("\n") == 1
    assert "pip install 'press-translator[cluster]'" in ended.stderr
    assert office.results() == {}


def test_an_address_is_for_clusters() -> None:
    ended = run("batch", "run", ".", "--out", "out", "--address", "auto")
    assert ended.returncode == 2
    assert "--on ray" in ended.stderr


@pytest.mark.parametrize("address", ["ray://head:10001", "127.0.0.1:1"])
def test_a_cluster_that_is_not_there(address) -> None:
    pytest.importorskip("ray", reason="needs the extra [cluster]")
    from translator.batch.cluster import joined

    with pytest.raises(UsageError, match=r"--address"), joined(address):
        pass
