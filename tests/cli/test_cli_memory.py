"""``memory`` as a user calls it, and ``translate`` with a memory."""

from __future__ import annotations

import json

import pytest

TABLE = (
    "ru\tzh\tdomain\n"
    "В неё войдут представители 14 предприятий.\t代表团由14家企业代表组成。\teconomy\n"
    "Завод выпустил 340 тыс. машин.\t工厂生产了34万辆汽车。\t\n"
)


@pytest.fixture
def office(desk):
    (desk.folder / "units.tsv").write_text(TABLE, encoding="utf-8")
    (desk.folder / "press-translator.toml").write_text('memory = "office.sqlite"\n')
    return desk


def lines(result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_import_export_and_back(office) -> None:
    done = office.run("memory", "import", "units.tsv", "--reviewer", "Анна", "--json")
    assert (done.exit_code, json.loads(done.stdout)[0]["new"]) == (0, 2)
    again = office.run("memory", "import", "units.tsv", "--reviewer", "Анна")
    assert "0 new, 2 known already" in again.stderr
    for form in ("tmx", "jsonl", "tsv"):
        assert office.run("memory", "export", "-o", f"out.{form}").exit_code == 0
        back = office.run("memory", "import", f"out.{form}", "--memory", f"{form}.sqlite")
        assert "2 new" in back.stderr
        plain = office.run(
            "memory", "export", "-o", "-", "--to", "tsv", "--memory", f"{form}.sqlite"
        )
        assert plain.stdout == office.run("memory", "export", "-o", "-", "--to", "tsv").stdout
        assert "Анна" in plain.stdout


def test_an_export_is_not_overwritten_without_force(office) -> None:
    office.run("memory", "import", "units.tsv")
    (office.folder / "out.tmx").write_text("kept")
    refused = office.run("memory", "export", "-o", "out.tmx")
    assert (refused.exit_code, "exists already" in refused.stderr) == (3, True)
    assert (office.folder / "out.tmx").read_text() == "kept"
    assert office.run("memory", "export", "-o", "out.tmx", "--force").exit_code == 0


def test_search_and_what_is_similar(office) -> None:
    office.run("memory", "import", "units.tsv")
    found = json.loads(office.run("memory", "search", "ЗАВОД", "--json").stdout)
    assert [(row["target"], row["expired"]) for row in found] == [("工厂生产了34万辆汽车。", False)]
    similar = office.run("memory", "search", "--similar", "Завод выпустил 5 тыс. машин.")
    assert similar.stdout.startswith("figures 99\tЗавод выпустил 340 тыс. машин.\t工厂生产了5000辆")


def test_a_unit_expires_and_is_shown_as_such(office) -> None:
    office.run("memory", "import", "units.tsv")
    assert (
        office.run("memory", "expire", "2", "--until", "2020-01-31", "--note", "снят").exit_code
        == 0
    )
    assert "\texpired" in office.run("memory", "search", "Завод").stdout
    figures = json.loads(office.run("memory", "stats", "--json").stdout)
    assert (figures["units"], figures["limited"], figures["expired"]) == (2, 1, 1)
    missing = office.run("memory", "expire", "2", "77", "--until", "2020-01-31")
    assert (missing.exit_code, "some numbers are in no unit" in missing.stderr) == (2, True)
    turned = office.run("memory", "expire", "2", "--from", "2021-01-01", "--until", "2020-01-31")
    assert (turned.exit_code, "--until is before --from" in turned.stderr) == (2, True)


def test_dedupe_and_compact(office) -> None:
    office.run("memory", "import", "units.tsv", "--reviewer", "Анна")
    office.run("memory", "import", "units.tsv", "--reviewer", "Олег")
    assert json.loads(office.run("memory", "dedupe", "--dry-run", "--json").stdout) == {
        "doubled": 2, "deleted": 0,
    }  # fmt: skip
    assert "2 deleted" in office.run("memory", "dedupe").stderr
    assert office.run("memory", "compact").exit_code == 0
    assert json.loads(office.run("memory", "stats", "--json").stdout)["units"] == 2


def test_translate_uses_the_memory_and_counts_it(office) -> None:
    office.run("memory", "import", "units.tsv")
    result = office.run("translate", "release.txt", "--to", "jsonl", "-o", "-")
    units = lines(result)
    assert [u["target"] for u in units if u["origin"] == "memory"] == ["代表团由14家企业代表组成。"]
    assert "1 from memory" in result.stderr
    without = office.run("translate", "release.txt", "--to", "jsonl", "-o", "-", "--memory", "none")
    assert "0 from memory" in without.stderr


def test_several_files_of_which_one_fails(office) -> None:
    (office.folder / "bad.tmx").write_text("<tmx>")
    result = office.run("memory", "import", "bad.tmx", "units.tsv", "--json")
    assert result.exit_code == 3
    assert "error: bad.tmx" in result.stderr
    assert [("error" in row) for row in json.loads(result.stdout)] == [True, False]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["import", "none.tmx"], 3, "none.tmx: cannot be read"),
        (["import", "release.txt"], 3, "of no format that holds reviewed units"),
        (["export", "-o", "a.docx"], 2, "has no suffix that is known"),
        (["stats", "--memory", "none"], 2, "the memory is switched off"),
        (["stats", "--memory", "mysql://a:secret@b/c"], 2, "mysql://a:***@b/c: is no database"),
        (["stats", "--memory", "release.txt"], 3, "release.txt: is not a database"),
        (["expire", "x"], 2, "is not a valid integer"),
    ],
)
def test_errors_are_one_line_with_the_remedy(office, arguments, code, message) -> None:
    result = office.run("memory", *arguments)
    assert (result.exit_code, message in result.stderr) == (code, True), result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "secret" not in result.stderr
    assert result.stdout == ""
