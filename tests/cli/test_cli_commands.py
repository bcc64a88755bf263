"""``segment``, ``glossary``, ``models``, ``doctor``, help and version."""

from __future__ import annotations

import json
import shutil

import click
import pytest

import cli
from translator import __version__


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


@pytest.mark.parametrize("path", commands(cli.main), ids=" ".join)
def test_help_of_every_command(desk, path) -> None:
    result = desk.run(*path, "--help")
    assert result.exit_code == 0
    command = cli.main
    for name in path:
        command = command.commands[name]
    if not isinstance(command, click.Group):
        assert "Example" in result.stdout
        assert f"python cli.py {' '.join(path)}" in result.stdout


def test_version(desk) -> None:
    assert desk.run("--version").stdout == f"press-translator, version {__version__}\n"


def test_the_promised_commands_exist() -> None:
    assert {" ".join(path) for path in commands(cli.main)} == {
        "translate", "segment", "doctor", "glossary", "glossary lookup", "glossary stats",
        "review", "review show", "review import", "review export", "review history",
        "review learn",
        "glossary lint", "glossary import", "glossary export", "glossary diff",
        "glossary suggest", "glossary propagate",
        "names", "names transcribe", "names palladius", "names list", "names propose",
        "names approve", "names reject", "names check",
        "publish",
        "archive", "archive align", "archive accept",
        "batch", "batch run", "batch status", "batch report", "batch retry", "batch cancel",
        "batch diff",
        "models", "models list", "models info", "models pull", "models verify", "models convert",
        "memory", "memory import", "memory export", "memory search", "memory stats",
        "memory expire", "memory dedupe", "memory compact",
    }  # fmt: skip


def test_segment_prints_one_segment_a_line_and_nothing_else(desk) -> None:
    result = desk.run("segment", "release.txt")
    assert result.stdout.splitlines() == [
        "Делегация Смоленской области посетит Пекин",
        "г. Смоленск, 12 мая 2025 года",
        "Губернатор возглавит делегацию, которая посетит Пекин с 16 по 18 мая.",
        "В неё войдут представители 14 предприятий.",
        "Сумма соглашений составит 3,5 млрд рублей.",
        "Подробности на сайте https://example.org/mission.",
        "Пресс-служба правительства",
    ]
    release = (desk.folder / "release.txt").read_bytes()
    assert desk.run("segment", "-", stdin=release).stdout == result.stdout


def test_segment_explains(desk) -> None:
    lines = desk.run("segment", "release.txt", "--explain").stdout.splitlines()
    assert any("мая. | В неё" in line for line in lines)
    assert all(len(line.split("\t")) == 2 and line.split("\t")[1] for line in lines)
    found = json.loads(desk.run("segment", "release.txt", "--explain", "--json").stdout)
    assert len(found) == len(lines)
    assert all(item["rule"] and item["block"] for item in found)


def test_segment_as_json_keeps_the_spans(desk) -> None:
    found = json.loads(desk.run("segment", "release.txt", "--json").stdout)
    assert [item["id"] for item in found] == [f"s{n}" for n in range(1, 8)]
    assert all(item["stop"] - item["start"] == len(item["text"]) for item in found)


def test_segment_of_five_megabytes_in_one_paragraph(desk) -> None:
    sentence = "Сотый с начала года контейнерный поезд отправился в Китай, сообщили в порту. "
    count = 5_000_000 // len(sentence.encode()) + 1
    result = desk.run("segment", "-", stdin=(sentence * count).encode())
    assert result.stdout.count("\n") == count


def test_office_exceptions_reach_segment_and_translate(desk, monkeypatch) -> None:
    (desk.folder / "a.txt").write_text("Порт\n\nПришёл заврыб. Иванов начал работу.\n", "utf-8")
    assert len(desk.run("segment", "a.txt").stdout.splitlines()) == 3
    rules = desk.folder / "office.toml"
    rules.write_text('never_break_after = ["заврыб."]\n', encoding="utf-8")
    monkeypatch.setenv("TRANSLATOR_SEGMENTATION_EXCEPTIONS", str(rules))
    assert len(desk.run("segment", "a.txt").stdout.splitlines()) == 2
    made = desk.run("translate", "a.txt", "--to", "jsonl", "-o", "-")
    assert len(made.stdout.splitlines()) == 2
    rules.unlink()
    result = desk.run("segment", "a.txt")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_glossary_lookup(desk) -> None:
    result = desk.run("glossary", "lookup", "губернатора Смоленской области")
    rows = [line.split("\t")[:4] for line in result.stdout.splitlines()]
    assert rows == [
        ["губернатора", "губернатор", "州长", "office"],
        ["Смоленской области", "Смоленская область", "斯摩棱斯克州", "region"],
    ]
    found = json.loads(desk.run("glossary", "lookup", "в Пекине", "--json").stdout)
    assert (found[0]["form"], found[0]["start"], found[0]["stop"]) == ("Пекине", 2, 8)
    assert found[0]["place"].endswith("glossary.tsv:4")
    nothing = desk.run("glossary", "lookup", "ничего")
    assert (nothing.exit_code, nothing.stdout) == (0, "")


def test_glossary_stats(desk) -> None:
    (desk.folder / "office.tsv").write_text("ru\tzh\nзавод\t工厂\n", encoding="utf-8")
    result = desk.run("glossary", "stats", "--glossary", "office.tsv")
    assert result.stdout.splitlines()[0] == "entries\t4"
    found = json.loads(desk.run("glossary", "stats", "--json").stdout)
    assert found["entries"] == 3
    assert found["kinds"]["city"] == 1


def test_doctor(desk) -> None:
    result = desk.run("doctor")
    topics = dict(line.split("\t", 1) for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert {"python", "cache", "offline", "glossaries", "chinese font", "translation"} < set(topics)
    assert topics["translation"].startswith("译文")
    found = json.loads(desk.run("doctor", "--json").stdout)
    assert [line["topic"] for line in found] == list(topics)


def test_doctor_without_a_model(desk, monkeypatch) -> None:
    monkeypatch.setenv("TRANSLATOR_ENGINE", "nllb")
    result = desk.run("doctor")
    assert result.exit_code == 4
    assert "translation: model 'nllb-200-distilled-600M' is not on this machine; run" in (
        result.stderr
    )


def test_doctor_with_a_cache_that_cannot_be_written(desk, monkeypatch) -> None:
    monkeypatch.setenv("TRANSLATOR_CACHE", str(desk.folder / "release.txt" / "cache"))
    result = desk.run("doctor")
    assert "set TRANSLATOR_CACHE to another folder" in result.stderr


@pytest.fixture
def shelf(desk, toy_marian, monkeypatch):
    """A folder of models of its own, with a card that names no file yet."""
    models = desk.folder / "models"
    models.mkdir()
    monkeypatch.setenv("TRANSLATOR_MODELS", str(models))
    card = 'id = "toy"\narchitecture = "marian"\nlicence = "Apache-2.0"\nlanguages = ["ru", "zh"]\n'
    (models / "toy.toml").write_text(card, encoding="utf-8")
    return models


def test_models_from_list_to_conversion(desk, shelf, toy_marian) -> None:
    assert desk.run("models", "list").stdout == "toy\tmarian\tApache-2.0\tnot pulled\n"
    pulled = desk.run("models", "pull", "toy", "--from", str(toy_marian))
    assert (pulled.exit_code, pulled.stdout) == (0, f"{shelf / 'toy'}\n"), pulled.stderr
    assert json.loads(desk.run("models", "list", "--json").stdout)[0]["present"] is True
    assert 'id = "toy"' in desk.run("models", "info", "toy").stdout
    assert json.loads(desk.run("models", "info", "toy", "--json").stdout)["present"] is True
    checks = json.loads(desk.run("models", "verify", "toy", "--json").stdout)
    assert {check["status"] for check in checks} == {"right"}
    made = desk.run("models", "convert", "toy")
    assert made.exit_code == 0, made.stderr
    assert (desk.folder / made.stdout.strip() / "model.bin").is_file()
    with (shelf / "toy" / "model.safetensors").open("ab") as stream:
        stream.write(b"x")
    spoilt = desk.run("models", "verify", "toy")
    assert spoilt.exit_code == 3
    assert "wrong size\tmodel.safetensors" in spoilt.stdout


def test_a_non_commercial_licence_must_be_accepted(desk, shelf, toy_marian) -> None:
    card = (shelf / "toy.toml").read_text(encoding="utf-8")
    (shelf / "toy.toml").write_text(f"{card}non_commercial = true\n", encoding="utf-8")
    refused = desk.run("models", "pull", "toy", "--from", str(toy_marian))
    assert refused.exit_code == 2
    assert "--accept-licence" in refused.stderr
    assert not (shelf / "toy").exists()
    taken = desk.run("models", "pull", "toy", "--from", str(toy_marian), "--accept-licence")
    assert taken.exit_code == 0


def test_models_that_are_not_there(desk, shelf) -> None:
    for command in ("info", "verify", "convert"):
        result = desk.run("models", command, "none")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "unknown model 'none'; known models: toy" in result.stderr
    assert desk.run("models", "convert", "toy").exit_code == 4
    shutil.rmtree(shelf)
    assert desk.run("models", "list").exit_code == 0
