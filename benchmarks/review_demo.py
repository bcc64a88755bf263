"""A release from the draft to the partner's document, reviewed in LibreOffice with tracking on.

    python -m benchmarks.review_demo [FOLDER]

Translates examples/01, types the text of examples/01-mission-beijing.review.tsv over the draft
and sets every row to утверждено, as a reviewer would; then compares, imports and publishes with
the commands of the tool. Fails unless the published Chinese is the reviewer's. The paths are
printed on standard output.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import docx

from benchmarks import libreoffice
from translator.bilingual import ReviewRow, read

ROOT = Path(__file__).resolve().parents[1]
RELEASE = ROOT / "examples" / "01-mission-beijing.txt"
REVIEW = RELEASE.with_suffix(".review.tsv")
REVIEWER = "Чэнь Л."
APPROVED = "утверждено 批准"
QUESTION = "请外办核对该农业控股公司的中文名称。"
_ASKED = "Заокские луга"


def reviewed_text(path: Path = REVIEW) -> dict[str, str]:
    """The reviewer's Chinese by Russian sentence."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["ru"]: row["zh"] for row in rows}


def steps(rows: Sequence[ReviewRow], reviewed: Mapping[str, str]) -> Iterator[list[object]]:
    """What the reviewer does in the document, row by row.

    :raises SystemExit: the release has a sentence that the reviewer's text has not.
    """
    yield ["record", True]
    for number, row in enumerate(rows, 1):
        text = reviewed.get(row.source)
        if text is None:
            raise SystemExit(f"{REVIEW.name} lacks a sentence of the release: {row.source}")
        if text != row.target:
            yield ["rewrite", number, text]
        if _ASKED in row.source:
            yield ["comment", number, REVIEWER, QUESTION]
        yield ["write", number, APPROVED, "status"]


def lacking(published: Path, reviewed: Mapping[str, str]) -> list[str]:
    """Sentences of the reviewer that the published document does not have, the line ends of its
    title aside."""
    text = "".join(paragraph.text for paragraph in docx.Document(str(published)).paragraphs)
    text = text.replace("\n", "")
    return [sentence for sentence in reviewed.values() if sentence not in text]


def run(folder: Path) -> Iterator[Path]:
    """Make everything in ``folder`` and name the files as they come."""
    memory = f"--memory={folder / 'memory.sqlite'}"
    draft = folder / f"{RELEASE.stem}.ru-zh.docx"
    _command("translate", str(RELEASE), "--output", f"{folder}/", memory)
    yield draft
    reviewed = reviewed_text()
    back = folder / f"{RELEASE.stem}.reviewed.docx"
    work = list(steps(read(draft).rows, reviewed))
    libreoffice.edit([libreoffice.Edit(draft, work, [back])], _made(folder / "office"))
    yield back
    page = folder / f"{RELEASE.stem}.html"
    _command("review", "show", str(back), "--html", str(page))
    yield page
    _command("review", "import", str(back), "--reviewer", REVIEWER, memory)
    project = folder / f"{RELEASE.stem}.review.sqlite"
    yield project
    published = folder / f"{RELEASE.stem}.zh.docx"
    sheet = folder / f"{RELEASE.stem}.provenance.txt"
    _command("publish", str(project), "--output", str(published), "--provenance", str(sheet))
    missing = lacking(published, reviewed)
    if missing:
        raise SystemExit(f"the published document lacks what the reviewer wrote: {missing[0]}")
    yield published
    yield libreoffice.as_pdf(published, folder / "office")
    yield sheet


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _command(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments], stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise SystemExit(f"cli.py {' '.join(arguments)} failed with exit code {done.returncode}")


def _cleared(folder: Path) -> Path:
    """The folder without what an earlier demo left in it."""
    for path in (*_made(folder).glob(f"{RELEASE.stem}.*"), folder / "memory.sqlite"):
        path.unlink(missing_ok=True)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "demo" / "review")
    folder = parser.parse_args().folder.resolve()
    lack = libreoffice.missing()
    if lack:
        sys.stderr.write(f"install {lack} first\n")
        raise SystemExit(4)
    for path in run(_cleared(folder)):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
