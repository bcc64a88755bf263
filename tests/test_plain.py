"""Records as plain values: what goes in comes out, times and days as well."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from translator.plain import from_plain, pack, to_plain, unpack
from translator.units import MatchKind, MemoryMatch, ReviewedUnit

UNIT = ReviewedUnit(
    "Завод открыт.", "工厂开业。", reviewed=datetime(2025, 5, 12, 10, tzinfo=UTC),
    valid_until=date(2026, 1, 1),
)  # fmt: skip


def test_a_memory_match_with_its_time_comes_back() -> None:
    match = MemoryMatch(UNIT, MatchKind.FUZZY, 88, "工厂开业。", (("3", "5"),))
    assert unpack(MemoryMatch, pack(match)) == match


@pytest.mark.parametrize("value", ["yesterday", 3, None])
def test_what_is_no_day_is_refused(value) -> None:
    with pytest.raises(ValueError):
        from_plain(date, value)


def test_a_time_is_written_in_iso_8601() -> None:
    written = to_plain((UNIT.reviewed, UNIT.valid_until))
    assert written == ["2025-05-12T10:00:00+00:00", "2026-01-01"]
