"""Where a database is: the path of a file or the URL of a server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from translator.errors import UsageError

_SCHEME = re.compile(r"([A-Za-z][\w+.-]*)://")
_SERVER = re.compile(r"postgres(?:ql)?(?:\+psycopg)?\Z")
_SECRET = re.compile(r"(//[^/@:]*):[^/]*@|((?:\?|&)password=)[^&]*")


@dataclass(frozen=True, slots=True)
class Location:
    """A file (``path``) or a PostgreSQL server (``url``); exactly one of the two is set.

    >>> Location.parse("sqlite:///office.sqlite").path
    PosixPath('office.sqlite')
    >>> Location.parse("postgresql+psycopg://anna@host/office").url
    'postgresql://anna@host/office'
    """

    path: Path | None = None
    url: str | None = None

    @classmethod
    def parse(cls, text: str | Path) -> Self:
        """Read a path, ``sqlite:///PATH`` or ``postgresql://USER@HOST/DATABASE``.

        The form ``postgresql+psycopg://`` of SQLAlchemy is the same server.

        :raises UsageError: another scheme.
        """
        if isinstance(text, Path):
            return cls(path=text)
        found = _SCHEME.match(text)
        if found is None:
            return cls(path=Path(text))
        scheme, rest = found.group(1).lower(), text[found.end() :]
        if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
            return cls(path=Path(rest[1:]))
        if _SERVER.match(scheme):
            return cls(url=f"postgresql://{rest}")
        raise UsageError(
            "is no database that is known here",
            place=shown(text),
            remedy="give a path, or postgresql://USER@HOST/DATABASE",
        )

    def __str__(self) -> str:
        return shown(str(self.path if self.path is not None else self.url))


def shown(text: str) -> str:
    """A location as it may be printed: a password in a URL becomes three stars.

    >>> shown("postgresql://anna:secret@host/office")
    'postgresql://anna:***@host/office'
    """
    return _SECRET.sub(lambda m: f"{m.group(1)}:***@" if m.group(1) else f"{m.group(2)}***", text)
