"""What 1.4倍, 140% or 三分之一 says about a Russian multiple, by the word before it.

«увеличился в 2,4 раза» is 增长1.4倍, 增长140%, 增至2.4倍 or 为去年的2.4倍: after a verb of growth
the figure is what came on top, after 至, 到, 为, 是, 达到 or 的 it is the whole (usage of Xinhua;
《现代汉语八百词》 under 倍). «снизился в 3 раза» is 降至三分之一 or 下降66.7%; 下降3倍 is no
value.
"""

from __future__ import annotations

import re
from decimal import Decimal

from translator.placeables.chinese import Figure

_ABOUT = r"(?:了|约|近|逾|超过?|将近|大约|不止|至少|整整|幅度)*\Z"
_GROWTH = re.compile(
    r"(?:增长|增加|增多|增大|提高|提升|上升|上涨|攀升|扩大|高出?|多出?|快|贵|涨|增|升"
    rf"|(?:增幅|涨幅|升幅|增速)(?:高?达到?|为)?){_ABOUT}"
)
_EITHER = re.compile(rf"(?:增长|提高|上涨)高?达{_ABOUT}|(?:超过|超出|超)[^，。；、\d]{{1,12}}\Z")
_DECLINE = re.compile(
    r"(?:减少|下降|降低|下跌|下滑|回落|缩短|缩减|缩小|萎缩|减|降|跌|少|低"
    rf"|(?:降幅|跌幅)(?:高?达到?|为)?){_ABOUT}"
)
_GROWTH_AFTER = re.compile(r"(?:多|以上|左右)?的?(?:增长|增幅|增加|增速)")
_SHARES = frozenset({"%", ""})


def answers(value: Decimal, figure: Figure, zh: str, wanted: Decimal) -> bool:
    """Whether ``value`` of ``figure`` in ``zh`` says «в ``wanted`` раза», more or less.

    >>> from translator.placeables.chinese import figures
    >>> [answers(f.values[0], f, zh, Decimal("2.4")) for zh in ("增长1.4倍", "为上年的1.4倍",
    ...  "增至2.4倍", "增长2.4倍", "增长140%") for f in figures(zh)]
    [True, False, True, False, True]
    """
    before, after = zh[: figure.start], zh[figure.stop :]
    grown, either = _GROWTH.search(before), _EITHER.search(before)
    fallen = _DECLINE.search(before)
    if figure.unit in _SHARES and (figure.unit == "%" or value < 1):
        share = value / 100 if figure.unit == "%" else value
        return _by_share(share, wanted, bool(grown), bool(fallen))
    if fallen:
        return False
    whole, more = value == wanted, value + 1 == wanted
    if either or (not grown and _GROWTH_AFTER.match(after)):
        return whole or more
    return more if grown else whole


def _by_share(share: Decimal, wanted: Decimal, grown: bool, fallen: bool) -> bool:
    """A share answers by what it adds or takes off, bare by the ratio either way; a share that
    was rounded to whole per cent or a tenth of one (66.7% for two thirds) is as good.
    """
    if grown:
        return _close(share, wanted - 1)
    if fallen:
        return _close(share, 1 - 1 / wanted)
    return _close(share, wanted) or _close(share, 1 / wanted)


def _close(share: Decimal, exact: Decimal) -> bool:
    return share == exact or any(
        share == round(exact, digits) for digits in (2, 3) if round(exact, 4) != round(exact, 2)
    )
