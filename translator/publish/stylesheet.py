"""The styles of an office's template: found by name, pruned to what is used, completed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from translator.ooxml.markup import R, el, w
from translator.publish.looks import Layout, looks
from translator.publish.scrub import scrub
from translator.publish.styles import bullet_list, own_style, own_styles, style_id

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_USES = (w("pStyle"), w("rStyle"), w("tblStyle"))
_NUMBERING_GONE = ("nsid", "tmpl", "name", "styleLink", "numStyleLink", "lvlPicBulletId")


class Stylesheet:
    """styles.xml, numbering.xml and the theme of a template, made ready for one document."""

    def __init__(
        self,
        styles: etree._Element | None,
        numbering: etree._Element | None,
        theme: etree._Element | None,
        edges: Sequence[etree._Element],
    ) -> None:
        """``edges`` are the cleaned headers and footers, whose styles are kept."""
        self.styles = styles if styles is not None else own_styles(Layout.ZH, ())
        self.numbering = numbering
        self.theme = theme if theme is not None and _clean_theme(theme) else None
        self.messages: list[str] = []
        self._edges = edges
        scrub(self.styles, ())
        self._by_id = {s.get(w("styleId"), ""): s for s in self.styles.iter(w("style"))}
        self._by_name = {
            _value(s, "name").casefold(): s
            for s in reversed(self._by_id.values())
            if s.get(w("type")) == "paragraph"
        }

    def dress(self, wanted: Sequence[str], layout: Layout) -> tuple[dict[str, str], dict[str, str]]:
        """Style id by key, and the Chinese font for keys whose style names none.

        A role that the template has no style for gets the tool's own. Styles that nothing in
        the document uses are dropped: their names may be a person's or a project's.
        """
        chosen: dict[str, str] = {}
        for key in wanted:
            found = self._find(key)
            chosen[key] = found or self._add(layout, key)
        eastern = {
            key: looks().fonts[looks().of(layout, key).font].name
            for key in wanted
            if not key.endswith("-ru") and not self._has_chinese_font(chosen[key])
        }
        self._prune(chosen.values())
        return chosen, eastern

    def _find(self, key: str) -> str:
        for name in looks().names[key]:
            style = self._by_name.get(name.casefold())
            if style is not None:
                return style.get(w("styleId"), "")
        return ""

    def _add(self, layout: Layout, key: str) -> str:
        bullets = self._bullets() if looks().of(layout, key).bullet else 0
        style = own_style(layout, key, bullets)
        identifier = style_id(key)
        while identifier in self._by_id:
            identifier += "1"
        style.set(w("styleId"), identifier)
        self._by_id[identifier] = style
        self.styles.append(style)
        if not key.endswith("-ru"):
            names = ", ".join(looks().names[key])
            self.messages.append(
                f"the template has no paragraph style for the {key} ({names}): "
                "the tool's own is used"
            )
        return identifier

    def _bullets(self) -> int:
        """The number of a list of our own, added to those of the template."""
        if self.numbering is None:
            self.numbering = el("numbering")
        numbers = [
            int(value)
            for node in self.numbering
            for value in (node.get(w("abstractNumId")), node.get(w("numId")))
            if value is not None and value.isdecimal()
        ]
        number = max(numbers, default=0) + 1
        abstract, instance = bullet_list(number)
        at = sum(node.tag != w("num") for node in self.numbering)
        self.numbering.insert(at, abstract)
        self.numbering.append(instance)
        return number

    def _chain(self, identifier: str) -> list[etree._Element]:
        """A style and those it is based on (17.7.4.3)."""
        chain: list[etree._Element] = []
        while identifier in self._by_id and self._by_id[identifier] not in chain:
            chain.append(self._by_id[identifier])
            identifier = _value(chain[-1], "basedOn")
        return chain

    def _has_chinese_font(self, identifier: str) -> bool:
        for root in (*self._chain(identifier), self.styles.find(w("docDefaults"))):
            node = root.find(f".//{w('rFonts')}") if root is not None else None
            if node is None:
                continue
            if node.get(w("eastAsiaTheme")) is not None:
                return self._theme_is_chinese(node.get(w("eastAsiaTheme"), ""))
            if node.get(w("eastAsia")) is not None:
                return True
        return False

    def _theme_is_chinese(self, name: str) -> bool:
        """Whether the theme's major or minor font set names a face for simplified Chinese."""
        if self.theme is None:
            return False
        which = "majorFont" if name.startswith("major") else "minorFont"
        for found in self.theme.iter(f"{_A}{which}"):
            eastern = found.find(f"{_A}ea")
            own = eastern is not None and eastern.get("typeface")
            return bool(own) or any(f.get("script") == "Hans" for f in found.iter(f"{_A}font"))
        return False

    def _prune(self, chosen: Iterable[str]) -> None:
        used = set(chosen) | {
            node.get(w("val"), "") for edge in self._edges for node in edge.iter(*_USES)
        }
        used |= {i for i, style in self._by_id.items() if style.get(w("default")) in ("1", "true")}
        kept = {style.get(w("styleId"), "") for i in used for style in self._chain(i)}
        for identifier, style in self._by_id.items():
            if identifier not in kept:
                self.styles.remove(style)
                continue
            for name in ("next", "link"):
                node = style.find(w(name))
                if node is not None and node.get(w("val"), "") not in kept:
                    style.remove(node)
        for node in list(self.styles.iter(w("latentStyles"))):
            self.styles.remove(node)
        if self.numbering is not None:
            self._prune_lists()

    def _prune_lists(self) -> None:
        assert self.numbering is not None
        roots = [self.styles, *self._edges]
        used = {n.get(w("val")) for root in roots for n in root.iter(w("numId"))}
        abstracts = set()
        for node in list(self.numbering.iter(w("num"))):
            if node.get(w("numId")) in used:
                abstracts.add(_value(node, "abstractNumId"))
            else:
                self.numbering.remove(node)
        for node in list(self.numbering):
            unused = node.tag == w("abstractNum") and node.get(w("abstractNumId")) not in abstracts
            if unused or node.tag not in (w("num"), w("abstractNum")):
                self.numbering.remove(node)
        scrub(self.numbering, ())
        for name in _NUMBERING_GONE:
            for node in list(self.numbering.iter(w(name))):
                parent = node.getparent()
                if parent is not None:
                    parent.remove(node)
        if not len(self.numbering):
            self.numbering = None


def _value(element: etree._Element, name: str) -> str:
    node = element.find(w(name))
    return "" if node is None else node.get(w("val"), "")


def _clean_theme(theme: etree._Element) -> bool:
    """Take names and extensions out; False for a theme that draws on other parts."""
    scrub(theme, ())
    for node in theme.iter(etree.Element):
        if any(etree.QName(str(key)).namespace == R for key in node.attrib):
            return False
        if "name" in node.attrib and node.tag != f"{_A}srgbClr":
            node.set("name", "Office")
    return True
