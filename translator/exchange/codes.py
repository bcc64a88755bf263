"""Inline codes of TMX segments: what becomes of bold, links and tags of other programs."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

# TMX 1.4b, «Content Markup»: elements whose content is native code and no text of the sentence;
# ``hi`` only delimits text.
NATIVE = frozenset({"bpt", "ept", "ph", "it", "ut"})


class Codes(StrEnum):
    """``strip``: codes go, the text between them stays; ``keep``: a code stays as its native
    text (``<b>``), or as its number in braces (``{1}``) where it has none."""

    STRIP = "strip"
    KEEP = "keep"


def plain(seg: Any, codes: Codes, blank: Collection[str]) -> str:
    """The text of a ``seg`` by the rule; codes of a type in ``blank`` become a blank.

    >>> from lxml import etree
    >>> seg = etree.fromstring('<seg>Завод <bpt i="1">&lt;b&gt;</bpt>открыт<ept i="1"/></seg>')
    >>> plain(seg, Codes.STRIP, ()), plain(seg, Codes.KEEP, ())
    ('Завод открыт', 'Завод <b>открыт{1}')
    """
    parts = [seg.text or ""]
    for child in seg:
        name = child.tag if isinstance(child.tag, str) else ""
        if name in NATIVE:
            parts.append(_code(child, codes, blank))
        elif name:
            parts.append(plain(child, codes, blank))
        parts.append(child.tail or "")
    return "".join(parts)


def _code(element: Any, codes: Codes, blank: Collection[str]) -> str:
    if codes is Codes.KEEP:
        text = "".join(element.itertext())
        return text or "{" + (element.get("i") or element.get("x") or "0") + "}"
    return " " if element.get("type", "").lower() in blank else ""
