"""What the reading room's pages take and weigh, and whether many may read at once.

    python benchmarks/reading_room.py LEDGER [--times 10] [--readers 50] [--seconds 30]

LEDGER is written to: a reviewer decides and an ingestion of the fictional week runs while the
readers read. `benchmarks/ledger.py --keep FILE` makes one of a million frames. Times are those of a
client on the same machine, server and network stack included; weights are of the HTML, unpacked.
With Playwright and Chromium also what a browser takes to the first paint of a page, with an empty
cache and with the fonts, styles and scripts of the page before, and all that it loads for it.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import random
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import httpx
import uvicorn

from musnad.ledger import Ledger, judgements_of, queue
from musnad.ledger.claims import claims
from musnad.ledger.frequent import most_met
from musnad.ledger.overview import stories
from musnad.service import ServiceOptions, create_app

WAIT = 120.0
REVIEWER = "benchmark"


@dataclass
class Tally:
    """What readers met."""

    times: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)


def pages_of(name: str) -> dict[str, str]:
    """Pages by what they are, with ids of records that the ledger has."""
    with Ledger.open(name, read_only=True) as ledger:
        met = most_met(ledger, limit=2)
        found = {
            "start": "/",
            "search, a word": "/search?words=الحكومة",
            "search, who and type": "/search?who=USA&type=ACCUSE",
            "actors": "/actors",
            "actor": f"/actor/{met[0].id}",
            "pair": "/dyads?one=USA&other=IRN&by=month",
            "stories": "/stories",
            "claims": "/claims",
            "plots of a type": "/plots?type=ASSAULT&by=month",
            "review": "/review",
            "status": "/status",
        }
        first = next(ledger.entries())
        found["article"] = f"/article/{first.article_id}"
        if lines := stories(ledger, limit=1):
            found["story"] = f"/story/{lines[0].story}"
        if several := claims(ledger, limit=1):
            found["claim"] = f"/claim/{several[0].claim}"
    return found


def timed(client: httpx.Client, pages: dict[str, str], times: int) -> None:
    """Print p50, p95 and weight of each page, asked in random order."""
    taken: dict[str, list[float]] = {name: [] for name in pages}
    weight: dict[str, int] = {}
    rounds = [name for name in pages for _ in range(times)]
    random.Random(1).shuffle(rounds)  # noqa: S311 - an order of pages
    for path in pages.values():  # once before: the first asks the disk
        client.get(path)
    for name in rounds:
        begun = time.perf_counter()
        answer = client.get(pages[name])
        answer.raise_for_status()
        taken[name].append((time.perf_counter() - begun) * 1000)
        weight[name] = len(answer.content)
    print("| page | p50 ms | p95 ms | kB |\n|---|---|---|---|")
    for name, found in taken.items():
        p95 = sorted(found)[max(0, -(-95 * len(found) // 100) - 1)]
        middle = statistics.median(found)
        print(f"| {name} | {middle:,.0f} | {p95:,.0f} | {weight[name] / 1000:,.0f} |")


PAINT = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const all = [...performance.getEntriesByType("navigation"),
               ...performance.getEntriesByType("resource")];
  const answer = performance.getEntriesByType("navigation")[0].responseEnd;
  return [paint ? paint.startTime : -1, answer,
          all.reduce((sum, entry) => sum + entry.transferSize, 0)];
}"""
"""(first paint, the page's last byte: ms from the click; bytes over the wire) of the page shown."""


def painted(address: str, pages: dict[str, str], times: int = 3) -> None:
    """Print the first paint of each page in a browser; medians."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or importlib.util.find_spec("playwright") is None:
        print("\nno browser: first paint was not measured")
        return
    api = importlib.import_module("playwright.sync_api")
    print(
        "\n| page | first paint ms, empty cache | of that the answer | kB loaded "
        "| first paint ms, cached | of that the answer |\n|---|---|---|---|---|---|"
    )
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path in pages.items():
            rows = []
            for _ in range(times):
                context = browser.new_context()
                page = context.new_page()
                page.goto(address + path, wait_until="load", timeout=WAIT * 1000)
                page.wait_for_timeout(100)
                cold = page.evaluate(PAINT)
                page.reload(wait_until="load", timeout=WAIT * 1000)
                page.wait_for_timeout(100)
                rows.append((*cold, *page.evaluate(PAINT)[:2]))
                context.close()
            cells = [statistics.median(column) for column in zip(*rows, strict=True)]
            cells[2] /= 1000
            print(f"| {name} | " + " | ".join(f"{cell:,.0f}" for cell in cells) + " |")
        browser.close()


def together(address: str, name: str, pages: dict[str, str], readers: int, seconds: float) -> None:
    """Many readers, one reviewer who decides, and an ingestion, all at once."""
    tally, lock, over = Tally(), threading.Lock(), threading.Event()

    def read(seed: int) -> None:
        order = random.Random(seed)  # noqa: S311 - a choice of pages
        with httpx.Client(base_url=address, timeout=WAIT) as client:
            while not over.is_set():
                path = order.choice(list(pages.values()))
                begun = time.perf_counter()
                try:
                    told = str(client.get(path, headers={"accept": "text/html"}).status_code)
                except httpx.HTTPError as error:
                    told = type(error).__name__
                with lock:
                    tally.times.append(time.perf_counter() - begun)
                    tally.answers[told] += 1

    with Ledger.open(name) as ledger:
        waiting = [item.frame for item in queue(ledger, limit=400)]
        before = sum(len(judgements_of(ledger, frame)) for frame in waiting)
    threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    week = resources.files("musnad.demo").joinpath("week.jsonl")
    with resources.as_file(week) as path:
        command = [str(Path(sys.executable).with_name("musnad")), "ingest", str(path)]
        ingestion = subprocess.Popen(
            [*command, "--ledger", name, "--again", "-q"], stderr=subprocess.PIPE
        )
        for thread in threads:
            thread.start()
        decided = Counter[str]()
        until = time.perf_counter() + seconds
        with httpx.Client(base_url=address, timeout=WAIT) as client:
            for frame in waiting:
                if time.perf_counter() > until:
                    break
                sent = {"frame": frame, "verdict": "confirm", "seen": 0, "reviewer": REVIEWER}
                decided[str(client.post("/review/decide", json=sent).status_code)] += 1
        time.sleep(max(0.0, until - time.perf_counter()))
        over.set()
        for thread in threads:
            thread.join()
        _, said = ingestion.communicate(timeout=WAIT)
    with Ledger.open(name) as ledger:
        after = sum(len(judgements_of(ledger, frame)) for frame in waiting)
    tally.times.sort()
    print(
        f"\n{readers} readers for {seconds:.0f} s: {len(tally.times) / seconds:.1f} pages a second"
    )
    print(f"answers: {dict(tally.answers)}; median {statistics.median(tally.times):.2f} s")
    print(f"decisions sent: {dict(decided)}; rows in the ledger: {after - before}")
    print(f"ingestion: exit {ingestion.returncode}, {said.decode().strip().splitlines()[-1:]}")


def main() -> None:
    """Open the room and measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30.0)
    given = parser.parse_args()
    name = str(given.ledger)
    pages = pages_of(name)
    config = uvicorn.Config(create_app(ServiceOptions(name)), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    with httpx.Client(base_url=address, timeout=WAIT, headers={"accept": "text/html"}) as client:
        timed(client, pages, given.times)
    painted(address, pages)
    together(address, name, pages, given.readers, given.seconds)
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    main()
