"""Values in Chinese by GB/T 15835-2011: Arabic figures, 万 and 亿 where they shorten."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_WAN, _YI, _WANYI = Decimal(10**4), Decimal(10**8), Decimal(10**12)


def plain(value: Decimal) -> str:
    """Digits without grouping, exponent or trailing zeros.

    >>> plain(Decimal("3.50")), plain(Decimal("1E+3"))
    ('3.5', '1000')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: Decimal, *, scaled: bool = False) -> str:
    """The preferred writing: digits below 10000, else 万, 亿, 万亿 where that is short.

    ``scaled`` says that the source used a multiplier, so up to four decimals are kept.

    >>> [number(Decimal(v)) for v in (6200, 45000, 123456, 3500000000)]
    ['6200', '4.5万', '123456', '35亿']
    """
    if abs(value) < _WAN:
        return plain(value)
    places = 4 if scaled or value >= _YI else 2
    for size, name in ((_WANYI, "万亿"), (_YI, "亿"), (_WAN, "万")):
        if value >= size and _places(value / size) <= places:
            return plain(value / size) + name
        if value >= size and size == _YI:
            break
    if value >= _YI and value % _WAN == 0:
        return f"{plain(value // _YI)}亿{plain(value % _YI / _WAN)}万"
    return plain(value)


def writings(value: Decimal, *, scaled: bool = False) -> tuple[str, ...]:
    """All admissible writings of a value, the preferred one first.

    >>> writings(Decimal(21000))
    ('2.1万', '21000', '2万1000', '二万一千', '两万一千')
    """
    forms = [number(value, scaled=scaled), plain(value)]
    if value >= 1000 and _places(value / _WAN) <= 4:
        forms.append(plain(value / _WAN) + "万")
    if value >= _YI and _places(value / _YI) <= 8:
        forms.append(plain(value / _YI) + "亿")
    if _WAN < value < _YI and value == value.to_integral_value() and value % _WAN:
        forms.append(f"{plain(value // _WAN)}万{plain(value % _WAN)}")
    if value == value.to_integral_value() and 0 <= value < 10**12 and _short(value):
        forms.extend(han_forms(int(value)))
    return tuple(dict.fromkeys(forms))


def han_forms(value: int) -> tuple[str, ...]:
    """Writings in Han numerals, with 两 where it is usual.

    >>> han_forms(2), han_forms(120)
    (('二', '两'), ('一百二十',))
    """
    text = han(value)
    spoken = text.replace("二千", "两千").replace("二万", "两万").replace("二亿", "两亿")
    spoken = "两" if text == "二" else spoken
    return tuple(dict.fromkeys((text, spoken)))


def han(value: int) -> str:
    """Whole number in Han numerals.

    >>> han(25), han(1005), han(21000)
    ('二十五', '一千零五', '二万一千')
    """
    if value < 10:
        return _DIGITS[value]
    if value >= 10**8:
        return _joined(value, 10**8, "亿")
    if value >= 10**4:
        return _joined(value, 10**4, "万")
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if value >= size:
            text = _joined(value, size, name)
            return text.removeprefix("一") if size == 10 and value < 20 else text
    raise AssertionError(value)


def _joined(value: int, size: int, name: str) -> str:
    above, rest = divmod(value, size)
    head = han(above) + name
    if not rest:
        return head
    tail = han(rest)
    if 10 <= rest < 20:
        tail = "一" + tail
    return head + ("零" if rest < size // 10 else "") + tail


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _short(value: Decimal) -> bool:
    """Two significant digits at most: longer numbers are never written in Han numerals."""
    return len(plain(value).rstrip("0")) <= 2
