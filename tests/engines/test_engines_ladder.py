"""Terms through a plain engine: each rung on its own, then the rungs together."""

from __future__ import annotations

import pytest

from translator.engines.base import EngineSettings
from translator.engines.cards import ModelCard
from translator.engines.formats import PlainFormat
from translator.engines.ladder import (
    Candidate,
    aligned,
    claims,
    code_switched,
    met,
    missing,
    rank,
    replaced,
)
from translator.engines.neural import NeuralEngine
from translator.engines.runtimes import Hypothesis
from translator.engines.tokenisers import Encoding
from translator.units import EngineRequest, Hint, Strength


def hint(start: int, stop: int, source: str, target: str, *also: str, weak: bool = False) -> Hint:
    strength = Strength.WEAK if weak else Strength.FIRM
    return Hint(start, stop, source, target, "term", strength, "glossary", also=also)


TEXT = "губернатор посетил завод"
REQUEST = EngineRequest(TEXT, (hint(0, 10, "губернатор", "省长"), hint(19, 24, "завод", "工厂")))


@pytest.mark.parametrize(
    ("target", "text", "stands"),
    [
        ("5", "增长5%", True),
        ("5", "增长15%", False),
        ("5", "增长5.5%", False),
        ("5月16日", "于5月16日举行", True),
        ("SIAL", "SIAL China展会", True),
        ("SIAL", "SIALX展会", False),
        ("省长", "州长", False),
    ],
)
def test_a_hint_is_met_only_by_its_own_string(target, text, stands):
    assert met(hint(0, 1, "x", target), text) is stands


def test_another_admissible_form_counts():
    assert met(hint(0, 1, "x", "省长", "州长"), "州长来访")


def test_candidates_are_ranked_by_use_faults_terms_then_score():
    def made(target: str, score: float, faults: float = 0.0) -> Candidate:
        return Candidate(target, ("", ""), score, (), faults)

    good = made("省长访问工厂", -2.0)
    likely = made("州长访问工厂", -0.1)
    faulty = made("省长访问工厂", -0.1, 1.0)
    looping = made("省长工厂" * 6, -0.01)
    assert min([looping, faulty, likely, good], key=lambda c: rank(REQUEST, c)) is good


def test_missing_counts_firm_hints_only():
    request = EngineRequest(TEXT, (*REQUEST.hints[:1], hint(19, 24, "завод", "工厂", weak=True)))
    assert missing(request, "访问") == [0]


def test_claims_need_the_string():
    assert claims(REQUEST, "省长访问", ("annotation", "annotation"), "") == ("annotation", "")


def test_code_switching_moves_the_spans():
    encoded = code_switched(REQUEST, [0])
    assert encoded.text == "省长 посетил завод"
    assert [encoded.text[a:b] for a, b in encoded.memo] == ["省长", "завод"]


def _candidate(attention) -> Candidate:
    source = Encoding(("a", "b", "</s>"), ((0, 10), (11, 24), (-1, -1)))
    return Candidate("州长访问工厂", ("", ""), -1.0, ("州长", "访问", "工厂"), source=source,
                     attention=attention)  # fmt: skip


def test_alignment_wants_one_dense_span():
    clear = [[0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.1, 0.8, 0.1]]
    torn = [[0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.9, 0.0, 0.1]]
    thin = [[0.4, 0.3, 0.3], [0.4, 0.3, 0.3], [0.4, 0.3, 0.3]]
    assert aligned(_candidate(clear), (0, 10)) == (0, 0)
    assert aligned(_candidate(torn), (0, 10)) is None
    assert aligned(_candidate(thin), (0, 10)) is None
    assert aligned(_candidate(None), (0, 10)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [("州长", "省长访问工厂"), ("5", None), ("", None), ("访问工厂", None)],
)
def test_replacement_is_refused_where_it_could_harm(old, new):
    assert replaced("州长访问工厂", old, REQUEST.hints[0], ["工厂"]) == new


def test_a_span_that_stands_twice_is_left_alone():
    assert replaced("州长会见州长", "州长", REQUEST.hints[0], []) is None


class _Words:
    """A tokeniser of words; the engine needs no vocabulary of it."""

    def __init__(self, known: bool = True) -> None:
        self._known = known

    def encode(self, text: str) -> Encoding:
        spans, at = [], 0
        for word in text.split():
            at = text.index(word, at)
            spans.append((at, at + len(word)))
            at += len(word)
        return Encoding((*text.split(), "</s>"), (*spans, (-1, -1)))

    def decode(self, tokens) -> str:
        return "".join(tokens)

    def knows(self, text: str) -> bool:
        return self._known


class _Script:
    """A runtime that answers by a table: source text -> answers; it notes what it was sent."""

    signature = "script-1"

    def __init__(self, table) -> None:
        self._table = table
        self.sent: list[str] = []

    def decode(self, sources, decoding):
        found = []
        for source in sources:
            text = " ".join(source[:-1])
            self.sent.append(text)
            answers = self._table(text, decoding)
            found.append([
                a if isinstance(a, Hypothesis) else Hypothesis(tuple(a.split()), -0.5 - i)
                for i, a in enumerate(answers)
            ])  # fmt: skip
        return found


def engine(table, known: bool = True) -> NeuralEngine:
    return NeuralEngine(
        "t", ModelCard("t", "marian"), "0" * 64, _Words(known), _Script(table), PlainFormat(),
        EngineSettings(),
    )  # fmt: skip


def test_n_best_delivers_a_term_the_first_candidate_lacks():
    draft = engine(lambda *_: ["州长 访问 工厂", "省长 访问 工厂"]).translate([REQUEST])[0]
    assert (draft.target, draft.how) == ("省长访问工厂", ("n-best", "n-best"))


def test_code_switch_follows_and_is_recorded():
    table = {TEXT: ["州长 访问 工厂"], "省长 посетил завод": ["省长 参观 工厂"]}
    draft = engine(lambda text, _: table[text]).translate([REQUEST])[0]
    assert (draft.target, draft.how) == ("省长参观工厂", ("code-switch", "n-best"))


def test_code_switch_that_loses_content_is_refused():
    table = {TEXT: ["州长 访问 了 一家 大型 工厂"], "省长 посетил завод": ["省长 工厂"]}
    draft = engine(lambda text, _: table[text]).translate([REQUEST])[0]
    assert (draft.target, draft.how) == ("州长访问了一家大型工厂", ("", "n-best"))


def test_a_term_the_model_cannot_read_is_not_switched_in():
    made = engine(lambda *_: ["州长 访问 工厂"], known=False)
    draft = made.translate([REQUEST])[0]
    assert made._runtime.sent == [TEXT]
    assert draft.how == ("", "n-best")


def test_alignment_replaces_what_the_attention_shows():
    rows = [[0.9, 0.0, 0.0, 0.1], [0.1, 0.9, 0.0, 0.0], [0.0, 0.1, 0.9, 0.0]]
    answer = Hypothesis(("州长", "访问", "工厂"), -0.4, attention=rows)
    draft = engine(lambda *_: [answer], known=False).translate([REQUEST])[0]
    assert (draft.target, draft.how) == ("省长访问工厂", ("replace", "n-best"))


def test_a_loop_is_decoded_again_without_repetition():
    draft = engine(
        lambda _, d: ["省长 访问 工厂"] if d.no_repeat_ngram else ["工厂" * 9]
    ).translate([REQUEST])[0]
    assert draft.target == "省长访问工厂"
    assert "repetition" in draft.messages[0]


def test_an_empty_answer_is_tried_in_two_parts():
    table = {TEXT: [""], "губернатор": ["省长"], "посетил завод": ["访问 工厂"]}
    draft = engine(lambda text, _: table[text]).translate([EngineRequest(TEXT)])[0]
    assert draft.target == "省长访问工厂"


def test_what_cannot_be_repaired_has_no_target():
    draft = engine(lambda *_: [""]).translate([REQUEST])[0]
    assert draft.target is None
    assert draft.how == ("", "")
    assert "no usable translation" in draft.messages[-1]


def test_a_run_away_answer_is_not_taken():
    answer = Hypothesis(("省长", "工厂"), -0.1, truncated=True)
    assert engine(lambda *_: [answer]).translate([REQUEST])[0].target is None


def test_an_unknown_character_is_shown_and_said():
    draft = engine(lambda *_: ["省长 访问 ⁇ 工厂"]).translate([REQUEST])[0]
    assert "⁇" in draft.target
    assert draft.messages
