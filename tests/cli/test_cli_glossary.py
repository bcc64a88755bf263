"""``glossary lint``, ``import``, ``export``, ``diff``, ``suggest``, ``propagate`` as a user."""

from __future__ import annotations

import json

import pytest

HEAD = "ru\tzh\tkind\tforbidden\tsource\tнаш столбец\n"


@pytest.fixture
def office(desk):
    path = desk.folder / "office.tsv"
    path.write_text(
        HEAD + "морской порт\t海港\tlogistics\t\tсвой\tда\nпричал\t泊位\tlogistics\t码头\tсвой\t\n",
        "utf-8",
    )
    return path


def test_lint_of_a_clean_glossary(desk, office) -> None:
    result = desk.run("glossary", "lint", "office.tsv", "--fail-on", "minor")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 findings\n"
    assert json.loads(desk.run("glossary", "lint", "office.tsv", "--json").stdout) == []


def test_lint_exits_by_the_severity_asked_for(desk, office) -> None:
    office.write_text("ru\tzh\tkind\nпорт\t港口\tlogistics\n", "utf-8")
    result = desk.run("glossary", "lint", "office.tsv", "--fail-on", "minor")
    assert result.exit_code == 1
    assert result.stdout.startswith("office.tsv:2: minor: no-source: «порт» has no source; write")
    assert desk.run("glossary", "lint", "office.tsv", "--fail-on", "major").exit_code == 0
    assert desk.run("glossary", "lint", "office.tsv").exit_code == 0
    (finding,) = json.loads(desk.run("glossary", "lint", "office.tsv", "--json").stdout)
    assert (finding["code"], finding["place"]) == ("no-source", "office.tsv:2")


def test_lint_without_the_model_says_so(desk, office) -> None:
    result = desk.run("glossary", "lint", "office.tsv", "--engine", "nllb")
    assert result.exit_code == 0
    assert "note: characters are not looked up: " in result.stderr


def test_lint_of_nothing(desk) -> None:
    result = desk.run("glossary", "lint", "none.tsv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no such file" in result.stderr


@pytest.mark.parametrize("suffix", ["tsv", "csv", "xlsx", "tbx"])
def test_there_and_back(desk, office, suffix) -> None:
    made = desk.run("glossary", "export", "--glossary", "office.tsv", "-o", f"all.{suffix}")
    assert made.exit_code == 0, made.stderr
    assert f"all.{suffix}: 2 entries" in made.stderr
    back = desk.run("glossary", "import", f"all.{suffix}", "-o", "back.tsv")
    assert back.exit_code == 0, back.stderr
    assert "наш столбец" in (desk.folder / "back.tsv").read_text("utf-8")
    same = desk.run("glossary", "diff", "office.tsv", "back.tsv")
    assert (same.stdout, same.exit_code) == ("", 0)
    assert "0 added, 0 removed, 0 changed" in same.stderr


def test_nothing_is_overwritten_unasked(desk, office) -> None:
    (desk.folder / "all.csv").write_text("мой файл", "utf-8")
    refused = desk.run("glossary", "export", "--glossary", "office.tsv", "-o", "all.csv")
    assert refused.exit_code == 3
    assert (desk.folder / "all.csv").read_text("utf-8") == "мой файл"
    command = ("glossary", "export", "--glossary", "office.tsv", "-o", "all.csv", "--force")
    assert desk.run(*command).exit_code == 0
    unknown = desk.run("glossary", "export", "--glossary", "office.tsv", "-o", "all.pdf")
    assert unknown.exit_code == 2
    assert ".tsv, .csv, .xlsx, .tbx" in unknown.stderr


def test_a_faulty_line_stops_the_import_unless_lenient(desk, office) -> None:
    office.write_text("ru\tzh\tkind\nпорт\t=1+1\t\nрека\t河\tречка\nбухта\t湾\t\n", "utf-8")
    result = desk.run("glossary", "import", "office.tsv", "-o", "new.tsv")
    assert result.exit_code == 2
    assert "office.tsv:2: the cell zh starts with = as a formula does" in result.stderr
    assert not (desk.folder / "new.tsv").exists()
    result = desk.run("glossary", "import", "office.tsv", "-o", "new.tsv", "--lenient")
    assert result.exit_code == 0
    assert "office.tsv:3: the kind «речка» is unknown; " in result.stderr
    assert "new.tsv: 1 entries" in result.stderr


def test_lookup_with_a_faulty_glossary(desk, office) -> None:
    office.write_text("ru\tzh\nпричал\t泊位\nпорт\n", "utf-8")
    command = ("glossary", "lookup", "у причала", "--glossary", "office.tsv")
    assert desk.run(*command).exit_code == 2
    result = desk.run(*command, "--lenient")
    assert result.stdout.split("\t")[:3] == ["причала", "причал", "泊位"]
    assert "office.tsv:3: " in result.stderr
    assert desk.run("glossary", "stats", "--glossary", "office.tsv", "--lenient").exit_code == 0


def test_diff_shows_every_cell(desk, office) -> None:
    new = HEAD + "морской порт\t海港口\tlogistics\t\tсвой\t\nсклад\t仓库\tlogistics\t\tсвой\t\n"
    (desk.folder / "new.tsv").write_text(new, "utf-8")
    result = desk.run("glossary", "diff", "office.tsv", "new.tsv")
    assert result.stdout.splitlines() == [
        "+\tсклад\t仓库",
        "-\tпричал\t泊位",
        "~\tморской порт\tzh\t海港\t海港口",
        "~\tморской порт\tнаш столбец\tда\t",
    ]
    found = json.loads(desk.run("glossary", "diff", "office.tsv", "new.tsv", "--json").stdout)
    assert [len(found[key]) for key in ("added", "removed", "changed")] == [1, 1, 1]


def test_suggest_and_propagate(desk, office) -> None:
    archive = desk.folder / "archive"
    archive.mkdir()
    (archive / "a.tsv").write_text(
        "ru\tzh\nСудно стоит у причала.\t船停在码头。\n"
        "Открыта паромная линия.\t轮渡航线开通。\nПаромная линия работает.\t轮渡航线运行。\n"
        "О паромной линии рассказали.\t介绍轮渡航线。\n",
        "utf-8",
    )
    made = desk.run("glossary", "suggest", "archive", "-o", "proposals.tsv")
    assert made.exit_code == 0, made.stderr
    text = (desk.folder / "proposals.tsv").read_text("utf-8")
    assert text.splitlines()[1].startswith("# паромная линия\t轮渡航线\t")
    shown = desk.run("glossary", "suggest", "archive", "-o", "-")
    assert shown.stdout == text
    options = ("glossary", "propagate", "archive", "--glossary", "office.tsv")
    result = desk.run(*options)
    assert result.stdout.splitlines() == ["archive/a.tsv\t2\tпричала\t码头\t泊位"]
    (found,) = json.loads(desk.run(*options, "--json").stdout)
    assert (found["superseded"], found["source"]) == ("码头", "Судно стоит у причала.")


def test_propagate_knows_what_an_older_glossary_approved(desk, office) -> None:
    (desk.folder / "old.tsv").write_text(HEAD + "морской порт\t港埠\t\t\t\t\n", "utf-8")
    (desk.folder / "a.tsv").write_text("Морской порт открыт.\t港埠开放。\n", "utf-8")
    result = desk.run(
        "glossary", "propagate", "a.tsv", "--old", "old.tsv", "--glossary", "office.tsv"
    )
    assert result.stdout.splitlines() == ["a.tsv\t1\tМорской порт\t港埠\t海港"]


def test_an_unreadable_document_is_named_and_the_rest_is_done(desk, office) -> None:
    (desk.folder / "a.jsonl").write_text("{}\n", "utf-8")
    (desk.folder / "b.tsv").write_text("У причала.\t在码头。\n", "utf-8")
    command = ("glossary", "propagate", "a.jsonl", "b.tsv", "--glossary", "office.tsv")
    result = desk.run(*command)
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
    assert "error: a.jsonl:1: " in result.stderr
