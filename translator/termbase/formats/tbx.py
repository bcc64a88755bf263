"""Glossaries as TBX (ISO 30042): read in the styles DCA and DCT of 2019 and as MARTIF of 2008.

A concept is an entry for every Russian term in it. The preferred Chinese term goes into
``zh``, admitted ones into ``variants``, deprecated and superseded ones into ``forbidden``
(administrativeStatus); the subject field is the kind where it is one of ours. Whatever else a
concept says (definition, context, part of speech) is kept in a column of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from translator.errors import GlossaryError
from translator.termbase.formats.records import Record
from translator.termbase.kinds import known_kinds

OWN = "press-translator: "
"""Opens the note that carries what TBX-Basic has no data category for, as a JSON object."""

_LARGEST = 128 * 1024 * 1024
_ENTRIES = frozenset({"conceptEntry", "termEntry"})
_LANGUAGES = frozenset({"langSec", "langSet"})
_HOLDERS = frozenset({"termSec", "tig", "ntig"})
_TYPED = frozenset({"descrip", "admin", "termNote", "transac", "xref", "ref", "adminNote"})
_NAMES = {
    "subjectField": "kind", "source": "source", "date": "date", "note": "note",
    "context": "example",
}  # fmt: skip
_QUIET = frozenset({"administrativeStatus", "transactionType", "term"})
_TRADITIONAL = re.compile(r"^zh-(?:hant|tw|hk|mo)", re.IGNORECASE)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(slots=True)
class _Concept:
    """What one entry says: terms by language, cells by column."""

    russian: list[str] = field(default_factory=list)
    chinese: dict[str, list[str]] = field(default_factory=dict)
    cells: dict[str, list[str]] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)

    def say(self, column: str, text: str) -> None:
        cell = self.cells.setdefault(column, [])
        if text and text not in cell:
            cell.append(text)


def read(path: Path, data: bytes) -> Iterator[Record]:
    """A header row, then a row a term.

    :raises GlossaryError: the file is no TBX, declares entities, or is too large; an entry
        without a Russian or a Chinese term is a faulty record.
    """
    root = _root(path, data)
    entries = [e for e in root.iter() if _local(e) in _ENTRIES]
    if not entries:
        raise GlossaryError(
            "holds no conceptEntry (TBX 2019) and no termEntry (MARTIF)",
            place=f"{path}:1",
            remedy="export it from the terminology program anew",
        )
    found = [(f"{path}:{entry.sourceline}", _concept(entry)) for entry in entries]
    extra = dict.fromkeys(name for _, c in found for name in (*c.cells, *c.own))
    columns = [*dict.fromkeys(("ru", "zh", "variants", "forbidden", *extra))]
    yield Record(f"{path}:1", columns)
    for place, concept in found:
        yield from _rows(place, concept, columns)


def _root(path: Path, data: bytes) -> Any:
    if len(data) > _LARGEST:
        raise GlossaryError("is larger than 128 MB", place=str(path), remedy="split the file")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise GlossaryError(
            f"is not XML ({error.msg})", place=f"{path}:{error.lineno or 1}", remedy="export anew"
        ) from error
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        entity = next(dtd.iterentities())
        raise GlossaryError(
            f"declares the entity {entity.name}",
            place=f"{path}:1",
            remedy="delete the declarations <!ENTITY …> and write the text itself",
        )
    if _local(root) not in {"tbx", "martif"}:
        raise GlossaryError(
            f"is no TBX: its root is {_local(root) or 'unnamed'}",
            place=f"{path}:{root.sourceline}",
            remedy="give a TBX of 2019 (tbx) or of 2008 (martif)",
        )
    return root


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _concept(entry: Any) -> _Concept:
    concept = _Concept()
    _describe(concept, entry)
    for section in (e for e in entry if _local(e) in _LANGUAGES):
        language = section.get(_XML_LANG) or section.get("lang") or ""
        _describe(concept, section)
        for holder in (e for e in section.iter() if _local(e) in _HOLDERS):
            _term(concept, holder, language)
    return concept


def _describe(concept: _Concept, element: Any) -> None:
    """The data categories directly at ``element`` and in the groups (descripGrp) there."""
    for child in element:
        name = _local(child)
        if name in _LANGUAGES | _HOLDERS | {""}:
            continue
        if name.endswith("Grp"):
            _describe(concept, child)
            continue
        category = child.get("type", name) if name in _TYPED else name
        text = _text(child)
        if category == "note" and text.startswith(OWN):
            concept.own.update(_own(text))
        elif category == "subjectField" and text not in known_kinds():
            concept.say("subject", text)
        elif category not in _QUIET:
            concept.say(_NAMES.get(category, category.lower()), text)


def _own(note: str) -> dict[str, str]:
    try:
        said = json.loads(note.removeprefix(OWN))
    except ValueError:
        return {"note": note}
    if not isinstance(said, dict):
        return {"note": note}
    return {str(name): str(value) for name, value in said.items()}


def _term(concept: _Concept, holder: Any, language: str) -> None:
    term = next((e for e in holder.iter() if _local(e) == "term"), None)
    text = "" if term is None else _text(term)
    if not text:
        return
    _describe(concept, holder)
    if language.lower().startswith("ru"):
        concept.russian.append(text)
    elif language.lower().startswith(("zh", "cmn")) and not _TRADITIONAL.match(language):
        concept.chinese.setdefault(_status(holder), []).append(text)
    else:
        concept.say(f"term-{language.lower() or 'und'}", text)


def _status(holder: Any) -> str:
    """preferred, admitted or forbidden; a term without status is admitted."""
    for element in holder.iter():
        name = element.get("type", "") if _local(element) == "termNote" else _local(element)
        if name in {"administrativeStatus", "normativeAuthorization"}:
            value = _text(element).lower()
            if value.startswith("preferred"):
                return "preferred"
            if value.startswith(("deprecated", "superseded")):
                return "forbidden"
    return "admitted"


def _rows(place: str, concept: _Concept, columns: list[str]) -> Iterator[Record]:
    approved = concept.chinese.get("preferred", []) + concept.chinese.get("admitted", [])
    if not concept.russian or not approved:
        language = "Chinese (zh-CN)" if concept.russian else "Russian (ru)"
        error = GlossaryError(
            f"the entry has no {language} term", place=place, remedy="add it or delete the entry"
        )
        yield Record(place, error)
        return
    cells = {name: " | ".join(texts) for name, texts in concept.cells.items()}
    cells |= {
        "zh": approved[0],
        "variants": "|".join(approved[1:]),
        "forbidden": "|".join(concept.chinese.get("forbidden", [])),
    }
    cells |= concept.own
    for term in concept.russian:
        yield Record(place, [(cells | {"ru": term}).get(name, "") for name in columns])
