"""translate-toolkit, an outside reader, opens what we write and saves it again; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange import xliff_structure as structure
from tests.exchange.exchange_xliff import VERSIONS, release, saved, text
from translator.exchange import read_reviewed, xliff

STORES = {
    "xliff": ("xliff2", "Xliff2File"),
    "xliff12": ("xliff", "xlifffile"),
    "tmx": ("tmx", "tmxfile"),
}


def opened(path: Path, form: str):
    module, name = STORES[form]
    reason = "translate-toolkit is missing"
    return getattr(
        pytest.importorskip(f"translate.storage.{module}", reason=reason), name
    ).parsefile(str(path))


@pytest.mark.parametrize("form", VERSIONS)
def test_all_units_are_read_and_come_back_unchanged(tmp_path, form) -> None:
    whole = release()
    path = saved(text(whole, form), tmp_path / "a.xlf")
    store = opened(path, form)
    # the toolkit shows the blanks of version 2 as one, xml:space of the unit notwithstanding
    shown = [(" ".join(u.source.split()), " ".join((u.target or "").split())) for u in store.units]
    assert shown == [
        (" ".join(u.source.split()), " ".join((u.target or "").split())) for u in whole.units
    ]
    again = tmp_path / "b.xlf"
    again.write_bytes(bytes(store))
    assert again.read_bytes() != path.read_bytes()
    assert xliff.read(again) == xliff.read(path)
    assert structure.faults(again) == []


@pytest.mark.parametrize("form", VERSIONS)
def test_the_toolkit_sees_states_and_notes(tmp_path, form) -> None:
    store = opened(saved(text(release(), form), tmp_path / "a.xlf"), form)
    assert [u.isapproved() for u in store.units] == [False, True, True, False, False]
    if form == "xliff12":
        assert "major numbers" in store.units[0].getnotes("checks")
        assert [m.target for m in store.units[1].getalttrans()] == ["甲", "甲", "甲5", "甲"]


@pytest.mark.parametrize("form", VERSIONS)
def test_what_is_changed_in_the_toolkit_is_what_we_read(tmp_path, form) -> None:
    store = opened(saved(text(release(), form), tmp_path / "a.xlf"), form)
    store.units[0].target = "总督访问北京。"
    store.units[0].markapproved()
    if form == "xliff12":
        store.units[1].addnote("Проверьте имя", origin="Ван")
    path = tmp_path / "b.xlf"
    path.write_bytes(bytes(store))
    units = xliff.read(path).units
    # version 1: the toolkit sets «approved» for whatever is translated, so that it says too little
    state = "reviewed" if form == "xliff" else "translated"
    assert (units[0].target, units[0].state) == ("总督访问北京。", state)
    unchanged = [replace(u, notes=()) for u in xliff.read(tmp_path / "a.xlf").units[1:]]
    assert [replace(u, notes=()) for u in units[1:]] == unchanged
    if form == "xliff12":
        assert xliff.Note("Проверьте имя", "Ван") in units[1].notes


def test_a_tmx_is_read_and_comes_back_unchanged(tmp_path) -> None:
    whole = release()
    path = saved(text(whole, "tmx"), tmp_path / "a.tmx")
    store = opened(path, "tmx")
    with_target = [u for u in whole.units if u.target]
    assert [u.source for u in store.units] == [u.source for u in with_target]
    again = tmp_path / "b.tmx"
    again.write_bytes(bytes(store))
    before = list(read_reviewed(path, unreviewed=True))
    assert list(read_reviewed(again, unreviewed=True)) == before
    assert len(before) == len(with_target)
