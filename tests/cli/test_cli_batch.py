"""``batch``: the commands as a user calls them, and the program stopped by a signal."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch import batch_archive
from tests.batch.batch_archive import InThread, text
from translator.batch import processes
from translator.commands import batch

ROOT = Path(__file__).parents[2]
STUBBED = """
import sys
import cli
from tests.batch.batch_archive import open_stub
from translator.commands import batch
batch.open_translator = open_stub
cli.main(sys.argv[1:], prog_name="cli.py")
"""


@pytest.fixture
def archive(desk, monkeypatch):
    """Four releases and one that is empty; workers are threads with the stub engine."""
    monkeypatch.setattr(batch, "open_translator", batch_archive.open_stub)
    monkeypatch.setattr(processes.on_this_machine, "__defaults__", (InThread,))
    folder = desk.folder / "archive"
    for number in range(4):
        path = folder / "2020" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(number), encoding="utf-8")
    (folder / "empty.txt").write_text("")
    return desk


def events(result) -> list[dict]:
    return [json.loads(line) for line in result.stderr.splitlines() if line.startswith("{")]


def test_run_status_diff_retry(archive) -> None:
    run = ("batch", "run", "archive", "--out", "zh", "--to", "txt", "--json")
    first = archive.run(*run)
    assert first.exit_code == 3
    summary = json.loads(first.stdout)
    assert (summary["done"], summary["failed"], summary["skipped"]) == (4, 1, {})
    kinds = [event["event"] for event in events(first)]
    assert kinds.count("done") == 4
    assert kinds[-1] == "summary"
    assert len(events(first)) == len(first.stderr.splitlines())
    assert {"zh/2020/0.ru-zh.txt", "zh/.batch/ledger.sqlite"} <= set(archive.files())

    status = archive.run("batch", "status", "--out", "zh")
    lines = status.stdout.splitlines()
    assert lines[:5] == ["waiting\t0", "running\t0", "writing\t0", "done\t4", "failed\t1"]
    assert lines[5].startswith("failed document\tempty.txt\t")
    assert "is empty" in lines[5]
    counts = json.loads(archive.run("batch", "status", "--out", "zh", "--json").stdout)
    assert counts["documents"]["done"] == 4
    assert [f["document"] for f in counts["failed"]] == ["empty.txt"]

    (archive.folder / "archive" / "2020" / "1.txt").write_text(text(50), encoding="utf-8")
    (archive.folder / "archive" / "2020" / "2.txt").unlink()
    (archive.folder / "zh" / "2020" / "3.ru-zh.txt").write_text("проверено", encoding="utf-8")
    diff = ("batch", "diff", "archive", "--out", "zh", "--to", "txt")
    shown = [line.split("\t")[:2] for line in archive.run(*diff).stdout.splitlines()]
    assert shown == [
        ["do", "2020/1.txt"], ["given up", "empty.txt"], ["gone", "2020/2.txt"],
        ["edited", "2020/3.txt"],
    ]  # fmt: skip
    whole = json.loads(archive.run(*diff, "--all", "--json").stdout)
    assert [line["what"] for line in whole].count("skip") == 2

    assert archive.run("batch", "retry", "--out", "zh").stdout == "empty.txt\n"
    assert archive.run("batch", "retry", "empty.txt", "--out", "zh").exit_code == 2
    (archive.folder / "archive" / "empty.txt").write_text(text(60), encoding="utf-8")
    second = archive.run(*run)
    assert second.exit_code == 0
    assert json.loads(second.stdout)["skipped"] == {"unchanged": 2}
    assert archive.run("batch", "cancel", "--out", "zh").stderr == "0 runs asked to stop\n"


def test_the_report_is_one_page_with_links_that_lead_somewhere(archive) -> None:
    archive.run("batch", "run", "archive", "--out", "zh", "--to", "txt", "--to", "docx")
    made = archive.run("batch", "report", "--out", "zh", "--title", "Архив <2020>")
    assert (made.exit_code, made.stdout) == (0, f"{archive.folder / 'zh' / 'report.html'}\n")
    page = (archive.folder / "zh" / "report.html").read_text(encoding="utf-8")
    assert "Архив &lt;2020&gt;" in page
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//|@import|<script|url\(", page)
    links = re.findall(r'href="([^"]+)"', page)
    assert len(links) >= 8
    assert all((archive.folder / "zh" / link).is_file() for link in links)
    for name in ("totals", "failed", "findings", "runs", "documents"):
        assert f'<section id="{name}">' in page
    elsewhere = archive.run("batch", "report", "--out", "zh", "-o", "page.html")
    assert elsewhere.exit_code == 0
    page = (archive.folder / "page.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert all((archive.folder / link).is_file() for link in links)
    assert archive.run("batch", "report", "--out", "zh", "-o", "page.html").exit_code == 3


def test_commands_without_a_ledger_make_none(archive) -> None:
    for command in ("status", "report", "retry", "cancel"):
        result = archive.run("batch", command, "--out", "zh")
        assert result.exit_code == 2
        assert "zh: holds no ledger; give the folder" in result.stderr
    assert not (archive.folder / "zh").exists()
    assert archive.run("batch", "run", "nowhere", "--out", "zh").exit_code == 2


def test_a_terminal_signal_stops_the_program_and_the_same_command_goes_on(desk) -> None:
    folder = desk.folder / "archive"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(text(number, "замри"), encoding="utf-8")
    command = [sys.executable, "-c", STUBBED, "batch", "run", "archive", "--out", "zh", "--to",
               "txt", "--workers", "1"]  # fmt: skip
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if '"event": "done"' in line:
            process.send_signal(signal.SIGTERM)
            break
    rest = process.stderr.read()
    assert process.wait(60) == 130
    summary = json.loads(rest.splitlines()[-1])
    assert summary["stopped"] == "stopped"
    assert 0 < summary["done"] < 60
    assert summary["left"] == 60 - summary["done"]
    status = json.loads(desk.run("batch", "status", "--out", "zh", "--json").stdout)
    assert status["documents"] == {
        "waiting": summary["left"], "running": 0, "writing": 0, "done": summary["done"],
        "failed": 0,
    }  # fmt: skip


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium (apt-get install chromium)")
def test_the_report_is_drawn_by_a_browser(archive) -> None:
    archive.run("batch", "run", "archive", "--out", "zh", "--to", "txt")
    archive.run("batch", "report", "--out", "zh")
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1200,900",
         f"--screenshot={archive.folder / 'page.png'}",
         (archive.folder / "zh" / "report.html").as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (archive.folder / "page.png").stat().st_size > 20_000
