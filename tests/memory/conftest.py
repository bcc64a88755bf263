"""A memory on each kind of database."""

from __future__ import annotations

import pytest

from translator.memory import TranslationMemory


@pytest.fixture
def memory(database_place):
    with TranslationMemory.open(database_place) as opened:
        yield opened
