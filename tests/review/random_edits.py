"""Random edit sequences for target cells, with the texts that must come of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from bilingual_bitext import sample
from review_files import Editor

_LETTERS = "州长工厂投资亿万卢布图拉俄罗斯中国年月日，。“”《》；：0123456789.%ABab абв\u00a0—é𠮷"
_SAVES = (
    [],
    [["word-like"]],
    [["wps-like"]],
    [["lose", "controls"]],
    [["lose", "controls", "bookmarks"]],
    [["lose", "bookmarks"], ["word-like"]],
    [["lose", "controls", "bookmarks", "numbers"]],
    [["strict"]],
)
_STATES = {
    "translated": "переведено 已译",
    "reviewed": "проверено 已审",
    "final": "утверждено 批准",
    "question": "вопрос 待议",
}


@dataclass
class Session:
    """What a reviewer did and what the file must say afterwards, by row."""

    steps: list[list[object]] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)
    comments: list[tuple[int, str]] = field(default_factory=list)


class Reviewer:
    """Edits rows at random; ``plain`` is the text as one line, as it stands in the cell."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.session = Session()
        self.plain = {n: unit.target or "" for n, unit in enumerate(sample().units, 1)}
        self.plain[8] = ""  # its own text has a line end: it is only ever typed over

    def work(self) -> Session:
        for _ in range(self.random.randint(0, 12)):
            row = self.random.randint(1, 8)
            kind = self.random.randrange(12)
            if kind == 0:
                state = self.random.choice(list(_STATES))
                self.session.steps.append(["status", row, _STATES[state]])
                self.session.states[row] = state
            elif kind == 1:
                text = self.words()
                self.session.steps.append(["comment", row, text])
                self.session.comments.append((row, text))
            elif len(self.plain[row]) < 3 or kind < 5:
                self.type_over(row)
            else:
                self.change(row, kind)
        self.session.steps += self.random.choice(_SAVES)
        return self.session

    def words(self) -> str:
        size = self.random.randint(1, 14)
        return "新" + "".join(self.random.choice(_LETTERS) for _ in range(size)) + "。"

    def type_over(self, row: int) -> None:
        how = self.random.choice(
            ["write", "write", "in-table", "in-control", "in-link", "in-insertion-control"]
        )
        text = self.words()
        if how == "write" and self.random.random() < 0.3:
            text = f"{text}\n{self.words()}\t{self.words()}"
        self.session.steps.append([how, row, text])
        self.session.texts[row] = text
        self.plain[row] = "" if how == "in-table" else text.replace("\n", "").replace("\t", "")

    def change(self, row: int, kind: int) -> None:
        plain = self.plain[row]
        start = self.random.randrange(len(plain) - 1)
        stop = self.random.randint(start + 1, len(plain) - 1)
        part, head = plain[start:stop], plain[:stop]
        if kind < 8:
            new = self.random.choice(["", self.words()])
            before, _, after = plain.partition(part)
            self._now(row, ["replace", row, part, new], before + new + after)
        elif kind == 8:
            before, _, after = plain.partition(part)
            self._now(row, ["move-text", row, part], before + after + part)
        elif kind == 9:
            new = self.words()
            self._now(row, ["replace", row, "", new], new + plain)
        elif kind == 10:
            self._now(row, ["break-paragraph", row, head], f"{head}\n{plain[stop:]}")
            self.plain[row] = ""
        else:
            self._now(row, ["join-paragraphs", row, head], plain)
            self.plain[row] = ""

    def _now(self, row: int, step: list[object], text: str) -> None:
        self.session.steps.append(step)
        self.session.texts[row] = text
        self.plain[row] = text


def session(seed: int) -> Session:
    """The work of a reviewer; the same seed gives the same work."""
    return Reviewer(seed).work()


def edited(data: bytes, done: Session) -> Editor:
    """The document after that work."""
    return Editor(data).do(done.steps)
