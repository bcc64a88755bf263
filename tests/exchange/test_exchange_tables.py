from __future__ import annotations

import csv
import io
import re

import pytest
from exchange_bitext import bitext, bitexts, unit
from hypothesis import given, settings

from translator.errors import UsageError
from translator.exchange import FORMATS, left_out, write
from translator.exchange.tsv import COLUMNS
from translator.units import Bitext, Finding, Kind, Origin, Severity, TranslationUnit

_ESCAPE = re.compile(r"\\(.)")
_PLAIN = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}


def written(bitext: Bitext, name: str) -> str:
    stream = io.StringIO()
    write(bitext, name, stream)
    return stream.getvalue()


def unescaped(cell: str) -> str:
    return _ESCAPE.sub(lambda m: _PLAIN[m[1]], cell)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="unknown format 'pdf'; use one of: jsonl, tsv, txt"):
        write(bitext(), "pdf", io.StringIO())
    assert FORMATS == ("jsonl", "tsv", "txt", "tmx", "xliff", "xliff12")


@given(bitexts)
@settings(max_examples=80, deadline=None)
def test_a_table_keeps_every_cell_and_one_line_a_unit(text: Bitext) -> None:
    table = written(text, "tsv")
    assert table.count("\n") == len(text.units) + 1
    header, *rows = csv.reader(io.StringIO(table, newline=""), delimiter="\t")
    assert tuple(header) == COLUMNS
    for row, one in zip(rows, text.units, strict=True):
        plain = [unescaped(cell) for cell in row]
        assert plain[:5] == [one.id, one.kind, one.source, one.target or "", one.state]


def test_a_table_shows_findings_and_leaves_a_missing_target_empty() -> None:
    one = TranslationUnit(
        id="s1",
        block="b1",
        kind=Kind.QUOTE,
        source='"Восход"\tи\nдругие',
        target=None,
        origin=Origin.MACHINE,
        findings=(
            Finding("empty-target", Severity.CRITICAL, "Нет перевода"),
            Finding("numbers", Severity.MAJOR, "нет 5"),
        ),
    )
    assert written(bitext(one), "tsv").split("\n")[1] == (
        's1\tquote\t"""Восход""\\tи\\nдругие"\t\ttranslated\t'
        "critical empty-target: Нет перевода | major numbers: нет 5"
    )


def test_sentences_of_a_block_make_a_paragraph_without_spaces() -> None:
    text = bitext(
        unit("s1", "b1", "州长访问北京。"),
        unit("s2", "b1", "访问为期三天。"),
        unit("s3", "b2", "双方签署协议。"),
    )
    assert written(text, "txt") == "州长访问北京。访问为期三天。\n\n双方签署协议。\n"


def test_two_latin_sentences_do_not_grow_together() -> None:
    text = bitext(unit("s1", "b1", "press@example.ru"), unit("s2", "b1", "www.example.ru"))
    assert written(text, "txt") == "press@example.ru www.example.ru\n"
    text = bitext(unit("s1", "b1", "参展商包括Foton"), unit("s2", "b1", "展会结束。"))
    assert written(text, "txt") == "参展商包括Foton展会结束。\n"


@pytest.mark.parametrize("missing", [None, "", " \n"])
def test_a_paragraph_with_a_missing_sentence_is_left_out_and_named(missing: str | None) -> None:
    text = bitext(
        unit("s1", "b1", "第一段。"),
        unit("s2", "b2", "第二段第一句。"),
        unit("s3", "b2", missing),
        unit("s4", "b3", "第三段。"),
    )
    assert written(text, "txt") == "第一段。\n\n第三段。\n"
    assert [u.id for u in left_out(text)] == ["s2", "s3"]


def test_nothing_translated_gives_an_empty_text() -> None:
    text = bitext(unit(target=None))
    assert written(text, "txt") == ""
    assert [u.id for u in left_out(text)] == ["s1"]


@given(bitexts)
@settings(max_examples=50, deadline=None)
def test_every_target_stands_in_the_text_or_is_named(text: Bitext) -> None:
    shown = written(text, "txt")
    named = {one.id for one in left_out(text)}
    for one in text.units:
        assert one.id in named or (one.target and one.target.strip() in shown)
