"""Bad input: one line with a remedy, the exit code of the table, nothing left or overwritten."""

from __future__ import annotations

import csv
import errno
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_bad_files import TEXT, lay_out, word

from translator import jobs

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "cli" / "bad_input.tsv"


def cases() -> list[dict[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t"))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_one_line_and_nothing_left(desk, case) -> None:
    lay_out(desk.folder)
    before = {name: (desk.folder / name).read_bytes() for name in desk.files()}
    result = desk.run("translate", *case["arguments"].split())
    assert result.exit_code == int(case["exit"]), result.stderr
    lines = result.stderr.splitlines()
    assert len(lines) == 1
    assert re.search(f"^error: .*{case['message']}", lines[0])
    assert "Traceback" not in lines[0]
    assert result.stdout == ""
    assert {name: (desk.folder / name).read_bytes() for name in desk.files()} == before
    assert not desk.engine.asked


@pytest.mark.parametrize("command", ["segment none.txt", "segment folder", "segment empty.txt"])
def test_segment_refuses_the_same_way(desk, command) -> None:
    lay_out(desk.folder)
    result = desk.run(*command.split())
    assert (result.exit_code, result.stdout) == (3, "")
    assert len(result.stderr.splitlines()) == 1


def test_a_macro_document_is_read_and_its_macros_are_not_kept(desk) -> None:
    (desk.folder / "m.docx").write_bytes(word(TEXT, word__vbaProject="macro"))
    result = desk.run("translate", "m.docx")
    assert result.exit_code in {0, 3}
    assert "Traceback" not in result.stderr
    assert ("m.ru-zh.docx" in desk.files()) is (result.exit_code == 0)


@pytest.mark.parametrize(
    "text",
    [
        "代表团将于五月访问北京。\n双方将签署合作协议。\n",
        "The delegation will visit Beijing in May.\nBoth sides will sign an agreement.\n",
    ],
)
def test_a_release_in_another_language_is_warned_of_segment_by_segment(desk, text) -> None:
    (desk.folder / "other.txt").write_text(text, encoding="utf-8")
    result = desk.run("translate", "other.txt", "--to", "jsonl", "-o", "-")
    assert result.exit_code == 0
    assert "mostly" in result.stderr
    assert result.stdout.count("not-russian") == 2
    assert not desk.engine.asked


def test_one_paragraph_of_megabytes(desk) -> None:
    (desk.folder / "long.txt").write_text(f"{TEXT} " * 3000, encoding="utf-8")
    result = desk.run("translate", "long.txt", "--to", "jsonl")
    assert result.exit_code == 0
    lines = (desk.folder / "long.ru-zh.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3000


@pytest.mark.parametrize("name", ["docx", "jsonl", "tsv", "txt"])
def test_a_full_disk_leaves_nothing(desk, monkeypatch, name) -> None:
    def fill(path: Path) -> None:
        path.write_bytes(b"half a f")
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(jobs, "writer", lambda bitext, name: fill)
    result = desk.run("translate", "release.txt", "--to", name)
    assert result.exit_code == 3
    assert re.search(r"^error: \S+: cannot be written \(No space left", result.stderr, re.MULTILINE)
    assert "free space" in result.stderr
    assert desk.files() == ["release.txt"]


def test_a_later_output_that_fails_takes_the_first_back(desk, monkeypatch) -> None:
    whole = jobs.writer

    def writer(bitext, name):
        def fail(path: Path) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        return whole(bitext, name) if name == "docx" else fail

    monkeypatch.setattr(jobs, "writer", writer)
    assert desk.run("translate", "release.txt", "--to", "docx", "--to", "txt").exit_code == 3
    assert desk.files() == ["release.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize(
    "command", ["segment release.txt", "--help", "glossary lookup Пекин", "models list --json"]
)
def test_a_full_disk_behind_stdout(desk, command) -> None:
    with Path("/dev/full").open("wb") as full:
        done = desk.start(*command.split(), capture_output=False, stdout=full, stderr=-1)
    error = done.stderr.decode().strip()
    assert done.returncode == 3
    assert re.fullmatch(r"(set aside.*\n)?error: .*No space left.*; .*", error)


def test_a_reader_that_leaves_early_is_no_error(desk) -> None:
    lines = "".join(f"{number} {TEXT}\n" for number in range(1, 5000))
    (desk.folder / "long.txt").write_text(f"Порт\n{lines}", encoding="utf-8")
    command = '"$0" "$1" segment long.txt | head -n 1; exit "${PIPESTATUS[0]}"'
    done = subprocess.run(
        ["bash", "-c", command, sys.executable, str(ROOT / "cli.py")],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "Порт\n", "")


@pytest.mark.parametrize("locale", ["cp1251", "ascii"])
def test_data_is_utf8_in_any_locale(desk, locale, monkeypatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", locale)
    done = desk.start("glossary", "lookup", "Пекин")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("Пекин\tПекин\t北京")
