"""A model that reads its hints: what is tried again, and which answer is kept."""

from __future__ import annotations

import pytest

from translator.engines.annotation import SlotFormat
from translator.engines.base import EngineSettings
from translator.engines.cards import ModelCard
from translator.engines.gist import gist
from translator.engines.neural import NeuralEngine
from translator.engines.runtimes import Hypothesis
from translator.engines.tokenisers import Encoding
from translator.units import EngineRequest, Hint, Strength


def word(start: int, stop: int, source: str, target: str, *also: str) -> Hint:
    return Hint(start, stop, source, target, "word", Strength.WEAK, "lexicon", also=also)


def term(start: int, stop: int, source: str, target: str) -> Hint:
    return Hint(start, stop, source, target, "term", Strength.FIRM, "glossary")


TEXT = "Завод выпустил кирпич, санаторий закрыли"
WORDS = (word(0, 5, "Завод", "工厂"), word(6, 14, "выпустил", "生产", "推出"))
BRICK = word(15, 21, "кирпич", "砖")
RESORT = term(23, 32, "санаторий", "疗养院")
REQUEST = EngineRequest(TEXT, (*WORDS, BRICK, RESORT))


class _Characters:
    """Every character a token, so that slots and marks come through as they are."""

    def encode(self, text: str) -> Encoding:
        return Encoding(tuple(text), tuple((i, i + 1) for i in range(len(text))))

    def decode(self, tokens) -> str:
        return "".join(tokens)

    def knows(self, text: str) -> bool:
        return True


class _Beam:
    """``answers(source, beam)`` gives the n best; remembers what it was sent."""

    signature = "beam"

    def __init__(self, answers) -> None:
        self.answers = answers
        self.sent: list[tuple[str, int]] = []

    def decode(self, sources, decoding):
        texts = ["".join(s) for s in sources]
        self.sent += [(text, decoding.beam) for text in texts]
        return [
            [Hypothesis(tuple(t), -0.1 - 0.1 * n) for n, t in enumerate(self.answers(x, decoding))]
            for x in texts
        ]


def drafted(answers, request: EngineRequest = REQUEST):
    runtime = _Beam(answers)
    engine = NeuralEngine(
        "t", ModelCard("t", "marian", source_format="slots"), "0" * 64, _Characters(), runtime,
        SlotFormat(), EngineSettings(beam=2),
    )  # fmt: skip
    return engine.translate([request])[0], runtime.sent


@pytest.mark.parametrize(
    ("target", "share"),
    [("工厂生产砖", 1.0), ("工厂推出砖", 1.0), ("工厂", 1 / 3), ("产砖", (0.0 + 0.6 / 4 + 1) / 3)],
)
def test_the_gist_counts_glosses_and_their_characters(target, share):
    assert gist(EngineRequest(TEXT, (*WORDS, BRICK, RESORT)), target) == pytest.approx(share)


def test_a_text_without_glosses_is_said_whole():
    assert gist(EngineRequest(TEXT, (RESORT,)), "") == 1.0


def test_of_two_answers_the_one_that_says_more_is_kept():
    draft, sent = drafted(lambda *_: ["工厂关闭疗养院", "工厂生产砖，疗养院关闭"])
    assert draft.target == "工厂生产砖，疗养院关闭"
    assert len(sent) == 1


def test_a_lost_term_is_tried_with_a_wider_beam_and_as_a_slot():
    def answers(source, decoding):
        return ["工厂生产砖，⟦K1⟧关闭"] if "⟦K1⟧" in source else ["工厂生产砖"]

    draft, sent = drafted(answers)
    assert draft.target == "工厂生产砖，疗养院关闭"
    assert draft.how[-1] == "annotation"
    assert [beam for _, beam in sent] == [2, 4, 4]


def test_an_answer_that_says_little_is_tried_again():
    draft, sent = drafted(
        lambda _, d: ["疗养院关闭"] if d.beam == 2 else ["工厂生产砖，疗养院关闭"]
    )
    assert draft.target == "工厂生产砖，疗养院关闭"
    assert len(sent) == 3


def test_a_term_lost_in_every_whole_try_is_kept_by_halves():
    def answers(source, _):
        if "砖" in source:
            return ["工厂生产砖"]
        return ["疗养院关闭" if "⟦疗养院⟧" in source else "关闭"]

    draft, _ = drafted(answers)
    assert draft.target == "工厂生产砖，疗养院关闭"
    assert draft.messages[-1] == "terms were lost: decoded in two parts"
