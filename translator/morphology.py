"""Words of a Russian text and their forms: one tokeniser and one analyser for every stage.

pymorphy3 (MIT) gives the readings; they are cached, because press text repeats itself.
Lemmas are compared through :func:`fold`, which removes the differences that official text
does not keep apart (ё/е, capitals, kinds of hyphen, stress marks).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from translator.alphabets import repair

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse
    from pymorphy3.tagset import OpencorporaTag

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:\u0301[^\W\d_]*)*(?:[-\u2010\u2011'’][^\W_]+)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
_FOLDED = (("ё", "е"), ("\u0301", ""), ("\u00ad", ""), ("\u2010", "-"), ("\u2011", "-"))
_CASES = {
    "nomn": "nom", "gent": "gen", "gen2": "gen", "datv": "dat", "accs": "acc", "acc2": "acc",
    "ablt": "ins", "loct": "loc", "loc2": "loc", "voct": "nom",
}  # fmt: skip
_GRAMMEMES = {
    "nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct",
    "sing": "sing", "plur": "plur", "masc": "masc", "femn": "femn", "neut": "neut",
    "anim": "anim", "inan": "inan",
}  # fmt: skip
CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
_NOMINAL = frozenset({"NOUN", "ADJF", "NPRO", "NUMR"})


@dataclass(frozen=True, slots=True)
class Token:
    """``text[start:stop]``; ``kind`` is word, number or mark (punctuation, one character)."""

    start: int
    stop: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One morphological reading of a word, OpenCorpora grammemes; ``score`` sums to 1.

    ``case`` is nom, gen, dat, acc, ins, loc or empty; ``number`` sing, plur or empty.
    """

    lemma: str
    pos: str
    case: str
    number: str
    gender: str
    tags: frozenset[str]
    score: float
    known: bool

    @property
    def marks(self) -> str:
        """The form in short, for an engine: ``gen.pl``, ``past``, ``inf``, ``part.pass.loc``.

        >>> readings("предприятий")[0].marks
        'gen.pl'
        """
        plural = ".pl" if self.number == "plur" else ""
        if self.pos in {"PRTF", "PRTS"}:
            voice = "part.pass" if "pssv" in self.tags else "part.act"
            return f"{voice}.{self.case}{plural}" if self.case else voice
        if self.pos == "GRND":
            return "ger"
        if self.pos == "INFN":
            return "inf"
        if self.pos == "VERB":
            if "impr" in self.tags:
                return "imp"
            return next((t for t in ("past", "pres", "futr") if t in self.tags), "")
        if self.pos in _NOMINAL and self.case:
            return self.case + plural
        return ""


def tokens(text: str) -> list[Token]:
    """Words (hyphens and apostrophes inside kept), numbers and single marks, with spans.

    >>> [t.text for t in tokens("Торгово-промышленная палата, 3,5 млн")]
    ['Торгово-промышленная', 'палата', ',', '3,5', 'млн']
    """
    return [
        Token(m.start(), m.end(), m.group(), m.lastgroup or "mark") for m in _TOKEN.finditer(text)
    ]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Key under which spellings of one word meet.

    >>> fold("Орёл") == fold("ОРЕЛ")
    True
    """
    word = word.lower()
    for given, folded in _FOLDED:  # five passes in C are faster than str.translate
        word = word.replace(given, folded)
    return word


@lru_cache(maxsize=1)
def _analyser() -> MorphAnalyzer:
    """The analyser on the dictionary it is installed with; naming the dictionary saves a search
    through every package of the environment."""
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import ProbabilityEstimator

    class Estimator(ProbabilityEstimator):  # type: ignore[misc]
        """A word of one reading is spared the search for how likely that one is."""

        def apply_to_parses(self, word: str, word_lower: str, parses: list[Parse]) -> list[Parse]:
            if len(parses) == 1:
                return [(*parses[0][:3], 1.0, *parses[0][4:])]
            found: list[Parse] = super().apply_to_parses(word, word_lower, parses)
            return found

    dictionary = import_module("pymorphy3_dicts_ru")
    return MorphAnalyzer(path=dictionary.get_path(), lang="ru", probability_estimator_cls=Estimator)


@lru_cache(maxsize=100_000)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings of a word, the most likely first; never empty.

    Case of letters does not change the readings; ``known`` is False where pymorphy3 guessed.
    Look-alikes of other alphabets inside a Cyrillic word are read as Cyrillic.
    """
    try:
        parses = _analyser().parse(repair(word).replace("\u0301", ""))
    except ValueError:  # a character without a Unicode name, outside any alphabet
        return (Reading(fold(word), "", "", "", "", frozenset(), 1.0, known=False),)
    forms = {parse.word: parse for parse in parses}
    listed = {form: _is_listed(parse) for form, parse in forms.items()}
    return tuple(
        Reading(p.normal_form, *_features(p.tag), float(p.score), listed[p.word]) for p in parses
    )


def _is_listed(parse: Parse) -> bool:
    """``parse.is_known`` without a second search for what was read off the dictionary alone."""
    methods = parse.methods_stack
    if len(methods) == 1 and type(methods[0][0]).__name__ == "DictionaryAnalyzer":
        return True
    return bool(parse.is_known)


@lru_cache(maxsize=20_000)
def _features(tag: OpencorporaTag) -> tuple[str, str, str, str, frozenset[str]]:
    """Part of speech, case, number, gender and all grammemes of a tag; tags are few."""
    return (
        str(tag.POS or ""),
        _CASES.get(str(tag.case or ""), ""),
        str(tag.number or ""),
        str(tag.gender or ""),
        frozenset(str(g) for g in tag.grammemes),
    )


@lru_cache(maxsize=100_000)
def lemmas(word: str) -> frozenset[str]:
    """Folded lemmas of every reading, the folded form itself included.

    >>> "губернатор" in lemmas("губернатором")
    True
    """
    return frozenset({fold(r.lemma) for r in readings(word)} | {fold(word)})


@lru_cache(maxsize=20_000)
def inflections(word: str) -> frozenset[str]:
    """Every form of the most likely reading of a word, folded, for trying out a glossary entry."""
    parse = _analyser().parse(word)[0]
    return frozenset(fold(form.word) for form in parse.lexeme)


@lru_cache(maxsize=50_000)
def inflected(word: str, lemma: str, pos: str, *features: str) -> str:
    """The form of a word with the features (case, number, gender, animacy), folded; an empty
    text where there is none. ``lemma`` and ``pos`` choose among its readings, nominatives first.

    >>> inflected("область", "область", "NOUN", "ins", "plur")
    'областями'
    """
    wanted = {_GRAMMEMES[name] for name in features if name}
    fitting = [
        parse
        for parse in _analyser().parse(repair(word))
        if fold(parse.normal_form) == fold(lemma) and str(parse.tag.POS or "") == pos
    ]
    fitting.sort(key=lambda parse: str(parse.tag.case or "") != "nomn")
    made = (parse.inflect(wanted) for parse in fitting)
    return next((fold(form.word) for form in made if form is not None), "")
