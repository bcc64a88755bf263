"""``review import`` as a user calls it: the project, the memory, and what the memory then gives."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Desk

IMPORT = ("review", "import", "release.ru-zh.docx", "--reviewer", "Чэнь Л.")


@pytest.fixture
def draft(desk: Desk) -> Desk:
    (desk.folder / "press-translator.toml").write_text('memory = "office.sqlite"\n')
    assert desk.run("translate", "release.txt").exit_code == 0
    return desk


def stored(desk: Desk) -> list[dict]:
    shown = desk.run("memory", "export", "-o", "-", "--to", "jsonl")
    return [json.loads(line) for line in shown.stdout.splitlines()]


def test_approved_units_go_into_the_memory_once(draft: Desk) -> None:
    result = draft.run(*IMPORT, "--mark", "reviewed")
    assert result.exit_code == 0, result.stderr
    assert "office.sqlite: 7 approved units new" in result.stderr
    units = stored(draft)
    assert [unit["reviewer"] for unit in units] == ["Чэнь Л."] * 7
    assert units[1]["previous"] == units[0]["source"]
    assert {unit["release"] for unit in units} == {"release.txt"}
    again = draft.run(*IMPORT, "--json")
    kept = json.loads(again.stdout)["memory"]
    assert kept.pop("place").endswith("office.sqlite")
    assert kept == {"new": 0, "known": 7, "empty": 0, "error": None}
    assert stored(draft) == units


def test_the_next_release_finds_them(draft: Desk) -> None:
    assert draft.run(*IMPORT, "--mark", "final").exit_code == 0
    result = draft.run("translate", "release.txt", "--to", "jsonl", "-o", "-")
    assert "7 from memory" in result.stderr


def test_drafts_and_questions_stay_out(draft: Desk) -> None:
    result = draft.run(*IMPORT)
    assert (result.exit_code, "memory" in result.stderr) == (0, False)
    assert not (draft.folder / "office.sqlite").exists()


def test_the_memory_can_be_switched_off(draft: Desk) -> None:
    result = draft.run(*IMPORT, "--mark", "reviewed", "--memory", "none")
    assert (result.exit_code, "memory" in result.stderr) == (0, False)
    assert not (draft.folder / "office.sqlite").exists()


def test_a_memory_that_cannot_be_written_does_not_cost_the_import(draft: Desk) -> None:
    (draft.folder / "office.sqlite").write_text("no database")
    failed = draft.run(*IMPORT, "--mark", "reviewed")
    assert failed.exit_code == 3
    assert "release.ru-zh.docx: version 2" in failed.stderr
    assert "office.sqlite: not written; the import stands" in failed.stderr
    last = failed.stderr.splitlines()[-1]
    assert last.startswith("error: ")
    assert "office.sqlite: is not a database" in last
    history = draft.run("review", "history", "release.review.sqlite", "--json")
    assert len(json.loads(history.stdout)["versions"]) == 2
    (draft.folder / "office.sqlite").unlink()
    again = draft.run(*IMPORT)
    assert (again.exit_code, "7 approved units new" in again.stderr) == (0, True)


def test_a_wrong_address_is_told_before_anything_is_imported(draft: Desk) -> None:
    result = draft.run(*IMPORT, "--memory", "mysql://anna:secret@host/office")
    assert result.exit_code == 2
    assert "mysql://anna:***@host/office: is no database" in result.stderr
    assert not (draft.folder / "release.review.sqlite").exists()
