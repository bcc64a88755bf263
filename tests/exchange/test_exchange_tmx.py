"""TMX of other programs, ours back unchanged, and an outside reader."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.exchange_tmx import UNITS, release
from translator import exchange
from translator.bitexts import reviewed_units
from translator.errors import InputError, OutputError
from translator.exchange import Codes, tmx
from translator.units import ReviewedUnit

CASES = Path(__file__).parents[1] / "cases" / "tmx"
WHEN = datetime(2025, 5, 12, 10, tzinfo=UTC)


def read(path: Path, codes: Codes = Codes.STRIP, *, unreviewed: bool = False):
    file = tmx.TmxFile(path, codes, unreviewed)
    return list(file), file.messages


def saved(units, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        tmx.write_units(units, stream)
    return path


def test_omegat_with_its_context() -> None:
    units, messages = read(CASES / "omegat.tmx")
    assert units == [
        ReviewedUnit("Завод открыт в мае.", "工厂于5月开业。", reviewer="anna", reviewed=WHEN),
        ReviewedUnit(
            "Завод открыт в мае.", "该厂5月投产。", "Губернатор прибыл.", "Работа начата.",
            "выпуск.txt", "oleg", datetime(2025, 5, 1, 8, tzinfo=UTC),
        ),
    ]  # fmt: skip
    assert messages == ()


def test_memoq_with_its_context_and_codes() -> None:
    expected = ReviewedUnit(
        "Завод открыт в мае.", "工厂于5月开业。", "Губернатор прибыл.", "Работа начата.",
        "выпуск.docx", "anna", WHEN, "economy",
    )  # fmt: skip
    assert read(CASES / "memoq.tmx")[0] == [expected]
    (kept,), messages = read(CASES / "memoq.tmx", Codes.KEEP)
    assert (kept.source, kept.target) == ("Завод {}открыт{} в мае.", "工厂于5月{}开业{}。")
    assert messages == ("2 units had inline codes (keep)",)


def test_trados_with_codes_line_breaks_and_what_nobody_approved() -> None:
    units, messages = read(CASES / "trados.tmx")
    assert [(u.source, u.target, u.reviewer) for u in units] == [
        ("Экспорт вырос на 12 %.", "出口增长12%。", "HOST\\anna"),
        ("Порт открыт.", "港口开放。", ""),
    ]
    assert set(messages) == {
        "4 units had inline codes (strip)",
        "2 units that nobody approved were left out",
        "2 units without Russian or Simplified Chinese were left out",
    }
    assert len(read(CASES / "trados.tmx", unreviewed=True)[0]) == 4
    kept = read(CASES / "trados.tmx", Codes.KEEP)[0]
    assert [u.source for u in kept] == ["Экспорт{1}вырос на {1}12 %{1}.", "{\\b Порт} открыт."]
    assert kept[1].target == "港口<i>开放。"


@given(st.lists(UNITS, max_size=5))
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_our_own_come_back_unchanged(tmp_path, units) -> None:
    path = saved(units, tmp_path / "a.tmx")
    assert read(path)[0] == units
    with path.open("rb") as stream:
        assert tmx.structural_faults(stream, "a.tmx") == []


def test_a_release_comes_back_with_the_state_of_each_unit(tmp_path) -> None:
    whole = release()
    path = tmp_path / "a.tmx"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        exchange.write(whole, "tmx", stream)
    assert read(path, unreviewed=True)[0] == list(reviewed_units(whole, drafts=True))
    assert read(path)[0] == list(reviewed_units(whole))
    with path.open("rb") as stream:
        assert tmx.structural_faults(stream, "a.tmx") == []


def test_an_outside_reader_reads_every_unit(tmp_path) -> None:
    toolkit = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is missing")
    units = [ReviewedUnit(f"Завод {n} & «Ъ» <{n}>.", f"工厂{n}。", release="a") for n in range(50)]
    with saved(units, tmp_path / "a.tmx").open("rb") as stream:
        store = toolkit.tmxfile.parsefile(stream)
    assert [(u.source, u.target) for u in store.units] == [(u.source, u.target) for u in units]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not well-formed XML"),
        (b"\0\1\2", "is not well-formed XML"),
        (b"<tmx><header/><body><tu>", r"a\.tmx:1: is not well-formed XML"),
        (b"<html><body/></html>", "is not TMX"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><header/><body><tu><tuv xml:lang="ru"><seg>'
         b"&a;</seg></tuv></tu></body></tmx>", "declares XML entities"),
        (b'<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]><tmx><header/><body/></tmx>',
         "declares XML entities"),
    ],
)  # fmt: skip
def test_what_is_no_tmx_is_refused(tmp_path, content, message) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read(path)


def test_a_missing_file() -> None:
    with pytest.raises(InputError, match=r"none\.tmx: cannot be read"):
        read(Path("none.tmx"))


def test_a_bomb_of_entities_stays_small(tmp_path) -> None:
    inner = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    text = f'<!DOCTYPE tmx [<!ENTITY e0 "x">{inner}]><tmx><header/><body>&e9;</body></tmx>'
    path = tmp_path / "a.tmx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read(path)


def test_what_was_read_before_a_fault_is_given(tmp_path) -> None:
    path = saved([ReviewedUnit(f"Завод {n}.", "工厂。") for n in range(2000)], tmp_path / "a.tmx")
    path.write_bytes(path.read_bytes()[:-200])
    found = []
    with pytest.raises(InputError, match=r"a\.tmx:\d+: is not well-formed"):
        found.extend(iter(tmx.TmxFile(path)))
    assert len(found) > 1900


def test_a_control_character_stops_the_export_with_the_unit_named() -> None:
    with pytest.raises(OutputError, match=r"unit 2: holds the control character U\+0001"):
        tmx.write_units([ReviewedUnit("a", "b"), ReviewedUnit("a\x01", "b")], io.StringIO())
