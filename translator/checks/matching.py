"""Finding Chinese forms in a target: once each, the longest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_PASSED_OVER = frozenset(' \t\u00a0\u3000“”‘’"«»《》〈〉·•‧・')
_DOTS = frozenset("·•‧・")


class Folded:
    """A text without spaces, quotation marks and name dots, with the way back to its places.

    俄罗斯“石油”公司 and 俄罗斯石油公司 are one form to a check; case of Latin letters is too.
    """

    def __init__(self, text: str) -> None:
        kept = [(n, ch) for n, ch in enumerate(text) if ch not in _PASSED_OVER]
        self.text = "".join(ch.lower() if ch.isascii() else ch for _, ch in kept)
        self._at = [n for n, _ in kept]

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Span in the original text."""
        return self._at[start], self._at[stop - 1] + 1


class Places:
    """The places of a target, each given to one form only."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._folded = Folded(target)
        self._taken: list[tuple[int, int]] = []

    def take(self, form: str, *, alone: bool = False) -> str | None:
        """The first free occurrence as it is written, or None; it is not free any more.

        ``alone``: not after a name dot, where another given name would stand before it.

        >>> places = Places("莫斯科州与莫斯科")
        >>> places.take("莫斯科州"), places.take("莫斯科"), places.take("莫斯科")
        ('莫斯科州', '莫斯科', None)
        """
        needle = Folded(form).text
        for start in _occurrences(needle, self._folded.text):
            stop = start + len(needle)
            if self._free(start, stop) and self._whole(start, stop):
                left, right = self._folded.span(start, stop)
                if alone and self._target[:left][-1:] in _DOTS:
                    continue
                self._taken.append((start, stop))
                return self._target[left:right]
        return None

    def rest(self, filler: str = "＃") -> str:
        """The target with every taken place filled up, of the same length."""
        chars = list(self._target)
        for start, stop in self._taken:
            left, right = self._folded.span(start, stop)
            chars[left:right] = filler * (right - left)
        return "".join(chars)

    def _free(self, start: int, stop: int) -> bool:
        return all(stop <= a or b <= start for a, b in self._taken)

    def _whole(self, start: int, stop: int) -> bool:
        """A Latin form is not a piece of a longer word."""
        text = self._folded.text
        left, right = self._folded.span(start, stop)
        inner_left = left > 0 and _joined(self._target[left - 1], text[start])
        after = self._target[right : right + 1]
        return not inner_left and not (after and _joined(text[stop - 1], after))


def _joined(a: str, b: str) -> bool:
    return a.isascii() and b.isascii() and a.isalnum() and b.isalnum()


def _occurrences(needle: str, text: str) -> Iterator[int]:
    start = text.find(needle) if needle else -1
    while start >= 0:
        yield start
        start = text.find(needle, start + 1)


def longest_first(forms: Sequence[str]) -> list[int]:
    """Indices of ``forms``, the longest form first, equals in their order."""
    return sorted(range(len(forms)), key=lambda n: -len(forms[n]))
