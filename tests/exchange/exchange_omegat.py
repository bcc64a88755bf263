"""OmegaT itself, in its console mode, and what it leaves in a project."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

from tests.exchange.exchange_xliff import release
from translator.units import Bitext

PROGRAM = "omegat"
_SECONDS = 120


def installed() -> bool:
    return shutil.which(PROGRAM) is not None


def unpacked(archive: Path, folder: Path) -> Path:
    """The project's folder."""
    with zipfile.ZipFile(archive) as made:
        made.extractall(folder)
    (project,) = folder.iterdir()
    return project


def translate(project: Path) -> str:
    """Let OmegaT write ``target/`` and the three TMX of the project; returns its log.

    The home folder is one of the test's own.
    """
    home = project.parent.with_name(f"{project.parent.name}-home")
    home.mkdir()
    options = f"-Djava.awt.headless=true -Duser.home={home} -Dfile.encoding=UTF-8"
    done = subprocess.run(
        [PROGRAM, str(project), "--mode=console-translate", f"--config-dir={home}"],
        capture_output=True,
        timeout=_SECONDS,
        check=True,
        env={**os.environ, "JAVA_TOOL_OPTIONS": options, "HOME": str(home)},
    )
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def written(project: Path) -> Path:
    """The translated document."""
    (path,) = (project / "target").glob("*.xlf")
    return path


def repeated() -> Bitext:
    """Every state, a unit without translation, blanks and line ends inside a sentence, marks of
    XML, and one sentence translated four ways, once at the end."""
    whole = release()
    again = replace(whole.units[0], state=whole.units[1].state, terms=(), findings=())
    return replace(
        whole,
        units=(
            *whole.units[:4],
            replace(again, id="s5", block="b5", source="Без перевода & <так>.", target=None),
            replace(again, id="s6", block="b6", source="Да, «Ъ» & <Ко>.", target="对，“Ъ”&<Ко>。"),
            replace(again, id="s7", block="b7", target="省长访问了北京。"),
        ),
    )
