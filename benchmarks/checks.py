"""False alarms of the checks on right pairs, and what they catch of faults made on purpose.

    python benchmarks/checks.py

The right pairs are tests/cases/checks/right.tsv. A fault is caught if a check fires that was
silent on the right pair; faults that a pair offers no place for are not made.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "checks"))

from checks_cases import cases

from translator.checks import CHECKS, Subject, check_unit, term_uses

Damage = Callable[[str, Subject, random.Random], str | None]


def number_changed(target: str, _: Subject, dice: random.Random) -> str | None:
    """One digit of a figure is another digit."""
    places = [m.start() for m in re.finditer(r"(?<![A-Za-z/.@-])\d", target)]
    if not places:
        return None
    at = dice.choice(places)
    digit = dice.choice([d for d in "123456789" if d != target[at]])
    return target[:at] + digit + target[at + 1 :]


def scale_changed(target: str, _: Subject, dice: random.Random) -> str | None:
    """万 and 亿 taken for one another, or lost."""
    match = re.search("[万亿]", target)
    if match is None:
        return None
    other = dice.choice(["", "亿" if match.group() == "万" else "万"])
    return target[: match.start()] + other + target[match.end() :]


def number_dropped(target: str, _: Subject, dice: random.Random) -> str | None:
    """A figure with its unit left out."""
    found = list(re.finditer(r"\d+(?:\.\d+)?[%万亿年月日]*", target))
    if not found:
        return None
    match = dice.choice(found)
    return target[: match.start()] + target[match.end() :]


def sentence_dropped(target: str, _: Subject, dice: random.Random) -> str | None:
    """One of several sentences left out."""
    parts = re.findall(r"[^。]+。", target)
    if len(parts) < 2:
        return None
    parts.pop(dice.randrange(len(parts)))
    return "".join(parts)


def half_dropped(target: str, _: Subject, dice: random.Random) -> str | None:
    """The sentence breaks off at a comma before its middle, as NLLB does."""
    places = [m.start() for m in re.finditer("，", target) if m.start() < 0.6 * len(target)]
    return target[: max(places)] + "。" if places else None


def name_changed(target: str, subject: Subject, dice: random.Random) -> str | None:
    """A character of a hinted name is another character."""
    names = [use.target for use in subject.terms if use.status == "used" and use.target in target]
    if not names:
        return None
    name = dice.choice(names)
    at = dice.choice([n for n, ch in enumerate(name) if ch != "·"])
    return target.replace(name, name[:at] + "图" + name[at + 1 :], 1)


def loop_inserted(target: str, _: Subject, dice: random.Random) -> str | None:
    """A piece of two to six characters said three times."""
    places = [m.start() for m in re.finditer(r"(?=[\u4e00-\u9fff]{6})", target)]
    if not places:
        return None
    at, size = dice.choice(places), dice.randint(2, 6)
    return target[:at] + target[at : at + size] * 3 + target[at + size :]


DAMAGES: tuple[Damage, ...] = (
    number_changed,
    scale_changed,
    number_dropped,
    sentence_dropped,
    half_dropped,
    name_changed,
    loop_inserted,
)


def damaged(subject: Subject, target: str) -> Subject:
    terms = term_uses(subject.hints, (), target)
    return replace(subject, target=target, terms=terms, numbers=())


def main() -> None:
    subjects = [case.subject for case in cases("right")]
    alarms = Counter(f.check for s in subjects for f in check_unit(s))
    rows = [f"{len(subjects)} right pairs\n", "check                  false alarms\n"]
    rows += [f"{name:<22} {alarms[name]:>12}\n" for name, _ in CHECKS]
    rows.append("\nfault                  made  caught  share\n")
    for damage in DAMAGES:
        made = caught = 0
        dice = random.Random(7)
        for subject in subjects:
            before = {f.check for f in check_unit(subject)}
            target = damage(subject.zh, subject, dice)
            if target is None or target == subject.zh:
                continue
            made += 1
            caught += any(f.check not in before for f in check_unit(damaged(subject, target)))
        rows.append(f"{damage.__name__:<22} {made:>4} {caught:>7} {100 * caught / made:>5.0f}%\n")
    sys.stdout.writelines(rows)


if __name__ == "__main__":
    main()
