"""Where a database is, and what of it may be printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.errors import UsageError
from translator.storage import Location, shown


@pytest.mark.parametrize(
    ("text", "path", "url"),
    [
        ("office.sqlite", "office.sqlite", None),
        ("папка с пробелом/п'амять.sqlite", "папка с пробелом/п'амять.sqlite", None),
        ("sqlite:///office.sqlite", "office.sqlite", None),
        ("sqlite:////srv/office.sqlite", "/srv/office.sqlite", None),
        ("postgresql://anna@host/office", None, "postgresql://anna@host/office"),
        ("postgres://anna@host/office", None, "postgresql://anna@host/office"),
        ("PostgreSQL+psycopg://anna@host:5433/o", None, "postgresql://anna@host:5433/o"),
    ],
)
def test_paths_and_urls(text, path, url) -> None:
    found = Location.parse(text)
    assert (found.path, found.url) == (Path(path) if path else None, url)


@pytest.mark.parametrize("text", ["mysql://host/office", "sqlite://", "http://host/a:secret@b"])
def test_another_kind_of_database_is_refused(text) -> None:
    with pytest.raises(UsageError, match="no database that is known"):
        Location.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://anna:secret@host/office",
        "postgresql://anna:sec%20ret@host:5433/office?sslmode=require",
        "postgresql://host/office?user=anna&password=secret",
        "postgresql://host/office?password=secret&user=anna",
        "mysql://anna:secret@host/office",
    ],
)
def test_a_password_is_never_shown(text) -> None:
    assert "sec" not in shown(text)
    assert "***" in shown(text)
    assert "anna" in shown(text)
