"""Reading a release: a file or bytes in, a :class:`~translator.units.SourceDocument` out."""

from translator.ingest.reader import read, read_bytes

__all__ = ["read", "read_bytes"]
