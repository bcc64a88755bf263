"""What every engine owes its callers, whatever model and runtime it runs."""

from __future__ import annotations

import pytest

from tests import toys
from translator.engines import EngineSettings, convert, load
from translator.engines.splitting import join, pieces
from translator.units import EngineRequest, Hint, Strength

_GREEDY = {"beam": 1, "compute_type": "float32"}


@pytest.fixture(scope="module", autouse=True)
def conversion_in_this_process():
    """Torch is loaded here anyway; test_engines_models.py drives the real subprocess."""

    def run(folder, card, made, quantisation):
        convert.write_converted(folder, card, made, quantisation)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(convert, "_run", run)
        yield


def hint(text: str, source: str, target: str, *also: str, strength=Strength.FIRM) -> Hint:
    start = text.index(source)
    return Hint(start, start + len(source), source, target, "term", strength, "glossary", also=also)


class EngineContract:
    """Shared by all engines; a subclass names the engine."""

    source = toys.RU_ZH
    runtime = "ctranslate2"
    settings: dict = {"compute_type": "float32"}

    def name(self, request) -> str:
        raise NotImplementedError

    @pytest.fixture
    def engine(self, request, toy_home, toy_cache):
        return self.make(request, toy_home, toy_cache)

    def make(self, request, toy_home, toy_cache, **changes):
        settings = EngineSettings(**{"runtime": self.runtime, **self.settings, **changes})
        return load(self.name(request), settings=settings, models=toy_home, cache=toy_cache)

    def test_it_translates(self, engine):
        drafts = engine.translate([EngineRequest(ru) for ru, _ in self.source])
        right = sum(d.target == zh for d, (_, zh) in zip(drafts, self.source, strict=True))
        assert right >= len(self.source) - 1
        assert all(d.score is not None and d.score <= 0 and d.tokens > 0 for d in drafts)

    def test_a_batch_equals_single_calls(self, engine):
        requests = [EngineRequest(ru) for ru, _ in self.source]
        single = [engine.translate([r])[0].target for r in requests]
        assert [d.target for d in engine.translate(requests)] == single

    def test_order_is_kept_and_progress_adds_up(self, engine):
        texts = [ru for ru, _ in self.source] + ["", "***"]
        seen: list[int] = []
        drafts = engine.translate([EngineRequest(t) for t in texts], seen.append)
        back = engine.translate([EngineRequest(t) for t in reversed(texts)])
        assert [d.target for d in reversed(back)] == [d.target for d in drafts]
        assert sum(seen) == len(texts)

    def test_nothing_in_nothing_out(self, engine):
        assert engine.translate([]) == []

    @pytest.mark.parametrize("text", ["", "   ", "\u00a0\t\n"])
    def test_blanks_are_never_sent(self, engine, text):
        draft = engine.translate([EngineRequest(text)])[0]
        assert draft.target is None
        assert draft.messages

    @pytest.mark.parametrize("text", ["***", "— — —", "12", "…"])
    def test_bare_marks_come_back_as_they_are(self, engine, text):
        draft = engine.translate([EngineRequest(text)])[0]
        assert (draft.target, draft.tokens) == (text, 0)

    def test_how_has_an_entry_for_every_hint_and_claims_only_what_stands(self, engine):
        text = self.source[0][0]
        hints = (
            hint(text, text.split()[0], "州长"),
            hint(text, text.split()[-1], "火星", strength=Strength.WEAK),
        )
        draft = engine.translate([EngineRequest(text, hints)])[0]
        assert len(draft.how) == 2
        for given, how in zip(hints, draft.how, strict=True):
            assert not how or given.target in (draft.target or "")

    def test_the_signature_changes_with_the_decoding(self, request, engine, toy_home, toy_cache):
        other = self.make(request, toy_home, toy_cache, length_penalty=0.8)
        assert engine.signature and other.signature != engine.signature

    def test_a_long_segment_is_split_and_nothing_cut(self, request, toy_home, toy_cache):
        engine = self.make(request, toy_home, toy_cache, max_source_tokens=24)
        whole = ", ".join(ru for ru, _ in self.source)
        first = getattr(engine, "_first", engine)
        parts = pieces(EngineRequest(whole), first._length, 24)
        alone = [d.target for d in first.translate([p.request for p in parts])]
        draft = first.translate([EngineRequest(whole)])[0]
        assert len(parts) > 1
        assert draft.target == join(alone, [p.tail for p in parts])
        assert any("parts" in m for m in draft.messages)
        assert engine.translate([EngineRequest(whole)])[0].target


class TestMarian(EngineContract):
    def name(self, request):
        return f"marian:{request.getfixturevalue('toy_marian')}"


class TestMarianInt8(TestMarian):
    settings = {"compute_type": "int8"}


class TestMarianTransformers(TestMarian):
    runtime = "transformers"


class TestNllb(EngineContract):
    def name(self, request):
        return f"nllb:{request.getfixturevalue('toy_nllb')}"


class TestM2M(EngineContract):
    def name(self, request):
        return f"nllb:{request.getfixturevalue('toy_m2m')}"


class TestPivot(EngineContract):
    def name(self, request):
        first, second = (request.getfixturevalue(f) for f in ("toy_ru_en", "toy_en_zh"))
        return f"pivot:{first}+{second}"


@pytest.mark.parametrize("model", ["toy_marian", "toy_nllb", "toy_m2m"])
def test_runtimes_agree_under_greedy_decoding(model, request, toy_home, toy_cache):
    folder = request.getfixturevalue(model)
    family = "marian" if model == "toy_marian" else "nllb"
    # Sentences never seen, too: agreement must not rest on sure answers alone.
    texts = [ru for ru, _ in toys.RU_ZH] + ["министр подписали Смоленск", "грузовики прибыла"]
    drafts = [
        load(
            f"{family}:{folder}",
            settings=EngineSettings(runtime=runtime, **_GREEDY),
            models=toy_home,
            cache=toy_cache,
        ).translate([EngineRequest(t) for t in texts])
        for runtime in ("ctranslate2", "transformers")
    ]
    for one, other in zip(*drafts, strict=True):
        assert one.target == other.target
        assert one.score == pytest.approx(other.score, abs=1e-3)
