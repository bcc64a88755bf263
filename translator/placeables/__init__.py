"""Figures of a text by value: found in Russian, rendered in Chinese, compared across both.

>>> [p.zh for p in find("340 тыс. т угля за 5 лет")]
['34万吨', '5年']
"""

from __future__ import annotations

from translator.placeables.chinese import Figure
from translator.placeables.compare import check, extra_figures, is_loose
from translator.placeables.scan import find

__all__ = ["Figure", "check", "extra_figures", "find", "is_loose"]
