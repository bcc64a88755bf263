"""Glossaries written as TBX-Basic, style DCA (ISO 30042:2019, dialect of LTAC and TerminOrgs).

One concept an entry. What TBX-Basic has no data category for (our flags, the context words,
columns of the office) stands as JSON in a note that begins with ``press-translator:``, so that
the file comes back with nothing lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from lxml import etree

from translator.errors import OutputError
from translator.termbase.formats.tbx import OWN

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_STANDARD = frozenset({"ru", "zh", "kind", "variants", "forbidden", "source", "date", "note"})


def written(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The file for these cells, columns named as in a TSV.

    :raises OutputError: a cell holds a character that XML forbids.
    """
    root = etree.Element(_name("tbx"), nsmap={None: _NAMESPACE})  # type: ignore[dict-item]
    root.set("type", "TBX-Basic")
    root.set("style", "dca")
    root.set(_LANG, "ru")
    source = root
    for name in ("tbxHeader", "fileDesc", "sourceDesc", "p"):
        source = etree.SubElement(source, _name(name))
    source.text = "Russian–Chinese glossary of press-translator"
    body = etree.SubElement(etree.SubElement(root, _name("text")), _name("body"))
    for number, row in enumerate(rows, start=1):
        cells = {name: cell for name, cell in zip(columns, row, strict=True) if name and cell}
        try:
            _concept(body, f"c{number}", cells)
        except ValueError as error:
            raise OutputError(
                f"«{cells.get('ru', '')}» holds a character that XML forbids",
                place=f"entry {number}",
                remedy="type the entry anew",
            ) from error
    tree = etree.ElementTree(root)
    etree.indent(tree)
    data: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"


def _name(local: str) -> str:
    return f"{{{_NAMESPACE}}}{local}"


def _add(parent: etree._Element, local: str, text: str, kind: str = "") -> None:
    element = etree.SubElement(parent, _name(local))
    element.text = text
    if kind:
        element.set("type", kind)


def _concept(body: etree._Element, number: str, cells: dict[str, str]) -> None:
    entry = etree.SubElement(body, _name("conceptEntry"), id=number)
    own = {name: cell for name, cell in cells.items() if name not in _STANDARD}
    if "kind" in cells:
        _add(entry, "descrip", cells["kind"], "subjectField")
    if (day := cells.get("date", "")) and _DAY.fullmatch(day):
        group = etree.SubElement(entry, _name("transacGrp"))
        _add(group, "transac", "modification", "transactionType")
        _add(group, "date", day)
    elif day:
        own["date"] = day
    note = cells.get("note", "")
    if note.startswith(OWN.strip()):
        own["note"] = note
    elif note:
        _add(entry, "note", note)
    if own:
        _add(entry, "note", OWN + json.dumps(own, ensure_ascii=False, sort_keys=True))
    russian = etree.SubElement(entry, _name("langSec"), {_LANG: "ru"})
    _add(etree.SubElement(russian, _name("termSec")), "term", cells["ru"])
    chinese = etree.SubElement(entry, _name("langSec"), {_LANG: "zh-CN"})
    forms = [("preferred", cells.get("zh", ""))]
    forms += [("admitted", form) for form in _items(cells.get("variants", ""))]
    forms += [("deprecated", form) for form in _items(cells.get("forbidden", ""))]
    for status, form in forms:
        section = etree.SubElement(chinese, _name("termSec"))
        _add(section, "term", form)
        _add(section, "termNote", f"{status}Term-admn-sts", "administrativeStatus")
        if status == "preferred" and "source" in cells:
            _add(section, "admin", cells["source"], "source")


def _items(cell: str) -> list[str]:
    return [item for item in cell.split("|") if item]
