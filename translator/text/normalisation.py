"""Typography as a list of steps that a reviewer can be shown and that can be replayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translator.text import rules
from translator.text.characters import HAN
from translator.text.masking import Mask

_PASSES = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that changed the text, by its name in :data:`translator.text.rules.RULES`."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Normalised:
    """The text after all rules; ``steps`` lead from the text given to it, each from the last."""

    text: str
    steps: tuple[Step, ...] = ()


def normalise(zh: str, protected: Sequence[str] = ()) -> Normalised:
    """Bring a Chinese text to mainland typography (GB/T 15834, GB/T 15835).

    A text without a Han character is left as it is, and so are ``protected`` pieces (Latin
    names, codes), URLs, e-mails and phones wherever they stand. The rules are run until none
    of them changes anything, so a second call changes nothing.

    >>> [step.rule for step in normalise("增长 5 %,达到35亿.").steps]
    ['spaces', 'full_width_marks']
    """
    if not rules.matches(f"[{HAN}]", zh):
        return Normalised(zh)
    text, steps = zh, list[Step]()
    for _ in range(_PASSES):
        start = text
        mask = Mask(text, protected)
        masked = mask.text
        for rule in rules.RULES:
            changed = rule(masked)
            if changed != masked:
                after = mask.restore(changed)
                steps.append(Step(rule.__name__, text, after))
                masked, text = changed, after
        if text == start:
            break
    return Normalised(text, tuple(steps))


def replay(zh: str, names: Sequence[str], protected: Sequence[str] = ()) -> str:
    """Apply the named rules in the order given, as recorded in ``steps``.

    >>> done = normalise("上半年 , 出口增长5 %")
    >>> replay("上半年 , 出口增长5 %", [s.rule for s in done.steps]) == done.text
    True

    :raises KeyError: a name that is not the name of a rule.
    """
    known = {rule.__name__: rule for rule in rules.RULES}
    for name in names:
        mask = Mask(zh, protected)
        zh = mask.restore(known[name](mask.text))
    return zh
