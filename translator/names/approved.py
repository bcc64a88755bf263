"""Approved forms put in place of those made by rule, for whole names and for their parts."""

from __future__ import annotations

from dataclasses import replace

from translator.morphology import fold
from translator.names.forms import patronymic, surname
from translator.names.ledger import Ledger
from translator.units import NameMatch

_DOT = "·"


def with_approved(match: NameMatch, ledger: Ledger) -> NameMatch:
    """The match with the ledger's form where it has one, whole or by parts; ``sure`` then.

    A person approved in full settles the surname alone as well, so that one man has one Chinese
    form throughout; the kind word of a place and the quotation marks of a firm are kept.

    >>> from translator.names.ledger import Entry, Status
    >>> book = Ledger((Entry("Кудряшов", "person-surname", "库德里亚晓夫", Status.APPROVED),))
    >>> with_approved(NameMatch("person", 0, 8, "Кудряшов", "Кудряшов", "库德里亚绍夫"), book).zh
    '库德里亚晓夫'
    """
    if not ledger.approved:
        return match
    if match.kind == "person" and " " not in match.lemma:
        match = _of_known_gender(match, ledger)
    whole = ledger.form(match.lemma, match.kind)
    if match.kind == "person":
        return _whole_person(match, whole) if whole else _by_parts(match, ledger)
    return _dressed(match, whole) if whole else match


def _of_known_gender(match: NameMatch, ledger: Ledger) -> NameMatch:
    """«Кудряшова» alone is the woman or the man (in the genitive) whom the ledger knows."""
    if ledger.surname(match.lemma):
        return match
    readings = {
        surname(match.text, gender, cases)
        for gender in ("m", "f")
        for cases in (frozenset[str](), frozenset({"nom"}))
    }
    known = {name for name in readings if ledger.surname(name)}
    if len(known) != 1:
        return match
    lemma = known.pop()
    return replace(match, lemma=lemma, zh=ledger.surname(lemma), also=())


def _dressed(match: NameMatch, whole: str) -> NameMatch:
    bare = match.also[0] if match.also else ""
    if bare and whole != bare and whole.startswith(bare) and match.kind == "place":
        return match  # the port and the village of one name keep their own kind words
    tail = match.zh.removeprefix(bare) if bare and match.zh.startswith(bare) else ""
    zh = whole if whole.endswith(tail) else whole + tail
    if match.text[:1] in '«“„"' and not zh.startswith("“"):
        zh = f"“{zh}”"
    also = (whole,) if whole != zh else ()
    return replace(match, zh=zh, also=also, sure=True)


def _whole_person(match: NameMatch, whole: str) -> NameMatch:
    parts = whole.split(_DOT)
    also = [parts[-1]] if len(parts) > 1 else []
    if len(parts) == 3:
        also.insert(0, f"{parts[0]}{_DOT}{parts[-1]}")
    return replace(match, zh=whole, also=tuple(also), sure=True)


def _by_parts(match: NameMatch, ledger: Ledger) -> NameMatch:
    words, forms = match.lemma.split(), match.zh.split(_DOT)
    initials = words[0].endswith(".") and len(forms) == 1
    if initials:
        known = ledger.surname(words[-1])
        return _surname_only(match, known) if known else match
    if len(words) != len(forms):
        return match
    made = list(forms)
    for at, word in enumerate(words):
        made[at] = _part(word, at, words, ledger) or forms[at]
    pair = _pair(words, ledger) if len(words) > 1 else None
    if pair:
        made[0], made[-1] = pair
    if made == forms:
        settled = all(_part(word, at, words, ledger) for at, word in enumerate(words)) or pair
        return replace(match, sure=True) if settled else match
    if len(made) == 1:
        return replace(match, zh=made[0], also=(), sure=True)
    return replace(_whole_person(match, _DOT.join(made)), sure=match.sure or bool(pair))


def _surname_only(match: NameMatch, known: str) -> NameMatch:
    bare = match.also[0] if match.also else ""
    zh = match.zh.removesuffix(bare) + known if bare else known
    return replace(match, zh=zh, also=(known,))


def _part(word: str, at: int, words: list[str], ledger: Ledger) -> str:
    if at == len(words) - 1 and not patronymic(word):
        return ledger.surname(word) or (
            ledger.form(word, "person-given") if len(words) == 1 else ""
        )
    kind = "person-patronymic" if patronymic(word) else "person-given"
    return ledger.form(word, kind)


def _pair(words: list[str], ledger: Ledger) -> tuple[str, str] | None:
    """Given name and surname of the same man approved with or without his patronymic."""
    sought = (fold(words[0]), fold(words[-1]))
    return next(
        (
            (parts[0], parts[-1])
            for known, parts in ledger.people
            if (known[0], known[-1]) == sought
        ),
        None,
    )
