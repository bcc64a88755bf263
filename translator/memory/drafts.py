"""Machine drafts kept by signature: a stopped run goes on where it was, a repeated one is free.

This is not the translation memory: nothing here was seen by a person. A key covers the text,
every hint, the engine's signature and the version of the tool, so a changed glossary, model or
setting never gives back an old draft.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from translator.units import Draft, EngineRequest

_MIGRATIONS = ("CREATE TABLE drafts (key TEXT PRIMARY KEY, draft TEXT NOT NULL) WITHOUT ROWID",)
_BUSY_SECONDS = 10.0


class DraftCache:
    """Drafts in one SQLite file in the cache folder; safe for several processes (WAL).

    A cache that cannot be opened or is damaged is treated as empty: it holds nothing that
    cannot be made again.
    """

    def __init__(self, folder: Path) -> None:
        self._connection = _open(folder / "drafts.sqlite")

    def get(self, keys: Sequence[str]) -> dict[str, Draft]:
        """The drafts known under ``keys``."""
        if self._connection is None:
            return {}
        found: dict[str, Draft] = {}
        try:
            for key in keys:
                row = self._connection.execute(
                    "SELECT draft FROM drafts WHERE key = ?", (key,)
                ).fetchone()
                if row is not None:
                    found[key] = _draft(row[0])
        except sqlite3.Error:
            return {}
        return found

    def put(self, drafts: Iterable[tuple[str, Draft]]) -> None:
        """Keep drafts that have a target; a failed segment is tried again next time."""
        if self._connection is None:
            return
        rows = [(key, _text(draft)) for key, draft in drafts if draft.target is not None]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO drafts VALUES (?, ?)", rows)
        except sqlite3.Error:
            self._connection = None

    def close(self) -> None:
        """Release the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def draft_key(signature: str, request: EngineRequest) -> str:
    """SHA-256 over everything a draft depends on."""
    hints = [
        (h.start, h.stop, h.target, h.kind, h.strength, h.grammar, h.also) for h in request.hints
    ]
    data = json.dumps([signature, request.text, hints], ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()


def _open(path: Path) -> sqlite3.Connection | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
        connection.execute("PRAGMA journal_mode=WAL")
        done = int(connection.execute("PRAGMA user_version").fetchone()[0])
        for number, step in enumerate(_MIGRATIONS[done:], done + 1):
            with connection:
                connection.execute(step)
                connection.execute(f"PRAGMA user_version = {number}")
    except (sqlite3.Error, OSError):
        return None
    return connection


def _text(draft: Draft) -> str:
    return json.dumps(
        [draft.target, draft.score, list(draft.how), list(draft.messages), draft.tokens],
        ensure_ascii=False,
    )


def _draft(text: str) -> Draft:
    target, score, how, messages, tokens = json.loads(text)
    return Draft(target, score, tuple(how), tuple(messages), tokens)
