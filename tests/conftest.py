"""What several parts test with: a toy Marian model, an engine without a model, clean settings."""

from __future__ import annotations

import os

import pytest

from tests import toys


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


@pytest.fixture
def no_settings(monkeypatch):
    """No setting of the person who runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith(("TRANSLATOR_", "HF_")):
            monkeypatch.delenv(name)
    return monkeypatch
