"""Reading what a person approved: nothing is guessed where a row is not as it was exported."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from release_files import exported, release, unit

from translator import exchange
from translator.errors import InputError
from translator.ooxml.container import Archive, zipped
from translator.release import reviewed
from translator.units import Kind, Origin, State

MODELS = Path(__file__).parents[2] / "models"
INS = '<w:ins w:id="90" w:author="Чэнь Л." w:date="2025-04-15T10:00:00Z">'


def lines(path: Path, *units) -> Path:
    stream = io.StringIO()
    exchange.write(release(*units), "jsonl", stream)
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


def test_a_document_with_tracked_changes(tmp_path) -> None:
    edit = (
        r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)"
        r'<w:t xml:space="preserve">总额为35亿卢布。</w:t></w:r>',
        rf"{INS}<w:r>\1<w:t>总额达35亿卢布。</w:t></w:r></w:ins>",
    )
    text = reviewed(exported(tmp_path / "a.docx", None, edit), MODELS)
    assert [u.target for u in text.bitext.units][2] == "总额达35亿卢布。"
    assert [u.origin for u in text.bitext.units][1:3] == [Origin.MACHINE, Origin.HUMAN]
    assert text.reviewers == ("Чэнь Л.",)
    assert text.bitext.provenance.model == "press-ru-zh"
    assert [u.block for u in text.bitext.units] == ["b1", "b2", "b3", "b4"]


def test_a_question_is_not_final(tmp_path) -> None:
    path = exported(tmp_path / "a.docx", None, ("утверждено ", "вопрос "), (">批准<", ">待议<"))
    text = reviewed(path, MODELS)
    assert {u.state for u in text.bitext.units} == {State.QUESTION}
    assert State.QUESTION.rank < State.REVIEWED.rank


def test_lines_with_the_licence_of_their_engine(tmp_path) -> None:
    text = reviewed(lines(tmp_path / "a.jsonl"), MODELS)
    assert (text.bitext.provenance.model, text.bitext.provenance.licence) == (
        "press-ru-zh", "Apache-2.0",
    )  # fmt: skip
    path = lines(tmp_path / "b.jsonl", unit(1, Kind.TITLE, "Да", "是", engine="nllb"))
    assert "non-commercial" in reviewed(path, MODELS).bitext.provenance.licence
    path = lines(tmp_path / "c.jsonl", unit(1, Kind.TITLE, "Да", "是", engine="other:thing"))
    assert reviewed(path, MODELS).bitext.provenance.licence == "unknown"
    path = lines(tmp_path / "d.jsonl", unit(1, Kind.TITLE, "Да", "是", engine=""))
    assert reviewed(path, MODELS).bitext.provenance.licence == ""


ROW = r'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:sdt>(?:(?!</w:tr>).)*?"number:s{}".*?</w:tr>'


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([(ROW.format(3), "")], "row 3 is missing"),
        ([(f"({ROW.format(3)})", r"\1\1")], "row 3 is there twice"),
        ([(f"({ROW.format(2)})({ROW.format(3)})", r"\2\1")], "row 3 stands where row 2 stood"),
        ([("Сумма составит", "Сумма составила")], "the Russian text of row 3 has been changed"),
        (
            [(f"({ROW.format(4)})", r"\1<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>")],
            "row 5 of the table belongs to no unit",
        ),
    ],
)
def test_a_row_that_is_not_as_exported(tmp_path, edits, message) -> None:
    path = exported(tmp_path / "a.docx", None, *edits)
    with pytest.raises(InputError, match=message) as caught:
        reviewed(path, MODELS)
    assert "review import" in caught.value.remedy


def test_a_document_without_its_record(tmp_path) -> None:
    path = exported(tmp_path / "a.docx")
    archive = Archive.open(path)
    names = [n for n in archive.names if not n.startswith("customXml")]
    path.write_bytes(zipped({n: archive.data(n) for n in names}))
    with pytest.raises(InputError, match="lost the part"):
        reviewed(path, MODELS)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", None, "cannot be read"),
        ("a.docx", b"", "not a DOCX or is damaged"),
        ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1"), "password or saved as .doc"),
        ("a.jsonl", None, "cannot be read"),
        ("a.jsonl", b"", "holds no units"),
        ("a.jsonl", b"{}", "the key 'id' is missing"),
        ("a.odt", b"PK", "neither a review document nor a bitext"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path, name, data, message) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        reviewed(path, MODELS)
    assert caught.value.remedy
    assert str(path) in str(caught.value)
