"""Strategies and helpers for XLIFF."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import strategies as st

from tests.exchange.exchange_bitext import bitext, unit
from tests.exchange.exchange_tmx import UNITS, XML_TEXT
from translator import exchange
from translator.exchange.xliff.states import shown
from translator.units import (
    Bitext,
    Finding,
    Kind,
    MatchKind,
    MemoryMatch,
    Origin,
    ReviewedUnit,
    Severity,
    State,
    TermUse,
    TranslationUnit,
)

VERSIONS = ("xliff", "xliff12")
_TERM = st.builds(TermUse, XML_TEXT, XML_TEXT, XML_TEXT, st.just("used"))
_MATCH = st.builds(
    MemoryMatch, UNITS, st.sampled_from(MatchKind), st.integers(1, 100), XML_TEXT,
    expired=st.booleans(),
)  # fmt: skip
_UNIT = st.builds(
    TranslationUnit,
    id=st.from_regex(r"[a-z0-9.]{1,4}", fullmatch=True) | XML_TEXT.filter(str.strip),
    block=XML_TEXT,
    kind=st.sampled_from(Kind),
    source=XML_TEXT,
    target=st.none() | XML_TEXT,
    origin=st.sampled_from(Origin),
    engine=XML_TEXT,
    terms=st.lists(_TERM, max_size=2).map(tuple),
    findings=st.lists(
        st.builds(Finding, XML_TEXT, st.sampled_from(Severity), XML_TEXT), max_size=2
    ).map(tuple),
    state=st.sampled_from(State),
    matches=st.lists(_MATCH, max_size=1).map(tuple),
)
RELEASES = st.lists(_UNIT, min_size=1, max_size=4, unique_by=lambda u: u.id).map(
    lambda units: bitext(*units)
)


def settled(one: TranslationUnit) -> TranslationUnit:
    """Further than initial only with a target, as the pipeline and the review leave a unit."""
    if (one.target or "").strip() or one.state is State.QUESTION:
        return one
    return replace(one, state=State.INITIAL)


def release() -> Bitext:
    """Every state, terms, findings, matches, a unit without translation."""
    known = ReviewedUnit(
        "Первый & «второй».", "甲", release="май <2025>.docx", reviewer="Ван",
        reviewed=datetime(2025, 5, 12, 10, tzinfo=UTC), valid_until=date(2026, 1, 1),
    )  # fmt: skip
    matches = (
        MemoryMatch(known, MatchKind.CONTEXT, 100, "甲"),
        MemoryMatch(known, MatchKind.EXACT, 100, "甲", expired=True),
        MemoryMatch(known, MatchKind.FIGURES, 98, "甲5", (("3", "5"),)),
        MemoryMatch(known, MatchKind.FUZZY, 71, "甲"),
    )
    terms = (TermUse("Пекин", "Пекина", "北京", "used"), TermUse("Пекин", "Пекине", "北京", "used"))
    doubt = Finding("numbers", Severity.MAJOR, "проверьте <5> & 6")
    return bitext(
        replace(unit("s1"), terms=terms, findings=(doubt,)),
        replace(unit("s2", "b2", "甲。"), state=State.REVIEWED, matches=matches),
        replace(
            unit("s3", "b2", "乙\n  丙\t。"), source="Два  слова\nи строка.", state=State.FINAL
        ),
        replace(unit("s4", "b3", "丁？"), state=State.QUESTION, kind=Kind.LEAD),
        unit("s5", "b3", None),
    )


def text(whole: Bitext, form: str) -> str:
    stream = io.StringIO(newline="\n")
    exchange.write(whole, form, stream)
    return stream.getvalue()


def saved(content: str, path: Path) -> Path:
    path.write_bytes(content.encode("utf-8"))
    return path


def shown_units(whole: Bitext) -> list[tuple[str, str, str, str]]:
    return [(u.id, u.source, u.target or "", shown(u).value) for u in whole.units]
