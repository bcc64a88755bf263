"""The real program: the embedded model, a toy model, Ctrl-C, a terminal, torch, completion."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "unit.schema.json").read_text(encoding="utf-8"))
STUBBED = """
import atexit, os, pathlib, sys
import cli
from tests.stub_engine import StubEngine
from translator import pipeline
engine = StubEngine(seconds=float(os.environ["STUB_SECONDS"]))
pipeline.load_engine = lambda settings: engine
atexit.register(lambda: pathlib.Path("../asked").write_text(str(len(engine.asked))))
cli.main(sys.argv[1:], prog_name="cli.py")
"""
EMBEDDED = ROOT / "models" / "press-ru-zh" / "model.safetensors"


@pytest.mark.skipif(not EMBEDDED.is_file(), reason="the embedded model is not here")
def test_the_embedded_model_end_to_end(desk, toy_cache, monkeypatch) -> None:
    """Nothing is said of the quality: every unit has a target or says why not."""
    monkeypatch.setenv("TRANSLATOR_CACHE", str(toy_cache))
    monkeypatch.delenv("TRANSLATOR_PROJECT_GLOSSARIES")
    done = desk.start("translate", "release.txt", "-o", "out/", "--to", "docx", "--to", "jsonl")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == b""
    lines = (desk.folder / "out" / "release.ru-zh.jsonl").read_text(encoding="utf-8").splitlines()
    units = [json.loads(line) for line in lines]
    assert len(units) == 7
    for unit in units:
        Draft202012Validator(SCHEMA).validate(unit)
        assert unit["target"] or unit["findings"]
        assert unit["engine"] == "embedded"
    assert "out/release.ru-zh.docx" in desk.files()


def test_a_marian_model_by_path_without_torch(desk, toy_marian, toy_cache, monkeypatch) -> None:
    monkeypatch.setenv("TRANSLATOR_CACHE", str(toy_cache))
    (desk.folder / "a.txt").write_text("губернатор посетил завод", encoding="utf-8")
    command = ("translate", "a.txt", "--engine", f"marian:{toy_marian}", "--to", "txt", "-o", "-")
    first = desk.start(*command)
    assert (first.returncode, first.stdout.decode().strip()) == (0, "州长访问了工厂")
    heavy = "import sys, runpy, atexit; atexit.register(lambda: sys.stderr.write(str([m for m in "
    heavy += "('torch', 'transformers', 'docx', 'trafilatura') if m in sys.modules])));"
    heavy += "sys.argv = ['cli.py', *sys.argv[1:]]; runpy.run_path(%r, run_name='__main__')"
    again = subprocess.run(
        [sys.executable, "-c", heavy % str(ROOT / "cli.py"), *command], capture_output=True
    )
    assert again.stdout == first.stdout
    assert again.stderr.decode().endswith("[]")


@pytest.fixture
def stubbed(desk, monkeypatch):
    """Starts the command line with the stub engine in a process of its own."""

    def start(seconds: float, *arguments: str, **more) -> subprocess.Popen:
        monkeypatch.setenv("STUB_SECONDS", str(seconds))
        return subprocess.Popen(
            [sys.executable, "-c", STUBBED, *arguments],
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
        )

    return start


def test_ctrl_c_leaves_nothing_and_the_same_command_goes_on(desk, stubbed) -> None:
    lines = "".join(f"Завод выпустил {n} машин в этом году.\n" for n in range(1, 151))
    (desk.folder / "long.txt").write_text(f"Итоги года\n{lines}", encoding="utf-8")
    process = stubbed(0.02, "translate", "long.txt")
    while kept(desk.folder / "cache" / "drafts.sqlite") == 0 and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    error = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    assert error.splitlines() == ["stopped; run the same command again to go on"]
    assert desk.files() == ["long.txt", "release.txt"]
    saved = kept(desk.folder / "cache" / "drafts.sqlite")
    assert 0 < saved < 151
    again = stubbed(0, "translate", "long.txt")
    again.communicate(timeout=120)
    assert again.returncode == 0
    assert "long.ru-zh.docx" in desk.files()
    assert int((desk.folder / ".." / "asked").read_text()) == 151 - saved


def kept(path: Path) -> int:
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            return connection.execute("SELECT count(*) FROM drafts").fetchone()[0]
    except sqlite3.Error:
        return 0


def test_progress_shows_on_a_terminal_only(desk, stubbed) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    set_size(theirs)
    process = stubbed(0.05, "translate", "release.txt", stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    assert process.wait(timeout=60) == 0
    os.close(ours)
    assert b"release.txt:" in shown
    assert b"seg" in shown.partition(b"segments")[0]
    quiet = stubbed(0, "translate", "release.txt", "--force")
    error = quiet.communicate(timeout=60)[1]
    assert b"\r" not in error
    assert b"release.txt:" not in error


def set_size(terminal: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))


def test_stdin_from_a_terminal_is_refused(desk, stubbed) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    process = stubbed(0, "translate", "-", stdin=theirs)
    error = process.communicate(timeout=60)[1].decode()
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 2
    assert error.startswith("error: stdin is a terminal; redirect a file")
