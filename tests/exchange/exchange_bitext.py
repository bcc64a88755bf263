"""Units of our own writing and Hypothesis strategies for them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from translator.exchange.jsonl import NUMBER_STATUS, TERM_STATUS
from translator.units import (
    Bitext,
    Finding,
    Kind,
    NumberUse,
    Origin,
    Provenance,
    Severity,
    State,
    TermUse,
    TranslationUnit,
)

PROVENANCE = Provenance("embedded", "press-ru-zh", "Apache-2.0", "9f31c0", "0f12ab", "test")

_text = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("\t\n\r\\\"'\u0085\u2028\u2029\ufeff\0亿，Ж")
)
_name = st.text(min_size=1).filter(lambda s: not any("\ud800" <= c <= "\udfff" for c in s))
units = st.builds(
    TranslationUnit,
    id=_name,
    block=_text,
    kind=st.sampled_from(Kind),
    source=_text,
    target=st.none() | _text,
    origin=st.sampled_from(Origin),
    engine=_text,
    score=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    terms=st.lists(
        st.builds(TermUse, _text, _text, _text, st.sampled_from(TERM_STATUS), _text), max_size=2
    ).map(tuple),
    numbers=st.lists(
        st.builds(NumberUse, _text, _text, _text, st.sampled_from(NUMBER_STATUS)), max_size=2
    ).map(tuple),
    findings=st.lists(st.builds(Finding, _name, st.sampled_from(Severity), _text), max_size=2).map(
        tuple
    ),
    signature=_text,
    state=st.sampled_from(State),
)


def bitext(*units: TranslationUnit) -> Bitext:
    return Bitext(name="release.txt", units=units, provenance=PROVENANCE)


bitexts = st.lists(units, max_size=4, unique_by=lambda u: u.id).map(lambda us: bitext(*us))


def unit(
    name: str = "s1", block: str = "b1", target: str | None = "州长访问北京。"
) -> TranslationUnit:
    plain = TranslationUnit(
        id=name,
        block=block,
        kind=Kind.PARAGRAPH,
        source="Губернатор посетил Пекин.",
        target=target,
        origin=Origin.MACHINE,
        engine="embedded",
        score=-0.5,
        signature="abc",
    )
    if target is not None:
        return plain
    missing = Finding("empty-target", Severity.CRITICAL, "Нет перевода")
    return replace(plain, state=State.INITIAL, findings=(missing,))
