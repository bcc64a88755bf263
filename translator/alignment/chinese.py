"""Chinese sentences with spans.

A sentence ends after 。！？ (or their half-width forms after a Han character) with the closing
marks that follow; «……» ends one only before such marks or at the end. Speech that its speaker
follows («“你好！”他说。») stays with him, as the Russian rules keep «Здравствуйте!» – сказал он.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translator.alignment.records import Sentence
from translator.text import is_han
from translator.units import Block

_CLOSING = "”’」』）】》〉)\"'"
_MARKS = r"(?:[。！？!?]|(?<=[^\x00-\x7f])\.(?!\d))+"
_END = re.compile(rf"(?:{_MARKS}|……(?=[{_CLOSING}]|\s*\Z))[{_CLOSING}]*")
_SPEAKER = re.compile(
    r"\s*[^。！？，,；;：:“”「」\n]{0,24}?(?:说|说道|表示|指出|强调|介绍|补充|回答|问道|称|谈到|解释)"
)
_OPENING = {"（": "）", "(": ")", "《": "》"}


def split(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences; blanks around one belong to none, all else to exactly one.

    >>> [(a, b) for a, b in split("大桥开通。“很好！”他说。 完工了。")]
    [(0, 5), (5, 12), (13, 17)]
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _goes_on(text, start, match):
            continue
        spans += _trimmed(text, start, match.end())
        start = match.end()
    spans += _trimmed(text, start, len(text))
    return spans


def sentences(blocks: Sequence[Block]) -> list[Sentence]:
    """The sentences of all blocks, in order."""
    return [
        Sentence(" ".join(block.text[start:stop].split()), block.id)
        for block in blocks
        for start, stop in split(block.text)
    ]


def _goes_on(text: str, start: int, end: re.Match[str]) -> bool:
    """Inside brackets, before the name of the speaker, or where the rest is only marks."""
    sentence = text[start : end.end()]
    if any(sentence.count(left) > sentence.count(right) for left, right in _OPENING.items()):
        return "\n" not in sentence
    if not any(char.isalnum() for char in text[end.end() :]):
        return True
    return end.group()[-1] in '”’」』"' and _SPEAKER.match(text, end.end()) is not None


def _trimmed(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start < stop:
        yield start, stop


def is_chinese(text: str) -> bool:
    """Are most letters Han? A Han character says as much as two letters.

    >>> is_chinese("中俄博览会在哈尔滨开幕"), is_chinese("Выставка в 哈尔滨")
    (True, False)
    """
    han = sum(map(is_han, text))
    return han > 0 and 2 * han >= sum(char.isalpha() for char in text) - han
