"""Outputs on their way: whole on the disk beside their place, then, in one step, in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from translator.batch.deciding import digest_of
from translator.batch.faults import fault_of
from translator.batch.records import Placed, Task
from translator.errors import OutputError
from translator.outputs import move_into_place

Writing = tuple[str, Path, Callable[[Path], None]]
"""An output: format, its path in the folder of results, what writes it to a path."""


class Shelf(Protocol):
    """Takes the outputs of a basket as they are made."""

    def clear(self) -> None:
        """A new basket begins."""

    def put(self, task: Task, outputs: Sequence[Writing]) -> list[str]:
        """Make the outputs of a document, all or none; their digests.

        :raises OutputError: one cannot be written.
        """


class DiskShelf:
    """Outputs in ``folder``, which lies on one disk with the folder of results ``out``."""

    def __init__(self, out: Path, folder: Path) -> None:
        self._out, self._folder = out, folder
        self._files: dict[str, list[tuple[Path, Path]]] = {}

    def clear(self) -> None:
        """See :class:`Shelf`."""
        self._files = {}

    def put(self, task: Task, outputs: Sequence[Writing]) -> list[str]:
        """See :class:`Shelf`."""
        files = []
        for form, path, write in outputs:
            staged = self._folder / f"{os.getpid()}-{id(self)}-{len(self._files)}.{form}"
            try:
                staged.unlink(missing_ok=True)
                write(staged)
                _to_disk(staged)
            except OSError as error:
                raise unwritten(str(path), error) from error
            files.append((staged, path))
        self._files[task.key] = files
        return [digest_of(staged) for staged, _ in files]

    def place(self, basket: Sequence[Task]) -> Placed:
        """Give the outputs of a basket their names."""
        done, faults = [], []
        for task in basket:
            files = self._files.pop(task.key, None)
            if files is None:
                continue
            try:
                for staged, path in files:
                    self._move(staged, path, task)
                done.append(task.key)
            except Exception as error:  # one bad place must not stop the others
                faults.append((task.key, fault_of(error, task.key)))
        return Placed(tuple(done), tuple(faults))

    def _move(self, staged: Path, path: Path, task: Task) -> None:
        """Into place; what stands there is replaced only if it is ours and nobody edited it."""
        for parent in _above(path, self._out):
            if parent.is_symlink():
                raise OutputError(
                    "is a symbolic link", place=str(parent), remedy="put a folder in its place"
                )
        there = path.exists() or path.is_symlink()
        if there and not task.force and digest_of(path) not in {*task.ours, digest_of(staged)}:
            raise OutputError(
                "is not as this tool wrote it (edited, or of somebody else)",
                place=str(path),
                remedy="move it away, or add --force to overwrite it",
            )
        move_into_place(staged, path, force=there)


def unwritten(place: str, error: OSError) -> OutputError:
    """An output cannot be written."""
    return OutputError(
        f"cannot be written ({error.strerror})",
        place=place,
        remedy="free space on the disk or choose another --out",
    )


def _above(path: Path, out: Path) -> Iterator[Path]:
    for parent in path.parents:
        if parent == out:
            return
        yield parent


def _to_disk(path: Path) -> None:
    """Whole on the disk before the ledger says so, whatever happens to the power."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
