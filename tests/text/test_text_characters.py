"""Scripts of a text."""

from translator.text import han_share, has_cyrillic, is_han


def test_han() -> None:
    assert all(map(is_han, "州长〇鿋"))
    assert not any(map(is_han, "，。“·А1a"))


def test_share_counts_letters_only() -> None:
    assert han_share("州长，2026") == 1
    assert han_share("") == 0
    assert han_share("州a") == 0.5


def test_cyrillic() -> None:
    assert has_cyrillic("МИД")
    assert not has_cyrillic("州长 MID")
