"""Spans to the letter, on any text."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from translator.segmentation import Exceptions, explain, segment, split
from translator.segmentation.context import WINDOW, Candidate, pairs, places
from translator.units import Block, Kind

PIECES = st.sampled_from(
    ["г.", "руб.", "А.", " ", "\u00a0", "\n", "– ", "«", "»", "(", ")", '"', "…", "?!", ".", ";",
     "Завод", "открыт", "В", "2024", "3,5", "1.", "•", "т. д.", "iPhone", "[1]", "\u200b", "им."]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.text(max_size=80),
    st.text(alphabet="аБ .!?…»«\n" + string.punctuation, max_size=80),
)
OFFICE = st.lists(st.sampled_from(["г.", "Завод", "им.", "("]), max_size=2).map(tuple)


def _inked(text: str) -> str:
    """Without what shows no ink: spaces, and the invisible marks that ingest drops."""
    return "".join(text.replace("\u200b", "").replace("\ufeff", "").split())


@settings(max_examples=100, deadline=None)
@given(TEXTS, OFFICE, OFFICE)
def test_every_character_is_in_exactly_one_sentence(text, never, always) -> None:
    spans = split(text, Exceptions(never, always))
    stop = 0
    for begin, end in spans:
        assert stop <= begin < end <= len(text)
        assert text[begin:end] == text[begin:end].strip()
        assert not text[stop:begin].strip()
        stop = end
    assert not text[stop:].strip()
    assert _inked("".join(text[begin:end] for begin, end in spans)) == _inked(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(Kind)), max_size=3))
def test_segments_keep_the_letter_of_their_block(drawn) -> None:
    blocks = [Block(f"b{i}", kind, text) for i, (text, kind) in enumerate(drawn)]
    texts = {block.id: block.text for block in blocks}
    segments = segment(blocks)
    assert [s.id for s in segments] == [f"s{i + 1}" for i in range(len(segments))]
    assert all(texts[s.block][s.start : s.stop] == s.text for s in segments)
    for block in blocks:
        own = "".join(s.text for s in segments if s.block == block.id)
        assert _inked(own) == _inked(block.text)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_explain_agrees_with_split(text) -> None:
    boundaries = explain(text)
    assert len([b for b in boundaries if b.breaks]) + 1 >= len(split(text))
    assert all(b.rule and 0 < b.position < len(text) for b in boundaries)
    assert [b.position for b in boundaries] == sorted({b.position for b in boundaries})


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='«»“”„()[]"а ', max_size=40))
def test_pairs_open_before_they_close(text) -> None:
    found = pairs(text)
    assert all(start < stop for start, stop in found)
    ends = [place for pair in found for place in pair]
    assert len(ends) == len(set(ends))


def test_rules_see_a_window_of_fixed_size() -> None:
    text = "слово т. е. " * 20_000
    start, stop, right, _ = list(places(text, Exceptions()))[-1]
    candidate = Candidate(text, start, stop, right, 0, None, Exceptions(), len(text))
    assert max(len(candidate.before), len(candidate.after)) <= WINDOW


def test_long_paragraph_of_one_sentence_stays_whole() -> None:
    text = "завод, т. е. цех, " * 3_000 + "открыт."
    assert split(text) == [(0, len(text))]
