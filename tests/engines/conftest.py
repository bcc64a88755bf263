"""Toy models of every family, trained once per session."""

from __future__ import annotations

import pytest

from tests import toys


@pytest.fixture(scope="session")
def toy_ru_en(toy_home):
    return toys.marian(toy_home / "toy-ru-en", toys.RU_EN)


@pytest.fixture(scope="session")
def toy_en_zh(toy_home):
    folder = toys.marian(toy_home / "toy-en-zh", toys.EN_ZH, token=">>cmn_Hans<<")
    (folder / "card.toml").write_text(
        'id = "toy-en-zh"\narchitecture = "marian"\nlanguages = ["en", "zh"]\n'
        'target_token = ">>cmn_Hans<<"\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def toy_nllb(toy_home):
    return toys.nllb(toy_home / "toy-nllb", toys.RU_ZH)


@pytest.fixture(scope="session")
def toy_m2m(toy_home):
    return toys.m2m(toy_home / "toy-m2m", toys.RU_ZH)
