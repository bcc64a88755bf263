"""LibreOffice as the second program: edits through UNO with tracking on, saved as .docx and as
.odt and then .docx, must come back exactly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from bilingual_bitext import sample

from benchmarks import libreoffice
from translator.bilingual import write
from translator.project import Project
from translator.review.choices import parse_choices
from translator.review.importing import FileReport, import_files

TRACKED = [
    ["record", True],
    ["replace", 4, "35亿", "350亿"],
    ["append", 3, "完。"],
    ["enter", 7],
    ["comment", 5, "王审校", "谁说的？"],
]
TRACKED_TEXTS = {
    "s3": "图拉州的工厂投产。完。",
    "s4": "投资为每年350亿卢布",
    "s7": "电话：+7 (4872) 00-00-00\n新段",
}
REWRITTEN = [["record", True], ["rewrite", 3, "图拉的工厂已投产。"], ["rewrite", 4, "投资350亿"]]
REWRITTEN_TEXTS = {"s3": "图拉的工厂已投产。", "s4": "投资350亿"}
PLAIN = [["write", 3, "工厂投产。"], ["write", 6, "福田在此组装。"]]
PLAIN_TEXTS = {"s3": "工厂投产。", "s6": "福田在此组装。"}
STATUS = [["write", 1, "проверено 已审", "status"], ["write", 2, "вопрос 待议", "status"]]


@dataclass(frozen=True)
class Case:
    name: str
    steps: list
    texts: dict
    rows: dict
    accept: tuple = ()
    order: tuple = ()
    odt: bool = False
    comments: tuple = ()


def both(name: str, *given: object, **more: object) -> list[Case]:
    return [Case(name, *given, **more), Case(f"{name}, through .odt", *given, odt=True, **more)]


EDITED = {"3": "EDITED", "4": "EDITED", "7": "EDITED"}
CASES = [
    *both("untouched", [], {}, {}),
    *both("tracked", TRACKED, TRACKED_TEXTS, EDITED, comments=(("s5", "王审校", "谁说的？"),)),
    *both("untracked", PLAIN, PLAIN_TEXTS, {"3": "EDITED", "6": "EDITED"}),
    *both("rewritten", REWRITTEN, REWRITTEN_TEXTS, {"3": "EDITED", "4": "EDITED"}),
    *both("statuses", STATUS, {}, {}),
    *both("row deleted", [["delete_row", 7]], {"s7": None}, {"7": "MISSING"}, accept=("7=drop",)),
    *both("row added", [["add_row", 3, "新行"]], {"a1": "新行"}, {"+1": "ADDED"}, ("+1=insert",)),
    *both("row moved", [["move_row", 3, 6]], {}, {"3": "MOVED"}, ("3=stay",)),
    Case(
        "row deleted with tracking",
        [["record", True], ["delete_row", 7]],
        {"s7": None},
        {"7": "MISSING"},
        accept=("7=drop",),
    ),
]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where LibreOffice has saved every case."""
    lack = libreoffice.missing()
    if lack:
        pytest.skip(f"{lack} is not installed")
    folder = tmp_path_factory.mktemp("office")
    first = folder / "first.docx"
    write(sample(), first)
    edits = []
    for number, case in enumerate(CASES):
        paths = [folder / f"{number}.odt"] if case.odt else []
        edits.append(libreoffice.Edit(first, case.steps, [*paths, folder / f"{number}.docx"]))
    libreoffice.edit(edits, folder)
    return folder


def bring(saved: Path, case: Case, tmp_path: Path) -> tuple[FileReport, Project]:
    """The saved file beside the project of the release, imported."""
    path = tmp_path / "back.docx"
    path.write_bytes((saved / f"{CASES.index(case)}.docx").read_bytes())
    (tmp_path / "first.docx").write_bytes((saved / "first.docx").read_bytes())
    import_files([tmp_path / "first.docx"])
    report = import_files([path], choices=parse_choices(case.accept))
    return report.files[0], Project(report.project)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_libreoffice_saved_comes_back(case: Case, saved: Path, tmp_path: Path) -> None:
    file, project = bring(saved, case, tmp_path)
    assert {o.label: o.state for o in file.differences if o.state != "ALIGNED"} == case.rows
    assert not file.open
    texts = {u.id: u.target for u in sample().units} | case.texts
    expected = {name: text for name, text in texts.items() if name != "s7" or text is not None}
    assert {u.id: u.target for u in project.bitext().units} == expected
    assert tuple((c.unit, c.author, c.text) for c in file.comments) == case.comments


@pytest.mark.parametrize("case", [c for c in CASES if c.name.startswith("tracked")], ids=str)
def test_who_changed_what_and_when_is_kept(case: Case, saved: Path, tmp_path: Path) -> None:
    _, project = bring(saved, case, tmp_path)
    (revision,) = project.revisions("s4")
    assert [(c.kind, c.text) for c in revision.changes] == [("delete", "35亿"), ("insert", "350亿")]
    assert all(change.author and change.time.startswith("20") for change in revision.changes)
    assert revision.author == revision.changes[0].author


@pytest.mark.parametrize("case", [c for c in CASES if c.name.startswith("statuses")], ids=str)
def test_statuses_come_back(case: Case, saved: Path, tmp_path: Path) -> None:
    _, project = bring(saved, case, tmp_path)
    states = [unit.state.value for unit in project.bitext().units]
    assert states[:3] == ["reviewed", "question", "translated"]
