"""What is about to be published, wherever it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from translator.units import Bitext


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A bitext with its targets and states as a person left them.

    ``reviewers`` are those who changed or commented something, ``digest`` is the SHA-256 of the
    file that was read.
    """

    bitext: Bitext
    reviewers: tuple[str, ...]
    digest: str
    messages: tuple[str, ...] = ()
