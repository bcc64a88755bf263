"""Writing results so that nothing half-written or overwritten is ever left behind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from translator.errors import OutputError


def write_atomically(path: Path, write: Callable[[Path], None], *, force: bool = False) -> None:
    """Let ``write`` fill a temporary file beside ``path``, then move it into place.

    An existing ``path`` is kept unless ``force``; a failed write leaves no file at all.
    The last check and the move are one step (a hard link), so two processes cannot both win.

    :raises OutputError: the file exists, the folder is missing or not writable, the disk is full.
    """
    if path.is_dir():
        raise OutputError("is a folder", place=str(path), remedy="name a file")
    if path.exists() and not force:
        raise OutputError(
            "exists already", place=str(path), remedy="add --force or choose another --output"
        )
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror})",
            place=str(path),
            remedy="check that the folder exists and that you may write into it",
        ) from error
    os.close(handle)
    temporary = Path(name)
    try:
        write(temporary)
        temporary.chmod(0o666 & ~_umask())
        if force:
            temporary.replace(path)
        else:
            _publish(temporary, path)
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror})",
            place=str(path),
            remedy="free space on the disk or choose another --output",
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_together(
    writers: Sequence[tuple[Path, Callable[[Path], None]]], *, force: bool = False
) -> tuple[Path, ...]:
    """Write several results of one job, all or none: those already in place are taken back if
    a later one fails or is stopped (with ``force`` they have replaced what stood there before,
    and stay). Missing folders are made.

    :raises OutputError: as :func:`write_atomically`.
    """
    written: list[Path] = []
    is_whole = False
    try:
        for path, write in writers:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, write, force=force)
            written.append(path)
        is_whole = True
    finally:
        if not is_whole and not force:
            for path in written:
                path.unlink(missing_ok=True)
    return tuple(written)


def move_into_place(staged: Path, path: Path, *, force: bool = False) -> None:
    """Give a finished file its name; an existing ``path`` is kept unless ``force``.

    Both lie on one file system, so that this is one step. Missing folders are made.

    :raises OutputError: as :func:`write_atomically`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if force:
            staged.replace(path)
        else:
            _publish(staged, path)
            staged.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror})",
            place=str(path),
            remedy="check the disk and that you may write into the folder",
        ) from error


def _publish(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError as error:
        raise OutputError(
            "exists already", place=str(path), remedy="add --force or choose another --output"
        ) from error
    except OSError:  # a file system without hard links
        temporary.replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
