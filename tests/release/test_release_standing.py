"""Publishing from a project, and a document held against the project beside it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from release_files import exported, release

from translator import exchange
from translator.errors import InputError
from translator.project import Project, open_project
from translator.publish import Layout
from translator.release import Reviewed, plan, reviewed
from translator.review.exporting import export_review
from translator.review.importing import import_files
from translator.units import State

MODELS = Path(__file__).parents[2] / "models"
OLD, NEW = "展览将于5月9日至12日举行。", "展会将于5月9日至12日举行。"


def imported(path: Path, *edits: tuple[str, str], reviewer: str = "Чэнь Л.") -> Project:
    exported(path, None, *edits)
    return Project(import_files([path], reviewers=[reviewer]).project)


def targets(text: Reviewed) -> list[str | None]:
    return [unit.target for unit in text.bitext.units]


def test_a_project_is_published_in_its_newest_version(tmp_path) -> None:
    project = imported(tmp_path / "release.ru-zh.docx", (OLD, NEW))
    text = reviewed(project.path, MODELS)
    assert targets(text)[1] == NEW
    assert text.reviewers == ("Чэнь Л.",)
    assert text.bitext.provenance == release().provenance
    assert text.messages == ("release.review.sqlite, version 2",)
    assert len(text.digest) == 64
    assert plan(project.path, None, ("docx",), Layout.ZH) == (
        ("docx", tmp_path / "release.zh.docx"),
    )


def test_a_document_is_taken_as_it_is_and_held_against_its_project(tmp_path) -> None:
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    exported(first)
    assert reviewed(first, MODELS).messages == ()
    imported(second, (OLD, NEW))
    text = reviewed(first, MODELS)
    assert targets(text)[1] == OLD
    assert "release.review.sqlite (version 2)" in text.messages[0]
    assert "in rows 2; a.docx is taken as it is" in text.messages[0]
    assert reviewed(second, MODELS).messages == ()


@pytest.mark.parametrize("beside", [True, False])
def test_a_part_of_a_release_is_not_the_release(tmp_path, beside) -> None:
    project = imported(tmp_path / "a.docx", (OLD, NEW))
    folder = tmp_path if beside else tmp_path / "elsewhere"
    folder.mkdir(exist_ok=True)
    export_review(project, folder / "r2.docx", only="changed")
    with pytest.raises(InputError, match="holds only 1 rows of the release") as caught:
        reviewed(folder / "r2.docx", MODELS)
    assert "review import" in caught.value.remedy


def test_an_xliff_file_is_published_from_its_project_once_imported(tmp_path) -> None:
    stream = io.StringIO(newline="\n")
    exchange.write(release(), "xliff", stream)
    path = tmp_path / "release.ru-zh.xlf"
    path.write_text(stream.getvalue().replace(OLD, NEW), encoding="utf-8")
    with pytest.raises(InputError, match="has not been imported"):
        reviewed(path, MODELS)
    import_files([path])
    assert targets(reviewed(path, MODELS))[1] in (OLD, NEW)
    assert targets(reviewed(path, MODELS)) == [u.target for u in open_project(path).bitext().units]


def test_what_two_reviewers_dispute_is_a_question(tmp_path) -> None:
    one, two = tmp_path / "a.docx", tmp_path / "b.docx"
    exported(one, None, (OLD, NEW))
    exported(two, None, (OLD, "展览会将于5月9日至12日举行。"))
    report = import_files([one, two], reviewers=["А", "Б"])
    states = [unit.state for unit in reviewed(report.project, MODELS).bitext.units]
    assert states == [State.FINAL, State.QUESTION, State.FINAL, State.FINAL]
    export_review(Project(report.project), tmp_path / "c.docx", only="conflicts")
    with pytest.raises(InputError, match="holds only 1 rows"):
        reviewed(tmp_path / "c.docx", MODELS)


def test_no_project(tmp_path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        reviewed(tmp_path / "none.review.sqlite", MODELS)
    (tmp_path / "bad.review.sqlite").write_bytes(b"SQLite format 3\0 no")
    with pytest.raises(InputError, match="no project file"):
        reviewed(tmp_path / "bad.review.sqlite", MODELS)
