"""Reading a release: a file or bytes in, a :class:`~translator.units.SourceDocument` out."""

from translator.ingest.reader import contents, read, read_as, read_bytes

__all__ = ["contents", "read", "read_as", "read_bytes"]
