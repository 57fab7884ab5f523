"""Many machines: actors of a Ray cluster read batches; a lost worker or node costs only its batch.

Needs the extra `ray`. Each actor loads the model once. Batches are handed out a few at a time, so
that no actor waits and the work ahead stays bounded; results come in the order of the batches.

When a worker dies, what it had in hand is done again by another. Where its node died with it, no
item is to blame. Where only the process died, each item of the batch is tried alone; one whose
process dies again has failed with `ProcessDied`, and the batch is done without it.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any, TypeVar

from musnad.errors import MissingExtra, RunnerError
from musnad.pipeline import Reader
from musnad.records import Reading
from musnad.runners.carried import arrived, carried
from musnad.runners.contract import Failed, Item, Outcome, Readable, outcome_of

log = logging.getLogger(__name__)

BATCH = 16
"""Items that an actor is given at once: a second's work, so that the way there costs little."""

IN_HAND = 2
"""Batches that an actor holds: the one it reads, and one so that it need not wait for the next."""

AHEAD = 3
"""Batches that are taken for each actor: those in hand, and one to hide the order of the results
(a slow batch holds back the results of later ones, not the work on them)."""

MOST_TRIES = 5
"""How often a task may be lost with its node, or who knows how, before it is to blame."""

START_TRIES = 3
"""Actors that may fail to start one after the other, before any has."""

START_SECONDS = 600.0
"""How long no actor at all may be there: a cluster that grows on demand starts machines first."""

ANSWER_SECONDS = 10.0
"""How long the head of a cluster may take to answer."""

LOOK_SECONDS = 5.0
"""Between two looks at the clock while nothing comes."""

STORE_BYTES, STORE_BYTES_EACH = 128_000_000, 64_000_000
"""Room for objects in a Ray of our own: batches of pages on their way, three for each actor."""

DIED = Failed(
    "ProcessDied",
    "the process that read it died twice (out of memory, or a fault in a library)",
)


def _library() -> Any:  # noqa: ANN401 - ray is an extra
    if importlib.util.find_spec("ray") is None:
        raise MissingExtra("ray", "ray")
    # Ray counts its users over the network unless it is told not to before it is loaded
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    return importlib.import_module("ray")


ray = _library()

DEATHS = (ray.exceptions.ActorDiedError, ray.exceptions.OutOfMemoryError)
"""What Ray raises when it knows that an actor's process has ended."""

Batch = TypeVar("Batch", bound=Sequence[Readable])
Result = TypeVar("Result")
Work = Callable[[Reader, Batch, Mapping[int, Failed]], Result]
"""What an actor does with a batch: it is given the reader and the items that can't be read, by
their place in the batch. It must pickle, and doing it twice must come to the same as once."""


class RayRunner:
    """Reads on a Ray cluster.

    Where Ray is not in use yet, it is started for the run: on this machine alone, or joined by its
    address. The same version of musnad must be installed on all machines.
    """

    def __init__(
        self,
        reader: Reader,
        *,
        workers: int | None = None,
        address: str | None = None,
        batch: int = BATCH,
    ) -> None:
        """A runner on the cluster at `address`, or on this machine.

        Args:
            reader: what reads; each actor has its own.
            workers: actors; None for one on each processor.
            address: of the cluster's head, as "10.0.0.1:6379"; "auto" for the cluster that this
                machine belongs to; None for a Ray of our own.
            batch: items that `run` hands out at once.
        """
        self.reader = reader
        self.workers = workers
        self.address = address
        self.batch = batch

    def run(self, items: Iterable[Item]) -> Iterator[Outcome[Item]]:
        """Outcomes in the order of the items; some batches for each actor are taken early."""
        taken: deque[tuple[Item, ...]] = deque()
        for results in self.each(_batches(items, self.batch, taken), _read):
            for item, result in zip(taken.popleft(), results, strict=True):
                yield Outcome(item, result)

    def each(self, batches: Iterable[Batch], work: Work[Batch, Result]) -> Iterator[Result]:
        """What `work` makes of each batch where the actor is, in the order of the batches.

        Raises:
            RunnerError: no actor can be started.
            Exception: whatever `work` raised.
        """
        left = iter(batches)
        if (first := next(left, None)) is None:
            return  # nothing to do is no reason to start a cluster
        with _cluster(self.address, self.workers):
            workers = self.workers or _processors()
            crew = _Crew(carried(self.reader), work, workers)
            try:
                yield from crew.results(chain((first,), left))
            finally:
                crew.stop()


def _batches(
    items: Iterable[Item], size: int, taken: deque[tuple[Item, ...]]
) -> Iterator[tuple[Item, ...]]:
    left = iter(items)
    while batch := tuple(islice(left, size)):
        taken.append(batch)
        yield batch


def _read(
    reader: Reader, items: Sequence[Readable], dead: Mapping[int, Failed]
) -> list[Reading | Failed]:
    return [dead.get(n) or outcome_of(reader, item) for n, item in enumerate(items)]


@contextmanager
def _cluster(address: str | None, workers: int | None) -> Iterator[None]:
    """Ray, started or joined unless it is in use already, and let go of as it was."""
    if ray.is_initialized():
        yield
        return
    told: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if address is None:
        number = workers or os.cpu_count() or 1
        told |= {
            "include_dashboard": False,
            "num_cpus": number,
            "object_store_memory": STORE_BYTES + number * STORE_BYTES_EACH,
        }
    else:
        _check(address)
        told["address"] = address
    try:
        ray.init(**told)
    except (RuntimeError, ValueError, OSError, ray.exceptions.RayError) as error:
        where = f"the Ray cluster at {address}" if address else "a Ray of our own on this machine"
        raise RunnerError(
            f"{where} can't be reached or started ({error}); a cluster that asks for a token needs "
            "RAY_AUTH_MODE=token here as well"
        ) from error
    try:
        yield
    finally:
        ray.shutdown()


def _check(address: str) -> None:
    """Whether anybody answers there: Ray itself would go on trying for a quarter of an hour.

    Raises:
        RunnerError: nobody does.
    """
    host, _, port = address.rpartition(":")
    if "/" in address or not (host and port.isascii() and port.isdigit()):
        return  # "auto" and other words of Ray's own
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=ANSWER_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise RunnerError(
            f"nobody answers at {address} ({error}); expected the head of a Ray cluster, which "
            "`ray start --head` starts and names"
        ) from error


def _processors() -> int:
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


class _Actor:
    """A working process of the cluster, with the model in it."""

    def __init__(self, reader: bytes) -> None:
        self.reader = arrived(reader)

    def node(self) -> str:
        """The id of the node it is on."""
        return str(ray.get_runtime_context().get_node_id())

    def do(self, work: Work[Batch, Result], batch: Batch, dead: Mapping[int, Failed]) -> Result:
        """The work on a batch."""
        return work(self.reader, batch, dead)

    def attempt(self, item: Readable) -> None:
        """Read an item, to see whether the process outlives it."""
        outcome_of(self.reader, item)


@dataclass(eq=False, slots=True)
class _Job:
    """A batch on its way to its result.

    Attributes:
        dead: items that killed their process, by their place.
        trying: places of the items that are being tried alone.
        result: in a list, once it is there.
    """

    batch: Any
    dead: dict[int, Failed] = field(default_factory=dict)
    trying: set[int] = field(default_factory=set)
    result: list[Any] = field(default_factory=list)


@dataclass(frozen=True, eq=False, slots=True)
class _Task:
    """A job's batch, or one item of it alone; `lost` is how often it was lost without blame."""

    job: _Job
    item: int | None = None
    lost: int = 0


@dataclass(eq=False, slots=True)
class _Hand:
    """An actor as the first machine sees it.

    Attributes:
        started: comes true with the id of the actor's node; None once it has.
        node: that id.
        tasks: what it was given, in order, each with what comes true when it is done.
    """

    actor: Any
    started: Any
    node: str = ""
    tasks: deque[tuple[Any, _Task]] = field(default_factory=deque)

    @property
    def awaited(self) -> Any:  # noqa: ANN401 - ray's reference; None if nothing is awaited
        if self.started is not None:
            return self.started
        return self.tasks[0][0] if self.tasks else None


class _Crew:
    """The actors of one run, and who has what in hand."""

    def __init__(self, reader: bytes, work: Any, size: int) -> None:  # noqa: ANN401
        # both lie in the object store once, however many actors there are
        self.reader = ray.put(reader)
        self.work = ray.put(work)
        self.size = size
        self.todo: deque[_Task] = deque()
        self.failed_starts, self.began = 0, False
        self.manned = time.monotonic()
        self.hands = [self._hire() for _ in range(size)]

    def results(self, batches: Iterable[Any]) -> Iterator[Any]:
        """The results, in order; batches are taken as there is room for them."""
        left = iter(batches)
        waiting: deque[_Job] = deque()
        while True:
            for batch in islice(left, max(0, AHEAD * self.size - len(waiting))):
                waiting.append(_Job(batch))
                self.todo.append(_Task(waiting[-1]))
                self._hand_out()  # at once: the next one may be long in coming
            if not waiting:
                return
            self._hand_out()
            if not waiting[0].result:
                self._wait()
                continue
            yield waiting.popleft().result[0]

    def stop(self) -> None:
        """End the actors."""
        for hand in self.hands:
            _end(hand)

    def _hire(self) -> _Hand:
        # spread: a lost node then costs few batches, and no machine is filled while others idle
        kind = ray.remote(_Actor).options(num_cpus=1, scheduling_strategy="SPREAD")
        actor = kind.remote(self.reader)
        return _Hand(actor, actor.node.remote())

    def _hand_out(self) -> None:
        """Give tasks to the actors that have fewest; first one to each."""
        for full in range(1, IN_HAND + 1):
            for hand in self.hands:
                if self.todo and hand.started is None and len(hand.tasks) < full:
                    self._give(hand, self.todo.popleft())

    def _give(self, hand: _Hand, task: _Task) -> None:
        job = task.job
        if task.item is None:
            done = hand.actor.do.remote(self.work, job.batch, dict(job.dead))
        else:
            done = hand.actor.attempt.remote(job.batch[task.item])
        hand.tasks.append((done, task))

    def _wait(self) -> None:
        """Take in what comes next."""
        awaited = {h.awaited: h for h in self.hands if h.awaited is not None}
        ready, _ = ray.wait(list(awaited), num_returns=1, timeout=LOOK_SECONDS)
        for done in ready:
            hand = awaited[done]
            if hand.started is None:
                self._take(hand)
            else:
                self._greet(hand)
        if any(h.started is None for h in self.hands):
            self.manned = time.monotonic()
        elif time.monotonic() - self.manned > START_SECONDS:
            raise RunnerError(
                f"no actor could start on the Ray cluster within {START_SECONDS:.0f} s; `ray "
                "status` tells which machines it has and what they are busy with"
            )

    def _greet(self, hand: _Hand) -> None:
        """An actor has started, or failed to."""
        try:
            hand.node = ray.get(hand.started)
        except ray.exceptions.RayError as error:
            self.hands.remove(hand)
            self.failed_starts += 1
            # later on a lost machine takes along all that were to start on it
            if self.failed_starts >= START_TRIES * (self.size if self.began else 1):
                raise RunnerError(
                    f"{self.failed_starts} actors in a row could not start on the Ray cluster; the "
                    f"last one said: {_told(error)}"
                ) from error
            self.hands.append(self._hire())
            return
        hand.started = None
        self.failed_starts, self.began = 0, True

    def _take(self, hand: _Hand) -> None:
        """Take in what became of the first task that an actor has in hand."""
        done, task = hand.tasks[0]
        try:
            result = ray.get(done)
        except ray.exceptions.RayTaskError as error:
            raise error.cause from error
        except ray.exceptions.RayError as error:
            # the actor died; or is out of reach; or its result went with a node that held it
            log.info("an actor or its result is lost: %s", error)
            self._lost(hand, sure=isinstance(error, DEATHS) and not _is_gone(hand.node))
            return
        hand.tasks.popleft()
        if task.item is None:
            task.job.result.append(result)
        else:
            self._tried(task)

    def _lost(self, hand: _Hand, *, sure: bool) -> None:
        """An actor is gone: its tasks go to others; it may be `sure` that what it was at is why."""
        self.hands.remove(hand)
        _end(hand)
        (_, task), *others = hand.tasks
        self.todo.extendleft(reversed([other for _, other in others]))
        if not sure and task.lost < MOST_TRIES:
            self.todo.appendleft(replace(task, lost=task.lost + 1))
        elif task.item is None:
            places = range(len(task.job.batch))
            task.job.trying = {n for n in places if n not in task.job.dead}
            self.todo.extendleft(_Task(task.job, n) for n in sorted(task.job.trying, reverse=True))
        else:
            task.job.dead[task.item] = DIED
            self._tried(task)
        self.hands.append(self._hire())

    def _tried(self, task: _Task) -> None:
        """An item was tried alone; after the last one the batch is done without those that died."""
        job = task.job
        job.trying -= {task.item} if task.item is not None else set()
        if not job.trying:
            self.todo.appendleft(_Task(job))


def _end(hand: _Hand) -> None:
    with suppress(Exception):  # one that is gone, or a cluster that is
        ray.kill(hand.actor)


def _is_gone(node: str) -> bool:
    """Whether a node has left the cluster."""
    return not any(n["NodeID"] == node and n["Alive"] for n in ray.nodes())


def _told(error: Exception) -> str:
    """The last line of what Ray says: the error itself, below a trace."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__
