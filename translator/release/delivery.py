"""What may go out, and writing it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator import __version__, publish
from translator.bilingual.spans import carried_styles
from translator.errors import OutputError, UsageError
from translator.licences import non_commercial
from translator.outputs import write_together
from translator.project import SUFFIX
from translator.publish.sheet import Sheet, as_json, as_text
from translator.release.recheck import Doubt, Pending, Rechecked
from translator.release.records import Reviewed
from translator.units import Severity, State

_SHEETS: dict[str, Callable[[Sheet], str]] = {".json": as_json, ".txt": as_text}
_REVIEW = ".ru-zh"


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asks for.

    ``outputs`` are (format, path); ``overruled`` names critical findings that a person takes
    upon themselves (``8:missing-number``), ``any_licence`` that the office may deliver the
    draft of a non-commercial model. ``reviewers`` are named beside those that the file names.
    """

    outputs: tuple[tuple[str, Path], ...]
    layout: publish.Layout = publish.Layout.ZH
    required: State = State.FINAL
    template: Path | None = None
    sheet: Path | None = None
    overruled: tuple[str, ...] = ()
    any_licence: bool = False
    reviewers: tuple[str, ...] = ()
    force: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was written: units not ready, critical findings, a licence (empty if none)."""

    pending: tuple[Pending, ...]
    doubts: tuple[Doubt, ...]
    licence: str


@dataclass(frozen=True, slots=True)
class Published:
    """The files in place and what a person should know of them."""

    written: tuple[Path, ...]
    overruled: tuple[Doubt, ...]
    messages: tuple[str, ...]


def plan(
    source: Path, output: str | None, formats: Sequence[str], layout: publish.Layout
) -> tuple[tuple[str, Path], ...]:
    """Where each format goes: beside ``source`` as ``release.zh.docx`` (``.columns``,
    ``.paragraphs``), into the folder ``output``, or to that file for one format.
    """
    stem = source.name.removesuffix(SUFFIX) if source.name.endswith(SUFFIX) else source.stem
    name = f"{stem.removesuffix(_REVIEW)}.{layout.value}"
    wanted = list(dict.fromkeys(formats))
    if output is None:
        return tuple((f, source.with_name(f"{name}.{f}")) for f in wanted)
    folder = Path(output)
    if folder.is_dir() or output.endswith(("/", "\\")) or len(wanted) > 1:
        return tuple((f, folder / f"{name}.{f}") for f in wanted)
    return ((wanted[0], folder),)


def deliver(
    source: Path, text: Reviewed, checked: Rechecked, glossary: str, order: Order
) -> Published | Refused:
    """Write what was ordered, or say why not; all files or none.

    ``glossary`` is the digest of the glossaries that the text was checked with.

    :raises UsageError: a finding is overruled that is not there; a sheet of an unknown form.
    :raises InputError: the template cannot be used.
    :raises OutputError: a file is in the way or cannot be written.
    """
    _check_order(source, checked, order)
    licence = text.bitext.provenance.licence
    barred = non_commercial(licence) or "unknown" in licence
    refused = Refused(
        pending=checked.pending(order.required),
        doubts=tuple(d for d in checked.critical() if d.name not in order.overruled),
        licence="" if order.any_licence or not barred else licence,
    )
    if refused.pending or refused.doubts or refused.licence:
        return refused
    content, messages = _content(checked, order)
    overruled = tuple(d for d in checked.critical() if d.name in order.overruled)
    files = dict(zip([path for _, path in order.outputs], content, strict=True))
    if order.sheet is not None:
        sheet = _sheet(text, checked, glossary, order, files, barred and order.any_licence)
        files[order.sheet] = _SHEETS[order.sheet.suffix.lower()](sheet).encode()
    written = write_together(
        [(path, _writer(data)) for path, data in files.items()], force=order.force
    )
    return Published(written, overruled, messages)


def _check_order(source: Path, checked: Rechecked, order: Order) -> None:
    known = {doubt.name for doubt in checked.critical()}
    for name in order.overruled:
        if name not in known:
            raise UsageError(
                f"there is no critical finding {name} to overrule",
                remedy=f"critical findings: {', '.join(sorted(known)) or 'none'}",
            )
    if order.sheet is not None and order.sheet.suffix.lower() not in _SHEETS:
        raise UsageError(
            f"the provenance sheet {order.sheet} is of no known form",
            remedy="end its name in .txt or .json",
        )
    paths = [path for _, path in order.outputs] + ([order.sheet] if order.sheet else [])
    taken = {path for path in (source, order.template) if path is not None}
    for path in paths:
        if path.exists() and any(other.exists() and path.samefile(other) for other in taken):
            raise OutputError("is an input", place=str(path), remedy="choose another --output")
        if path.exists() and not order.force:
            raise OutputError(
                "exists already", place=str(path), remedy="add --force or choose another --output"
            )
        if paths.count(path) > 1:
            raise UsageError(f"two results would be {path}", remedy="choose another --output")


def _content(checked: Rechecked, order: Order) -> tuple[list[bytes], tuple[str, ...]]:
    units = checked.bitext.units
    text = publish.manuscript(checked.bitext, {unit.id: carried_styles(unit) for unit in units})
    content = []
    messages: tuple[str, ...] = ()
    for name, _ in order.outputs:
        if name == "docx":
            template = publish.Template.open(order.template) if order.template else None
            data, messages = publish.docx(text, order.layout, template)
            content.append(data)
        else:
            write = publish.page if name == "html" else publish.plain
            content.append(write(text, order.layout).encode())
    return content, messages


def _sheet(
    text: Reviewed,
    checked: Rechecked,
    glossary: str,
    order: Order,
    files: dict[Path, bytes],
    licence_overruled: bool,
) -> Sheet:
    bitext = checked.bitext
    found = Counter(doubt.finding.severity for doubt in checked.doubts)
    return Sheet(
        document=Path(bitext.name).name,
        title=bitext.title,
        issued=bitext.issued.isoformat() if bitext.issued else "",
        source=bitext.source_digest,
        review=text.digest,
        layout=order.layout.value,
        outputs={path.name: hashlib.sha256(data).hexdigest() for path, data in files.items()},
        template=hashlib.sha256(order.template.read_bytes()).hexdigest() if order.template else "",
        draft=bitext.provenance,
        licence_overruled=licence_overruled,
        glossary=glossary,
        publisher=f"press-translator {__version__}",
        reviewers=tuple(dict.fromkeys((*order.reviewers, *text.reviewers))),
        units=len(bitext.units),
        origins=dict(sorted(Counter(u.origin.value for u in bitext.units).items())),
        states=dict(sorted(Counter(u.state.value for u in bitext.units).items())),
        findings={s.label: found[s] for s in sorted(Severity, reverse=True)},
        overruled=tuple(
            f"{d.name} {d.finding.message}" for d in checked.critical() if d.name in order.overruled
        ),
        typography=checked.changes,
    )


def _writer(data: bytes) -> Callable[[Path], None]:
    return lambda path: _save(path, data)


def _save(path: Path, data: bytes) -> None:
    path.write_bytes(data)
