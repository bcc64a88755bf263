"""The corpus of review documents: every file gives what tests/cases/review/corpus.toml says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from bilingual_bitext import sample
from review_files import Editor

from translator.bilingual import read, write
from translator.project import Export, Project, create_project
from translator.review.choices import parse_choices
from translator.review.importing import ImportReport, import_files
from translator.review.records import RowState

CASES = Path(__file__).parents[1] / "cases" / "review" / "corpus.toml"


def cases() -> list[dict[str, Any]]:
    return tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]


def test_the_corpus_is_large_enough() -> None:
    names = [case["name"] for case in cases()]
    assert len(names) == len(set(names)) >= 40
    seen = {state for case in cases() for state in case.get("rows", {}).values()}
    assert seen | {"ALIGNED"} == {state.value for state in RowState}


def start_project(folder: Path) -> Project:
    write(sample(), folder / "first.docx")
    record = read(folder / "first.docx").record
    assert record is not None
    assert record.content is not None
    numbers = tuple(unit.number for unit in record.units)
    export = Export(record.digest, 1, 1, "", "review", record.content, numbers)
    return create_project(export, folder / "zavod.review.sqlite")


def bring(case: dict[str, Any], folder: Path) -> ImportReport:
    if case.get("project"):
        start_project(folder)
    path = Editor.of(sample()).do(case["steps"]).save(folder / "zavod.ru-zh.docx")
    return import_files([path], choices=parse_choices(case.get("accept", [])))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_file(case: dict[str, Any], tmp_path: Path) -> None:
    report = bring(case, tmp_path)
    (file,) = report.files
    rows = {one.label: one.state.value for one in file.differences if one.state != "ALIGNED"}
    expected = {label: state for label, state in case.get("rows", {}).items() if state != "ALIGNED"}
    assert rows == expected
    assert [one.label for one in file.open] == case.get("open", [])
    assert case.get("says", "") in " / ".join(file.messages)
    if case.get("open"):
        assert not (tmp_path / "zavod.review.sqlite").exists()
        return
    said = [[one.unit, one.where, one.text] for one in file.comments]
    assert sorted(said) == sorted(case.get("said", []))
    check_release(case, Project(report.project))


def check_release(case: dict[str, Any], project: Project) -> None:
    units = {unit.id: unit for unit in project.bitext().units}
    before = {unit.id: unit for unit in sample().units if unit.id not in case.get("dropped", [])}
    texts = {name: unit.target for name, unit in before.items()} | case.get("targets", {})
    assert {name: unit.target for name, unit in units.items()} == texts
    assert list(units) == case.get("order", list(before))
    states = {name: unit.state.value for name, unit in before.items()}
    moved = {name: "translated" for name in case.get("targets", {}) if name not in states}
    wanted = states | moved | case.get("states", {})
    assert {name: unit.state.value for name, unit in units.items()} == wanted
    human = {name for name, unit in units.items() if unit.origin == "human"}
    assert human == set(case.get("targets", {}))
    assert project.bitext(1) == sample()
