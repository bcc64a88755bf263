"""XLIFF 1.2 and 2.1: a release out to the programs of an agency, and back (docs/exchange.md).

Sources: XLIFF 1.2 (OASIS Standard, 2008), XLIFF 2.1 (OASIS Standard, 2018) with the modules
Translation Candidates, Glossary and Metadata.
"""

from __future__ import annotations

from translator.exchange.xliff.approved import XliffFile
from translator.exchange.xliff.notes import notes_of
from translator.exchange.xliff.reader import SUFFIXES, is_xliff, read
from translator.exchange.xliff.records import Note, Returned, ReturnedUnit, Sent
from translator.exchange.xliff.version1 import write as write12
from translator.exchange.xliff.version2 import write as write21

__all__ = [
    "SUFFIXES",
    "Note",
    "Returned",
    "ReturnedUnit",
    "Sent",
    "XliffFile",
    "is_xliff",
    "notes_of",
    "read",
    "write12",
    "write21",
]
