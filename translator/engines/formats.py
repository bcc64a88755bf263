"""What a model reads and writes: plain text, or text with the hints written into it.

A format turns a request into the source text of a model and the model's answer back into
Chinese. The seam is narrow on purpose: an engine knows nothing of slots or tags.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from translator.errors import EngineError
from translator.units import EngineRequest

FORMATS = ("plain", "slots")


@dataclass(frozen=True, slots=True)
class Encoded:
    """Source text for a model. ``memo`` is the format's own note, needed to read the answer."""

    text: str
    memo: object = None


@dataclass(frozen=True, slots=True)
class Decoded:
    """A model's answer read back; ``how`` is aligned with the hints of the request."""

    target: str
    how: tuple[str, ...] = ()


class SourceFormat(Protocol):
    """How hints travel through a model. ``name`` carries a version: it is in the signature.

    ``encode(strict=True)`` is the second try: every firm hint becomes a handle that the model
    can only copy. ``accepts`` counts the faults of an answer (lost, doubled, unknown handles);
    zero is best, and it chooses among n-best candidates before their scores do.
    """

    @property
    def name(self) -> str:
        """``plain-1``, ``slots-1``."""

    def encode(self, request: EngineRequest, *, strict: bool = False) -> Encoded:
        """The text a model reads for ``request``."""

    def decode(self, text: str, encoded: Encoded, request: EngineRequest) -> Decoded:
        """The Chinese of a model's answer ``text``."""

    def accepts(self, text: str, encoded: Encoded) -> float:
        """Faults of the answer ``text``; 0.0 where it can be read back whole."""


@dataclass(frozen=True, slots=True)
class PlainFormat:
    """Source text as it is; the memo keeps where the hints stand in it."""

    name: str = "plain-1"

    def encode(self, request: EngineRequest, *, strict: bool = False) -> Encoded:
        """The text itself; ``strict`` has no meaning here."""
        return Encoded(request.text, tuple((h.start, h.stop) for h in request.hints))

    def decode(self, text: str, encoded: Encoded, request: EngineRequest) -> Decoded:
        """The answer itself; nothing is claimed about any hint."""
        return Decoded(text, ("",) * len(request.hints))

    def accepts(self, text: str, encoded: Encoded) -> float:
        """Plain text has no marks that could be broken."""
        return 0.0


def source_format(name: str) -> SourceFormat:
    """The format a model card names (``source_format``).

    :raises EngineError: the name is not known to this version of the tool.
    """
    if name == "plain":
        return PlainFormat()
    if name == "slots":
        from translator.engines.annotation import SlotFormat

        return SlotFormat()
    raise EngineError(
        f"unknown source format {name!r}",
        remedy=f"set source_format of the model card to one of: {', '.join(FORMATS)}",
    )
