"""Taking out of a template's XML what says who made it, when, and what was changed."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from translator.ooxml.markup import R, w
from translator.publish.internal import internal

_VML = frozenset({"urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"})
_EXTENSIONS = frozenset({"extLst", "hlinkClick", "hlinkHover"})
_NAMED = frozenset({"docPr", "cNvPr"})


def scrub(root: etree._Element, relations: Collection[str]) -> list[str]:
    """Clean a part in place; ``relations`` are the relationship ids that stay.

    Tracked changes are taken as accepted, controls and custom XML opened, comments, bookmarks
    and editing ids dropped; fields other than page numbers go with their text (AUTHOR, FILENAME
    …), hidden text goes, pictures lose their names and descriptions. Returns messages.
    """
    messages = _fields(root)
    _hidden(root)
    for element in list(root.iter(etree.Element)):
        extension = etree.QName(element).localname in _EXTENSIONS
        if element.tag in internal().gone or extension:
            _remove(element)
    for element in list(root.iter(etree.Element)):
        if element.tag in internal().opened:
            _open(element)
    for element in root.iter(etree.Element):
        _attributes(element)
    _references(root, relations)
    return messages


def _attributes(element: etree._Element) -> None:
    name = etree.QName(element)
    picture = name.localname in _NAMED or name.namespace in _VML
    for key in list(element.attrib):
        local = etree.QName(str(key)).localname
        if internal().is_attribute(local) or (picture and local in internal().picture):
            del element.attrib[key]
        elif local == "name" and name.localname in _NAMED:
            element.set(key, "Picture")


def _hidden(root: etree._Element) -> None:
    for mark in list(root.iter(w("vanish"), w("webHidden"), w("specVanish"))):
        properties = mark.getparent()
        run = properties.getparent() if properties is not None else None
        if run is not None and run.tag == w("r"):
            _remove(run)
        _remove(mark)


def _fields(root: etree._Element) -> list[str]:
    """Fields other than page numbers, with what they show: it may be a name or a path."""
    dropped = []
    for field in list(root.iter(w("fldSimple"))):
        name = _name(field.get(w("instr"), ""))
        if name not in internal().fields:
            dropped.append(name)
            _remove(field)
    depth = 0
    runs: list[etree._Element] = []
    words = ""
    for run in list(root.iter(w("r"))):
        marks = [m.get(w("fldCharType")) for m in run.iter(w("fldChar"))]
        depth += marks.count("begin")
        if depth:
            runs.append(run)
            words += "".join(node.text or "" for node in run.iter(w("instrText")))
        depth -= marks.count("end")
        if runs and not depth:
            if _name(words) not in internal().fields:
                dropped.append(_name(words))
                for inside in runs:
                    _remove(inside)
            runs, words = [], ""
    return [f"the field {name} of the template was left out" for name in dict.fromkeys(dropped)]


def _name(instruction: str) -> str:
    return (instruction.split() or ["without a name"])[0].upper()


def _references(root: etree._Element, relations: Collection[str]) -> None:
    """What points to a part that is not taken along: a link is opened, a picture goes."""
    for element in list(root.iter(etree.Element)):
        targets = [v for k, v in element.attrib.items() if etree.QName(str(k)).namespace == R]
        if all(target in relations for target in targets):
            continue
        if element.tag == w("hyperlink"):
            _open(element)
            continue
        whole = next(element.iterancestors(w("drawing"), w("pict"), w("object")), element)
        if whole.getparent() is not None:
            _remove(whole)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _open(element: etree._Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    if parent is None:
        return
    if etree.QName(parent).localname in ("rPr", "trPr", "tcPr", "numPr"):
        parent.remove(element)  # the mark of a tracked change, not a wrapping
        return
    at = parent.index(element)
    for child in reversed(element):
        parent.insert(at, child)
    parent.remove(element)
