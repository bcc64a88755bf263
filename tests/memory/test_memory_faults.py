"""Several writers, a killed import, a locked and a full disk: nothing lost, nothing doubled.

``PRESS_SLOW_TESTS=1`` kills 100 imports instead of six.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections import Counter

import pytest

from tests.memory.memory_units import add_in_chunks, add_many, sentence, unit
from tests.storage.storage_processes import SPAWN, together
from translator.errors import StorageError
from translator.memory import TranslationMemory

KILLS = 100 if os.environ.get("PRESS_SLOW_TESTS") else 6
UNITS, CHUNK = 3000, 100


def test_writers_at_once_lose_and_double_nothing(database_place) -> None:
    calls = [(database_place, 20 * (n // 2), 30, f"writer{n}") for n in range(4)]
    assert together(add_many, calls) == [0, 0, 0, 0]
    with TranslationMemory.open(database_place) as memory:
        kept = Counter((u.source, u.reviewer) for u in memory.units())
        expected = {(sentence(k), "") for k in range(50)}
        for _, first, count, own in calls:
            expected |= {(sentence(k), own) for k in range(first, first + count)}
        assert kept == Counter(expected)
        for number in range(0, 50, 7):
            assert memory.fuzzy(sentence(number) + " Да.")[0].target == f"译文{number}。"


def test_an_import_that_is_killed_keeps_whole_chunks_and_goes_on(tmp_path) -> None:
    place = str(tmp_path / "memory.sqlite")
    pick = random.Random(5)
    TranslationMemory.open(place).close()
    for _ in range(KILLS):
        process = SPAWN.Process(target=add_in_chunks, args=(place, UNITS, CHUNK))
        process.start()
        time.sleep(0.2 + pick.random())
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        with TranslationMemory.open(place) as memory:
            count = memory.stats().units
            assert count % CHUNK == 0
            assert len({u.source for u in memory.units()}) == count
            if count:
                last = count - 1
                assert memory.fuzzy(sentence(last) + " Да.")[0].target == f"译文{last}。"
    add_in_chunks(place, UNITS, CHUNK)
    with TranslationMemory.open(place) as memory:
        assert [u.source for u in memory.units()] == [sentence(n) for n in range(UNITS)]
    check = sqlite3.connect(place).execute("PRAGMA integrity_check").fetchall()
    assert check == [("ok",)]


def test_reading_goes_on_while_another_writes(tmp_path) -> None:
    place = tmp_path / "memory.sqlite"
    with TranslationMemory.open(place, patience=0.5) as memory:
        memory.add([unit("Завод открыт.")])
        other = sqlite3.connect(place, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert memory.exact("Завод открыт.")
        assert TranslationMemory.open(place).stats().units == 1
        with pytest.raises(StorageError, match="stayed locked"):
            memory.add([unit("Порт открыт.")])
        other.rollback()
        assert memory.add([unit("Порт открыт.")]).new == 1


def test_a_full_disk_stops_an_import_and_the_rest_can_follow(tmp_path) -> None:
    place = tmp_path / "memory.sqlite"
    units = [unit(sentence(n) * 20, f"译文{n}。") for n in range(400)]
    with TranslationMemory.open(place) as memory:
        memory.add(units[:10])
        database = memory._database
        database.read("PRAGMA max_page_count = 60")
        with pytest.raises(StorageError, match="does not fit on the disk"):
            memory.add(units)
        assert memory.stats().units == 10
        database.read("PRAGMA max_page_count = 1000000")
        assert memory.add(units).new == 390


def test_an_import_by_the_server_goes_on_after_a_restart(postgres_server) -> None:
    place = postgres_server.schema(f"restart{os.getpid()}")
    with TranslationMemory.open(place) as memory:
        memory.add([unit(sentence(n), f"译文{n}。") for n in range(100)])
        postgres_server.stop()
        postgres_server.start()
        added = memory.add([unit(sentence(n), f"译文{n}。") for n in range(150)])
        assert (added.new, added.known) == (50, 100)
        assert memory.stats().units == 150
