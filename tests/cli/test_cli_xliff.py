"""A release out to an agency as XLIFF and TMX, and back, on the command line."""

from __future__ import annotations

import json
import zipfile

import pytest

from tests.cli.conftest import Desk
from translator.exchange import read_jsonl, read_reviewed, xliff
from translator.units import TranslationUnit

STORES = {
    "release.ru-zh.xlf": ("xliff2", "Xliff2File"),
    "release.ru-zh.12.xlf": ("xliff", "xlifffile"),
    "release.ru-zh.tmx": ("tmx", "tmxfile"),
}


@pytest.fixture
def translated(desk: Desk) -> Desk:
    forms = [f"--to={form}" for form in ("xliff", "xliff12", "tmx", "jsonl")]
    assert desk.run("translate", "release.txt", *forms).exit_code == 0
    return desk


def units_of(desk: Desk) -> tuple[TranslationUnit, ...]:
    with (desk.folder / "release.ru-zh.jsonl").open(encoding="utf-8") as stream:
        return read_jsonl(stream)


@pytest.mark.parametrize("name", STORES)
def test_the_demo_release_opens_outside_with_all_units_and_comes_back(translated, name) -> None:
    module, store_name = STORES[name]
    reason = "translate-toolkit is missing"
    toolkit = pytest.importorskip(f"translate.storage.{module}", reason=reason)
    path = translated.folder / name
    store = getattr(toolkit, store_name).parsefile(str(path))
    units = units_of(translated)
    assert len(units) == 7
    assert [(u.source, u.target) for u in store.units] == [(u.source, u.target) for u in units]
    again = path.with_name(f"again-{name}")
    again.write_bytes(bytes(store))
    if name.endswith(".tmx"):
        before = list(read_reviewed(path, unreviewed=True))
        assert list(read_reviewed(again, unreviewed=True)) == before
        assert len(before) == 7
        return
    assert xliff.read(again) == xliff.read(path)
    result = translated.run("review", "import", again.name, "--json")
    assert result.exit_code == 0
    (file,) = json.loads(result.stdout)["files"]
    assert {row["verdict"] for row in file["rows"]} == {"unchanged"}
    assert [row["unit"] for row in file["rows"]] == [unit.id for unit in units]


def test_an_agency_edits_and_the_office_imports(translated) -> None:
    path = translated.folder / "release.ru-zh.12.xlf"
    text = path.read_text(encoding="utf-8")
    first = units_of(translated)[0].target
    edited = text.replace(f">{first}</target>", ">州长访华</target>", 1)
    path.write_text(edited, encoding="utf-8")
    shown = translated.run("review", "show", path.name)
    assert "№ 1  EDITED  taken" in shown.stdout
    imported = translated.run("review", "import", path.name, "--reviewer", "Агентство")
    assert imported.exit_code == 0
    assert "release.ru-zh.12.xlf: version 2" in imported.stderr
    history = translated.run("review", "history", "release.review.sqlite", "--unit", "s1")
    assert "{+长访华+}" in history.stdout
    out = translated.run("review", "export", "release.review.sqlite", "-o", "r2.xlf")
    assert out.exit_code == 0, out.output
    assert xliff.read(translated.folder / "r2.xlf").sent.round == 2


def test_a_broken_file_is_told_with_place_and_remedy(desk) -> None:
    (desk.folder / "a.xlf").write_text('<xliff version="2.1">\n<file', encoding="utf-8")
    result = desk.run("review", "import", "a.xlf")
    assert result.exit_code == 3
    assert "a.xlf:2: is not well-formed XML" in result.stderr
    assert "export it from the program again" in result.stderr
    assert "Traceback" not in result.stderr


def test_xliff_on_standard_output(desk) -> None:
    release = (desk.folder / "release.txt").read_bytes()
    result = desk.run("translate", "-", "--to", "xliff", "-o", "-", stdin=release)
    assert result.exit_code == 0
    (desk.folder / "out.xlf").write_text(result.stdout, encoding="utf-8")
    assert len(xliff.read(desk.folder / "out.xlf").units) == 7


def test_the_sentence_rules_as_srx(desk) -> None:
    (desk.folder / "own.toml").write_text('never_break_after = ["тов."]', encoding="utf-8")
    (desk.folder / "press-translator.toml").write_text(
        'segmentation_exceptions = "own.toml"', encoding="utf-8"
    )
    result = desk.run("segment", "--srx", "office.srx")
    assert result.exit_code == 0, result.output
    assert "office.srx: 14 rules" in result.stderr
    text = (desk.folder / "office.srx").read_text(encoding="utf-8")
    assert "<!-- of the office, never: тов. -->" in text
    assert desk.run("segment", "--srx", "office.srx").exit_code == 3
    again = desk.run("segment", "--srx", "office.srx", "--force", "--json")
    assert json.loads(again.stdout) == {"path": "office.srx", "rules": 14}


@pytest.mark.parametrize("arguments", [(), ("release.txt", "--srx", "a.srx")])
def test_segment_wants_a_release_or_srx(desk, arguments) -> None:
    result = desk.run("segment", *arguments)
    assert result.exit_code == 2
    assert "give either INPUT or --srx FILE" in result.stderr


def test_an_agencys_file_goes_into_the_memory(translated) -> None:
    path = translated.folder / "release.ru-zh.xlf"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('state="translated"', 'state="final"', 2), encoding="utf-8")
    result = translated.run("memory", "import", path.name, "--memory", "m.sqlite")
    assert result.exit_code == 0, result.output
    assert "2" in result.stderr


def test_a_project_for_omegat_is_a_file_and_goes_out_again_in_later_rounds(desk) -> None:
    refused = desk.run("translate", "release.txt", "--to", "omegat", "-o", "-")
    assert (refused.exit_code, "one text format" in refused.stderr) == (2, True)
    done = desk.run("translate", "release.txt", "--to", "omegat", "--to", "xliff12")
    assert done.exit_code == 0, done.output
    assert desk.run("review", "import", "release.ru-zh.12.xlf").exit_code == 0
    out = desk.run("review", "export", "release.review.sqlite", "-o", "r2.zip")
    assert out.exit_code == 0, out.output
    for name in ("release.ru-zh.omegat.zip", "r2.zip"):
        with zipfile.ZipFile(desk.folder / name) as made:
            made.extract("release.ru-zh/source/release.ru-zh.xlf", desk.folder / name[:2])
        found = xliff.read(desk.folder / name[:2] / "release.ru-zh/source/release.ru-zh.xlf")
        assert [u.target for u in found.units] == [""] * 7
        assert found.sent is not None
