"""What several parts test with: a toy Marian model, an engine without a model, clean settings."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections import Counter
from pathlib import Path

import hypothesis
import pytest

from tests import postgres, toys

hypothesis.settings.register_profile("same", derandomize=True, database=None)
hypothesis.settings.register_profile("other")
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def toy_home(tmp_path_factory):
    return tmp_path_factory.mktemp("toy-models")


@pytest.fixture(scope="session")
def toy_cache(tmp_path_factory):
    return tmp_path_factory.mktemp("toy-cache")


@pytest.fixture(scope="session")
def toy_marian(toy_home):
    return toys.marian(toy_home / "toy-ru-zh", toys.RU_ZH)


@pytest.fixture(scope="session", autouse=True)
def _no_memory_of_the_developer(tmp_path_factory):
    """The memory's usual place is in a folder of the tests."""
    kept = os.environ.get("XDG_DATA_HOME")
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))
    yield
    if kept is None:
        del os.environ["XDG_DATA_HOME"]
    else:
        os.environ["XDG_DATA_HOME"] = kept


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL of this run's own; tests that need it are skipped where there is none."""
    if reason := postgres.missing():
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        cluster = postgres.make(Path(folder))
        yield cluster
        cluster.stop()


_SCHEMAS = itertools.count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_place(request, tmp_path):
    """Where an empty database of each kind is: a path, a URL."""
    if request.param == "sqlite":
        return str(tmp_path / "memory.sqlite")
    return request.getfixturevalue("postgres_server").schema(f"test{next(_SCHEMAS)}")


def pytest_terminal_summary(terminalreporter):
    """Why tests were skipped, each reason on a line of its own."""
    reasons = Counter(str(r.longrepr[2]) for r in terminalreporter.stats.get("skipped", []))
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} tests {reason}")


@pytest.fixture
def no_settings(monkeypatch):
    """No setting of the person who runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith(("TRANSLATOR_", "HF_")):
            monkeypatch.delenv(name)
    return monkeypatch
