"""Reviewed units for the tests, and what other processes do with them."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from translator.memory import TranslationMemory
from translator.memory import store as store_module
from translator.units import ReviewedUnit

WORDS = (
    "завод", "порт", "область", "губернатор", "делегация", "соглашение", "форум", "проект",
    "развитие", "экспорт", "зерно", "школа", "больница", "мост", "дорога", "вокзал", "инвестор",
    "выставка", "фермер", "лес", "рыба", "посол", "министр", "союз", "компания", "центр",
    "музей", "парк", "река", "берег", "остров", "турист", "маршрут", "рейс", "поезд", "вагон",
    "контейнер",
)  # fmt: skip


def unit(source: str, target: str = "译文。", **more) -> ReviewedUnit:
    return ReviewedUnit(source, target, **more)


def sentence(number: int) -> str:
    """The same sentence for the same number, another one for nearly every other."""
    pick = Random(number)
    return " ".join(pick.choice(WORDS) for _ in range(10)).capitalize() + f" {number}."


def at(day: int) -> datetime:
    return datetime(2025, 5, day, 10, tzinfo=UTC)


def add_many(place: str, first: int, count: int, own: str) -> None:
    """Add ``count`` shared units one by one, and as many of this process's ``own``."""
    with TranslationMemory.open(place) as memory:
        for number in range(first, first + count):
            memory.add([unit(sentence(number), f"译文{number}。")])
            memory.add([unit(sentence(number), f"译文{number}。", reviewer=own)])


def add_in_chunks(place: str, count: int, chunk: int) -> None:
    """One long import, to be killed."""
    store_module.CHUNK = chunk
    with TranslationMemory.open(place) as memory:
        memory.add(unit(sentence(n), f"译文{n}。") for n in range(count))
