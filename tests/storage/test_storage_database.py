"""Both kinds of database: whole transactions, waiting for what passes, clear words for the rest."""

from __future__ import annotations

import os
import sqlite3
import threading
import time

import pytest

from tests.storage.storage_processes import TABLES, count_up, together
from translator.errors import ExitCode, StorageError
from translator.storage import Migration, open_database

GONE_SECONDS = [1.5, *([10.0] if os.environ.get("PRESS_SLOW_TESTS") else [])]


@pytest.fixture
def database(database_place):
    made = open_database(database_place, TABLES)
    yield made
    made.close()


def notes(database) -> list[str]:
    return [row[0] for row in database.read("SELECT text FROM notes ORDER BY id")]


def write(text: str):
    return lambda t: t.run("INSERT INTO notes (text) VALUES (?)", (text,))


def test_rows_come_back_as_they_were_written(database) -> None:
    text, data = "Завод «Ъ» 工厂\n\t'\"\\ %s ? 😀", bytes(range(256))
    database.write(lambda t: t.run("INSERT INTO notes (text, data) VALUES (?, ?)", (text, data)))
    assert database.read("SELECT text, data FROM notes") == [(text, data)]


def test_many_and_many_returning(database) -> None:
    def work(transaction):
        transaction.many("INSERT INTO notes (text) VALUES (?)", ([f"a{n}"] for n in range(3)))
        return transaction.many_returning(
            "INSERT INTO counter SELECT CAST(? AS INTEGER) WHERE CAST(? AS INTEGER) > 1 "
            "RETURNING value",
            [(1, 1), (2, 2), (3, 3)],
        )

    assert database.write(work) == [None, (2,), (3,)]
    assert notes(database) == ["a0", "a1", "a2"]


def test_work_that_fails_leaves_nothing(database) -> None:
    def work(transaction):
        write("half")(transaction)
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        database.write(work)
    database.write(write("whole"))
    assert notes(database) == ["whole"]


def test_rows_are_streamed_while_others_write(database) -> None:
    database.write(lambda t: t.many("INSERT INTO notes (text) VALUES (?)", [["a"], ["b"]]))
    rows = database.stream("SELECT text FROM notes ORDER BY id")
    assert next(rows) == ("a",)
    database.write(write("later"))
    assert list(rows) == [("b",)]


def test_processes_that_open_and_write_at_once_lose_nothing(database_place) -> None:
    assert together(count_up, [(database_place, 25)] * 4) == [0, 0, 0, 0]
    assert open_database(database_place, TABLES).read("SELECT value FROM counter") == [(100,)]


def test_a_forked_process_gets_a_connection_of_its_own(database) -> None:
    database.write(write("parent"))
    child = os.fork()
    if child == 0:
        database.write(write("child"))
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    database.write(write("parent again"))
    assert sorted(notes(database)) == ["child", "parent", "parent again"]


def test_a_database_of_a_newer_version_is_refused(database_place) -> None:
    newer = (*TABLES, Migration("later", ("CREATE TABLE later (a INTEGER)",)))
    open_database(database_place, newer).close()
    with pytest.raises(StorageError, match="newer version"):
        open_database(database_place, TABLES)


def test_migrations_go_on_where_they_were(database_place) -> None:
    open_database(database_place, TABLES[:1]).close()
    database = open_database(database_place, TABLES)
    assert database.read("SELECT value FROM counter") == [(0,)]


def test_wrong_sql_is_not_tried_again(database) -> None:
    begun = time.monotonic()
    with pytest.raises(StorageError):
        database.read("SELECT nothing FROM nowhere")
    assert time.monotonic() - begun < 1
    database.write(write("goes on"))


def test_a_locked_file_is_waited_for(tmp_path) -> None:
    place = tmp_path / "a.sqlite"
    told: list[str] = []
    database = open_database(place, TABLES, waiting=told.append)
    other = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(3.5, other.rollback)
    release.start()
    database.write(write("after the lock"))
    release.join()
    assert notes(database) == ["after the lock"]
    assert len(told) == 1
    assert "trying again for up to 30 s" in told[0]


def test_a_file_that_stays_locked_is_given_up_with_clear_words(tmp_path) -> None:
    place = tmp_path / "a.sqlite"
    database = open_database(place, TABLES, patience=1.5)
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match=r"a\.sqlite: stayed locked .*; end the other program"):
        database.write(write("never"))
    other.rollback()
    database.write(write("later"))
    assert notes(database) == ["later"]


@pytest.mark.parametrize("seconds", GONE_SECONDS)
def test_a_server_that_restarts_is_waited_for(postgres_server, seconds) -> None:
    place = postgres_server.schema(f"gone{seconds:.0f}x{os.getpid()}")
    database = open_database(place, TABLES)
    database.write(write("before"))
    postgres_server.stop()
    threading.Timer(seconds, postgres_server.start).start()
    database.write(write("after"))
    assert notes(database) == ["before", "after"]


def test_a_server_that_stays_away_is_given_up_with_clear_words() -> None:
    with pytest.raises(
        StorageError, match=r"did not answer .*; see that the server runs"
    ) as failed:
        open_database("postgresql://anna:secret@127.0.0.1:9/office", TABLES, patience=0.3)
    assert "secret" not in str(failed.value)
    assert failed.value.exit_code == ExitCode.SOME_FAILED


def test_a_full_disk_keeps_what_was_there(tmp_path) -> None:
    database = open_database(tmp_path / "a.sqlite", TABLES)
    database.write(write("kept"))
    database.read("PRAGMA max_page_count = 1")  # SQLite then answers as on a full disk
    with pytest.raises(StorageError, match="does not fit on the disk"):
        database.write(write("x" * 1_000_000))
    assert notes(database) == ["kept"]


@pytest.mark.parametrize("content", [b"long enough to look " * 99, b"PK\3\4" * 999])
def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path, content) -> None:
    place = tmp_path / "a.sqlite"
    place.write_bytes(content)
    with pytest.raises(StorageError, match=r"a\.sqlite: is not a database"):
        open_database(place, TABLES)
    assert place.read_bytes() == content


def test_a_folder_that_cannot_be_made(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="its folder cannot be made"):
        open_database(tmp_path / "file" / "a.sqlite", TABLES)


def test_rows_that_are_there_are_not_added_again(database) -> None:
    rows = [(1, "a"), (2, "b"), (1, "again")]

    counted = {"sqlite": "INTEGER", "postgresql": "BIGINT GENERATED ALWAYS AS IDENTITY"}
    number = f"id {counted[database.dialect]} PRIMARY KEY"

    def work(transaction):
        transaction.run(f"CREATE TABLE kept ({number}, number INT UNIQUE, word TEXT)")
        return transaction.add_new("kept", ("number", "word"), 1, rows)

    first = database.write(work)
    assert [found is not None for found in first] == [True, True, False]
    more = database.write(lambda t: t.add_new("kept", ("number", "word"), 1, [(2, "x"), (3, "c")]))
    assert more[0] is None
    assert dict(database.read("SELECT id, word FROM kept WHERE number = 3")) == {more[1]: "c"}
    assert database.read("SELECT word FROM kept ORDER BY number") == [("a",), ("b",), ("c",)]
