"""Setting site furniture aside by rules that an office can read and extend.

A rule matches a whole short line, never a part of a sentence; what it takes is reported, and
``keep_boilerplate`` brings it back.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from translator.errors import UsageError
from translator.ingest.pieces import Piece, key
from translator.units import Furniture, Kind

BUILT_IN = Path(__file__).with_name("furniture.toml")
REPEATED = "repeated-headline"
_LONGEST = 400
_HEAD = 6
_SENTENCE_END = (".", "!", "?", "…", "»", ".)", ";", "”", '"')
_PLACES = frozenset({"line", "head", "tail"})
_KEYS = frozenset({"name", "pattern", "where", "links", "note"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of furniture.toml; ``links`` takes the bare link lines that follow as well."""

    name: str
    pattern: re.Pattern[str]
    where: str
    links: bool = False


def load_rules(files: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """The built-in rules and those of an office, less the ones an office switches off.

    :raises UsageError: a file that cannot be read, an unknown key, a broken pattern.
    """
    return _load((BUILT_IN, *files))


@lru_cache(maxsize=16)
def _load(files: tuple[Path, ...]) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    disabled: set[str] = set()
    for file in files:
        table = _table(file)
        names = table.get("disable", [])
        entries = table.get("rule", [])
        if not isinstance(names, list) or not isinstance(entries, list):
            raise _broken(file, "disable and rule must be lists")
        disabled.update(str(name) for name in names)
        rules.extend(_rule(entry, file, number) for number, entry in enumerate(entries, 1))
    return tuple(rule for rule in rules if rule.name not in disabled)


def _table(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise UsageError(
            f"furniture file cannot be read ({error.strerror})",
            place=str(file),
            remedy="check the path in the settings",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _broken(file, str(error)) from error


def _rule(entry: object, file: Path, number: int) -> Rule:
    if not isinstance(entry, dict) or not {"name", "pattern"} <= entry.keys() <= _KEYS:
        raise _broken(file, f"rule {number} needs name and pattern and knows only {sorted(_KEYS)}")
    where = entry.get("where", "line")
    if where not in _PLACES:
        raise _broken(file, f"rule {number}: where is line, head or tail, not {where!r}")
    try:
        pattern = re.compile(str(entry["pattern"]).replace("ё", "е"), re.IGNORECASE)
    except re.error as error:
        raise _broken(file, f"rule {number}: pattern is broken ({error})") from error
    return Rule(str(entry["name"]), pattern, str(where), bool(entry.get("links", False)))


def _broken(file: Path, what: str) -> UsageError:
    return UsageError(what, place=str(file), remedy="correct the furniture file")


def separate(
    pieces: Sequence[Piece], rules: Iterable[Rule], *, is_kept: Sequence[bool] | None = None
) -> tuple[list[Piece], list[Furniture]]:
    """Pieces of the release and what was set aside, both in order.

    ``is_kept`` marks pieces that no rule of a list of links may swallow (contacts, datelines).
    """
    rules = tuple(rules)
    names = [_matching(piece, rules) for piece in pieces]
    tail = _tail_start(pieces, names)
    taken: list[str] = []
    opened = ""
    for index, (piece, matches) in enumerate(zip(pieces, names, strict=True)):
        rule = next((r for r in matches if _stands(r, index, tail)), None)
        if rule is not None:
            opened = rule.name if rule.links else ("" if index < tail else opened)
            taken.append(rule.name)
            continue
        kept = is_kept is not None and is_kept[index]
        if opened and not kept and _is_link_line(piece, in_tail=index > tail):
            taken.append(opened)
            continue
        opened = ""
        taken.append("")
    _mark_repeated_headline(pieces, taken)
    stay = [piece for piece, name in zip(pieces, taken, strict=True) if not name]
    aside = [
        Furniture(piece.text, name, piece.place)
        for piece, name in zip(pieces, taken, strict=True)
        if name
    ]
    return stay, aside


def _matching(piece: Piece, rules: tuple[Rule, ...]) -> list[Rule]:
    if len(piece.text) > _LONGEST:
        return []
    line = piece.text.replace("ё", "е").replace("Ё", "Е").replace("\u00a0", " ")
    return [rule for rule in rules if rule.pattern.fullmatch(line)]


def _stands(rule: Rule, index: int, tail: int) -> bool:
    if rule.where == "head":
        return index < _HEAD
    return rule.where == "line" or index > tail


def _tail_start(pieces: Sequence[Piece], names: Sequence[list[Rule]]) -> int:
    """Index of the last piece that is a full sentence or a list item and no furniture."""
    for index in range(len(pieces) - 1, -1, -1):
        text = pieces[index].text
        in_table = pieces[index].place.startswith("table")
        sentence = len(text) >= 40 and text.endswith(_SENTENCE_END) and not pieces[index].link
        if not names[index] and (sentence or in_table or pieces[index].kind is Kind.LIST_ITEM):
            return index
    return 0


def _is_link_line(piece: Piece, *, in_tail: bool) -> bool:
    if piece.link:
        return True
    return in_tail and len(piece.text) <= 200 and not piece.text.endswith((".", ":", ";"))


def _mark_repeated_headline(pieces: Sequence[Piece], taken: list[str]) -> None:
    """The first piece that stays is the headline; a copy among the next few is furniture."""
    first = next((i for i, name in enumerate(taken) if not name), None)
    if first is None:
        return
    headline = key(pieces[first].text)
    if not headline or len(headline) > _LONGEST:
        return
    for index in range(first + 1, min(first + _HEAD, len(pieces))):
        if not taken[index] and key(pieces[index].text) == headline:
            taken[index] = REPEATED
