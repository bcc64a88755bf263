"""A name as a person types it, in the nominative, with its kind word if it has one."""

from __future__ import annotations

from translator.morphology import fold
from translator.names import established
from translator.names.places import kind_of
from translator.names.toponyms import (
    STREETS,
    adjective_place,
    of_person,
    street,
    translated,
    with_kind,
)
from translator.names.transcription import Transcription, transcribe

KINDS = ("person-given", "person-patronymic", "person-surname", "place")


def transcribe_name(name: str, kind: str) -> Transcription:
    """Chinese of one name in the nominative; a place may carry its kind word.

    ``kind`` is one of :data:`KINDS`; ValueError for another.

    >>> [transcribe_name(n, "place").zh for n in ("река Хмость", "Духовщинский район")]
    ['赫莫斯季河', '杜霍夫希纳区']
    """
    if kind != "place":
        return transcribe(name, kind)
    words = name.split()
    if len(words) == 1 or established.place(fold(" ".join(words))):
        return transcribe(" ".join(words), "place")
    return _after_kind(words) or _before_kind(words) or translated(" ".join(words))


def _after_kind(words: list[str]) -> Transcription | None:
    """«река Вазуза», «посёлок городского типа Шумячи», «мыс Гамова»."""
    if not words[0].islower():
        kind_word = words[0].lower()
        if len(words) < 2 or fold(words[0]) in established.places() or not words[1][:1].isupper():
            return None
        if not (kind_of(kind_word, "before") or kind_of(kind_word, "of")):
            return None
        words = [kind_word, *words[1:]]  # «Озеро Байкал» as the head of a list writes it
    before = kind_of(words[0].rstrip("."), "before")
    kind = before or kind_of(words[0].rstrip("."), "of")
    if kind is None:
        return None
    rest = words[3:] if words[1:3] == ["городского", "типа"] else words[1:]
    if not rest:
        return None
    made = street(rest[0])[1] if kind[1] in STREETS and len(rest) == 1 else None
    if made is None and before is None and len(rest) == 1:
        made = of_person(rest[0])
    return with_kind(made or translated(" ".join(rest)), kind[1])


def _before_kind(words: list[str]) -> Transcription | None:
    """«Вяземский район», «Рославльский муниципальный округ»."""
    tail = [word for word in words[1:] if word.islower()]
    if len(tail) != len(words) - 1 or not 1 <= len(tail) <= 2:
        return None
    kind = kind_of(" ".join(tail), "after")
    made = adjective_place(words[0]) if kind else None
    return with_kind(made, kind[1]) if made and kind else None
