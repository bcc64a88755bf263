"""A working folder with a release, a small glossary, and an engine without a model."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import cli
from tests.stub_engine import StubEngine
from translator import pipeline

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "cli"


@dataclass
class Desk:
    """A user's working folder. ``run`` calls the command line in this process with the stub
    engine, ``start`` the real program; ``engines`` are the engines that were loaded."""

    folder: Path
    engine: StubEngine = field(default_factory=StubEngine)
    engines: list[StubEngine] = field(default_factory=list)

    def run(self, *arguments: str, stdin: bytes = b"") -> Result:
        return CliRunner().invoke(cli.main, list(arguments), input=stdin, prog_name="cli.py")

    def start(self, *arguments: str, stdin: bytes = b"", **more) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, str(ROOT / "cli.py"), *arguments],
            **{"input": stdin, "capture_output": True, "timeout": 300, **more},
        )

    def files(self) -> list[str]:
        """Names of the files here, the caches left out."""
        found = (p.relative_to(self.folder) for p in self.folder.rglob("*") if p.is_file())
        return sorted(p.as_posix() for p in found if p.parts[0] != "cache")


@pytest.fixture
def desk(tmp_path, no_settings):
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "release.txt").write_bytes((CASES / "release.txt").read_bytes())
    no_settings.chdir(folder)
    no_settings.setenv("TRANSLATOR_CACHE", str(folder / "cache"))
    no_settings.setenv("TRANSLATOR_PROJECT_GLOSSARIES", str(CASES / "glossary.tsv"))
    no_settings.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    no_settings.setenv("PYTHONPATH", str(ROOT))
    made = Desk(folder)
    load = pipeline.load_engine

    def load_engine(settings):
        if settings.engine != "embedded":
            return load(settings)
        made.engines.append(made.engine)
        return made.engine

    no_settings.setattr(pipeline, "load_engine", load_engine)
    os.environ.pop("COLUMNS", None)
    return made
