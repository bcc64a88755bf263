"""docs/cli.md is what the program says; completion works as it promises."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.generate_cli import render
from translator.errors import ExitCode

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cli.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "run make docs"


def test_every_exit_code_is_in_the_table() -> None:
    listed = re.findall(r"^\| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(code) for code in listed] == [*map(int, ExitCode), 130]


@pytest.fixture
def program(tmp_path, monkeypatch) -> dict[str, str]:
    """An environment in which press-translator is a command, as after an installation."""
    made = tmp_path / "bin" / "press-translator"
    made.parent.mkdir()
    made.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "import cli\nsys.exit(cli.main())\n",
        encoding="utf-8",
    )
    made.chmod(0o755)
    return {**os.environ, "PATH": f"{made.parent}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_lines_of_the_page_give_a_script(program, shell) -> None:
    assert f"_PRESS_TRANSLATOR_COMPLETE={shell}_source press-translator" in PAGE.read_text("utf-8")
    done = subprocess.run(
        ["press-translator"],
        env={**program, "_PRESS_TRANSLATOR_COMPLETE": f"{shell}_source"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert f"{shell}_complete" in done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("press-translator tr", ["translate"]),
        ("press-translator models ", ["convert", "info", "list", "pull", "verify"]),
        ("press-translator translate --keep", ["--keep-boilerplate"]),
        (
            "press-translator translate --to ",
            ["docx", "jsonl", "tsv", "txt", "tmx", "xliff", "xliff12", "omegat"],
        ),
    ],
)
@pytest.mark.skipif(not shutil.which("bash"), reason="no bash on this system")
def test_bash_completes(program, words, expected) -> None:
    script = (
        'eval "$(_PRESS_TRANSLATOR_COMPLETE=bash_source press-translator)"; '
        f"COMP_WORDS=({words}); " + ('COMP_WORDS+=(""); ' if words.endswith(" ") else "")
    )
    script += "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
    script += '_press_translator_completion press-translator; printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(["bash", "-c", script], env=program, capture_output=True, text=True)
    assert done.stdout.split() == expected, done.stderr
