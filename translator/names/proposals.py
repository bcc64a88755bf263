"""Names of a release that a person has to settle, ready for the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from translator.names.approved import with_approved
from translator.names.find import find
from translator.names.ledger import Entry, Ledger, Status, name_key

_BY = "rules"


def headword(name: str, kind: str) -> str:
    """A name as the ledger keeps it: single spaces; a person with the surname last.

    >>> headword("Кудряшова  Ивана", "person"), headword("Кудряшов Иван", "person")
    ('Иван Кудряшов', 'Иван Кудряшов')
    """
    name = " ".join(name.split())
    if kind != "person":
        return name
    found = find(name)
    whole = len(found) == 1 and (found[0].start, found[0].stop) == (0, len(name))
    return found[0].lemma if whole and found[0].kind == "person" else name


def propose(sentences: Iterable[str], ledger: Ledger, date: str, note: str) -> tuple[Entry, ...]:
    """One proposal for each name made by rule that is neither approved nor proposed already.

    ``date`` is today's in ISO 8601, ``note`` says where the names were met. Initials are no
    name to approve, and a lone surname is left to the full name beside it.
    """
    made: dict[tuple[str, str], Entry] = {}
    for sentence in sentences:
        for match in find(sentence):
            match = with_approved(match, ledger)
            kind = match.kind
            if match.sure or "." in match.lemma:
                continue
            if kind == "person" and " " not in match.lemma:
                kind = "person-surname"
            zh = match.zh.strip("“”")
            entry = Entry(match.lemma, kind, zh, Status.PROPOSED, _BY, date, note)
            made.setdefault(entry.key, entry)
    full = {word for name, kind in made if kind == "person" for word in name.split()}
    return tuple(
        entry
        for key, entry in made.items()
        if key not in ledger.open
        and key not in ledger.approved
        and not (entry.kind == "person-surname" and name_key(entry.name, "")[0] in full)
    )
