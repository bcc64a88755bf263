"""Language codes as programs write them into TMX and XLIFF."""

from __future__ import annotations

from functools import lru_cache

SOURCE, TARGET = "ru-RU", "zh-CN"
_TRADITIONAL = ("tw", "hk", "mo", "hant")


@lru_cache(maxsize=64)
def language_of(code: str) -> str:
    """``ru``, ``zh`` (Simplified) or nothing, for a code as ``zh-CN``, ``ZH_cn``, ``zh-Hans``.

    >>> language_of("zh-Hans"), language_of("zh-TW"), language_of("RU")
    ('zh', '', 'ru')
    """
    parts = code.lower().replace("_", "-").split("-")
    if parts[0] == "zh" and not any(part in _TRADITIONAL for part in parts):
        return "zh"
    return "ru" if parts[0] == "ru" else ""
