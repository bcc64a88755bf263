"""``translate``: outputs, options, summary, cache, settings."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "unit.schema.json").read_text(encoding="utf-8"))
FIGURES = {
    "name", "outputs", "error", "segments", "words", "seconds", "words_per_second", "memory_hits",
    "terms_used", "terms_missing", "findings", "set_aside", "messages",
}  # fmt: skip


def units(text: str) -> list[dict]:
    found = [json.loads(line) for line in text.splitlines()]
    for unit in found:
        Draft202012Validator(SCHEMA).validate(unit)
    return found


def test_a_review_file_beside_the_release(desk) -> None:
    result = desk.run("translate", "release.txt")
    assert result.exit_code == 0, result.stderr
    assert desk.files() == ["release.ru-zh.docx", "release.txt"]
    with zipfile.ZipFile(desk.folder / "release.ru-zh.docx") as package:
        text = package.read("word/document.xml").decode()
    assert "斯摩棱斯克州" in text
    assert "Подробности на сайте" in text
    assert result.stdout == ""


def test_the_summary(desk) -> None:
    lines = desk.run("translate", "release.txt").stderr.splitlines()
    assert lines[0] == "set aside (share): Поделиться"
    assert lines[1] == "release.ru-zh.docx"
    for part in ("7 segments", "0 from memory", "terms ", " used / ", "findings: ", " words/s"):
        assert part in lines[2]
    assert len(lines) == 3


def test_stdin_to_stdout_keeps_the_contract(desk) -> None:
    release = (desk.folder / "release.txt").read_bytes()
    result = desk.run("translate", "-", "--to", "jsonl", "-o", "-", stdin=release)
    assert result.exit_code == 0, result.stderr
    found = units(result.stdout)
    assert [u["id"] for u in found] == [f"s{n}" for n in range(1, 8)]
    assert found[0]["kind"] == "title"
    assert all(u["target"] or u["findings"] for u in found)
    assert desk.files() == ["release.txt"]


def test_stdin_to_a_file(desk) -> None:
    assert desk.run("translate", "-", stdin="Порт открыт.".encode()).exit_code == 0
    assert desk.files() == ["release.txt", "stdin.ru-zh.docx"]


def test_every_format_at_once(desk) -> None:
    formats = [word for name in ("docx", "jsonl", "tsv", "txt") for word in ("--to", name)]
    assert desk.run("translate", "release.txt", "-o", "out/", *formats).exit_code == 0
    made = [f"out/release.ru-zh.{name}" for name in ("docx", "jsonl", "tsv", "txt")]
    assert desk.files() == [*made, "release.txt"]
    assert len(units((desk.folder / made[1]).read_text(encoding="utf-8"))) == 7


def test_output_may_name_the_file(desk) -> None:
    assert desk.run("translate", "release.txt", "-o", "new/review.docx").exit_code == 0
    assert desk.files() == ["new/review.docx", "release.txt"]


def test_several_inputs_with_a_failing_one(desk) -> None:
    (desk.folder / "bad.txt").write_bytes(b"")
    (desk.folder / "last.txt").write_text("Завод открыт.", encoding="utf-8")
    result = desk.run("translate", "release.txt", "bad.txt", "none.txt", "last.txt")
    assert result.exit_code == 3
    errors = [line for line in result.stderr.splitlines() if line.startswith("error:")]
    assert [e.split(":")[1].strip() for e in errors] == ["bad.txt", "none.txt"]
    assert {"last.ru-zh.docx", "release.ru-zh.docx"} < set(desk.files())
    assert "8 segments" in result.stderr.splitlines()[-1]
    assert len(desk.engines) == 1


def test_a_bad_release_loads_no_model(desk) -> None:
    assert desk.run("translate", "none.txt").exit_code == 3
    assert not desk.engines


def test_existing_outputs_are_refused_before_any_work(desk) -> None:
    (desk.folder / "release.ru-zh.docx").write_bytes(b"mine")
    result = desk.run("translate", "release.txt")
    assert result.exit_code == 3
    assert "--force" in result.stderr
    assert (desk.folder / "release.ru-zh.docx").read_bytes() == b"mine"
    assert not desk.engines
    assert desk.run("translate", "release.txt", "--force").exit_code == 0
    assert zipfile.is_zipfile(desk.folder / "release.ru-zh.docx")


@pytest.mark.parametrize(
    ("severity", "code"), [("minor", 1), ("major", 1), ("critical", 1), (None, 0)]
)
def test_fail_on(desk, severity, code) -> None:
    desk.engine.write = lambda request: None
    flags = ["--fail-on", severity] if severity else []
    assert desk.run("translate", "release.txt", *flags).exit_code == code
    assert "release.ru-zh.docx" in desk.files()


def test_fail_on_looks_at_the_severity(desk) -> None:
    (desk.folder / "clean.txt").write_text("Пекин", encoding="utf-8")
    desk.engine.write = lambda request: "北京"
    assert desk.run("translate", "clean.txt", "--fail-on", "minor").exit_code == 0


def test_json_report(desk) -> None:
    (desk.folder / "bad.txt").write_bytes(b"")
    result = desk.run("translate", "release.txt", "bad.txt", "--json")
    good, bad = json.loads(result.stdout)
    assert set(good) == set(bad) == FIGURES
    assert good["outputs"] == ["release.ru-zh.docx"]
    assert good["segments"] == 7
    assert set(good["findings"]) == {"critical", "major", "minor"}
    assert good["set_aside"] == [{"rule": "share", "text": "Поделиться"}]
    assert bad["error"].startswith("bad.txt: is empty")


def test_site_text_is_set_aside_or_kept(desk) -> None:
    kept = desk.run("translate", "release.txt", "--keep-boilerplate", "--to", "jsonl", "-o", "-")
    assert units(kept.stdout)[-1]["source"] == "Поделиться"
    assert "set aside" not in kept.stderr


def test_a_repeated_run_asks_the_engine_nothing_and_gives_the_same(desk) -> None:
    first = desk.run("translate", "release.txt", "--to", "jsonl", "-o", "-")
    asked = len(desk.engine.asked)
    assert asked == 7
    second = desk.run("translate", "release.txt", "--to", "jsonl", "-o", "-")
    assert len(desk.engine.asked) == asked
    assert second.stdout == first.stdout


def test_a_repeated_docx_is_the_same_to_the_byte(desk) -> None:
    desk.run("translate", "release.txt", "-o", "a.docx")
    desk.run("translate", "release.txt", "-o", "b.docx")
    assert (desk.folder / "a.docx").read_bytes() == (desk.folder / "b.docx").read_bytes()


def test_a_changed_glossary_changes_the_result(desk) -> None:
    office = desk.folder / "office.tsv"
    seen = []
    for target in ("京城", "北京城"):
        office.write_text(f"ru\tzh\nПекин\t{target}\n", encoding="utf-8")
        command = ("translate", "release.txt", "--glossary", "office.tsv", "--to", "jsonl")
        result = desk.run(*command, "-o", "-")
        seen.append(units(result.stdout)[0])
        assert seen[-1]["target"].endswith(f"{target}。")
    assert seen[0]["signature"] != seen[1]["signature"]


def test_the_later_glossary_wins(desk) -> None:
    for name, target in (("one.tsv", "甲"), ("two.tsv", "乙")):
        (desk.folder / name).write_text(f"ru\tzh\nПекин\t{target}\n", encoding="utf-8")
    result = desk.run(
        "translate", "release.txt", "--glossary", "one.tsv", "--glossary", "two.tsv",
        "--to", "jsonl", "-o", "-",
    )  # fmt: skip
    assert "乙" in units(result.stdout)[0]["target"]


def test_environment_config_and_flags_in_their_order(desk, monkeypatch) -> None:
    (desk.folder / "office.toml").write_text('formats = ["tsv"]\n', encoding="utf-8")
    assert desk.run("translate", "release.txt", "--config", "office.toml").exit_code == 0
    monkeypatch.setenv("TRANSLATOR_FORMATS", "jsonl")
    assert desk.run("translate", "release.txt", "--config", "office.toml").exit_code == 0
    flags = ("--config", "office.toml", "--to", "txt")
    assert desk.run("translate", "release.txt", *flags).exit_code == 0
    made = [name.rpartition(".")[2] for name in desk.files() if ".ru-zh." in name]
    assert sorted(made) == ["jsonl", "tsv", "txt"]


def test_the_settings_file_of_the_folder(desk) -> None:
    (desk.folder / "press-translator.toml").write_text('fail_on = "minor"\n', encoding="utf-8")
    desk.engine.write = lambda request: None
    assert desk.run("translate", "release.txt").exit_code == 1


def test_a_wrong_variable_is_named(desk, monkeypatch) -> None:
    monkeypatch.setenv("TRANSLATOR_BEAM", "many")
    result = desk.run("translate", "release.txt")
    assert result.exit_code == 2
    assert "TRANSLATOR_BEAM is not a whole number" in result.stderr


def test_a_non_commercial_licence_is_said(desk) -> None:
    from dataclasses import replace

    card = replace(desk.engine.card, non_commercial=True, licence="CC-BY-NC-4.0")
    desk.engine.card = card
    assert "non-commercial licence (CC-BY-NC-4.0)" in desk.run("translate", "release.txt").stderr
