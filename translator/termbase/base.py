"""The term base: loading, precedence, and finding terms in a text."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from translator.errors import GlossaryError
from translator.termbase.choice import chosen, in_order, whole
from translator.termbase.compiled import Compiled, StoredTerms, keep, recall
from translator.termbase.inserted import Insertion, without
from translator.termbase.matcher import Candidate, match_at
from translator.termbase.outline import Outline, alike, read, written
from translator.termbase.pattern import Pattern, compile_term
from translator.termbase.reader import file_bytes, glossary_files, read_glossary, term_key
from translator.termbase.seen import Seen
from translator.termbase.words import (
    HYPHENS,
    Part,
    hanging_key,
    index_keys,
    is_capital,
    parts,
    search_keys,
)
from translator.units import Term, TermMatch

_HYPHENS = frozenset(HYPHENS)
_MOST_WORDS = 20_000
_REACH = 24  # words, a list of adjectives with its noun or a sentence with a noun left out


@dataclass(frozen=True, slots=True)
class TermBaseStats:
    """Counts of entries in force by file name and by kind, and how many were overridden."""

    entries: int
    files: Mapping[str, int]
    kinds: Mapping[str, int]
    overridden: int


@dataclass(slots=True)
class TermBase:
    """Approved terms, found in a text in any of their inflected forms.

    Patterns are compiled when a text first has words like the term's, so that loading costs
    only the reading of the files.
    """

    terms: Sequence[Term]
    messages: tuple[str, ...] = ()
    overridden: int = 0
    _index: Mapping[str, Sequence[int]] = field(repr=False, default_factory=dict)
    _digest: str = field(repr=False, default="")
    _patterns: dict[int, Pattern] = field(init=False, repr=False, default_factory=dict)
    _outlines: dict[int, Outline] = field(init=False, repr=False, default_factory=dict)
    _starting: dict[tuple[str, bool], tuple[int, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        if not self._index:
            index: dict[str, list[int]] = {}
            for number, term in enumerate(self.terms):
                first = parts(term.ru)[0]
                for key in index_keys(first.form, first.script):
                    index.setdefault(key, []).append(number)
            self._index = index

    @classmethod
    def load(
        cls, paths: Sequence[Path], *, lenient: bool = False, cache: Path | None = None
    ) -> TermBase:
        """Read TSV and CSV files and folders of them.

        Of entries with the same Russian term the one in the later file wins: the office's own
        glossary is named after the project's. Two different translations in one file are a
        conflict. With ``lenient`` faults become :attr:`messages` and the rest is loaded.

        With a folder ``cache`` the result is kept there and taken from there as long as no
        byte of the files changes (see compiled.py).

        :raises GlossaryError: a faulty line, ``place`` is ``file:line``.
        """
        faults: list[str] = []
        files: list[tuple[Path, bytes]] = []
        for path in paths:
            try:
                found = [(file, file_bytes(file)) for file in glossary_files(Path(path))]
            except GlossaryError as error:
                if not lenient:
                    raise
                faults.append(str(error))
                continue
            files += found
        known = recall(cache, files, lenient=lenient) if cache is not None and not faults else None
        if known is not None:
            return cls(known.terms, known.messages, known.overridden, known.index, known.digest)
        base = cls._parsed(files, faults, lenient=lenient)
        if cache is not None and not faults:
            made = Compiled(base.terms, base._index, base.digest, base.messages, base.overridden)
            keep(cache, files, made, lenient=lenient)
        return base

    @classmethod
    def _parsed(
        cls, files: Sequence[tuple[Path, bytes]], faults: Sequence[str], *, lenient: bool
    ) -> TermBase:
        merged: dict[str, Term] = {}
        messages = list(faults)
        overridden = 0
        for file, data in files:
            loaded = read_glossary(file, data, lenient=lenient)
            messages += loaded.messages
            for term in loaded.terms:
                key = term_key(term.ru)
                overridden += key in merged
                merged[key] = term
        return cls(tuple(merged.values()), tuple(messages), overridden)

    def __len__(self) -> int:
        return len(self.terms)

    @property
    def digest(self) -> str:
        """SHA-256 over the content in force; the order and the place of entries do not matter."""
        if not self._digest:
            rows = sorted(_content(term) for term in self.terms)
            self._digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        return self._digest

    def find(self, text: str, *, split: bool = True) -> tuple[TermMatch, ...]:
        """The terms of a text, in order, not overlapping.

        A term matches by lemma: its head (the first noun in the nominative) and the adjectives
        before it inflect together, what it governs is frozen (министерств*ом* экономического
        развития). A singular term matches its plural, a plural one only plural forms.

        Of overlapping terms the one with more words wins, then the one whose capitals are
        surer, then the one in its own form (Печоры before a form of Печора), the likelier reading,
        the longer form, the one more to the left.

        A term with a capital matches capitalised words only. Where the capital proves nothing
        (sentence start, opening of a quotation, headline) a one-word name that is also a common
        word needs one of the words of its ``context`` cell within twelve words. Without such a
        cell it is accepted, except where it describes the next word (Мирный договор), where the
        entry is marked ``case`` and the common word is the likelier, and where the lexicon knows
        no name and homonyms.txt lists the word (Мир, Союз); an entry in small letters wins over
        it. Somebody's name is no place (Владимир Петров). Abbreviations match in capitals (with
        an ending: МИДа), Latin names letter for letter.

        A form that is a preposition, conjunction or particle where it stands is none (после).
        A term whose last word is continued is none («министерство экономики и финансов», see
        tail.py), nor is a part of a short name in quotation marks («Газпром трансгаз Томск»,
        see quoted.py), nor a surname beside a given name or initials (Олег Томский). Adjectives
        that share a noun match each for itself («Амурская», «Сахалинская области» are two
        regions, see spread.py). Unless ``split`` is False, words may be inserted (see
        inserted.py). Words such as город may be abbreviated (г. Киров, Амурская
        обл.; kind_words.tsv).

        >>> base = TermBase((Term("Смоленская область", "斯摩棱斯克州"),))
        >>> [m.form for m in base.find("Губернатор Смоленской области")]
        ['Смоленской области']
        """
        return in_order(chosen(self._candidates(text, split=split), len(text)))

    def find_all(self, text: str) -> tuple[TermMatch, ...]:
        """Every term of a text, nested and conflicting ones too, for a look into the base."""
        return in_order(whole(self._candidates(text)))

    def stats(self) -> TermBaseStats:
        """What the base holds, for ``glossary stats``."""
        return stats(self)

    def _candidates(self, text: str, *, split: bool = True) -> list[Candidate]:
        seen = Seen.of(text, split=split)
        result = []
        for i, part in enumerate(seen.found):
            hanging = text[part.stop : part.stop + 1] in _HYPHENS
            places = [at - i for at in sorted(seen.inserted) if at >= i]
            for number in self._numbers(part, hanging=hanging):
                outline = self._outlines.get(number) or self._outline(number)
                candidate = None
                if self._is_likely(outline, seen, i):
                    pattern = self._pattern(number)
                    candidate = match_at(pattern, text, seen.found, i, seen.names)
                if candidate is None and places and places[0] < len(outline.heads) - 1:
                    candidate = self._split(number, outline, seen, i, places)
                if candidate is not None:
                    result.append(candidate)
        return result

    def _numbers(self, part: Part, *, hanging: bool) -> tuple[int, ...]:
        """The terms whose first word this may be, or be the beginning of, cut by a ``hanging``
        hyphen; kept, because texts repeat their words."""
        known = self._starting.get((part.text, hanging))
        if known is None:
            keys = search_keys(part.text, part.form, part.script)
            if hanging:
                keys |= {hanging_key(part.form)}
            known = tuple(dict.fromkeys(n for key in keys for n in self._index.get(key, ())))
            if len(self._starting) >= _MOST_WORDS:
                self._starting.clear()
            self._starting[part.text, hanging] = known
        return known

    def _split(
        self, number: int, outline: Outline, seen: Seen, i: int, places: Sequence[int]
    ) -> Candidate | None:
        """The term with words inserted at one place (see inserted.py); ``places`` are the word
        after which something may be inserted, counted from the term's first."""
        size = len(outline.heads)
        for k in places:
            if k >= size - 1:
                break
            for insertion in seen.inserted[i + k]:
                if not alike(outline.heads[k + 1], seen.starts[insertion.resume]):
                    continue
                pattern = self._pattern(number)
                if insertion.kind == "modifier" and (pattern.proper or k < pattern.head):
                    continue
                found = [*seen.found[: i + k + 1], *seen.found[insertion.resume :]]
                candidate = match_at(pattern, without(seen.text, insertion), found, i, seen.names)
                if candidate is not None and candidate.words == size:
                    return _with_insertion(candidate, seen.text, insertion)
        return None

    @staticmethod
    def _is_likely(outline: Outline, seen: Seen, i: int) -> bool:
        """Whether the words after the first start as the term's do, before it is compiled."""
        heads = outline.heads
        size = len(heads)
        if size == 1:
            return True
        starts = seen.starts
        if size == 2:
            if i in seen.lists and any(alike(heads[1], s) for s in starts[i + 1 : i + _REACH]):
                return True  # «Смоленская и Тверская области»
            if outline.capital and is_capital(seen.found[i].text):
                near = starts[max(0, i - _REACH) : i + 2]  # «…, в Тверской»
                return any(alike(heads[1], s) for s in near)
        if i + size > len(starts):
            return False
        return all(alike(heads[k], starts[i + k]) for k in range(1, size))

    def _outline(self, number: int) -> Outline:
        if isinstance(self.terms, StoredTerms):
            line = self.terms.outline(number)
        else:
            line = written(parts(self.terms[number].ru))
        outline = self._outlines[number] = read(line)
        return outline

    def _pattern(self, number: int) -> Pattern:
        pattern = self._patterns.get(number)
        if pattern is None:
            pattern = self._patterns[number] = compile_term(self.terms[number])
        return pattern


def _with_insertion(candidate: Candidate, text: str, insertion: Insertion) -> Candidate:
    match = candidate.match
    form = text[match.start : match.stop]
    place = (insertion.start, insertion.stop)
    return replace(candidate, match=replace(match, form=form, inserted=place))


def stats(base: TermBase) -> TermBaseStats:
    """Counts by file and kind of the entries in force."""
    return TermBaseStats(
        entries=len(base.terms),
        files=_counted(Path(t.place.rpartition(":")[0]).name for t in base.terms),
        kinds=_counted(t.kind for t in base.terms),
        overridden=base.overridden,
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _content(term: Term) -> str:
    fields = [
        term_key(term.ru), term.zh, term.kind, sorted(term.variants), sorted(term.forbidden),
        term.do_not_translate, term.case_sensitive, term.context,
    ]  # fmt: skip
    return json.dumps(fields, ensure_ascii=False)
