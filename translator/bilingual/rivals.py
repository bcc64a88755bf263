"""Two reviewers' texts for one unit, shown as tracked changes for a person to choose from.

What all three texts share stays plain; the exported middle is deleted, each reviewer's middle
is inserted under that reviewer's name: 投资[-3.5-]{+35+ A}{+350+ B}亿.
"""

from __future__ import annotations

import re
from os.path import commonprefix

from translator.bilingual.extras import Rival
from translator.bilingual.runs import run, run_properties
from translator.ooxml.markup import storable
from translator.ooxml.written import Markup, el, joined, text_nodes

_WORD = re.compile(r"[0-9A-Za-z.,%]")
_NUMBERS_FROM = 900_000


def parts(base: str, first: Rival, second: Rival) -> tuple[str, str, str, str, str]:
    """Common beginning; the three middles of base, first and second; common end.

    A figure or Latin word is never cut: its whole stands in the middle.
    """
    texts = [storable(base), storable(first.text), storable(second.text)]
    head = len(commonprefix(texts))
    while head and any(_inside_word(text, head) for text in texts):
        head -= 1
    rests = [text[head:] for text in texts]
    tail = len(commonprefix([rest[::-1] for rest in rests]))
    while tail and any(_inside_word(text, len(text) - tail) for text in texts):
        tail -= 1
    end = rests[0][len(rests[0]) - tail :]
    middles = [rest[: len(rest) - tail] for rest in rests]
    return texts[0][:head], middles[0], middles[1], middles[2], end


def undecided(base: str, first: Rival, second: Rival) -> str:
    """The text when all changes are accepted: both versions one after the other."""
    head, _, one, two, end = parts(base, first, second)
    return head + one + two + end


def neither(base: str, first: Rival, second: Rival) -> str:
    """The text when the deletion is accepted and both insertions are rejected."""
    head, _, _, _, end = parts(base, first, second)
    return head + end


def rival_runs(number: int, base: str, first: Rival, second: Rival) -> Markup:
    """The runs of the target cell of row ``number``, which keeps the revisions' ids apart."""
    identifier = _NUMBERS_FROM + 3 * number
    head, gone, one, two, end = parts(base, first, second)
    runs = [run(head, "zh")] if head else []
    if gone:
        removed = el("r", run_properties("zh"), text_nodes(gone, "delText"))
        runs.append(el("del", removed, id=str(identifier), author=first.author or "?"))
    for own, (rival, text) in enumerate(((first, one), (second, two)), identifier + 1):
        if text:
            runs.append(el("ins", run(text, "zh"), id=str(own), author=rival.author or "?"))
    return joined([*runs, run(end, "zh")] if end else runs)


def _inside_word(text: str, place: int) -> bool:
    around = text[max(place - 1, 0) : place + 1]
    return 0 < place < len(text) and all(_WORD.match(character) for character in around)
