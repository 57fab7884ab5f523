"""What a cluster costs beside a pool of processes, and what a lake weighs.

    python benchmarks/many_machines.py [--articles 200] [--rounds 3] [--json OUT]

Needs the extra `ray`. Made pages with texts of the project's own corpus, of about 200 words, are
read by two processes and by two actors of a Ray on this machine, in turns, first into nothing and
then into a lake. Figures are of one run on one machine: the ratios say more than the rates. A rate
leaves out the first pages, while workers start; that time is told by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from made_pages import made_page
from musnad.ingest import Item, Task, beside, open_items
from musnad.ingest.lake import Lake
from musnad.ingest.lake_run import ingest_into_lake
from musnad.ingest.load import load_lake
from musnad.ledger import Ledger
from musnad.pipeline import Reader
from musnad.records import digest
from musnad.runners import PoolRunner
from musnad.runners.ray import RayRunner
from speed import articles_of_200_words

WORKERS = 2
TICKS = os.sysconf("SC_CLK_TCK")
FIRST = 32
"""Outcomes that are left out of a rate: by then all workers are at work."""

READ_BATCH, LAKE_BATCH = 8, 20
"""Pages an actor gets at once; small, so that both workers end at about the same time."""

WEIGHED = 500
"""Pages of the lake that is weighed: one batch, as `musnad ingest` makes them."""

ROOT = Path(__file__).resolve().parent.parent


def pages(count: int, *, one_day: bool = False) -> list[Item]:
    """Pages with different texts, of different days or of one."""
    texts = articles_of_200_words()
    found = []
    for n, text in enumerate(islice(cycle(texts), count)):
        again = f"\nطبعة {n // len(texts)}" if n >= len(texts) else ""
        found.append(Item(f"page {n}", made_page(text + again, 0 if one_day else n)))
    return found


def runners(reader: Reader) -> dict[str, Any]:
    """The two that are held against each other."""
    return {
        "pool": PoolRunner(reader, processes=WORKERS),
        "ray": RayRunner(reader, workers=WORKERS, batch=READ_BATCH),
    }


def timed(runner: Any, items: list[Item]) -> dict[str, float]:
    """What reading costs once all workers are at work, and how long they take to be."""
    clock = Clock()
    for n, _ in enumerate(runner.run(items), 1):
        if n % READ_BATCH == 0:  # looking at all processes costs some milliseconds
            clock.tell(n)
    return clock.figures(len(items))


def timed_lake(runner: Any, items: list[Item], folder: Path, model: str) -> dict[str, float]:
    """The same, written to a lake."""
    clock = Clock()
    task = Task("", model, on_item=lambda progress: clock.tell(progress.read))
    lake = Lake.open(str(folder), create=True)
    ingest_into_lake(iter(items), runner=runner, lake=lake, task=task, pages=LAKE_BATCH)
    return clock.figures(len(items))


class Clock:
    """Seconds, and processor seconds of this process and all below it, as articles come."""

    def __init__(self) -> None:
        self.began, self.own = time.perf_counter(), time.process_time()
        self.told: list[tuple[int, float, float]] = []

    def tell(self, number: int) -> None:
        """So many articles are there."""
        self.told.append((number, time.perf_counter(), family_seconds()))

    def figures(self, count: int) -> dict[str, float]:
        """Per article, from the one at which all workers are surely at work to the last."""
        own = time.process_time() - self.own
        first = next(t for t in self.told if t[0] >= FIRST)
        last = self.told[-1]
        between = last[0] - first[0]
        return {
            "articles_per_second": between / (last[1] - first[1]),
            "processor_ms_per_article": 1000 * (last[2] - first[2]) / between,
            "start_seconds": self.told[0][1] - self.began,
            "own_ms_per_article": 1000 * own / count,
        }


def family_seconds() -> float:
    """Processor seconds of this process and of all that it has started; Linux tells them."""
    spent: dict[int, float] = {}
    below: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        pid = int(path.parent.name)
        spent[pid] = (int(fields[11]) + int(fields[12])) / TICKS
        below.setdefault(int(fields[1]), []).append(pid)
    found, left = 0.0, [os.getpid()]
    while left:
        pid = left.pop()
        found += spent.get(pid, 0.0)
        left += below.get(pid, [])
    return found


def compared(
    rounds: int, measure: Callable[[str], dict[str, float]], keys: tuple[str, ...]
) -> dict[str, Any]:
    """Pool and Ray in turns: medians, and Ray's figures over the pool's in each round."""
    found: dict[str, list[dict[str, float]]] = {"pool": [], "ray": []}
    for n in range(rounds):
        for name in ("pool", "ray") if n % 2 == 0 else ("ray", "pool"):
            found[name].append(measure(name))
    pairs = list(zip(found["pool"], found["ray"], strict=True))
    return {
        "ray / pool": {
            key: [round(ray[key] / pool[key], 3) for pool, ray in pairs] for key in keys
        },
        **{
            name: {k: statistics.median(run[k] for run in runs) for k in runs[0]}
            for name, runs in found.items()
        },
    }


def size_of(folder: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def weighed(reader: Reader, folder: Path, *, one_day: bool) -> dict[str, float]:
    """Bytes an article in each part of a lake."""
    items = pages(WEIGHED, one_day=one_day)
    task = Task("", reader.model_id.digest)
    lake = Lake.open(str(folder), create=True)
    runner = PoolRunner(reader, processes=WORKERS)
    read = ingest_into_lake(items, runner=runner, lake=lake, task=task).read
    parts = ("readings", "frames", "_musnad")
    return {
        "articles": read,
        "page_bytes": sum(len(item.data) for item in items) / len(items),
        "files": sum(path.is_file() for path in folder.rglob("*")),
        **{f"{part}_bytes": size_of(folder / part) / read for part in parts},
    }


def loaded(folder: Path, ledger: Path) -> dict[str, float]:
    """Articles a second from a lake into a ledger, with stories and claims, and once more."""
    with Ledger.open(ledger) as kept:
        task = Task("", "", also=beside)
        rates = []
        for _ in range(2):
            began = time.perf_counter()
            done = load_lake(Lake.open(str(folder)), ledger=kept, task=task)
            rates.append(done.seen / (time.perf_counter() - began))
    return {"articles_per_second": rates[0], "known_per_second": rates[1]}


def handed_out(folder: Path) -> float:
    """Pages a second that the first process alone takes out of a table and digests."""
    table = folder / "pages.jsonl"
    rows = (
        {"html": item.data.decode(), "url": f"https://x.example/{item.source}"} for item in many()
    )
    table.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    began = time.perf_counter()
    count = sum(
        1 for item in open_items(str(table)) if isinstance(item, Item) and digest(item.data)
    )
    return count / (time.perf_counter() - began)


def many() -> Iterator[Item]:
    """Some thousands of pages."""
    yield from pages(4_000)


def measured(articles: int, rounds: int, folder: Path) -> dict[str, Any]:
    """All figures."""
    reader = Reader.load()
    items = pages(articles)
    model = reader.model_id.digest
    both = runners(reader)
    lakes = iter(range(1_000))

    def into_lake(name: str) -> dict[str, float]:
        place = folder / f"lake-{next(lakes)}"
        try:
            return timed_lake(both[name], items, place, model)
        finally:
            shutil.rmtree(place)

    found = {
        "reading": compared(
            rounds,
            lambda name: timed(both[name], items),
            ("articles_per_second", "processor_ms_per_article"),
        ),
        # not the processor's time: Ray tells of whole batches, with others half done by then
        "into a lake": compared(rounds, into_lake, ("articles_per_second",)),
        "lake, one day": weighed(reader, folder / "day", one_day=True),
        "lake, 300 days": weighed(reader, folder / "days", one_day=False),
        "load": loaded(folder / "day", folder / "news.ledger"),
        "pages handed out per second": handed_out(folder),
    }
    words = [len(i.article().text.split()) for i in items]
    return {"articles": articles, "words": statistics.mean(words), **found}


def main() -> None:
    """Measure, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(options.articles, options.rounds, Path(folder))
    told = json.dumps(found, indent=2, ensure_ascii=False)
    print(told)
    if options.json:
        options.json.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
