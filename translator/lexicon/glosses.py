"""Look-up of lemmas and expressions with their Chinese glosses, best first."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path

from translator.errors import GlossaryError
from translator.morphology import Token, fold, readings, tokens
from translator.units import Hint, Strength

_LEXICON_FILES = ("general.tsv", "expressions.tsv")
_HOMOGRAPH_FLOOR = 0.15


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Glosses of ``general.tsv`` (lemmas) and ``expressions.tsv`` (several words).

    ``digest`` is the SHA-256 of both files: a model is trained with one lexicon and must be
    run with the same, so it belongs to the engine's signature. Glosses are kept as they are
    written, apart by semicolons, until a text asks for them; expressions stand under their
    first two words, the longer ones first.
    """

    words: dict[str, str] = field(repr=False)
    expressions: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = field(repr=False)
    digest: str

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """Read both files of ``folder``: ``lemma<TAB>gloss;gloss`` a line.

        :raises GlossaryError: a file is missing or a line has no tab, with ``file:line``.
        """
        digest = hashlib.sha256()
        tables: list[dict[str, str]] = []
        for name in _LEXICON_FILES:
            path = folder / name
            try:
                data = path.read_bytes()
            except OSError as error:
                raise GlossaryError(
                    "the lexicon cannot be read",
                    place=str(path),
                    remedy="restore it from the repository",
                ) from error
            digest.update(data)
            tables.append(_table(path, data.decode("utf-8")))
        general, several = tables
        index: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
        for phrase, glosses in several.items():
            words = _words(phrase)
            if len(words) > 1:
                index.setdefault((words[0], words[1]), []).append((words, glosses))
        for found in index.values():
            if len(found) > 1:
                found.sort(key=lambda entry: -len(entry[0]))
        return cls(general, index, digest.hexdigest())

    def find(self, text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[Hint, ...]:
        """Weak hints for every known word outside ``taken``; expressions before single words.

        Words that the lexicon does not know get no hint. Hints do not overlap and are in order.
        """
        found: list[Hint] = []
        line = tokens(text)
        position = 0
        while position < len(line):
            token = line[position]
            if token.kind != "word" or _inside(token, taken):
                position += 1
                continue
            expression = self._expression(line, position, taken)
            if expression is not None:
                length, glosses = expression
                last = line[position + length - 1]
                head = line[position] if length == 1 else _head(line[position : position + length])
                found.append(_hint(text, token.start, last.stop, glosses, _marks(head.text)))
                position += length
                continue
            known = self._word(token.text)
            if known is not None:
                lemma, marks = known
                glosses = _glosses(self.words[lemma])
                found.append(_hint(text, token.start, token.stop, glosses, marks, lemma))
            position += 1
        return tuple(found)

    def _word(self, word: str) -> tuple[str, str] | None:
        """Lemma and marks; a form that is listed itself (тел., меньше) goes before its lemmas."""
        found = readings(word)
        if fold(word) in self.words:
            own = next((r for r in found if fold(r.lemma) == fold(word)), None)
            return fold(word), own.marks if own else ""
        for reading in found:
            if reading.score < _HOMOGRAPH_FLOOR and reading is not found[0]:
                break
            if fold(reading.lemma) in self.words:
                return fold(reading.lemma), reading.marks
        return None

    def _expression(
        self, line: list[Token], position: int, taken: Sequence[tuple[int, int]]
    ) -> tuple[int, tuple[str, ...]] | None:
        if position + 1 >= len(line) or line[position + 1].kind != "word":
            return None
        for start in product(_keys(line[position].text), _keys(line[position + 1].text)):
            for words, glosses in self.expressions.get(start, ()):
                span = line[position : position + len(words)]
                if len(span) == len(words) and all(
                    token.kind == "word" and word in _keys(token.text) and not _inside(token, taken)
                    for token, word in zip(span, words, strict=True)
                ):
                    return len(span), _glosses(glosses)
        return None


def _table(path: Path, text: str) -> dict[str, str]:
    """Folded lemma -> its glosses as written; of equal lemmas the first line holds."""
    rows = [line.partition("\t") for line in text.splitlines()]
    for number, (_, tab, _) in enumerate(rows, 1):
        if not tab:
            raise GlossaryError(
                "a line of the lexicon has no tab",
                place=f"{path}:{number}",
                remedy="write lemma<TAB>gloss;gloss",
            )
    lemmas = fold("\n".join([lemma.strip() for lemma, _, _ in rows])).split("\n")
    table: dict[str, str] = {}
    for lemma, (_, _, glosses) in zip(lemmas, rows, strict=False):
        table.setdefault(lemma, glosses)
    return table


def _words(phrase: str) -> tuple[str, ...]:
    if phrase.replace(" ", "").isalpha():  # nearly all: no need of the tokeniser
        return tuple(phrase.split())
    return tuple(t.text for t in tokens(phrase) if t.kind != "mark")


def _glosses(cell: str) -> tuple[str, ...]:
    return tuple(gloss for gloss in cell.strip().split(";") if gloss)


@lru_cache(maxsize=50_000)
def _keys(word: str) -> tuple[str, ...]:
    """The folded form and the lemmas that an expression may be listed under."""
    return tuple(dict.fromkeys((fold(word), *(fold(r.lemma) for r in readings(word)))))


def _head(span: Sequence[Token]) -> Token:
    return next((t for t in span if _marks(t.text) or len(t.text) > 3), span[0])


def _marks(word: str) -> str:
    return readings(word)[0].marks


def _inside(token: Token, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < token.stop and token.start < stop for start, stop in taken)


def _hint(
    text: str, start: int, stop: int, glosses: tuple[str, ...], marks: str, lemma: str = ""
) -> Hint:
    return Hint(
        start=start,
        stop=stop,
        source=text[start:stop],
        target=glosses[0],
        kind="word",
        strength=Strength.WEAK,
        origin="lexicon",
        also=glosses[1:],
        grammar=marks,
        lemma=lemma,
    )
