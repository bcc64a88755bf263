"""Reviewed units as TSV and JSONL."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.exchange_tmx import UNITS, release
from translator import exchange
from translator.bitexts import reviewed_units
from translator.errors import InputError, UsageError
from translator.units import ReviewedUnit


def saved(path: Path, units) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        exchange.write_reviewed(units, path.suffix[1:], stream)
    return path


@pytest.mark.parametrize("suffix", ["tsv", "jsonl"])
@given(units=st.lists(UNITS, max_size=5))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_they_come_back_unchanged(tmp_path, suffix, units) -> None:
    path = saved(tmp_path / f"a.{suffix}", units)
    assert list(exchange.read_reviewed(path)) == units


def test_a_table_needs_only_two_columns_in_any_order(tmp_path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(
        "\ufeffzh\tru\tvalid_until\n工厂。\tЗавод.\t2025-05-31\n\n港口。\tПорт.\n", "utf-8"
    )
    assert list(exchange.read_reviewed(path)) == [
        ReviewedUnit("Завод.", "工厂。", valid_until=date(2025, 5, 31)),
        ReviewedUnit("Порт.", "港口。"),
    ]


def test_lines_of_translation_units_give_what_is_reviewed(tmp_path) -> None:
    whole = release()
    path = tmp_path / "release.ru-zh.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        exchange.write(whole, "jsonl", stream)
    file = exchange.read_reviewed(path)
    found = [(u.source, u.target, u.previous, u.next) for u in file]
    assert found == [(u.source, u.target, u.previous, u.next) for u in reviewed_units(whole)]
    assert found
    assert any("nobody approved" in message for message in file.messages)
    drafts = list(exchange.read_reviewed(path, unreviewed=True))
    assert len(drafts) == len(list(reviewed_units(whole, drafts=True))) > len(found)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tsv", "", r"a\.tsv:1: has no columns source and target"),
        ("a.tsv", "source\tzh\tdate\na\tb\tc\n", r"a\.tsv:1: has an unknown column 'date'"),
        ("a.tsv", "source\tru\ttarget\n", r"a\.tsv:1: has a column twice"),
        ("a.tsv", "ru\tzh\na\tb\tc\n", r"a\.tsv:2: has more cells"),
        ("a.tsv", "ru\tzh\treviewed\na\tb\tвчера\n", r"a\.tsv:2: reviewed is not a date"),
        ("a.tsv", "ru\tzh\tvalid_until\na\tb\t31.05.2025\n", r"a\.tsv:2: valid_until is not a day"),
        ("a.tsv", 'ru\tzh\na\t"b\n', r"a\.tsv:2: is not a table"),
        ("a.jsonl", "{}\n[1]\n", r"a\.jsonl:2: is not an object"),
        ("a.jsonl", '{"source": 1}\n', r"a\.jsonl:1: source is not text"),
        ("a.jsonl", '{"sauce": "a"}\n', r"a\.jsonl:1: has an unknown key 'sauce'"),
        ("a.jsonl", "{\n", r"a\.jsonl:1: is not JSON"),
        ("a.jsonl", "[" * 100_000, r"a\.jsonl:1: is not JSON"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path, name, content, message) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        list(exchange.read_reviewed(path))


def test_not_utf8_missing_and_unknown(tmp_path) -> None:
    (tmp_path / "a.tsv").write_bytes("ru\tzh\nЗавод\t工厂\n".encode("utf-16"))
    with pytest.raises(InputError, match="not UTF-8"):
        list(exchange.read_reviewed(tmp_path / "a.tsv"))
    with pytest.raises(InputError, match="cannot be read"):
        list(exchange.read_reviewed(tmp_path / "b.jsonl"))
    with pytest.raises(InputError, match="of no format"):
        exchange.read_reviewed(tmp_path / "b.doc")
    with pytest.raises(UsageError, match="unknown format"):
        exchange.write_reviewed([], "doc", io.StringIO())
