"""What is trained on and what is held out."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from models.recipe.corpus import Split, join_han, open_pairs, releases, split

CORPUS = Path(__file__).resolve().parents[2] / "models" / "press-ru-zh" / "corpus"


@pytest.fixture(scope="module")
def parts() -> Split:
    return split(CORPUS)


def test_enough_is_held_out(parts: Split) -> None:
    assert len(parts.test) >= 250
    assert len(parts.dev) + len(parts.test) >= 500
    assert len(parts.train) > 13_000


def test_nothing_held_out_is_trained_on(parts: Split) -> None:
    held = {p.ru for p in (*parts.dev, *parts.test)}
    assert not held & {p.ru for p in parts.train}


def test_held_out_releases_are_whole(parts: Split) -> None:
    test = {p.ru for p in parts.test}
    for name in "ABCDE":
        for release in releases(CORPUS / f"{name}.tsv"):
            inside = sum(p.ru in test for p in release)
            assert inside in (0, len(release))


def test_open_corpora_are_cleaned(tmp_path: Path) -> None:
    with lzma.open(tmp_path / "tico19.tsv.xz", "wt", encoding="utf-8") as out:
        out.write("Врач осмотрел двух больных утром.\t医生早上检查了两名 病人 。\n")
        out.write("Врач осмотрел двух больных утром.\t重复的行。\n")
        out.write("См. [ссылку](../a.md) на страницу\t请参阅链接页面内容\n")
        out.write("Слово\t词\n")
    (pair,) = open_pairs(tmp_path)
    assert pair.zh == "医生早上检查了两名病人。"


def test_spaces_beside_han_go() -> None:
    assert join_han("Microsoft 的 产品 A B") == "Microsoft的产品A B"
