"""A small SRX 2.0 program, as others read the file: at every place the first rule that matches."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import regex
from lxml import etree

NS = {"s": "http://www.lisa.org/srx20"}


@dataclass(frozen=True)
class Program:
    """The rules of the language, compiled."""

    rules: tuple[tuple[bool, regex.Pattern, regex.Pattern], ...]

    @classmethod
    def load(cls, path: Path, language: str = "ru-RU") -> Program:
        root = etree.parse(str(path)).getroot()
        maps = root.findall("s:body/s:maprules/s:languagemap", NS)
        name = next(
            m.get("languagerulename")
            for m in maps
            if regex.fullmatch(m.get("languagepattern"), language)
        )
        (group,) = root.xpath(f"//s:languagerule[@languagerulename='{name}']", namespaces=NS)
        return cls(
            tuple(
                (
                    rule.get("break", "yes") == "yes",
                    regex.compile(f"(?:{rule.findtext('s:beforebreak', '', NS)})$"),
                    regex.compile(rule.findtext("s:afterbreak", "", NS)),
                )
                for rule in group.findall("s:rule", NS)
            )
        )

    def split(self, text: str) -> list[str]:
        places = [0, *(place for place in range(1, len(text)) if self.breaks(text, place))]
        parts = [text[a:b].strip() for a, b in zip(places, [*places[1:], len(text)], strict=True)]
        return [part for part in parts if part]

    def breaks(self, text: str, place: int) -> bool:
        for breaks, before, after in self.rules:
            if after.match(text, place) and before.search(text, 0, place):
                return breaks
        return False
