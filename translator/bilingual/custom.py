"""The custom XML part: what the document was when it was exported, for reading it back."""

from __future__ import annotations

import base64
import uuid
from datetime import date

from lxml import etree

from translator.bilingual.anchors import bookmark, digest, export_digest, tag
from translator.bilingual.body import status_of
from translator.bilingual.extras import NONE, Extras
from translator.bilingual.records import Record, RecordedUnit
from translator.ooxml.markup import DECLARATION, OFFICE, storable
from translator.ooxml.written import any_element, escaped
from translator.plain import pack, unpack
from translator.units import Bitext, Kind, Provenance

NAMESPACE = "urn:press-translator:review:1"
_STORE = f"{OFFICE}/customXml"
_MADE = ("engine", "model", "licence", "glossary_digest", "settings", "tool")


def record_of(bitext: Bitext, extras: Extras = NONE) -> Record:
    """The record of a bitext as it is about to be written."""
    made = bitext.provenance
    return Record(
        name=storable(bitext.name),
        title=storable(bitext.title),
        issued=bitext.issued,
        source_digest=storable(bitext.source_digest),
        digest=export_digest(bitext, extras),
        provenance=Provenance(**{name: storable(getattr(made, name)) for name in _MADE}),
        units=tuple(
            RecordedUnit(
                id=unit.id,
                number=number,
                kind=unit.kind,
                block=unit.block,
                source_hash=digest(unit.source),
                target_hash=digest(unit.target or ""),
                missing=unit.target is None,
                signature=unit.signature,
                origin=unit.origin.value,
                engine=unit.engine,
                state=status_of(unit),
                findings=len(unit.findings),
                tag=tag(unit.id),
                bookmark=bookmark(unit.id),
            )
            for number, unit in extras.numbered(bitext)
        ),
        round=extras.round,
        kind=extras.kind,
        content=bitext,
    )


def _content(root: etree._Element) -> Bitext | None:
    """The packed bitext; one that is damaged is treated as missing, for the hashes tell."""
    packed = root.findtext(f"{{{NAMESPACE}}}content")
    if not packed:
        return None
    try:
        return unpack(Bitext, base64.b64decode(packed, validate=True))
    except ValueError:
        return None


def item(record: Record) -> bytes:
    """``customXml/item1.xml``."""
    head = {
        "xmlns": NAMESPACE,
        "name": record.name,
        "title": record.title,
        "issued": record.issued.isoformat() if record.issued else "",
        "source-digest": record.source_digest,
        "digest": record.digest,
        "round": str(record.round),
        "kind": record.kind,
    }
    made = {name.replace("_", "-"): getattr(record.provenance, name) for name in _MADE}
    content = []
    if record.content is not None:
        packed = base64.b64encode(pack(record.content)).decode("ascii")
        content.append(any_element("content", {}, escaped(packed)))
    root = any_element(
        "review",
        _storable(head),
        any_element("provenance", _storable(made)),
        *(any_element("unit", _storable(_values(unit))) for unit in record.units),
        *content,
    )
    return DECLARATION + root.encode("utf-8")


def _values(unit: RecordedUnit) -> dict[str, str]:
    return {
        "id": unit.id,
        "number": str(unit.number),
        "kind": unit.kind.value,
        "block": unit.block,
        "source-hash": unit.source_hash,
        "target-hash": unit.target_hash,
        "missing": "true" if unit.missing else "false",
        "signature": unit.signature,
        "origin": unit.origin,
        "engine": unit.engine,
        "state": unit.state,
        "findings": str(unit.findings),
        "tag": unit.tag,
        "bookmark": unit.bookmark,
    }


def _storable(values: dict[str, str]) -> dict[str, str]:
    return {name: storable(value) for name, value in values.items()}


def properties(record: Record) -> bytes:
    """``customXml/itemProps1.xml``; the item's GUID follows from the export's digest."""
    guid = str(uuid.uuid5(uuid.NAMESPACE_URL, record.digest)).upper()
    schema = any_element("ds:schemaRef", {"ds:uri": NAMESPACE})
    root = any_element(
        "ds:datastoreItem",
        {"xmlns:ds": _STORE, "ds:itemID": f"{{{guid}}}"},
        any_element("ds:schemaRefs", {}, schema),
    )
    return DECLARATION + root.encode("utf-8")


def parse(root: etree._Element) -> Record | None:
    """The record in a parsed part; None where the part is another one or has been damaged."""
    made = root.find(f"{{{NAMESPACE}}}provenance")
    if root.tag != f"{{{NAMESPACE}}}review" or made is None:
        return None
    try:
        issued = root.get("issued", "")
        return Record(
            name=root.get("name", ""),
            title=root.get("title", ""),
            issued=date.fromisoformat(issued) if issued else None,
            source_digest=root.get("source-digest", ""),
            digest=root.get("digest", ""),
            provenance=Provenance(**{name: made.get(name.replace("_", "-"), "") for name in _MADE}),
            units=tuple(_unit(unit) for unit in root.iter(f"{{{NAMESPACE}}}unit")),
            round=int(root.get("round", "1")),
            kind=root.get("kind", "review"),
            content=_content(root),
        )
    except (KeyError, ValueError):
        return None


def _unit(element: etree._Element) -> RecordedUnit:
    values = {str(key): str(value) for key, value in element.attrib.items()}
    return RecordedUnit(
        id=values["id"],
        number=int(values["number"]),
        kind=Kind(values["kind"]),
        block=values["block"],
        source_hash=values["source-hash"],
        target_hash=values["target-hash"],
        missing=values["missing"] == "true",
        signature=values["signature"],
        origin=values["origin"],
        engine=values["engine"],
        state=values["state"],
        findings=int(values["findings"]),
        tag=values["tag"],
        bookmark=values["bookmark"],
    )
