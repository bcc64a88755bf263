"""From a file or bytes to a :class:`SourceDocument`: recognise, read, set aside, label."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from translator.errors import InputError
from translator.ingest.encodings import decode
from translator.ingest.furniture import load_rules, separate
from translator.ingest.labels import date_in, edges, label, split_list_marks
from translator.ingest.pieces import Piece, Reading, tidy
from translator.ingest.plaintext import read_plain
from translator.ingest.sniff import Form, form_of, form_of_suffix
from translator.units import Block, Furniture, Kind, SourceDocument

LARGEST = 64 * 1024 * 1024
_FORMATS = "give a .txt, .html or .docx file"


def read(
    path: Path, *, furniture: Sequence[Path] = (), keep_boilerplate: bool = False
) -> SourceDocument:
    """The release in ``path`` (.txt, .html, .htm, .docx, .docm).

    The suffix says what the user means and the content what the file is; where they disagree
    the file is refused with the remedy. ``furniture`` names rule files of the office, read
    after the built-in ones (furniture.toml); ``keep_boilerplate`` leaves all lines in.

    :raises InputError: see docs/cli.md, "Bad input"; nothing else comes out for bad content.
    :raises UsageError: a furniture file is broken.
    """
    return read_as(contents(path), path, furniture=furniture, keep_boilerplate=keep_boilerplate)


def read_as(
    data: bytes, path: Path, *, furniture: Sequence[Path] = (), keep_boilerplate: bool = False
) -> SourceDocument:
    """As :func:`read`, where the bytes of ``path`` are there already; it is not opened.

    :raises InputError: as :func:`read`.
    """
    form = form_of(data, str(path))
    meant = form_of_suffix(path.suffix)
    if meant is None and path.suffix:
        raise InputError(f"unknown kind of file {path.suffix}", place=str(path), remedy=_FORMATS)
    if meant is not None and form is not meant and not _is_bare_page(meant, form):
        raise InputError(
            f"is {form.value}, not {meant.value}",
            place=str(path),
            remedy=f"rename it to {path.stem}{form.suffix}",
        )
    return _document(data, str(path), meant or form, furniture, keep_boilerplate)


def read_bytes(
    data: bytes, name: str, *, furniture: Sequence[Path] = (), keep_boilerplate: bool = False
) -> SourceDocument:
    """The release in ``data`` (standard input); text, page or document told by content.

    >>> read_bytes("Порт принял поезд".encode(), "-").blocks[0].kind.value
    'title'

    :raises InputError: as :func:`read`.
    """
    if len(data) > LARGEST:
        raise _too_large(name)
    return _document(data, name, form_of(data, name), furniture, keep_boilerplate)


def _is_bare_page(meant: Form, form: Form) -> bool:
    """An .html file without a single tag is read as a page that holds only text."""
    return meant is Form.PAGE and form is Form.TEXT


def contents(path: Path) -> bytes:
    """The bytes of a release.

    :raises InputError: it is not there, is no file, is too large, may not be read.
    """
    place = str(path)
    try:
        if path.is_dir():
            raise InputError("is a folder", place=place, remedy="name the files in it")
        if not path.exists():
            raise InputError("does not exist", place=place, remedy="check the name")
        if not path.is_file():
            raise InputError("is not a regular file", place=place, remedy=_FORMATS)
        if path.stat().st_size > LARGEST:
            raise _too_large(place)
        return path.read_bytes()
    except PermissionError as error:
        raise InputError(
            "may not be read (no permission)", place=place, remedy="ask for read access to it"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"cannot be read ({reason})", place=place, remedy="check the name and the disk"
        ) from error


def _too_large(place: str) -> InputError:
    return InputError(
        f"is larger than {LARGEST // 2**20} MB", place=place, remedy="split it into releases"
    )


def _document(
    data: bytes, name: str, form: Form, furniture: Sequence[Path], keep_boilerplate: bool
) -> SourceDocument:
    rules = load_rules(tuple(furniture))
    reading = _read_form(data, name, form)
    pieces = [piece for piece in reading.pieces if any(c.isalnum() for c in piece.text)]
    if not pieces:
        raise InputError(
            "is empty" if not data.strip() else "holds no text",
            place=name,
            remedy="give a file with the text of a release",
        )
    pieces = split_list_marks(pieces)
    aside: list[Furniture] = []
    if not keep_boilerplate:
        pieces, aside = separate(pieces, rules, is_kept=edges(pieces))
        aside += reading.aside
    if not pieces:
        raise InputError(
            f"holds only site furniture ({len(aside)} lines such as “{aside[0].text[:40]}”)",
            place=name,
            remedy="add --keep-boilerplate to translate it all the same",
        )
    kinds = label(pieces)
    blocks = tuple(
        Block(f"b{number}", kind, piece.text, piece.place, piece.styles)
        for number, (piece, kind) in enumerate(zip(pieces, kinds, strict=True), 1)
    )
    return SourceDocument(
        name=name,
        blocks=blocks,
        set_aside=tuple(aside),
        issued=reading.issued or _issued(pieces, kinds),
        encoding=reading.encoding,
        digest=hashlib.sha256(data).hexdigest(),
        messages=reading.messages + _language_messages(pieces),
    )


def _read_form(data: bytes, name: str, form: Form) -> Reading:
    if form is Form.PAGE:
        from translator.ingest.webpage import read_page

        return read_page(data, name)
    if form is Form.WORD:
        from translator.ingest.wordfile import read_word

        return read_word(data, name)
    decoded = decode(data, name)
    pieces, messages = read_plain(decoded.text)
    return Reading(tuple(pieces), decoded.encoding, messages=tuple(messages))


def _issued(pieces: Sequence[Piece], kinds: Sequence[Kind]) -> date | None:
    return next(
        (
            found
            for piece, kind in zip(pieces, kinds, strict=True)
            if kind is Kind.DATELINE and (found := date_in(piece.text))
        ),
        None,
    )


def _language_messages(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """A note where the release is hardly Russian; every segment is checked again later."""
    text = tidy(" ".join(piece.text[:2000] for piece in pieces[:200]))
    russian = sum("а" <= c <= "я" or c in "ёЁ" or "А" <= c <= "Я" for c in text)
    chinese = sum("\u3400" <= c <= "\u9fff" for c in text)
    latin = sum(c.isascii() and c.isalpha() for c in text)
    # A Han character says as much as two or three letters.
    if russian >= 2 * chinese + latin:
        return ()
    language = "Chinese" if 2 * chinese >= latin else "English or another Latin-script language"
    return (f"the release is mostly {language} already; Russian is expected",)
