"""Records as plain JSON values and back, exactly; packed for a file that keeps a whole bitext.

A field that an older file lacks takes its default, so that records may grow.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

_LIMIT = 64 * 1024 * 1024
T = TypeVar("T")


def to_plain(value: object) -> Any:
    """Dictionaries, lists, strings, numbers; tuples become lists, dates ISO 8601.

    >>> to_plain((date(2026, 5, 14), None))
    ['2026-05-14', None]
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    members = _members(value)
    if isinstance(members, str):
        return members
    return {name: to_plain(item) for name, item in members.items()}


def _members(value: object) -> dict[str, object] | str:
    """A record's fields, or a date's text: what json does not know by itself."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: getattr(value, name) for name in _fields(type(value))}
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no plain form for {type(value).__name__}")


def from_plain(kind: type[T], value: object) -> T:
    """The record of type ``kind`` that :func:`to_plain` turned into ``value``.

    :raises ValueError: the value does not fit the type.
    """
    make: Any = _maker(typing.cast(Any, kind))
    made: T = make(value)
    return made


def pack(value: object) -> bytes:
    """A record as zlib-compressed JSON; the same record gives the same bytes."""
    text = json.dumps(value, default=_members, ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), 6)


def unpack(kind: type[T], data: bytes) -> T:
    """The inverse of :func:`pack`.

    :raises ValueError: damaged, of another shape, or larger than 64 MB unpacked.
    """
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(data, _LIMIT)
    except zlib.error as error:
        raise ValueError("damaged") from error
    if inflater.unconsumed_tail or not inflater.eof:
        raise ValueError("too large or cut short")
    try:
        return from_plain(kind, json.loads(text))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@lru_cache(maxsize=256)
def _maker(kind: Any) -> Callable[[Any], Any]:
    """A function that turns a plain value into ``kind``."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        (inner,) = [_maker(a) for a in arguments if a is not types.NoneType]
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_maker(arguments)
    if dataclasses.is_dataclass(kind):
        return _record_maker(kind)
    if kind is datetime or kind is date:
        return lambda value: kind.fromisoformat(_checked(str, value))
    if kind is float:
        return lambda value: float(_checked((int, float), value))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return lambda value: _checked(kind, value)


def _tuple_maker(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if arguments[-1] is Ellipsis:
        each = _maker(arguments[0])
        return lambda value: tuple([each(item) for item in _checked(list, value)])
    parts = [_maker(argument) for argument in arguments]
    return lambda value: tuple(
        part(item) for part, item in zip(parts, _checked(list, value), strict=True)
    )


def _record_maker(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    makers = {name: _maker(hints[name]) for name in _fields(kind)}

    def make(value: Any) -> Any:
        given = _checked(dict, value)
        try:
            return kind(**{name: makers[name](item) for name, item in given.items()})
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a {kind.__name__}: {error}") from error

    return make


def _checked(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise ValueError(f"{value!r:.40} is no {kind}")
    return value
