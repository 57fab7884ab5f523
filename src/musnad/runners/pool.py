"""Several processes, each with its own model; bounded work ahead, outcomes in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from musnad.pipeline import Reader
from musnad.records import Reading
from musnad.runners.contract import Failed, Item, Outcome, Readable, outcome_of

AHEAD = 8
"""Items handed out for each process: enough that none waits, few enough that memory stays flat."""

_READER: list[Reader] = []
"""The reader of a working process; it is loaded once, when the process starts."""


class PoolRunner:
    """Reads in `processes` processes of its own.

    Processes are started afresh (spawned), so a script that uses it needs the usual
    `if __name__ == "__main__":`. An item whose process dies (out of memory, killed) is tried again
    alone; if that process dies as well, the item has failed, and the others go on.
    """

    def __init__(self, reader: Reader, *, processes: int) -> None:
        self.reader = reader
        self.processes = processes

    def run(self, items: Iterable[Item]) -> Iterator[Outcome[Item]]:
        """Outcomes in the order of the items; `AHEAD` items for each process are taken early."""
        left = iter(items)
        waiting: deque[tuple[Item, Future[Reading | Failed]]] = deque()
        pool = self._pool(self.processes)
        try:
            while True:
                room = self.processes * AHEAD - len(waiting)
                for item in islice(left, room):
                    waiting.append((item, self._submit(pool, item)))
                if not waiting:
                    return
                item, future = waiting.popleft()
                try:
                    result = future.result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    result = self._alone(item)
                    pool = self._pool(self.processes)
                    waiting = deque((i, self._submit(pool, i)) for i, _ in waiting)
                yield Outcome(item, result)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, pool: ProcessPoolExecutor, item: Item) -> Future[Reading | Failed]:
        try:
            return pool.submit(_read, item)
        except BrokenProcessPool as error:
            broken: Future[Reading | Failed] = Future()
            broken.set_exception(error)
            return broken

    def _alone(self, item: Item) -> Reading | Failed:
        """The outcome of an item in a process of its own."""
        with self._pool(1) as pool:
            try:
                return pool.submit(_read, item).result()
            except BrokenProcessPool:
                return Failed(
                    "ProcessDied",
                    "the process that read it died twice (out of memory, or a fault in a library)",
                )

    def _pool(self, processes: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            processes,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(self.reader,),
        )


def _start(reader: Reader) -> None:
    """A working process begins: Ctrl-C is the first process' business, whose end ends it too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _READER.append(reader)


def _end_with_parent() -> None:
    """A first process that was killed can't stop its pool, which would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(item: Readable) -> Reading | Failed:
    return outcome_of(_READER[0], item)
