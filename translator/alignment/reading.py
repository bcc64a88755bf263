"""Files of an archive as two lists of sentences."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from translator import ingest, segmentation
from translator.alignment import chinese
from translator.alignment.days import day_of
from translator.alignment.records import Sentence
from translator.errors import InputError
from translator.units import Furniture, Kind, SourceDocument

_EXPECTED = "Russian is expected"


@dataclass(frozen=True, slots=True)
class Side:
    """One language of a release. ``kinds`` gives the kind of each block by its id."""

    path: Path
    sentences: tuple[Sentence, ...]
    kinds: dict[str, Kind]
    title: str = ""
    day: date | None = None
    digest: str = ""
    messages: tuple[str, ...] = ()
    set_aside: tuple[Furniture, ...] = ()


def read_russian(
    path: Path,
    *,
    furniture: Sequence[Path] = (),
    exceptions: segmentation.Exceptions = segmentation.Exceptions(),  # noqa: B008
) -> Side:
    """The Russian side.

    :raises InputError: the file cannot be read or is not Russian.
    """
    document = ingest.read(path, furniture=furniture)
    text = " ".join(block.text for block in document.blocks)
    if chinese.is_chinese(text):
        raise InputError(
            "is Chinese, Russian is expected here",
            place=str(path),
            remedy="name the Russian file or folder first, the Chinese second",
        )
    letters = [char for char in text if char.isalpha()]
    if sum("а" <= char.lower() <= "я" or char in "ёЁ" for char in letters) * 2 < len(letters):
        raise InputError("is not Russian", place=str(path), remedy="give the Russian release")
    found = segmentation.segment(document.blocks, exceptions)
    return _side(path, document, [Sentence(" ".join(s.text.split()), s.block) for s in found])


def read_chinese(path: Path, *, furniture: Sequence[Path] = ()) -> Side:
    """The Chinese side; old pages and texts may be in GB 18030 (GBK, GB 2312).

    :raises InputError: the file cannot be read or is not Chinese.
    """
    try:
        document = ingest.read(path, furniture=furniture)
    except InputError:
        text = _national(path)
        if text is None:
            raise
        data = codecs.BOM_UTF8 + text.encode("utf-8")
        document = ingest.read_bytes(data, str(path), furniture=furniture)
    if not chinese.is_chinese(" ".join(block.text for block in document.blocks)):
        raise InputError(
            "is not Chinese",
            place=str(path),
            remedy="give the published Chinese version second, the Russian first",
        )
    return _side(path, document, chinese.sentences(document.blocks))


def _national(path: Path) -> str | None:
    """The text of a file in GB 18030 that is mostly Chinese; None for anything else."""
    try:
        text = path.read_bytes().decode("gb18030")
    except (OSError, UnicodeDecodeError):
        return None
    return text if chinese.is_chinese(text) else None


def _side(path: Path, document: SourceDocument, sentences: list[Sentence]) -> Side:
    kept = tuple(sentence for sentence in sentences if any(map(str.isalnum, sentence.text)))
    return Side(
        path=path,
        sentences=kept,
        kinds={block.id: block.kind for block in document.blocks},
        title=document.blocks[0].text,
        day=day_of(document),
        digest=document.digest,
        messages=tuple(m for m in document.messages if _EXPECTED not in m),
        set_aside=document.set_aside,
    )
