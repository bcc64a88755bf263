"""TMX 1.4b (LISA, 2005): translation memories of other programs, read as a stream; ours written.

Written is level 1, plain text without inline codes (TMX 1.4b, «Levels of Implementation»), with
properties of our own for the context. Those of OmegaT (``prev``, ``next``, ``file``, ``id``)
bind a unit to one place of one file there; a unit that has them is not used anywhere else.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, TextIO

from lxml import etree

from translator import __version__
from translator.bitexts import reviewed_units
from translator.errors import InputError
from translator.exchange.codes import Codes, plain
from translator.exchange.languages import language_of
from translator.exchange.xmltext import (
    PARSING,
    escaped,
    local,
    parse,
    quoted,
    refuse_entities,
    xml_errors,
)
from translator.units import Bitext, ReviewedUnit

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STAMP = "%Y%m%dT%H%M%SZ"
_REMEDY = "export it again as TMX 1.4"
_HEADER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    '<tmx version="1.4">\n<header creationtool="press-translator" '
    f'creationtoolversion="{__version__}" segtype="sentence" o-tmf="press-translator" '
    'adminlang="en" srclang="ru-RU" datatype="plaintext"/>\n<body>\n'
)


@dataclass(slots=True)
class TmxFile:
    """The reviewed units of a TMX file, one after another; :attr:`messages` once all are read.

    ``codes`` says what becomes of inline codes. Units that say of themselves that nobody
    approved them (tmx.toml) are left out unless ``unreviewed``.
    """

    path: Path
    codes: Codes = Codes.STRIP
    unreviewed: bool = False
    _left_out: Counter[str] = field(default_factory=Counter, init=False)

    @property
    def messages(self) -> tuple[str, ...]:
        """What was left out or changed, with counts."""
        return tuple(f"{count} units {what}" for what, count in self._left_out.items())

    def __iter__(self) -> Iterator[ReviewedUnit]:
        """:raises InputError: unreadable, not TMX, not well-formed (``file:line``)."""
        self._left_out.clear()
        try:
            with self.path.open("rb") as stream:
                yield from self._units(stream)
        except OSError as error:
            raise InputError(
                f"cannot be read ({error.strerror})",
                place=str(self.path),
                remedy="give an existing TMX file",
            ) from error

    def _units(self, stream: IO[bytes]) -> Iterator[ReviewedUnit]:
        name = str(self.path)
        is_tmx = False
        with xml_errors(name, _REMEDY):
            events = etree.iterparse(stream, tag=("header", "tu"), **PARSING)
            for _, element in events:
                if element.tag == "tu":
                    is_tmx = True
                    yield from self._of(element)
                else:
                    is_tmx = True
                    refuse_entities(element.getroottree().docinfo, name)
                _forget(element)
        if not is_tmx:
            raise InputError("is not TMX", place=name, remedy=_REMEDY)

    def _of(self, element: Any) -> list[ReviewedUnit]:
        props: dict[str, str] = {}
        source = None
        targets: list[Any] = []
        for child in element:
            tag = child.tag
            if tag == "tuv":
                language = language_of(child.get(_LANG) or child.get("lang") or "")
                if language == "zh":
                    targets.append(child)
                elif language == "ru" and source is None:
                    source = child
            elif tag == "prop" and child.text:
                props[child.get("type", "").lower()] = child.text
        if source is None or not targets:
            self._left_out["without Russian or Simplified Chinese were left out"] += 1
            return []
        text = self._text(source)
        units = []
        for target in targets:
            unit = self._unit(element, text, target, props)
            if unit is not None:
                units.append(unit)
        return units

    def _unit(
        self, element: Any, source: str, target: Any, props: dict[str, str]
    ) -> ReviewedUnit | None:
        if len(target) > 1:
            own = {p.get("type", "").lower(): p.text or "" for p in target.iterchildren("prop")}
            props = props | own
        if not self.unreviewed and _says_unreviewed(props):
            self._left_out["that nobody approved were left out"] += 1
            return None
        text = self._text(target)
        if not source.strip() or not text.strip():
            self._left_out["with an empty side were left out"] += 1
            return None
        return ReviewedUnit(
            source,
            text,
            reviewer=_first(target, element, "changeid", "creationid"),
            reviewed=_moment(_first(target, element, "changedate", "creationdate")),
            **_fields(props),
        )

    def _text(self, tuv: Any) -> str:
        seg = tuv[-1] if len(tuv) else None
        if seg is None or seg.tag != "seg":
            return ""
        if not len(seg):
            return seg.text or ""
        self._left_out[f"had inline codes ({self.codes.value})"] += 1
        return plain(seg, self.codes, _table()["codes"]["blank"])


def _first(target: Any, element: Any, changed: str, made: str) -> str:
    """The attribute of the target, else of the whole unit; a change before the making."""
    return (
        target.get(changed) or target.get(made) or element.get(changed) or element.get(made) or ""
    )


def _forget(element: Any) -> None:
    """Free what was read, so that memory does not grow with the file."""
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("tmx.toml").read_text(encoding="utf-8"))


def _says_unreviewed(props: dict[str, str]) -> bool:
    return any(
        name in props and props[name].strip().lower() in values
        for name, values in _table()["unreviewed"].items()
    )


def _fields(props: dict[str, str]) -> dict[str, Any]:
    names = _table()["props"]
    fields: dict[str, Any] = {}
    for name, value in props.items():
        wanted = names.get(name)
        if wanted is None or wanted in fields:
            continue
        if wanted in ("valid_from", "valid_until"):
            fields[wanted] = _day(value)
        elif name.startswith("x-context"):
            fields[wanted] = _context(value)
        else:
            fields[wanted] = value
    return fields


def _context(value: str) -> str:
    """memoQ keeps the neighbour as XML inside text: ``<seg>Завод <bpt…/>открыт</seg>``."""
    if not value.lstrip().startswith("<seg"):
        return value
    try:
        seg = etree.fromstring(value.strip(), etree.XMLParser(**PARSING))
    except etree.XMLSyntaxError:
        return ""
    return plain(seg, Codes.STRIP, _table()["codes"]["blank"])


def _moment(text: str) -> datetime | None:
    """``20250512T100000Z`` (ISO 8601 basic form); None where it is something else."""
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def write_units(units: Iterable[ReviewedUnit], stream: TextIO) -> int:
    """Write reviewed units as TMX 1.4b level 1, streamed; returns how many.

    :raises OutputError: a unit holds a character that XML cannot carry.
    """
    stream.write(_HEADER)
    count = 0
    for count, unit in enumerate(units, 1):
        _write(unit, stream, f"unit {count}", {})
    stream.write("</body>\n</tmx>\n")
    return count


def write(bitext: Bitext, stream: TextIO, file: str = "") -> None:
    """The units of a release that have a target; ``x-state`` says how far each has come, so
    that a draft is not taken for reviewed when it is read again.

    ``file`` is the document in an OmegaT project for which the TMX is made: a sentence that was
    translated otherwise before is then bound to its place, as one of OmegaT's alternatives
    (which compares all three properties, empty ones too).
    """
    translated: dict[str, str] = {}
    with_target = [unit for unit in bitext.units if unit.target]
    stream.write(_HEADER)
    for unit, kept in zip(with_target, reviewed_units(bitext, drafts=True), strict=True):
        more = {"x-id": unit.id, "x-state": unit.state.value, "x-unit-origin": unit.origin.value}
        if file and translated.setdefault(kept.source, kept.target) != kept.target:
            more |= {"file": file, "prev": kept.previous, "next": kept.next}
        _write(kept, stream, f"{bitext.name}, {unit.id}", more)
    stream.write("</body>\n</tmx>\n")


def _write(unit: ReviewedUnit, stream: TextIO, place: str, more: dict[str, str]) -> None:
    props = {
        **more,
        "x-previous": unit.previous,
        "x-next": unit.next,
        "x-document": unit.release,
        "x-domain": unit.domain,
        "x-valid-from": unit.valid_from.isoformat() if unit.valid_from else "",
        "x-valid-until": unit.valid_until.isoformat() if unit.valid_until else "",
        "x-valid-note": unit.note,
    }
    lines = [
        f'<prop type="{name}">{escaped(value, place)}</prop>'
        for name, value in props.items()
        if value or name in more
    ]
    stamp = unit.reviewed.astimezone(UTC).strftime(_STAMP) if unit.reviewed else ""
    who = f' changeid="{quoted(unit.reviewer, place)}"' if unit.reviewer else ""
    when = f' changedate="{stamp}"' if stamp else ""
    stream.write(
        f"<tu>{''.join(lines)}"
        f'<tuv xml:lang="ru-RU"><seg>{escaped(unit.source, place)}</seg></tuv>'
        f'<tuv xml:lang="zh-CN"{who}{when}><seg>{escaped(unit.target, place)}</seg></tuv></tu>\n'
    )


def structural_faults(stream: IO[bytes], name: str) -> list[str]:
    """What breaks the content model of TMX 1.4b in a file, in words; empty if nothing does.

    Checked: the root and its version, the header's required attributes, ``tu`` with at least
    one ``tuv``, every ``tuv`` with a language and exactly one ``seg``, ``note`` and ``prop``
    before ``tuv`` and ``seg`` (TMX 1.4b, «Content Markup» and «Structural Elements»).
    """
    root = parse(stream, name, _REMEDY)
    faults = []
    if local(root) != "tmx" or root.get("version") != "1.4":
        faults.append("root is not tmx 1.4")
    header, body = root.find("header"), root.find("body")
    if header is None or body is None or [local(e) for e in root] != ["header", "body"]:
        return [*faults, "tmx does not hold one header and one body"]
    required = (
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang",
        "datatype",
    )  # fmt: skip
    faults += [f"header lacks {key}" for key in required if not header.get(key)]
    for number, tu in enumerate(body, 1):
        order = [local(child) for child in tu]
        if "tuv" not in order or order != sorted(order, key=["note", "prop", "tuv"].index):
            faults.append(f"tu {number}: children {order}")
        for tuv in tu.iterchildren("tuv"):
            if not tuv.get(_LANG) or [local(c) for c in tuv].count("seg") != 1:
                faults.append(f"tu {number}: tuv without language or seg")
    return faults
