"""Which documents there are: a folder, a list or a pattern; nothing outside the folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path, PurePosixPath

from translator.batch.naming import Namer, is_readable
from translator.batch.records import Found, Refused
from translator.errors import UsageError

ORDERS = ("name", "newest", "oldest")
_WILD = frozenset("*?[")
_RELEASES = frozenset({".docx", ".docm", ".html", ".htm"})


@dataclass(frozen=True, slots=True)
class Plan:
    """Documents in the order in which they are done; ``base`` is the folder they are under."""

    base: Path
    found: tuple[Found, ...]
    refused: tuple[Refused, ...] = ()


def plan(
    sources: Sequence[str],
    out: Path,
    formats: Sequence[str],
    *,
    since: date | None = None,
    order: str = "name",
    lines: Iterable[str] = (),
) -> Plan:
    """The documents that ``sources`` name: one folder, one pattern, one list or several files.

    A list is a text file with a path in every line (or separated by NUL, where names hold line
    ends), relative to the list; ``-`` takes ``lines``. Symbolic links are not followed, and a
    path that leads out of the folder is refused. ``since`` goes by the file's date.

    :raises UsageError: nothing is there under this name.
    """
    base, named, listed = _named(sources, lines)
    refused: list[Refused] = []
    found: list[Found] = []
    seen: set[str] = set()
    namer = Namer(base, out, formats)
    taken: dict[str, str] = {}
    skip = _inside(base, out)
    walk = _walk(base, skip) if named is None else _check(base, named, listed)
    earliest = datetime.combine(since, time()).timestamp() if since else None
    for one in walk:
        if isinstance(one, Refused):
            refused.append(one)
            continue
        if one.key in seen or (earliest is not None and one.changed < earliest):
            continue
        seen.add(one.key)
        outputs = namer.outputs(one.key)
        rival = next((taken[p] for _, p in outputs if p in taken), None)
        if rival is not None:
            refused.append(Refused(one.key, f"would write the same file as {rival}"))
            continue
        taken.update((path, one.key) for _, path in outputs)
        found.append(replace(one, outputs=outputs))
    return Plan(base, tuple(_ordered(found, order)), tuple(refused))


def stamp_of(seen: os.stat_result) -> str:
    """What changes with every change of a file: size, both times in nanoseconds, inode.

    The time of the last change of the inode cannot be set by programs, so that a file that was
    put back under its old date is noticed.
    """
    return f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}"


def _named(sources: Sequence[str], lines: Iterable[str]) -> tuple[Path, Iterable[str] | None, bool]:
    """Base folder, and the paths under it that are named (None: all), and whether by a list."""
    if len(sources) > 1:
        paths = [Path(s).parent.resolve() / Path(s).name for s in sources]
        base = Path(os.path.commonpath([path.parent for path in paths]))
        return base, [str(path.relative_to(base)) for path in paths], True
    source = sources[0]
    path = Path(source)
    if source == "-":
        return Path.cwd(), [line.rstrip("\r\n") for line in lines if line.strip()], True
    if path.is_dir():
        return path.resolve(), None, False
    if path.is_file():
        names = _list_of(path) if path.suffix.lower() not in _RELEASES else [path.name]
        return path.parent.resolve(), names, True
    if _WILD & set(source):
        fixed = next(n for n, part in enumerate(path.parts) if _WILD & set(part))
        base = Path(*path.parts[:fixed]).resolve()
        matches = sorted(base.glob(str(Path(*path.parts[fixed:]))))
        names = [str(m.relative_to(base)) for m in matches if not m.is_dir()]
        return base, names, False
    raise UsageError(
        "does not exist",
        place=source,
        remedy="give a folder, a list of files (a text file) or a pattern such as 'archive/*.txt'",
    )


def _list_of(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig", errors="surrogateescape")
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror})", place=str(path), remedy="check your rights"
        ) from error
    names = text.split("\0") if "\0" in text else text.split("\n")
    return [name.rstrip("\r") for name in names if name.strip()]


def _walk(base: Path, skip: Path | None) -> Iterator[Found | Refused]:
    """Every readable file under ``base``, folder by folder; links are refused, not followed."""
    folders = [base]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda e: e.name)
        except OSError as error:
            key = PurePosixPath(folder.relative_to(base)).as_posix()
            yield Refused(_shown(key), f"cannot be opened ({error.strerror})")
            continue
        deeper = []
        for entry in inside:
            path = folder / entry.name
            if entry.is_symlink():
                if is_readable(entry.name) or path.is_dir():
                    yield Refused(_shown(_key(base, path)), "is a symbolic link")
            elif entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith(".") and path != skip:
                    deeper.append(path)
            elif is_readable(entry.name):
                yield _found(base, path)
        folders += reversed(deeper)


def _check(base: Path, named: Iterable[str], listed: bool) -> Iterator[Found | Refused]:
    for name in named:
        path = Path(os.path.normpath(base / name))
        if not path.is_relative_to(base) or ".." in PurePosixPath(name).parts:
            yield Refused(_shown(name), "lies outside the folder")
        elif _has_link(base, path):
            yield Refused(_shown(name), "is a symbolic link or lies behind one")
        elif listed or is_readable(path.name):
            yield _found(base, path)


def _has_link(base: Path, path: Path) -> bool:
    parts = path.relative_to(base).parts
    return any((base / Path(*parts[:n])).is_symlink() for n in range(1, len(parts) + 1))


def _found(base: Path, path: Path) -> Found | Refused:
    key = _key(base, path)
    try:
        key.encode()
    except UnicodeEncodeError:
        return Refused(_shown(key), "its name is not UTF-8")
    try:
        seen = path.stat(follow_symlinks=False)
    except OSError as error:
        return Refused(key, f"cannot be opened ({error.strerror})")
    if not stat.S_ISREG(seen.st_mode):
        return Refused(key, "is no file")
    return Found(key, str(path), seen.st_size, seen.st_mtime, stamp_of(seen))


def _key(base: Path, path: Path) -> str:
    return PurePosixPath(path.relative_to(base)).as_posix()


def _shown(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _inside(base: Path, out: Path) -> Path | None:
    """The output folder, where it lies under ``base`` and is another one."""
    whole = out.resolve()
    return whole if whole != base and whole.is_relative_to(base) else None


def _ordered(found: list[Found], order: str) -> list[Found]:
    if order == "newest":
        return sorted(found, key=lambda f: (-f.changed, f.key))
    if order == "oldest":
        return sorted(found, key=lambda f: (f.changed, f.key))
    return sorted(found, key=lambda f: f.key)
