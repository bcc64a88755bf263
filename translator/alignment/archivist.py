"""Files in, aligned pairs out; what is loaded once serves the whole archive."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from translator import __version__, segmentation
from translator.alignment.aligner import align
from translator.alignment.items import items_of
from translator.alignment.reading import Side, read_chinese, read_russian
from translator.alignment.records import Bead, Item, Sentence
from translator.alignment.units import (
    LEAST,
    AlignedPair,
    AlignedUnit,
    checked_whole,
    judged,
    with_added,
)
from translator.hints import Knowledge, collect, collect_all
from translator.inspection import inspect
from translator.known_names import KnownNames
from translator.lexicon import Lexicon
from translator.settings import Settings
from translator.termbase import TermBase
from translator.units import Kind, Provenance

MODEL = "press-ru-zh"
"""The model whose lexicon gives the glosses."""


class Archivist:
    """Aligns releases with what the glossaries, the names and the lexicon know."""

    def __init__(self, settings: Settings, *, least: float = LEAST) -> None:
        """:raises GlossaryError: a glossary, the lexicon or the ledger of names is broken."""
        self._settings = settings
        self._least = least
        self._termbase = TermBase.load(
            [settings.project_glossaries, *settings.glossaries], cache=settings.cache
        )
        self._lexicon = Lexicon.load(settings.models / MODEL / "lexicon")
        self._names = KnownNames.load(settings.names)
        path = settings.segmentation_exceptions
        self._exceptions = segmentation.Exceptions.load(path) if path else segmentation.Exceptions()
        self.messages = self._termbase.messages

    @property
    def provenance(self) -> Provenance:
        """How the pairs were made, for the head of a review document."""
        return Provenance(
            engine="archive align",
            model="",
            licence="",
            glossary_digest=self._termbase.digest,
            settings=self._settings.fingerprint(),
            tool=f"press-translator {__version__}",
        )

    def russian(self, path: Path) -> Side:
        """:raises InputError: the file cannot be read or is not Russian."""
        return read_russian(path, furniture=self._settings.furniture, exceptions=self._exceptions)

    def chinese(self, path: Path) -> Side:
        """:raises InputError: the file cannot be read or is not Chinese."""
        return read_chinese(path, furniture=self._settings.furniture)

    def knowledge(self, side: Side) -> list[Knowledge]:
        """What is known of every Russian sentence."""
        texts = [sentence.text for sentence in side.sentences]
        return collect_all(texts, self._termbase, self._lexicon, side.day, self._names)

    def items(self, side: Side, known: Sequence[Knowledge]) -> list[tuple[Item, ...]]:
        """What every Russian sentence lets one expect of its Chinese."""
        return [
            items_of(sentence.text, found)
            for sentence, found in zip(side.sentences, known, strict=True)
        ]

    def align(self, russian: Side, chinese: Side, name: str) -> AlignedPair:
        """The pair, its units judged. ``name`` is what its release is called in the memory."""
        known = self.knowledge(russian)
        beads = align(russian.sentences, chinese.sentences, self.items(russian, known))
        units: list[AlignedUnit] = []
        alone: list[tuple[int, str]] = []
        for bead in beads:
            theirs = chinese.sentences[bead.first : bead.last]
            if bead.start == bead.stop:
                alone += [(len(units), sentence.text) for sentence in theirs]
                continue
            ours = russian.sentences[bead.start : bead.stop]
            unit = _unit(bead, ours, theirs, russian)
            units.append(self._judged(unit, known[bead.start : bead.stop], russian))
        pair = AlignedPair(
            name=name,
            target_name=str(chinese.path),
            units=tuple(with_added(units, alone)),
            added=tuple(text for _, text in alone),
            title=russian.title,
            day=russian.day or chinese.day,
            digest=russian.digest,
            messages=(*russian.messages, *chinese.messages),
        )
        return checked_whole(pair)

    def _judged(self, unit: AlignedUnit, known: Sequence[Knowledge], side: Side) -> AlignedUnit:
        if unit.target is None:
            return judged(unit, (), self._least)
        whole = (
            known[0]
            if len(known) == 1
            else collect(unit.source, self._termbase, self._lexicon, side.day, self._names)
        )
        seen = inspect(unit.source, unit.target, unit.kind, whole)
        return judged(unit, seen.findings, self._least)


def _unit(
    bead: Bead, ours: Sequence[Sentence], theirs: Sequence[Sentence], side: Side
) -> AlignedUnit:
    return AlignedUnit(
        source=" ".join(sentence.text for sentence in ours),
        target=_joined([sentence.text for sentence in theirs]) if theirs else None,
        shape=bead.kind,
        confidence=round(bead.confidence, 4),
        block=ours[0].block,
        kind=side.kinds.get(ours[0].block, Kind.PARAGRAPH),
    )


def _joined(texts: Sequence[str]) -> str:
    """Chinese sentences in a row, with a space only where two Latin ones meet.

    >>> _joined(["大桥开通。", "完工了。"]), _joined(["Yandex Ltd.", "Sber"])
    ('大桥开通。完工了。', 'Yandex Ltd. Sber')
    """
    whole = ""
    for text in texts:
        meet = whole[-1:].isascii() and text[:1].isascii() and bool(whole)
        whole += f" {text}" if meet else text
    return whole
