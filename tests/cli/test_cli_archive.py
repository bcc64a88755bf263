"""``archive``: from two languages of a release to the memory, doubtful units by way of Word."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.alignment.alignment_cases import cases
from translator import bilingual
from translator.exchange import read_reviewed

CASE = cases()[0]


@pytest.fixture
def pair(desk):
    """Two files whose second sentence has another figure in Chinese."""
    (desk.folder / "a.txt").write_text("\n\n".join(CASE.sources), encoding="utf-8")
    text = "\n\n".join(CASE.targets).replace("640", "460")
    (desk.folder / "a.zh.txt").write_text(text, encoding="utf-8")
    return "a.txt", "a.zh.txt"


def test_units_as_tsv_on_stdout_and_the_rest_on_stderr(desk, pair) -> None:
    result = desk.run("archive", "align", *pair)
    assert result.exit_code == 0, result.stderr
    rows = list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))
    assert [row["source"] for row in rows] == [
        text for n, text in enumerate(CASE.sources) if n != 1
    ]
    assert "a.txt = a.zh.txt: 4 sure, 1 doubtful, 0 only Russian, 0 only Chinese" in result.stderr
    assert "add --review FOLDER" in result.stderr


@pytest.mark.parametrize("form", ["tmx", "jsonl", "tsv"])
def test_formats_read_back(desk, pair, form) -> None:
    output = f"out.{form}"
    assert desk.run("archive", "align", *pair, "-o", output).exit_code == 0
    units = list(read_reviewed(desk.folder / output))
    assert len(units) == 4
    assert units[0].target == CASE.targets[0]
    again = desk.run("archive", "align", *pair, "-o", output)
    assert (again.exit_code, "--force" in again.stderr) == (3, True)
    assert desk.run("archive", "align", *pair, "-o", output, "--force").exit_code == 0


def test_doubtful_units_come_back_through_word(desk, pair) -> None:
    first = desk.run("archive", "align", *pair, "--memory", "m.sqlite", "--review", "doubtful")
    assert first.exit_code == 0, first.stderr
    assert first.stdout == ""
    assert "4 new, 0 known already" in first.stderr
    document = desk.folder / "doubtful" / "a.ru-zh.docx"
    rows = bilingual.read(document).rows
    assert [row.status for row in rows].count("translated") == 1
    assert "640" in rows[1].notes
    early = desk.run("archive", "accept", str(document))
    assert (early.exit_code, "review import" in early.stderr) == (3, True)
    done = desk.run("review", "import", str(document), "--reviewer", "Ван", "--mark", "reviewed")
    assert done.exit_code == 0, done.stderr
    taken = desk.run("archive", "accept", str(document), "--memory", "m.sqlite")
    assert (taken.exit_code, "1 new, 0 known already" in taken.stderr) == (0, True)
    shown = desk.run("memory", "search", "640", "--memory", "m.sqlite", "--json")
    (unit,) = json.loads(shown.stdout)
    assert (unit["source"], unit["reviewer"]) == (CASE.sources[1], "Ван")
    assert unit["previous"] == CASE.sources[0]
    again = desk.run("archive", "align", *pair, "--memory", "m.sqlite")
    assert "0 new, 4 known already" in again.stderr


def test_a_review_document_is_never_overwritten(desk, pair) -> None:
    order = ("archive", "align", *pair, "-o", "-", "--review", "doubtful.docx")
    assert desk.run(*order).exit_code == 0
    kept = (desk.folder / "doubtful.docx").read_bytes()
    result = desk.run(*order)
    assert (result.exit_code, "exists already" in result.stderr) == (3, True)
    assert (desk.folder / "doubtful.docx").read_bytes() == kept


def test_report_as_json(desk, pair) -> None:
    result = desk.run("archive", "align", *pair, "--json")
    report = json.loads(result.stdout)
    units = report["pairs"][0]["units"]
    assert [unit["doubtful"] for unit in units] == [False, True, False, False, False]
    assert all(0 < unit["confidence"] <= 1 and unit["shape"] == "1-1" for unit in units)
    assert desk.run("archive", "align", *pair, "--json", "-o", "-").exit_code == 2


def test_folders_list_what_has_no_partner(desk, pair) -> None:
    for folder, name in (("ru", pair[0]), ("zh", pair[1])):
        (desk.folder / folder).mkdir()
        (desk.folder / name).rename(desk.folder / folder / "2025-05-12.txt")
    (desk.folder / "zh" / "other.txt").write_text("今天天气很好。", encoding="utf-8")
    result = desk.run("archive", "align", "ru", "zh", "-o", "out.jsonl", "--review", "d")
    assert result.exit_code == 0, result.stderr
    assert "unpaired: zh/other.txt" in result.stderr
    assert (desk.folder / "d" / "2025-05-12.ru-zh.docx").is_file()
    (unit, *_) = (json.loads(line) for line in (desk.folder / "out.jsonl").open(encoding="utf-8"))
    assert unit["reviewed"] == "2025-05-12T00:00:00Z"


def test_wrong_language_is_one_line(desk, pair) -> None:
    result = desk.run("archive", "align", pair[1], pair[0])
    assert (result.exit_code, result.stdout.count("\n")) == (3, 1)  # the header of the table
    assert "name the Russian file or folder first" in result.stderr
