"""The recipe on a toy: annotate, pack, train, stop, resume, export, load."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from models.recipe import compare, evaluate, vocabulary
from models.recipe.annotate import annotate
from models.recipe.corpus import Pair
from models.recipe.pack import knowledge, links, write
from translator.hints import collect

ROOT = Path(__file__).resolve().parents[2]
PAIRS = (
    Pair("Губернатор Иван Лесков был в Пекине 16 мая.", "5月16日，州长伊万·列斯科夫在北京。", "t"),
    Pair("Завод отгрузил 340 тыс. т зерна.", "该厂发运了34万吨粮食。", "t"),
    Pair("Порт принял первый контейнерный поезд.", "港口迎来首列集装箱班列。", "t"),
    Pair("Объём инвестиций составил 3,5 млрд руб.", "投资额为35亿卢布。", "t"),
)
SHAPE = ("--width", "32", "--feed-forward", "64", "--encoder", "1", "--decoder", "1",
         "--heads", "2")  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toy")
    termbase, lexicon = knowledge()
    examples = [annotate(p, termbase, lexicon, random.Random(1)) for p in PAIRS]
    lines = [line for e in examples for line in (e.source, e.target)]
    vocabulary.train(lines, folder, 4400)
    write(folder, {"press": examples * 20, "open": [], "dev": examples * 8})
    return folder


def test_slots_stand_on_both_sides() -> None:
    termbase, lexicon = knowledge()
    example = annotate(PAIRS[0], termbase, lexicon, None)
    assert "⟦P1⟧" in example.source
    assert "⟦P1⟧" in example.target
    assert "⟦D1⟧" in example.source
    assert "⟦D1⟧" in example.target
    assert "列斯科夫" not in example.source + example.target


def test_a_name_the_target_lacks_gets_no_slot() -> None:
    termbase, lexicon = knowledge()
    pair = Pair(PAIRS[0].ru, "州长在北京。", "t")
    example = annotate(pair, termbase, lexicon, None)
    assert "⟦P1⟧" not in example.source
    assert "⟦D1⟧" not in example.source


def test_links_join_equal_pieces() -> None:
    assert links([5, 6, 7], [7, 5], frozenset({5, 7})) == [0 * 1024 + 1, 2 * 1024 + 0]


def test_a_frequent_lone_piece_is_not_linked() -> None:
    assert links([5, 9, 5], [5, 8, 5], frozenset({5})) == []


def test_every_common_character_can_be_produced(data: Path) -> None:
    pieces = json.loads((data / "vocab.json").read_text("utf-8"))
    assert not [c for c in vocabulary.required_characters() if c not in pieces]
    assert pieces["<pad>"] == len(pieces) - 1
    assert pieces["</s>"] == 0


def test_training_resumes_and_exports(data: Path, tmp_path: Path) -> None:
    first = train(data, tmp_path, 3)
    assert first[-1]["step"] == 3
    log = train(data, tmp_path, 6)
    assert [line["step"] for line in log] == [1, 2, 3, 4, 5, 6]
    for name in ("source.spm", "target.spm", "vocab.json"):
        (tmp_path / name).write_bytes((data / name).read_bytes())

    from transformers import MarianMTModel

    from models.recipe.export import export, write_sums

    out = tmp_path / "model"
    export(tmp_path, out)
    model = MarianMTModel.from_pretrained(out, use_safetensors=True)
    assert model.config.pad_token_id == model.config.vocab_size - 1
    card = tmp_path / "card.toml"
    card.write_text('id = "toy"\narchitecture = "marian"\n', "utf-8")
    write_sums(out, card)
    from translator.engines import read_card
    from translator.engines.catalogue import check_file

    for file in read_card(card).files:
        assert check_file(out / file.name, file.size, file.sha256)[0] == "right"


def train(data: Path, out: Path, steps: int) -> list[dict[str, float]]:
    command = [sys.executable, "-m", "models.recipe.train", "--data", str(data), "--out", str(out),
               "--minutes", "5", "--steps", str(steps), "--report", "1", "--tokens", "400",
               "--threads", "1", *SHAPE]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in (out / "log.jsonl").read_text("utf-8").splitlines()]


def test_the_three_sources_that_are_compared() -> None:
    termbase, lexicon = knowledge()
    known = compare.Known(PAIRS[0], collect(PAIRS[0].ru, termbase, lexicon))
    written = {name: form(known) for name, form in compare.FORMS.items()}
    assert written["plain"].source == PAIRS[0].ru
    assert written["appended"].source.startswith("Губернатор⟦州长⟧ Иван Лесков⟦伊万·列斯科夫⟧")
    assert written["appended"].target == PAIRS[0].zh
    assert "Губернатор" not in written["replaced"].source
    assert "⟦P1⟧" in written["replaced"].target


def test_the_table_of_sources_is_whole() -> None:
    table = json.loads(evaluate.COMPARISON.read_text("utf-8"))
    assert [row["source"] for row in table["rows"]] == list(compare.FORMS)
