"""The cache of machine drafts: resuming, staleness, damage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from translator.memory import DraftCache
from translator.memory.drafts import draft_key
from translator.units import Draft, EngineRequest, Hint, Strength

HINT = Hint(0, 5, "завод", "工厂", "term", Strength.FIRM, "glossary")
REQUEST = EngineRequest("завод", (HINT,))


def test_drafts_survive_the_process(tmp_path: Path) -> None:
    draft = Draft("工厂", -0.25, ("annotation",), ("решено",), 3)
    first = DraftCache(tmp_path)
    first.put([("k", draft)])
    first.close()
    assert DraftCache(tmp_path).get(["k", "other"]) == {"k": draft}


def test_a_failed_segment_is_tried_again(tmp_path: Path) -> None:
    cache = DraftCache(tmp_path)
    cache.put([("k", Draft(None, messages=("пусто",)))])
    assert cache.get(["k"]) == {}


def test_the_key_follows_all_that_matters() -> None:
    keys = {
        draft_key("a", REQUEST),
        draft_key("b", REQUEST),
        draft_key("a", replace(REQUEST, text="заводы")),
        draft_key("a", replace(REQUEST, hints=(replace(HINT, target="厂"),))),
        draft_key("a", replace(REQUEST, hints=(replace(HINT, strength=Strength.WEAK),))),
        draft_key("a", replace(REQUEST, hints=())),
    }
    assert len(keys) == 6


def test_a_damaged_cache_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "drafts.sqlite").write_bytes(b"not a database at all" * 100)
    cache = DraftCache(tmp_path)
    cache.put([("k", Draft("工厂"))])
    assert cache.get(["k"]) == {}
    cache.close()


def test_an_unwritable_folder_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert DraftCache(blocked / "cache").get(["k"]) == {}


def test_two_processes_share_the_file(tmp_path: Path) -> None:
    one, two = DraftCache(tmp_path), DraftCache(tmp_path)
    one.put([("a", Draft("一"))])
    two.put([("b", Draft("二"))])
    assert set(one.get(["a", "b"])) == {"a", "b"}


@given(st.text(), st.lists(st.text(), max_size=3))
@settings(max_examples=40, deadline=None)
def test_any_text_round_trips(target: str, how: list[str]) -> None:
    import json

    from translator.memory.drafts import _draft, _text

    draft = Draft(target, None, tuple(how))
    assert _draft(_text(draft)) == draft
    json.loads(_text(draft))
