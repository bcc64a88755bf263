"""OmegaT itself opens the project that we write; its files come back complete and unchanged."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.cli.conftest import CASES, ROOT, Desk
from tests.exchange import exchange_omegat as omegat
from tests.exchange import xliff_structure as structure
from tests.exchange.exchange_xliff import saved, text
from translator import exchange, pipeline
from translator.exchange import read_jsonl, read_reviewed, xliff
from translator.project import open_project
from translator.units import State, TranslationUnit

pytestmark = pytest.mark.skipif(not omegat.installed(), reason="omegat is not installed")
DEMO = "01-mission-beijing"
LEVELS = ("level1", "level2", "omegat")


@dataclass
class Agency:
    """What the office sent, and the projects as OmegaT left them: ``draft`` unchanged,
    ``reviewed`` with a memory of reviewed units in ``tm/auto``, ``odd`` of a difficult release."""

    desk: Desk
    units: tuple[TranslationUnit, ...]
    draft: Path
    reviewed: Path
    odd: Path
    logs: list[str]


def better(target: str) -> str:
    return f"{target.rstrip('。')}（已审）。"


@pytest.fixture(scope="module")
def agency(tmp_path_factory):
    folder = tmp_path_factory.mktemp("omegat")
    with pytest.MonkeyPatch.context() as patch:
        desk = _desk(folder / "desk", patch)
        forms = [f"--to={form}" for form in ("omegat", "jsonl")]
        done = desk.run("translate", f"{DEMO}.txt", *forms)
        assert done.exit_code == 0, done.output
        with (desk.folder / f"{DEMO}.ru-zh.jsonl").open(encoding="utf-8") as stream:
            units = read_jsonl(stream)
        archive = desk.folder / f"{DEMO}.ru-zh.omegat.zip"
        draft, reviewed = (omegat.unpacked(archive, folder / name) for name in ("a", "b"))
        _review(desk, units, reviewed)
        exchange.save(omegat.repeated(), "omegat", folder / "odd.zip")
        odd = omegat.unpacked(folder / "odd.zip", folder / "c")
        logs = [omegat.translate(project) for project in (draft, reviewed, odd)]
        yield Agency(desk, units, draft, reviewed, odd, logs)


def _desk(folder: Path, patch: pytest.MonkeyPatch) -> Desk:
    folder.mkdir()
    name = f"{DEMO}.txt"
    (folder / name).write_bytes((ROOT / "examples" / name).read_bytes())
    desk = Desk(folder)
    patch.chdir(folder)
    patch.setenv("TRANSLATOR_CACHE", str(folder / "cache"))
    patch.setenv("TRANSLATOR_PROJECT_GLOSSARIES", str(CASES / "glossary.tsv"))
    patch.setenv("TRANSLATOR_MEMORY", str(folder / "office.sqlite"))
    patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    patch.setattr(pipeline, "load_engine", lambda settings: desk.engine)
    return desk


def _review(desk: Desk, units: tuple[TranslationUnit, ...], project: Path) -> None:
    """The reviewed units through the office's memory into the TMX that OmegaT reads."""
    rows = (f"{unit.source}\t{better(unit.target)}\n" for unit in units)
    (desk.folder / "reviewed.tsv").write_text("ru\tzh\n" + "".join(rows), encoding="utf-8")
    (project / "tm" / "auto").mkdir()
    tmx = project / "tm" / "auto" / "office.tmx"
    for arguments in (("import", "reviewed.tsv"), ("export", "-o", str(tmx))):
        done = desk.run("memory", *arguments)
        assert done.exit_code == 0, done.output
    (project / "omegat" / "project_save.tmx").unlink()


def rows_of(agency: Agency, project: Path, *arguments: str) -> list[dict]:
    """What ``review`` says of the file that came back."""
    result = agency.desk.run("review", *arguments, str(omegat.written(project)), "--json")
    assert result.exit_code == 0, result.output
    (file,) = json.loads(result.stdout)["files"]
    return file["rows"]


def test_every_unit_of_the_demo_release_is_a_segment_and_comes_back_unchanged(agency) -> None:
    sent = xliff.read(next((agency.draft / "source").iterdir()))
    back = xliff.read(omegat.written(agency.draft))
    assert [u.id for u in back.units] == [u.id for u in agency.units]
    assert [(u.source, u.target) for u in back.units] == [
        (u.source, u.target) for u in agency.units
    ]
    assert structure.faults(omegat.written(agency.draft)) == []
    assert [(u.state, u.notes) for u in back.units] == [(u.state, u.notes) for u in sent.units]
    assert "Remaining:       \t       0" in (agency.draft / "omegat/project_stats.txt").read_text()
    rows = rows_of(agency, agency.draft, "import")
    assert {row["verdict"] for row in rows} == {"unchanged"}
    assert [row["unit"] for row in rows] == [unit.id for unit in agency.units]


def test_before_omegat_the_targets_are_russian_and_read_as_empty(agency) -> None:
    sent = xliff.read(next((agency.draft / "source").iterdir()))
    assert {u.target for u in sent.units} == {""}
    count = len(agency.units)
    assert (
        f"{count} units hold the Russian in place of the Chinese: taken as empty" in sent.messages
    )


def test_our_tmx_is_used_for_every_unit(agency) -> None:
    back = xliff.read(omegat.written(agency.reviewed))
    assert [u.target for u in back.units] == [better(u.target) for u in agency.units]
    assert "Reading of TMX file complete" in agency.logs[1]
    rows = rows_of(agency, agency.reviewed, "import", "--reviewer", "Бюро", "--mark", "reviewed")
    assert {row["verdict"] for row in rows} == {"taken"}
    (project,) = omegat.written(agency.reviewed).parent.glob("*.review.sqlite")
    whole = open_project(project).bitext()
    assert [(u.target, u.state) for u in whole.units] == [
        (better(u.target), State.REVIEWED) for u in agency.units
    ]


@pytest.mark.parametrize("level", LEVELS)
def test_the_tmx_that_omegat_writes_is_imported_whole(agency, level) -> None:
    path = agency.reviewed / f"{agency.reviewed.name}-{level}.tmx"
    read = read_reviewed(path)
    pairs = {(u.source, u.target) for u in read}
    assert pairs == {(u.source, better(u.target)) for u in agency.units}
    assert read.messages == ()
    done = agency.desk.run("memory", "import", str(path), "--memory", f"{level}.sqlite", "--json")
    assert (done.exit_code, json.loads(done.stdout)[0]["new"]) == (0, len(pairs))


def test_states_blanks_marks_and_a_sentence_translated_four_ways(agency) -> None:
    whole = omegat.repeated()
    plain = xliff.read(saved(text(whole, "xliff12"), agency.odd.parent / "plain.xlf"))
    back = xliff.read(omegat.written(agency.odd))
    assert [replace(u, notes=()) for u in back.units] == [replace(u, notes=()) for u in plain.units]
    assert len({u.target for u in whole.units if u.source == whole.units[0].source}) == 4
    assert back.units[4].target == ""  # nobody translated it: not the Russian
    assert back.units[2].state == State.FINAL


def test_alternatives_come_back_with_their_context(agency) -> None:
    whole = omegat.repeated()
    read = list(read_reviewed(agency.odd / f"{agency.odd.name}-level2.tmx"))
    assert {(u.source, u.target) for u in read} == {
        (u.source, u.target) for u in whole.units if u.target
    }
    (last,) = (u for u in read if u.target == whole.units[-1].target)
    assert (last.previous, last.next) == (whole.units[-2].source, "")
    assert last.release == f"{agency.odd.name}.xlf"


def test_terms_and_matches_of_the_memory_are_at_hand(agency) -> None:
    lines = (agency.odd / "glossary" / "terms.utf8").read_text(encoding="utf-8")
    assert lines == "Пекин\t北京\n"
    (known,) = read_reviewed(agency.odd / "tm" / "memory.tmx")
    assert known.source == "Первый & «второй»."
    assert "memory.tmx" in agency.logs[2]
