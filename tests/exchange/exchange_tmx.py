"""Strategies and helpers for TMX and reviewed units."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from tests.exchange.exchange_bitext import bitext, unit
from translator.units import Bitext, ReviewedUnit, State

XML_CHARACTERS = st.characters(
    codec="utf-8",
    exclude_characters="".join(map(chr, (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))),
)
XML_TEXT = st.text(XML_CHARACTERS, max_size=40)
SIDE = st.text(XML_CHARACTERS, min_size=1, max_size=40).filter(str.strip)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31))
MOMENTS = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(
    lambda d: d.replace(microsecond=0, tzinfo=UTC)
)
UNITS = st.builds(
    ReviewedUnit, SIDE, SIDE, XML_TEXT, XML_TEXT, XML_TEXT, XML_TEXT, MOMENTS, XML_TEXT, DAYS, DAYS,
    XML_TEXT,
)  # fmt: skip


def release() -> Bitext:
    """A release with a draft, a reviewed, a final and an untranslated unit."""
    return bitext(
        unit("s1"),
        replace(unit("s2", "b2", "甲。"), source="Первый & «второй».", state=State.REVIEWED),
        replace(unit("s3", "b2", "乙。"), source="Второй <да>.", state=State.FINAL),
        unit("s4", "b3", None),
    )
