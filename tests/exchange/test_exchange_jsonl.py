from __future__ import annotations

import io
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from exchange_bitext import bitext, bitexts, unit
from exchange_bitext import units as any_unit
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from translator.errors import InputError
from translator.exchange import jsonl as module
from translator.exchange import read_jsonl, unit_from_dict, unit_to_dict, write
from translator.units import Bitext, Kind, Origin, Severity, State, TermUse, TranslationUnit

DOCS = Path(__file__).parents[2] / "docs"
CASES = Path(__file__).parents[1] / "cases" / "exchange"
SCHEMA = json.loads((DOCS / "unit.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def written(bitext: Bitext) -> str:
    stream = io.StringIO()
    write(bitext, "jsonl", stream)
    return stream.getvalue()


@given(bitexts)
@settings(max_examples=80, deadline=None)
def test_reading_returns_what_was_written(text: Bitext) -> None:
    assert read_jsonl(io.StringIO(written(text))) == text.units


@given(bitexts)
@settings(max_examples=50, deadline=None)
def test_every_unit_is_one_line_for_every_reader(text: Bitext) -> None:
    lines = written(text).splitlines()
    assert len(lines) == len(text.units)
    for line in lines:
        VALIDATOR.validate(json.loads(line))


@given(any_unit)
@settings(max_examples=50, deadline=None)
def test_the_dictionary_has_the_keys_of_the_schema_in_its_order(one: TranslationUnit) -> None:
    data = unit_to_dict(one)
    assert list(data) == list(SCHEMA["properties"])
    assert unit_from_dict(data) == one


def test_the_schema_is_sound_and_says_what_the_records_say() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    properties, inner = SCHEMA["properties"], SCHEMA["$defs"]
    assert set(properties["kind"]["enum"]) == set(Kind)
    assert set(properties["origin"]["enum"]) == set(Origin)
    assert set(properties["state"]["enum"]) == set(State)
    assert set(inner["finding"]["properties"]["severity"]["enum"]) == {s.label for s in Severity}
    assert tuple(inner["term"]["properties"]["status"]["enum"]) == module.TERM_STATUS
    assert tuple(inner["number"]["properties"]["status"]["enum"]) == module.NUMBER_STATUS
    for table, keys in (
        (SCHEMA, module.KEYS),
        (inner["term"], module.TERM_KEYS),
        (inner["number"], module.NUMBER_KEYS),
        (inner["finding"], module.FINDING_KEYS),
    ):
        assert tuple(table["properties"]) == tuple(table["required"]) == keys
        assert table["additionalProperties"] is False


def test_the_example_of_the_documentation_is_valid() -> None:
    page = (DOCS / "jsonl.md").read_text(encoding="utf-8")
    line = page.split("```json\n")[1].split("```")[0]
    VALIDATOR.validate(json.loads(line))
    (read,) = read_jsonl(io.StringIO(line))
    assert written(bitext(read)) == line


def test_a_score_that_is_no_number_becomes_null() -> None:
    for score in (math.nan, math.inf, -math.inf):
        assert json.loads(written(bitext(replace(unit(), score=score))))["score"] is None


def test_blank_lines_and_a_byte_order_mark_are_skipped() -> None:
    text = "\ufeff" + written(bitext(unit())) + "\n  \n"
    assert [u.id for u in read_jsonl(io.StringIO(text))] == ["s1"]


def _broken_cases() -> list[tuple[str, str, str]]:
    rows = (CASES / "broken.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(row.split("\t")[0], row.split("\t")[1], row.split("\t")[2]) for row in rows]


@pytest.mark.parametrize(("key", "value", "message"), _broken_cases())
def test_a_faulty_line_is_refused_with_its_place(key: str, value: str, message: str) -> None:
    good = json.dumps(unit_to_dict(unit("s0")))
    data = unit_to_dict(replace(unit(), terms=(TermUse("a", "b", "c", "used"),)))
    if value == "-":
        del data[key]
    else:
        data[key] = "@@"
    bad = json.dumps(data).replace('"@@"', value)
    with pytest.raises(InputError) as caught:
        read_jsonl(io.StringIO(f"{good}\n{bad}\n"), "a.jsonl")
    assert str(caught.value).startswith(f"a.jsonl:2: {message}; give a file")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "is not JSON (Expecting property name"),
        ("[]", "the line is not an object"),
        ('{"id": "a", "id": "b"}', "is not JSON (a key stands twice"),
        ('{"score": NaN}', "is not JSON (NaN is no number"),
        ("[" * 100_000, "is not JSON ("),
        ("9" * 5000, "is not JSON ("),
    ],
)
def test_a_line_that_is_no_object_is_refused(line: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_jsonl(io.StringIO(line), "a.jsonl")
    assert str(caught.value).startswith(f"a.jsonl:1: {message}")


def test_an_id_may_not_stand_twice() -> None:
    with pytest.raises(InputError, match=r"jsonl:2: the id 's1' stands twice"):
        read_jsonl(io.StringIO(written(bitext(unit())) * 2))


def test_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl"
    path.write_bytes(written(bitext(unit())).encode("utf-16"))
    with path.open(encoding="utf-8") as stream, pytest.raises(InputError, match="is not UTF-8"):
        read_jsonl(stream)


@given(st.text() | st.dictionaries(st.sampled_from(module.KEYS), st.integers()).map(json.dumps))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_jsonl(io.StringIO(text))
    except InputError as error:
        assert error.remedy
