"""Long segments in pieces, wordless ones kept from the model."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.engines.splitting import join, pieces, wordless
from translator.units import EngineRequest, Hint, Strength


def hint(text: str, source: str, target: str, strength: Strength = Strength.FIRM) -> Hint:
    start = text.index(source)
    return Hint(start, start + len(source), source, target, "term", strength, "glossary")


def length(request: EngineRequest) -> int:
    return len(request.text)


def test_a_short_text_is_one_piece():
    assert [p.request.text for p in pieces(EngineRequest("Да"), length, 9)] == ["Да"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Завод открыт. Рабочие пришли.", ["Завод открыт.", "Рабочие пришли."]),
        ("завод открыт, и все пришли", ["завод открыт,", "и все пришли"]),
        ("завод уже открыт и все пришли", ["завод уже открыт", "и все пришли"]),
        ("завод открыт; люди пришли", ["завод открыт;", "люди пришли"]),
    ],
)
def test_cuts_stand_at_clause_marks(text, parts):
    assert [p.request.text for p in pieces(EngineRequest(text), length, 18)] == parts


@given(
    st.text("абв ,.;–и«»1", min_size=1, max_size=120),
    st.integers(1, 30),
    st.data(),
)
@settings(max_examples=100, deadline=None)
def test_nothing_is_lost_and_no_hint_is_cut(text, limit, data):
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    one = Hint(start, stop, text[start:stop], "词", "term", Strength.FIRM, "glossary")
    found = pieces(EngineRequest(text, (one,)), length, limit)
    assert "".join("".join(p.request.text for p in found).split()) == "".join(text.split())
    kept = [(p.request.text, h) for p in found for h in p.request.hints]
    if text[start:stop].strip():
        assert len(kept) == 1
        inside, moved = kept[0]
        assert inside[moved.start : moved.stop].strip() == text[start:stop].strip()


def test_joining_takes_back_the_full_stop_of_a_cut():
    assert join(["会议召开。", "合同签署。"], ["，", ""]) == "会议召开，合同签署。"


def test_a_sentence_end_stays():
    assert join(["会议召开。", "合同签署。"], ["", ""]) == "会议召开。合同签署。"


def test_a_lone_glossary_entry_needs_no_model():
    text = "«Фотон Мотор»"
    draft = wordless(EngineRequest(text, (hint(text, "Фотон Мотор", "福田汽车"),)))
    assert (draft.target, draft.how) == ("«福田汽车»", ("replace",))


def test_two_terms_side_by_side_are_a_phrase_for_the_model():
    text = "правительство Смоленской области"
    hints = (hint(text, "правительство", "政府"), hint(text, "Смоленской области", "斯摩棱斯克州"))
    assert wordless(EngineRequest(text, hints)) is None


def test_a_weak_hint_is_no_reason_to_skip_the_model():
    text = "завод"
    assert wordless(EngineRequest(text, (hint(text, "завод", "工厂", Strength.WEAK),))) is None
