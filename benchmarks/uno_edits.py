"""Edits documents in LibreOffice through UNO; run by the system's Python, which has ``uno``.

    /usr/bin/python3 benchmarks/uno_edits.py PROFILE JOBS.json

A job: ``{"open": path, "steps": [[name, …], …], "save": [path, …]}``; saving as .odt and then as
.docx goes through the .odt. Prints a list with the seconds of loading for each job.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

FILTERS = {".docx": "Office Open XML Text", ".odt": "writer8"}
COLUMNS = {"number": 0, "source": 1, "target": 2, "notes": 3, "status": 4}


def start(profile: str) -> tuple[subprocess.Popen, object]:
    pipe = uuid.uuid4().hex
    process = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore",
         "--nologo", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.25)
    else:
        process.kill()
        raise SystemExit("soffice did not answer")
    return process, context


def options(**values: object) -> tuple:
    made = []
    for name, value in values.items():
        option = PropertyValue()
        option.Name, option.Value = name, value
        made.append(option)
    return tuple(made)


def load(context: object, path: str) -> object:
    """The document without a window: Debian's build without a screen crashes when it is to draw
    a document with comments."""
    create = context.ServiceManager.createInstanceWithContext
    document = create("com.sun.star.text.TextDocument", context)
    document.load(options(URL=Path(path).as_uri(), FilterName=FILTERS[Path(path).suffix]))
    return document


def save(document: object, path: str) -> None:
    document.storeToURL(
        Path(path).as_uri(), options(FilterName=FILTERS[Path(path).suffix], Overwrite=True)
    )


class Hand:
    """What a person can do in the document."""

    def __init__(self, document: object) -> None:
        self.document = document
        tables = document.TextTables
        self.table = max(
            (tables.getByIndex(i) for i in range(tables.Count)), key=lambda t: t.Rows.Count
        )

    def cell(self, row: int, column: str = "target") -> object:
        return self.table.getCellByName(f"{'ABCDE'[COLUMNS[column]]}{row + 1}")

    def record(self, on: bool) -> None:
        self.document.RecordChanges = on

    def write(self, row: int, text: str, column: str = "target") -> None:
        cell = self.cell(row, column)
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        cursor.gotoEnd(True)
        cell.insertString(cursor, text, True)

    def rewrite(self, row: int, text: str) -> None:
        """Make the target ``text``, touching only what lies between the first and the last
        difference, as a person who edits does."""
        cell = self.cell(row)
        old = cell.String
        shorter = min(len(old), len(text))
        start = next((n for n in range(shorter) if old[n] != text[n]), shorter)
        left = shorter - start
        end = next((n for n in range(left) if old[-1 - n] != text[-1 - n]), left)
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(start, False)
        cursor.goRight(len(old) - end - start, True)
        cell.insertString(cursor, text[start : len(text) - end], True)

    def append(self, row: int, text: str) -> None:
        cell = self.cell(row)
        cursor = cell.createTextCursor()
        cursor.gotoEnd(False)
        cell.insertString(cursor, text, False)

    def replace(self, row: int, old: str, new: str) -> None:
        cell = self.cell(row)
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(cell.String.index(old), False)
        cursor.goRight(len(old), True)
        cell.insertString(cursor, new, True)

    def enter(self, row: int) -> None:
        """A paragraph mark at the end and a word after it."""
        cell = self.cell(row)
        cursor = cell.createTextCursor()
        cursor.gotoEnd(False)
        cell.insertControlCharacter(cursor, 0, False)
        cell.insertString(cursor, "新段", False)

    def comment(self, row: int, author: str, text: str) -> None:
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author, note.Content = author, text
        cell = self.cell(row)
        cursor = cell.createTextCursor()
        cursor.gotoEnd(False)
        cell.insertTextContent(cursor, note, False)

    def delete_row(self, row: int) -> None:
        self.table.Rows.removeByIndex(row, 1)

    def add_row(self, after: int, target: str) -> None:
        self.table.Rows.insertByIndex(after + 1, 1)
        self.write(after + 1, target)

    def move_row(self, row: int, after: int) -> None:
        """Cut and pasted: all the texts of the row go to a new one, the old one goes."""
        texts = [self.cell(row, column).String for column in COLUMNS]
        self.table.Rows.insertByIndex(after + 1, 1)
        for column, text in zip(COLUMNS, texts, strict=True):
            self.write(after + 1, text, column)
        self.table.Rows.removeByIndex(row if row <= after else row + 1, 1)


def run(context: object, job: dict) -> dict:
    begun = time.perf_counter()
    document = load(context, job["open"])
    seconds = time.perf_counter() - begun
    hand = Hand(document)
    for name, *values in job["steps"]:
        getattr(hand, name)(*values)
    for path in job["save"]:
        save(document, path)
        if path.endswith(".odt"):
            document.close(True)
            document = load(context, path)
    document.close(True)
    return {"load_seconds": round(seconds, 3)}


def main() -> None:
    profile, jobs = sys.argv[1:3]
    process, context = start(profile)
    try:
        wanted = json.loads(Path(jobs).read_text(encoding="utf-8"))
        results = [run(context, job) for job in wanted]
        sys.stdout.write(json.dumps(results))
        with suppress(DisposedException):  # the bridge goes down with the office
            desktop = "com.sun.star.frame.Desktop"
            context.ServiceManager.createInstanceWithContext(desktop, context).terminate()
        process.wait(timeout=30)
    finally:
        if process.poll() is None:
            process.kill()


if __name__ == "__main__":
    main()
