"""What a worker does with a basket, wherever it is: read, draft all together, write."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from translator import jobs
from translator.batch.faults import fault_of
from translator.batch.figures import figures_of
from translator.batch.placing import Shelf
from translator.batch.records import At, Drafted, Fault, Output, Staged, Task
from translator.batch.remembered import answers_of, is_untouched
from translator.drafting import Drafts, Prepared
from translator.pipeline import Translator
from translator.units import SourceDocument

Reader = Callable[[Task], tuple[SourceDocument, str]]
"""Gives a document and the stamp of the file that was read."""


class Bench:
    """What a worker needs for a basket. ``out`` is the folder of results as paths name it;
    ``tell`` hears where the work is at."""

    def __init__(
        self,
        translator: Translator,
        read: Reader,
        shelf: Shelf,
        out: Path,
        tell: Callable[[At], None],
    ) -> None:
        self._translator, self._read, self._shelf = translator, read, shelf
        self._out, self._tell = out, tell

    def prepare(self, basket: Sequence[Task]) -> Drafted:
        """Translate a basket and put its outputs on the shelf."""
        self._shelf.clear()
        memory = self._translator.memory_state
        faults: list[tuple[str, Fault]] = []
        cut: list[tuple[Task, Prepared, str, float]] = []
        untouched: list[tuple[str, str]] = []
        for task in basket:
            self._tell(At(task.key))
            begun = time.monotonic()
            try:
                read, stamp = self._read(task)
                prepared = self._translator.prepare(replace(read, name=task.key))
                if is_untouched(task, prepared):
                    untouched.append((task.key, memory))
                else:
                    cut.append((task, prepared, stamp, time.monotonic() - begun))
            except Exception as error:  # one bad document must not stop the others
                faults.append((task.key, fault_of(error, task.key)))
        self._tell(At(basket[0].key if len(basket) == 1 else ""))
        begun = time.monotonic()
        try:
            drafts = self._draft([document for _, document, _, _ in cut], basket)
        except Exception as error:  # as above; which document it was shows when each is alone
            if len(basket) > 1:
                alone = tuple(task.key for task, _, _, _ in cut)
                return Drafted((), tuple(faults), alone, tuple(untouched))
            return Drafted(faults=((basket[0].key, fault_of(error, basket[0].key)),))
        share = (time.monotonic() - begun) / max(1, sum(_open(c) for _, c, _, _ in cut))
        staged = []
        for task, document, stamp, seconds in cut:
            self._tell(At(task.key))
            spent = seconds + share * _open(document)
            try:
                staged.append(self._stage(task, document, drafts, stamp, memory, spent))
            except Exception as error:  # as above
                faults.append((task.key, fault_of(error, task.key)))
        return Drafted(tuple(staged), tuple(faults), (), tuple(untouched))

    def _draft(self, documents: Sequence[Prepared], basket: Sequence[Task]) -> Drafts:
        key = basket[0].key if len(basket) == 1 else ""
        told = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told > 0.5:
                told = time.monotonic()
                self._tell(At(key))

        return self._translator.draft(documents, progress)

    def _stage(
        self, task: Task, cut: Prepared, drafts: Drafts, stamp: str, memory: str, spent: float
    ) -> Staged:
        begun = time.monotonic()
        bitext = self._translator.finish(cut, drafts)
        wanted = [(form, Path(name), jobs.writer(bitext, form)) for form, name in task.outputs]
        digests = self._shelf.put(task, wanted)
        outputs = tuple(
            Output(form, path.relative_to(self._out).as_posix(), digest)
            for (form, path, _), digest in zip(wanted, digests, strict=True)
        )
        figures = figures_of(cut, bitext, spent + time.monotonic() - begun)
        return Staged(
            task.key, cut.document.digest, stamp, self._translator.signature, memory, outputs,
            figures, answers_of(cut),
        )  # fmt: skip


def _open(cut: Prepared) -> int:
    return sum(1 for work in cut.work if work.key)
