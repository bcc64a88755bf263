"""Files in, files out: which document goes where, and what became of each.

A job either ends with all its outputs in place or with an error and none of them.
"""

from __future__ import annotations

import io
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from translator import bilingual, exchange, ingest
from translator.drafting import Progress
from translator.errors import InputError, OutputError, TranslatorError, UsageError
from translator.outputs import write_together
from translator.pipeline import Translator
from translator.settings import Settings
from translator.units import Bitext, Furniture, Severity, SourceDocument

STDIO = "-"
FORMATS = ("docx", *exchange.FILE_FORMATS)
_FILES = frozenset(FORMATS).difference(exchange.FORMATS)
_SUFFIX = ".ru-zh"


@dataclass(frozen=True, slots=True)
class Job:
    """One document: ``source`` None is stdin; ``outputs`` are (format, path), None is stdout."""

    name: str
    source: Path | None
    outputs: tuple[tuple[str, Path | None], ...]
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: figures of the run, or the error that stopped it."""

    name: str
    written: tuple[Path, ...] = ()
    error: TranslatorError | None = None
    segments: int = 0
    words: int = 0
    seconds: float = 0.0
    memory_hits: int = 0
    terms_used: int = 0
    terms_missing: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    worst: int = 0
    messages: tuple[str, ...] = ()
    set_aside: tuple[Furniture, ...] = ()

    @property
    def words_per_second(self) -> float:
        """Russian words of the source per second of wall time."""
        return self.words / self.seconds if self.seconds else 0.0

    @classmethod
    def sum(cls, outcomes: Sequence[Outcome]) -> Outcome:
        """The figures of several jobs together."""
        findings: Counter[str] = Counter()
        for outcome in outcomes:
            findings.update(outcome.findings)
        return cls(
            name="",
            segments=sum(o.segments for o in outcomes),
            words=sum(o.words for o in outcomes),
            seconds=sum(o.seconds for o in outcomes),
            memory_hits=sum(o.memory_hits for o in outcomes),
            terms_used=sum(o.terms_used for o in outcomes),
            terms_missing=sum(o.terms_missing for o in outcomes),
            findings={s.label: findings[s.label] for s in sorted(Severity, reverse=True)},
            worst=max((o.worst for o in outcomes), default=0),
        )

    def as_dict(self) -> dict[str, object]:
        """For ``--json``: the same figures with plain types."""
        return {
            "name": self.name,
            "outputs": [str(path) for path in self.written],
            "error": str(self.error) if self.error else None,
            "segments": self.segments,
            "words": self.words,
            "seconds": round(self.seconds, 3),
            "words_per_second": round(self.words_per_second, 1),
            "memory_hits": self.memory_hits,
            "terms_used": self.terms_used,
            "terms_missing": self.terms_missing,
            "findings": self.findings,
            "set_aside": [{"rule": f.rule, "text": f.text} for f in self.set_aside],
            "messages": list(self.messages),
        }


def plan(
    inputs: Sequence[str], output: str | None, settings: Settings, *, force: bool = False
) -> list[Job]:
    """Jobs for ``inputs``; :func:`refusal` then says which of them cannot be done.

    Without ``output`` each result lies beside its source as ``release.ru-zh.docx``; ``output``
    may be a file for one input and one format, a folder, or ``-`` for the text formats.

    :raises UsageError: an unknown format, ``-o -`` with docx, omegat or several inputs, or two
        results of one name.
    """
    formats = formats_of(settings)
    if output == STDIO and (not _FILES.isdisjoint(formats) or len(formats) * len(inputs) > 1):
        raise UsageError(
            "stdout takes one document in one text format",
            remedy="add --to jsonl, tsv or txt, or give -o a file",
        )
    jobs = [
        Job(
            name=name,
            source=None if name == STDIO else Path(name),
            outputs=tuple((f, _target(name, output, f, len(inputs), formats)) for f in formats),
            force=force,
        )
        for name in dict.fromkeys(inputs)
    ]
    paths = Counter(path for job in jobs for _, path in job.outputs if path is not None)
    doubled = [path for path, count in paths.items() if count > 1]
    if doubled:
        raise UsageError(
            f"two inputs would write {doubled[0]}", remedy="translate them into two folders"
        )
    return jobs


def formats_of(settings: Settings) -> tuple[str, ...]:
    """The formats of the settings, each once.

    :raises UsageError: an unknown format.
    """
    formats = tuple(dict.fromkeys(settings.formats))
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(
            f"unknown format {unknown[0]!r}", remedy=f"use one of: {', '.join(FORMATS)}"
        )
    return formats


def refusal(job: Job) -> Outcome | None:
    """What is known to fail before any work: an output in the way or that cannot be written."""
    try:
        for _, path in job.outputs:
            _refuse(path, job)
    except TranslatorError as error:
        return Outcome(job.name, error=error)
    return None


def run(
    job: Job,
    settings: Settings,
    translator: Callable[[], Translator],
    progress: Progress | None = None,
    *,
    stdin: Callable[[], bytes] | None = None,
    stdout: Callable[[str], None] | None = None,
) -> Outcome:
    """Translate one document and write every output, or none; errors come back in the outcome.

    ``translator`` is asked for once the document is read, so that a bad one loads no model.

    :raises TranslatorError: what ``translator`` raises, for it concerns every document.
    """
    refused = refusal(job)
    if refused is not None:
        return refused
    begun = time.monotonic()
    try:
        document = read(job.name, settings, stdin)
    except TranslatorError as error:
        return Outcome(job.name, error=error)
    except MemoryError:
        return Outcome(job.name, error=too_large(job.name))
    spent = time.monotonic() - begun
    ready = translator()
    begun = time.monotonic() - spent
    try:
        bitext = ready.translate(document, progress)
        written = _write(job, bitext, stdout)
    except TranslatorError as error:
        return Outcome(job.name, error=error)
    except MemoryError:
        return Outcome(job.name, error=too_large(job.name))
    return _outcome(job, bitext, written, time.monotonic() - begun)


def too_large(name: str) -> InputError:
    """The document does not fit into this machine's memory."""
    return InputError("does not fit into memory", place=name, remedy="cut it into several releases")


def read(name: str, settings: Settings, stdin: Callable[[], bytes] | None = None) -> SourceDocument:
    """The release called ``name``; ``-`` takes the bytes that ``stdin`` gives."""
    if name == STDIO and stdin is not None:
        return ingest.read_bytes(
            stdin(),
            "stdin",
            furniture=settings.furniture,
            keep_boilerplate=settings.keep_boilerplate,
        )
    return ingest.read(
        Path(name), furniture=settings.furniture, keep_boilerplate=settings.keep_boilerplate
    )


def _target(
    name: str, output: str | None, form: str, inputs: int, formats: Sequence[str]
) -> Path | None:
    if output == STDIO:
        return None
    source = Path("stdin") if name == STDIO else Path(name)
    file_name = f"{source.stem}{_SUFFIX}.{exchange.suffix_of(form)}"
    if output is None:
        return source.with_name(file_name)
    folder = Path(output)
    if folder.is_dir() or output.endswith(("/", "\\")) or inputs * len(formats) > 1:
        return folder / file_name
    return folder


def _refuse(path: Path | None, job: Job) -> None:
    if path is None:
        return
    if job.source is not None and path.exists() and path.samefile(job.source):
        raise OutputError("is the input itself", place=str(path), remedy="choose another --output")
    if path.is_dir():
        raise OutputError("is a folder", place=str(path), remedy="name a file")
    if path.exists() and not job.force:
        raise OutputError(
            "exists already", place=str(path), remedy="add --force or choose another --output"
        )
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(
            f"cannot be written ({folder} is not a folder you may write into)",
            place=str(path),
            remedy="choose another --output",
        )


def _write(job: Job, bitext: Bitext, stdout: Callable[[str], None] | None) -> tuple[Path, ...]:
    """All outputs; those already in place are taken back if a later one fails or is stopped."""
    files = []
    for name, path in job.outputs:
        if path is None:
            _send(stdout, _as_text(bitext, name))
        else:
            files.append((path, writer(bitext, name)))
    return write_together(files, force=job.force)


def _send(stdout: Callable[[str], None] | None, text: str) -> None:
    if stdout is None:
        return
    try:
        stdout(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror})",
            place="stdout",
            remedy="free space on the disk or give -o a file",
        ) from error


def writer(bitext: Bitext, name: str) -> Callable[[Path], None]:
    """What writes a bitext to a path in the format called ``name``."""
    if name == "docx":
        return lambda path: bilingual.write(bitext, path)
    return lambda path: exchange.save(bitext, name, path)


def _as_text(bitext: Bitext, name: str) -> str:
    stream = io.StringIO(newline="\n")
    exchange.write(bitext, name, stream)
    return stream.getvalue()


def _outcome(job: Job, bitext: Bitext, written: tuple[Path, ...], seconds: float) -> Outcome:
    findings = Counter(f.severity for unit in bitext.units for f in unit.findings)
    uses = [use for unit in bitext.units for use in unit.terms]
    messages = bitext.messages
    if any(name == "txt" for name, _ in job.outputs):
        messages += tuple(
            f"{unit.id} is not in the txt, its paragraph lacks a translation: {unit.source}"
            for unit in exchange.left_out(bitext)
        )
    return Outcome(
        name=job.name,
        written=written,
        segments=len(bitext.units),
        words=sum(len(unit.source.split()) for unit in bitext.units),
        seconds=seconds,
        memory_hits=sum(1 for unit in bitext.units if unit.origin == "memory"),
        terms_used=sum(1 for use in uses if use.status != "missing"),
        terms_missing=sum(1 for use in uses if use.status == "missing"),
        findings={s.label: findings[s] for s in sorted(Severity, reverse=True)},
        worst=max((int(s) for s in findings), default=0),
        messages=messages,
        set_aside=bitext.set_aside,
    )
