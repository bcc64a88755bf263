"""Cards, catalogue, pulling, conversion: a model comes whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from translator.engines import EngineSettings, load, read_card
from translator.engines.cards import ModelCard, ModelFile, card_text
from translator.engines.catalogue import cards, info, states, verify
from translator.engines.convert import file_sum, model_digest
from translator.engines.pull import DirectoryHub, HubFile, pull
from translator.errors import EngineError, ExitCode, MissingModelError, UsageError
from translator.units import EngineRequest

_ROOT = Path(__file__).resolve().parents[2]
_SETTINGS = EngineSettings(beam=1, compute_type="float32")


def test_shipped_cards_are_complete():
    found = {c.id: c for c in cards(_ROOT / "models")}
    assert {"press-ru-zh", "opus-mt-ru-en", "opus-mt-en-zh", "m2m100_418M"} <= set(found)
    assert found["nllb-200-distilled-600M"].non_commercial
    assert found["press-ru-zh"].source_format == "slots"


def test_a_card_is_written_as_it_is_read(tmp_path):
    card = ModelCard(
        "x", "nllb", "MIT", True, ("rus_Cyrl", "zho_Hans"), "a/x", "abc",
        files=(ModelFile("config.json", 3, "f" * 64),), notes="заметка «1»",
    )  # fmt: skip
    (tmp_path / "x.toml").write_text(card_text(card), encoding="utf-8")
    assert read_card(tmp_path / "x.toml") == card


@pytest.mark.parametrize("text", ["id = ", 'id = "x"', 'id = "x"\narchitecture = "gpt"'])
def test_a_broken_card_is_named(tmp_path, text):
    (tmp_path / "x.toml").write_text(text)
    with pytest.raises(EngineError, match=r"x\.toml"):
        cards(tmp_path)


@pytest.mark.parametrize("name", ["gpt", "embedded:x", ""])
def test_an_unknown_engine_lists_the_known(name, tmp_path):
    with pytest.raises(UsageError, match="embedded, marian"):
        load(name, settings=_SETTINGS, models=tmp_path, cache=tmp_path)


@pytest.mark.parametrize("name", ["embedded", "marian", "nllb", "nllb:facebook/other"])
def test_a_missing_model_says_how_to_get_it(name, tmp_path):
    with pytest.raises(MissingModelError, match=r"cli\.py models pull") as caught:
        load(name, settings=_SETTINGS, models=tmp_path, cache=tmp_path)
    assert caught.value.exit_code is ExitCode.MISSING


def test_families_are_not_mixed_up(toy_marian, tmp_path):
    with pytest.raises(UsageError, match="marian"):
        load(f"nllb:{toy_marian}", settings=_SETTINGS, models=tmp_path, cache=tmp_path)


def test_a_pulled_model_runs_and_is_verified(toy_marian, tmp_path, toy_cache):
    done = pull("a/b", models=tmp_path, hub=DirectoryHub(toy_marian), confirm=lambda _: True)
    assert "model.safetensors" in done.fetched
    assert all(c.status == "right" for c in verify("a/b", tmp_path))
    assert info("a/b", tmp_path).present and states(tmp_path)[0].size > 0
    settings = EngineSettings(runtime="transformers", beam=1)
    engine = load("marian:a/b", settings=settings, models=tmp_path, cache=toy_cache)
    assert engine.translate([EngineRequest("завод выпускает грузовики")])[0].target
    again = pull("a/b", models=tmp_path, hub=DirectoryHub(toy_marian), confirm=lambda _: True)
    assert again.fetched == ()
    (done.folder / "source.spm").write_bytes(b"x")
    assert [c.name for c in verify("a/b", tmp_path) if c.failed] == ["source.spm"]


class _Hub(DirectoryHub):
    """A folder that lists sums as a hub does, and can break off."""

    def __init__(self, folder: Path, *, wrong: str = "", stops_at: str = "", licence: str = ""):
        super().__init__(folder)
        self._wrong, self._stops_at, self._licence = wrong, stops_at, licence

    def files(self, repository, revision):
        return {
            n: HubFile(f.size, "0" * 64 if n == self._wrong else file_sum(self._folder / n))
            for n, f in super().files(repository, revision).items()
        }

    def licence(self, repository, revision):
        return self._licence

    def fetch(self, repository, revision, name):
        if name == self._stops_at:
            raise EngineError("connection lost", remedy="pull again")
        return super().fetch(repository, revision, name)


@pytest.mark.parametrize("fault", ["wrong", "stops_at"])
def test_a_bad_download_leaves_nothing(fault, toy_marian, tmp_path):
    hub = _Hub(toy_marian, licence="mit", **{fault: "model.safetensors"})
    with pytest.raises(EngineError, match="wrong sum|connection lost"):
        pull("a/b", models=tmp_path / "m", hub=hub, revision="1")
    assert list((tmp_path / "m").iterdir()) == []
    fixed = pull("a/b", models=tmp_path / "m", hub=_Hub(toy_marian, licence="mit"), revision="1")
    assert fixed.card.licence == "mit" and fixed.card.revision == "1"


def test_pickles_are_refused(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "pytorch_model.bin").write_bytes(b"x")
    with pytest.raises(EngineError, match="never unpickled"):
        pull("a/b", models=tmp_path / "m", hub=DirectoryHub(tmp_path))


def test_a_non_commercial_licence_is_asked_for(toy_marian, tmp_path):
    asked: list[ModelCard] = []

    def no(card: ModelCard) -> bool:
        asked.append(card)
        return False

    hub = _Hub(toy_marian, licence="cc-by-nc-4.0")
    with pytest.raises(UsageError, match="no commercial use"):
        pull("a/b", models=tmp_path, hub=hub, revision="1", confirm=no)
    assert asked[0].non_commercial and not (tmp_path / "a--b").exists()
    assert pull("a/b", models=tmp_path, hub=hub, revision="1", confirm=lambda _: True).fetched


def test_an_unpinned_pull_is_refused(tmp_path):
    shutil.copy(_ROOT / "models/opus-mt-ru-en.toml", tmp_path)
    with pytest.raises(UsageError, match="--revision"):
        pull("opus-mt-ru-en", models=tmp_path)


def test_offline_without_a_cache_is_one_line(tmp_path, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    with pytest.raises(MissingModelError, match="local"):
        pull("a/b", models=tmp_path, revision="1")


def test_the_id_cannot_leave_the_folder(tmp_path, toy_marian):
    with pytest.raises(UsageError):
        pull("../x", models=tmp_path, hub=DirectoryHub(toy_marian))


@pytest.mark.parametrize("name", ["config.json", "vocab.json", "source.spm", "model.safetensors"])
@pytest.mark.parametrize("damage", [b"", b"\x00broken", None])
def test_a_damaged_model_is_an_engine_error(name, damage, toy_marian, tmp_path):
    if damage and name == "model.safetensors":
        pytest.skip("one slow conversion per kind is enough")
    folder = shutil.copytree(toy_marian, tmp_path / "m")
    (folder / name).unlink()
    if damage is not None:
        (folder / name).write_bytes(damage)
    with pytest.raises(EngineError):
        load(f"marian:{folder}", settings=_SETTINGS, models=tmp_path, cache=tmp_path / "c")
    assert not list((tmp_path / "c").glob("converted/*/model.bin"))


def test_padding_must_be_the_last_id(toy_marian, tmp_path):
    folder = shutil.copytree(toy_marian, tmp_path / "m")
    text = (folder / "vocab.json").read_text()
    (folder / "vocab.json").write_text(
        text.replace('"<pad>"', '"zzz"').replace('"</s>"', '"<pad>"')
    )
    with pytest.raises(EngineError, match="last entry"):
        load(f"marian:{folder}", settings=_SETTINGS, models=tmp_path, cache=tmp_path)


def test_half_precision_weights_convert(toy_marian, tmp_path):
    import torch
    from safetensors.torch import load_file, save_file

    folder = shutil.copytree(toy_marian, tmp_path / "m")
    weights = load_file(folder / "model.safetensors")
    save_file(
        {k: v.to(torch.float16) if v.is_floating_point() else v for k, v in weights.items()},
        folder / "model.safetensors",
        metadata={"format": "pt"},
    )
    settings = replace(_SETTINGS, compute_type="int8")
    engine = load(f"marian:{folder}", settings=settings, models=tmp_path, cache=tmp_path)
    draft = engine.translate([EngineRequest("завод выпускает грузовики")])[0]
    assert draft.target == "工厂生产卡车"


_RACE = """
import sys
from pathlib import Path
from translator.engines.cards import card_of_folder
from translator.engines.convert import converted, model_digest
folder, cache = Path(sys.argv[1]), Path(sys.argv[2])
print(converted(folder, card_of_folder(folder), model_digest(folder), "int8", cache))
"""


def test_two_processes_converting_at_once_share_one_result(toy_marian, tmp_path):
    both = [
        subprocess.Popen(
            [sys.executable, "-c", _RACE, str(toy_marian), str(tmp_path)],
            cwd=_ROOT, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    said = {p.communicate(timeout=120)[0].strip() for p in both}
    assert [p.returncode for p in both] == [0, 0]
    assert len(said) == 1 and Path(said.pop(), "model.bin").is_file()
    assert sum(p.is_dir() for p in (tmp_path / "converted").iterdir()) == 1


def test_another_model_has_another_digest_and_copy(toy_marian, toy_ru_en, tmp_path):
    assert model_digest(toy_marian) != model_digest(toy_ru_en)
    assert model_digest(toy_marian, tmp_path) == model_digest(toy_marian, tmp_path)


_LIGHT = """
import sys
from pathlib import Path
from translator.engines import EngineSettings, load
from translator.units import EngineRequest
engine = load("marian:" + sys.argv[1], settings=EngineSettings(beam=1, compute_type="float32"),
              models=Path(sys.argv[2]), cache=Path(sys.argv[2]))
assert engine.translate([EngineRequest("завод выпускает грузовики")])[0].target
print([m for m in ("torch", "transformers") if m in sys.modules])
"""


def test_translating_with_a_converted_model_imports_no_torch(toy_marian, toy_cache):
    done = subprocess.run(
        [sys.executable, "-c", _LIGHT, str(toy_marian), str(toy_cache)],
        cwd=_ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
