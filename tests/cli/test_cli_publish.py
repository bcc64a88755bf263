"""``publish`` as a user calls it: from translate to the partner's file."""

from __future__ import annotations

import io
import json

import docx
import pytest

from translator import exchange
from translator.units import Bitext, Kind, Origin, Provenance, State, TranslationUnit

ROWS = (
    (Kind.TITLE, "Делегация посетит Пекин", "代表团将访问北京"),
    (Kind.PARAGRAPH, "Сумма соглашений составит 3,5 млрд рублей.", "协议金额为35亿卢布。"),
)


def approved(desk, name: str = "release.jsonl", **changed: str) -> None:
    """A bitext as JSON lines; ``changed`` are targets by id."""
    units = tuple(
        TranslationUnit(
            id=f"s{n}",
            block=f"b{n}",
            kind=kind,
            source=source,
            target=changed.get(f"s{n}", target),
            origin=Origin.HUMAN,
            state=State.FINAL,
        )
        for n, (kind, source, target) in enumerate(ROWS, 1)
    )
    stream = io.StringIO()
    exchange.write(Bitext(name, units, Provenance("", "", "", "", "", "")), "jsonl", stream)
    (desk.folder / name).write_text(stream.getvalue(), encoding="utf-8")


def test_an_approved_text_goes_out_in_every_form(desk) -> None:
    approved(desk)
    result = desk.run(
        "publish", "release.jsonl", "--to", "docx", "--to", "txt", "--to", "html",
        "--provenance", "how.txt", "--reviewer", "Чэнь Л.",
    )  # fmt: skip
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    made = ["release.zh.docx", "release.zh.txt", "release.zh.html", "how.txt"]
    assert [line for line in result.stderr.splitlines() if ":" not in line] == made
    document = docx.Document(desk.folder / "release.zh.docx")
    assert [p.text for p in document.paragraphs] == ["代表团将访问北京", "协议金额为35亿卢布。"]
    assert "Чэнь Л." in (desk.folder / "how.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", ["columns", "paragraphs"])
def test_both_languages(desk, layout) -> None:
    approved(desk)
    result = desk.run("publish", "release.jsonl", "--layout", layout, "-o", "out/")
    assert result.exit_code == 0, result.stderr
    assert (desk.folder / "out" / f"release.{layout}.docx").is_file()


def test_a_fresh_draft_is_not_published(desk) -> None:
    assert desk.run("translate", "release.txt").exit_code == 0
    before = desk.files()
    result = desk.run("publish", "release.ru-zh.docx")
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert "not published: 7 rows are not final" in lines
    assert sum(line.startswith("  ") and "\t" in line for line in lines) >= 7
    assert desk.files() == before


def test_a_wrong_figure_is_stopped_by_name_and_overruled_by_name(desk) -> None:
    approved(desk, s2="协议金额为3.5亿卢布。")
    result = desk.run("publish", "release.jsonl")
    assert result.exit_code == 1
    assert "3,5 млрд рублей → 35亿卢布" in result.stderr
    assert "(--overrule 2:missing-number)" in result.stderr
    assert not (desk.folder / "release.zh.docx").exists()
    done = desk.run("publish", "release.jsonl", "--overrule", "2:missing-number")
    assert done.exit_code == 0
    assert "note: overruled, 2:missing-number" in done.stderr


def test_json_report(desk) -> None:
    approved(desk, s2="协议金额为3.5亿卢布。")
    refused = json.loads(desk.run("publish", "release.jsonl", "--json").stdout)
    assert (refused["published"], refused["outputs"]) == (False, [])
    assert {"row": 2, "check": "missing-number"}.items() <= refused["findings"][0].items()
    approved(desk)
    done = json.loads(desk.run("publish", "release.jsonl", "--json").stdout)
    assert (done["published"], done["outputs"]) == (True, ["release.zh.docx"])


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ("none.docx", 3, "none.docx: cannot be read"),
        ("release.txt", 3, "neither a review document nor a bitext"),
        ("broken.docx", 3, "not a DOCX or is damaged"),
        ("release.jsonl --template none.docx", 3, "none.docx: cannot be read"),
        ("release.jsonl --template broken.docx", 3, "not a DOCX or is damaged"),
        ("release.jsonl --overrule 9:missing-number", 2, "no critical finding"),
        ("release.jsonl --provenance how.pdf", 2, "no known form"),
        ("release.jsonl -o taken.docx", 3, "exists already"),
        ("release.jsonl -o release.jsonl", 3, "is an input"),
        ("release.jsonl -o out.txt --to txt --provenance out.txt", 2, "two results"),
        ("release.jsonl --layout rows", 2, "--layout"),
    ],
)
def test_bad_input(desk, arguments, code, message) -> None:
    approved(desk)
    (desk.folder / "broken.docx").write_bytes(b"PK\x03\x04 no")
    (desk.folder / "taken.docx").write_bytes(b"old")
    before = {name: (desk.folder / name).read_bytes() for name in desk.files()}
    result = desk.run("publish", *arguments.split())
    assert (result.exit_code, result.stdout) == (code, "")
    assert len(result.stderr.splitlines()) == 1
    assert message in result.stderr
    assert {name: (desk.folder / name).read_bytes() for name in desk.files()} == before
