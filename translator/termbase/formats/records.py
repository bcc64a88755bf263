"""What every reader of a glossary file yields."""

from __future__ import annotations

from dataclasses import dataclass

from translator.errors import GlossaryError


@dataclass(frozen=True, slots=True)
class Record:
    """Cells of one row with its place (``file:line``, ``file:Sheet!row``); the first record of
    a file holds the names of the columns. A row that cannot be read carries its error."""

    place: str
    cells: list[str] | GlossaryError
