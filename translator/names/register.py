"""What a document says about its persons and places, put down as entries that settle the rest.

The nominative is surest where it stands as such («Марина Куляба»), and a mention in another case
(«Марине Кулябе») is then that of the same person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from translator.morphology import fold, tokens
from translator.names import forms
from translator.names.context import Sentence, title_case
from translator.names.cues import family_name
from translator.names.declension import gender_of, place_forms, surname_forms
from translator.names.ledger import Entry, Status
from translator.names.mentions import bare, with_kind_word
from translator.names.roll import Roll, holds_office
from translator.units import NameMatch


def people_of(matches: Sequence[NameMatch]) -> list[Entry]:
    """One entry for each person named in full, then the surnames that have initials only."""
    people = [m for m in matches if m.kind == "person" and " " in m.lemma]
    found: list[Entry] = []
    for match in sorted(people, key=lambda m: ("." in m.lemma, not _as_it_is(m))):
        if same_name(match, found).lemma != match.lemma:
            continue
        if "." not in match.lemma:
            found.append(Entry(match.lemma, "person", match.zh, Status.APPROVED))
        elif match.also and not _is_there(match, found):
            name = _of_all(match, matches)
            zh = family_name(name, gender_of([name]) or "m").zh
            found.append(Entry(name, "person-surname", zh, Status.APPROVED))
    return found


def _of_all(match: NameMatch, matches: Sequence[NameMatch]) -> str:
    """The surname with initials of which all that the document has can be forms.

    «Л. М. Сайфутдинова» may be a man's genitive, «Сайфутдиновой» is a woman's only.
    """
    name = match.lemma.split()[-1]
    both = {name: surname_forms(name, gender_of([name]) or "m")}
    if re.search(r"(?:[оеё]в|[иы]н)$", name):
        both[name + "а"] = surname_forms(name + "а", "f")
    elif re.search(r"(?:[оеё]в|[иы]н)а$", name):
        both[name[:-1]] = surname_forms(name[:-1], "m")
    people = [m for m in matches if m.kind == "person"]
    alone = {fold(m.text) for m in people if len(m.text.split()) == 1}
    whole = {fold(re.split(r"[\s.]+", m.text.strip("."))[-1]) for m in people if "." in m.lemma}
    met = {word for word in alone | whole if any(word in found for found in both.values())}
    fitting = [one for one, found in both.items() if met <= found.keys()]
    return fitting[0] if len(fitting) == 1 else name


def _as_it_is(match: NameMatch) -> bool:
    return set(fold(match.text).split()) == set(fold(match.lemma).split())


def _is_there(match: NameMatch, entries: Iterable[Entry]) -> bool:
    name = fold(match.lemma.split()[-1])
    return any(fold(entry.name.split()[-1]) == name for entry in entries)


def same_name(match: NameMatch, entries: Iterable[Entry]) -> NameMatch:
    """A person in the nominative of the one entry that the text can be a form of.

    Given name or initial and the declined surname have to fit: «Марине Кулябе» and «М. Кулябой»
    are both «Марина Куляба».
    """
    if match.kind != "person" or " " not in match.lemma:
        return match
    *first, last = match.lemma.split()
    words = {fold(t.text) for t in tokens(match.text) if t.kind == "word"}
    fitting: dict[str, None] = {}
    for entry in entries:
        if not entry.kind.startswith("person"):
            continue
        *given, surname = entry.name.split()
        if entry.kind == "person-surname":
            fits = "." in match.lemma
        else:
            fits = bool(given) and _starts_alike(first[0], given[0])
        if not fits:
            continue
        if fold(surname) == fold(last):
            return match
        if words & forms_of(entry).keys():
            fitting[surname] = None
    if len(fitting) != 1:
        return match
    return replace(match, lemma=" ".join([*first, next(iter(fitting))]))


def _starts_alike(first: str, given: str) -> bool:
    if first.endswith("."):
        return fold(given).startswith(fold(first[0]))
    return fold(given) == fold(first)


def forms_of(entry: Entry) -> dict[str, frozenset[str]]:
    """The forms of the surname of a person."""
    words = entry.name.split()
    found: dict[str, frozenset[str]] = {}
    for gender in gender_of(words) or "mf":
        found |= surname_forms(words[-1], gender)
    return found


def villages_of(matches: Sequence[NameMatch], people: Iterable[Entry]) -> list[Entry]:
    """One entry for each place of the document that nothing lists, with its kind word in Chinese
    if the document gives it one kind («посёлок Новый Хогот», then «в Новом Хоготе»).

    A lemma that is another place's oblique form («Мазан» beside «Нижние Мазаны») is none, nor is
    the surname of one of the ``people`` («главы города Лищенюк»).
    """
    surnames = {fold(entry.name.split()[-1]) for entry in people}
    places = [
        m
        for m in filter(is_village, matches)
        if not (fold(m.lemma) in surnames and with_kind_word(m) and m.grammar == "gen")
    ]
    names = list(dict.fromkeys(m.lemma for m in places))
    certain = {m.lemma for m in places if with_kind_word(m) and m.grammar == "nom"}
    heads = {name: name if name in certain else _head(name, names) for name in names}
    found = []
    for name in names:
        own = [m for m in places if m.lemma == name]
        if heads[name] != name:
            continue
        kinds = {_kind(m) for m in places if heads[m.lemma] == name} - {""}
        zh = bare(own[0]) + (kinds.pop() if len(kinds) == 1 else "")
        found.append(Entry(name, "place", zh, Status.APPROVED))
    return found


def is_village(match: NameMatch) -> bool:
    """A place that nothing lists, and no district."""
    own = match.kind == "place" and not match.sure
    return own and all(map(title_case, match.lemma.split()))


def _head(name: str, names: Sequence[str]) -> str:
    fitting = [other for other in names if other != name and _is_form(name, other)]
    return fitting[0] if len(fitting) == 1 else name


def _is_form(name: str, of: str) -> bool:
    """An oblique form of the other and not the other way round as well."""
    one, other = tuple(fold(name).split()), tuple(fold(of).split())
    return one in place_forms(of) and other not in place_forms(name)


def _kind(match: NameMatch) -> str:
    return match.zh.removeprefix(bare(match)) if with_kind_word(match) else ""


def same_place(match: NameMatch, entries: Iterable[Entry]) -> NameMatch:
    """A place behind its kind word under the name that the document shows in the nominative:
    «реки Хмости» is «Хмость»."""
    if not is_village(match) or not with_kind_word(match):
        return match
    places = [entry for entry in entries if entry.kind == "place"]
    if any(fold(entry.name) == fold(match.lemma) for entry in places):
        return match
    fitting = [entry for entry in places if _is_form(match.lemma, entry.name)]
    if len(fitting) != 1:
        return match
    kind = _kind(match)
    plain = fitting[0].zh.removesuffix(kind)
    return replace(match, lemma=fitting[0].name, zh=plain + kind, also=(plain,))


def is_guess(match: NameMatch, text: str, roll: Roll) -> bool:
    """Whether a name rests on the look of its words alone, so that a known name goes before it.

    A surname alone; a place that is neither listed nor has a kind word; two words of which the
    first is a known surname («доложила Мухамадееву Сайфутдинова»); «города Лищенюк» of «глава
    города Лищенюк».
    """
    words = [t.text for t in tokens(match.text) if t.kind == "word"]
    if match.kind == "person":
        if len(words) == 1 or "." in match.lemma:
            return len(words) == 1 and "." not in match.lemma
        named = any(forms.given_names(w) or forms.patronymic(w) for w in words)
        return not named and bool(roll.read(words[:1]))
    if not is_village(match):
        return False
    if not with_kind_word(match):
        return True
    sentence = Sentence.read(text, ())
    at = next(n for n, token in enumerate(sentence.tokens) if token.start == match.start)
    return holds_office(sentence, at) and any(
        one.kind == "person" for one, _ in roll.read(words[-1:])
    )
