"""Databases: SQLite in a file for one office, PostgreSQL by URL for a shared one.

The SQL is the callers' and common to both; here are connections, transactions that are tried
again while a database is locked or away, and migrations that only ever grow.
"""

from translator.storage.database import Database, open_database
from translator.storage.location import Location, shown
from translator.storage.migrations import Migration
from translator.storage.ports import Row, Transaction

__all__ = ["Database", "Location", "Migration", "Row", "Transaction", "open_database", "shown"]
