"""An archive from end to end: pairs, units, documents for the doubtful ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from translator import bilingual
from translator.alignment.archivist import Archivist
from translator.alignment.pairing import Pairing, pair_folders, unmarked
from translator.alignment.units import AlignedPair
from translator.errors import InputError, OutputError, TranslatorError, UsageError
from translator.outputs import write_atomically

REVIEW_SUFFIX = ".ru-zh.docx"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a pair: the pair, and the review document where one was written; or the
    ``error``."""

    russian: Path
    chinese: Path
    pair: AlignedPair | None = None
    review: Path | None = None
    error: TranslatorError | None = None


def plan(russian: Path, chinese: Path, archivist: Archivist) -> Pairing:
    """Two files are one pair; two folders are paired file by file.

    :raises UsageError: a file and a folder.
    :raises InputError: a path that does not exist, a folder without releases.
    """
    for path in (russian, chinese):
        if not path.exists():
            raise InputError("does not exist", place=str(path), remedy="check the name")
    if russian.is_dir() != chinese.is_dir():
        raise UsageError(
            "one of the two is a folder, the other a file", remedy="give two files or two folders"
        )
    if russian.is_dir():
        return pair_folders(russian, chinese, archivist)
    return Pairing(((russian, chinese),))


def align_all(
    pairing: Pairing,
    archivist: Archivist,
    *,
    base: Path | None = None,
    review: Path | None = None,
    force: bool = False,
) -> Iterator[Done]:
    """Each pair in turn; one that fails does not stop the others.

    ``base`` is the Russian folder, from which releases are named; ``review`` the folder (or, of
    one pair, the .docx file) for the review documents of pairs with doubtful units.
    """
    taken: set[Path] = set()
    for russian, chinese in pairing.pairs:
        name = russian.relative_to(base).as_posix() if base else russian.name
        try:
            place = _place(review, name, taken) if review else None
            if place is not None and place.exists() and not force:
                raise OutputError(
                    "exists already",
                    place=str(place),
                    remedy="import it first, or add --force or choose another --review",
                )
            pair = archivist.align(archivist.russian(russian), archivist.chinese(chinese), name)
            written = None
            if place is not None and pair.doubtful:
                _write(pair, archivist, place, force=force)
                written = place
        except TranslatorError as error:
            yield Done(russian, chinese, error=error)
            continue
        yield Done(russian, chinese, pair, written)


def _place(review: Path, name: str, taken: set[Path]) -> Path:
    """``mission.ru.txt`` → ``mission.ru-zh.docx``; with the whole name where two releases would
    have one document."""
    if review.suffix.lower() == ".docx":
        return review
    place = review / (unmarked(Path(name).with_suffix("").as_posix()) + REVIEW_SUFFIX)
    if place in taken:
        place = review / (name + REVIEW_SUFFIX)
    taken.add(place)
    return place


def _write(pair: AlignedPair, archivist: Archivist, place: Path, *, force: bool) -> None:
    bitext = pair.bitext(archivist.provenance)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(place, lambda temporary: bilingual.write(bitext, temporary), force=force)
