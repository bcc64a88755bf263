"""A list of names, one a line, to Chinese, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translator.errors import InputError
from translator.morphology import fold
from translator.names import established
from translator.names.forms import patronymic
from translator.names.ledger import Ledger
from translator.names.phrases import KINDS, transcribe_name
from translator.names.places import kind_of
from translator.names.transcription import Transcription

_LATIN = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")
_NAME = re.compile(r"[\u0400-\u04ff\u0301\s.'’\u2010\u2011-]+")
_REMEDY = f"write the name, a tab and one of {', '.join(KINDS)}"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class NameLine:
    """A line of the list: ``place`` is ``file:line``; ``repaired`` if Latin letters stood in it."""

    name: str
    kind: str
    place: str
    repaired: bool = False


def parse(text: str, source: str, kind: str = "") -> Iterator[NameLine | None]:
    """The names of a list; None for a blank line, so that lines answer to lines.

    ``kind`` is for lines that name none; without it :func:`guess_kind` decides. Latin letters
    that look Russian are read as Russian ones (and marked), other letters are refused.

    :raises InputError: ``file:line`` of a line that is no name or names an unknown kind.
    """
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip():
            yield None
            continue
        place = f"{source}:{number}"
        name, *rest = (" ".join(cell.split()) for cell in line.split("\t"))
        if len(rest) > 1:
            raise InputError(f"has {len(rest) + 1} cells", place=place, remedy=_REMEDY)
        given = (rest[0] if rest else "") or kind or guess_kind(name)
        if given not in KINDS:
            raise InputError(f"unknown kind {given!r}", place=place, remedy=_REMEDY)
        cyrillic = name.translate(_LATIN) if re.search("[\u0400-\u04ff]", name) else name
        if len(name) > _LONGEST or not _NAME.fullmatch(cyrillic):
            raise InputError(
                f"is no Russian name: {name[:40]!r}", place=place, remedy="write it in Cyrillic"
            )
        yield NameLine(cyrillic, given, place, cyrillic != name)


def guess_kind(name: str) -> str:
    """Kind of a name that stands alone: what the lists and the endings say, else a surname.

    >>> guess_kind("Петровна"), guess_kind("Ольга"), guess_kind("река Хмость"), guess_kind("Лыков")
    ('person-patronymic', 'person-given', 'place', 'person-surname')
    """
    words = name.split()
    if not words:
        return "person-surname"
    if patronymic(name):
        return "person-patronymic"
    if fold(name) in established.given_names():
        return "person-given"
    listed = fold(name) in established.places() and fold(name) not in established.surnames()
    kinds = (words[0], "before"), (words[0], "of"), (words[-1], "after")
    if listed or len(words) > 1 and any(kind_of(word, side) for word, side in kinds):
        return "place"
    return "person-surname"


def transcribed(line: NameLine, ledger: Ledger) -> Transcription:
    """Chinese of a line: the approved form if there is one, else by lists and table."""
    form = ledger.form(line.name, line.kind)
    if not form and line.kind == "person-surname":
        form = ledger.surname(line.name)
    if form:
        return Transcription(form, (f"{line.name}: approved {form}",), True)
    return transcribe_name(line.name, line.kind)
