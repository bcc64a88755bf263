"""A memory made by the first version opens with every later one."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from translator.errors import StorageError
from translator.memory import TranslationMemory
from translator.memory.schema import MIGRATIONS
from translator.storage import open_database

FIRST = Path(__file__).parents[1] / "cases" / "memory" / "first-schema.sql"
STEPS = {
    "units": "425bf8e55add50ba",
    "validity": "0bc9e51d5d141100",
}
"""Digest of each step as it was released. A step is never changed: another one is added."""


def test_steps_are_only_added() -> None:
    made = {
        step.name: hashlib.sha256("\n".join(step.statements).encode()).hexdigest()[:16]
        for step in MIGRATIONS
    }
    assert made == STEPS


def test_a_file_of_the_first_version_opens_with_all_its_units(tmp_path) -> None:
    place = tmp_path / "old.sqlite"
    with sqlite3.connect(place) as connection:
        connection.executescript(FIRST.read_text(encoding="utf-8"))
    with TranslationMemory.open(place) as memory:
        assert [u.target for u in memory.units()] == ["工厂开业。", "生产了340吨。"]
        assert memory.exact("Завод открыт.")[0].unit.reviewer == "Анна"
        assert memory.fuzzy("Выпущено 1,2 млн т.")[0].target == "生产了120万吨。"
        assert memory.set_validity([1], note="нет срока") == 1


def test_a_server_of_the_first_version_opens_with_all_its_units(postgres_server) -> None:
    place = postgres_server.schema("first")
    database = open_database(place, MIGRATIONS[:1], table="memory_migrations")
    database.write(
        lambda t: t.run(
            "INSERT INTO units (key, fingerprint, source, target, before_text, after_text, "
            "release_name, reviewer, reviewed, domain) "
            "VALUES (1, 2, 'Завод.', '工厂。', '', '', '', '', '', '')"
        )
    )
    database.close()
    with TranslationMemory.open(place) as memory:
        assert [u.target for u in memory.units()] == ["工厂。"]
        assert memory.set_validity([1], note="нет срока") == 1


def test_a_memory_of_a_newer_version_is_refused_with_the_remedy(tmp_path) -> None:
    place = tmp_path / "new.sqlite"
    TranslationMemory.open(place).close()
    with sqlite3.connect(place) as connection:
        connection.execute("INSERT INTO memory_migrations VALUES (99, 'of tomorrow')")
    with pytest.raises(StorageError, match="newer version of this tool; update the tool"):
        TranslationMemory.open(place)
