"""What the tests let other processes do."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence

from translator.storage import Migration, open_database

TABLES = (
    Migration("notes", ("CREATE TABLE notes (id {identity}, text TEXT NOT NULL, data {bytes})",)),
    Migration(
        "counter", ("CREATE TABLE counter (value INTEGER)", "INSERT INTO counter VALUES (0)")
    ),
)
SPAWN = multiprocessing.get_context("spawn")


def together(work: Callable[..., None], calls: Sequence[tuple[object, ...]]) -> list[int]:
    """Run ``work`` once for each of ``calls``, at the same time; the exit codes."""
    processes = [SPAWN.Process(target=work, args=call) for call in calls]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    return [process.exitcode if process.exitcode is not None else -1 for process in processes]


def count_up(place: str, times: int) -> None:
    """Open, making the tables if they are not there, and add one to the counter ``times`` times."""
    database = open_database(place, TABLES)
    for _ in range(times):
        database.write(lambda t: t.run("UPDATE counter SET value = value + 1"))
    database.close()
