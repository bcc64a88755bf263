"""Words said twice running: what counts, what is held, what stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.engines.stutter import calmed, stutters


@pytest.mark.parametrize(
    ("target", "kept", "calm"),
    [
        ("双方合作合作合作。", [], "双方合作。"),
        ("与与企业会谈", [], "与企业会谈"),
        ("品尝恰克恰克", ["恰克恰克"], "品尝恰克恰克"),
        ("访问北京市北京市", ["北京市"], "访问北京市"),
        ("人人常常看看", [], "人人常常看看"),
        ("增长5.5%，1.1亿", [], "增长5.5%，1.1亿"),
        ("合作，合作", [], "合作，合作"),
        ("卫生部部长", [], "卫生部部长"),
        ("帕列赫马马马彩绘", [], "帕列赫马彩绘"),
        ("温泉泉泉线路", ["温泉"], "温泉线路"),
        ("爷爷爷说", ["爷爷"], "爷爷说"),
        ("中间中间中间人", ["中间人"], "中间人"),
        ("合作合作合作", ["合作合"], "合作合作合作"),
    ],
)
def test_a_word_is_said_once(target, kept, calm):
    assert calmed(target, kept) == calm
    assert (stutters(target, kept) == 0) == (target == calm)


@given(st.text("合作与的北京州长，5"), st.lists(st.text("合作北京", min_size=1, max_size=4)))
def test_nothing_is_added_and_no_held_form_vanishes(target, kept):
    calm = calmed(target, kept)
    assert len(calm) <= len(target)
    assert set(calm) == set(target)
    assert all(form in calm for form in kept if form in target)
