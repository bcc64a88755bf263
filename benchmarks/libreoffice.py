"""LibreOffice as the other program: edits like a person's, and conversion to PDF."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SYSTEM = "/usr/bin/python3"
"""The Python that has ``uno``: Debian's python3-uno is not on any index."""
SCRIPT = Path(__file__).with_name("uno_edits.py")
_PATIENCE = 180


@dataclass(frozen=True, slots=True)
class Edit:
    """A document to open, what to do in it (names and arguments of ``uno_edits.Hand``), and the
    files to save it to one after the other."""

    document: Path
    steps: Sequence[Sequence[object]]
    saved: Sequence[Path]


def missing() -> str:
    """What has to be installed before :func:`edit` works; empty if nothing."""
    if shutil.which("soffice") is None:
        return "LibreOffice (soffice)"
    if not Path(SYSTEM).exists():
        return f"a Python at {SYSTEM} with python3-uno"
    found = subprocess.run([SYSTEM, "-c", "import uno"], capture_output=True, check=False)
    return "python3-uno" if found.returncode else ""


def edit(edits: Sequence[Edit], folder: Path) -> list[float]:
    """Do the edits in one LibreOffice whose profile is in ``folder``; seconds of loading each.

    :raises RuntimeError: LibreOffice failed; the message is its own.
    """
    jobs = [
        {"open": str(e.document), "steps": e.steps, "save": [str(path) for path in e.saved]}
        for e in edits
    ]
    script = folder / "jobs.json"
    script.write_text(json.dumps(jobs), encoding="utf-8")
    done = subprocess.run(
        [SYSTEM, str(SCRIPT), str(folder / "profile"), str(script)],
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    return [job["load_seconds"] for job in json.loads(done.stdout)]


def as_pdf(document: Path, folder: Path) -> Path:
    """The document as LibreOffice prints it, in ``folder``.

    :raises RuntimeError: LibreOffice made no PDF.
    """
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}",
         "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)],
        capture_output=True, timeout=_PATIENCE, check=False,
    )  # fmt: skip
    made = folder / f"{document.stem}.pdf"
    if done.returncode or not made.exists():
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    return made
