"""Memory and rate of `musnad ingest` over a large archive.

    python benchmarks/archive.py [--pages 100000] [--words 60] [--processes 2] [--keep FOLDER]

Makes a WARC of pages as a crawl would (compressed records, furniture around each article), all
different: texts of the project's own corpus, cut to `--words` and numbered. Ingests it into a new
ledger, and meanwhile sums the memory of all processes (resident set, shared pages counted in each)
every half second. Memory is told for each tenth of the run, so that growth would show.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from made_pages import made_page
from musnad.ledger import Ledger, runs
from speed import articles_of_200_words

PARTS = 10


def texts(count: int, words: int) -> Iterator[str]:
    """Texts that differ from each other; the corpus is gone through again and again."""
    source = [text.split() for text in articles_of_200_words()]
    for number in range(count):
        own = source[number % len(source)]
        start = number // len(source) * 7 % max(1, len(own) - words)
        yield " ".join([*own[start : start + words], f"(خبر {number})"])


def write_warc(path: Path, count: int, words: int) -> None:
    """A WARC of HTTP answers, each record a gzip member of its own."""
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    with path.open("wb") as out:
        for number, text in enumerate(texts(count, words)):
            body = made_page(text, number)
            answer = (
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                b"Content-Length: %d\r\n\r\n" % len(body)
            ) + body
            at = (begin + timedelta(minutes=number)).isoformat().replace("+00:00", "Z")
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: {at}\r\n"
                f"WARC-Record-ID: <urn:x:{number}>\r\n"
                f"WARC-Target-URI: https://almarsa.example/n/{number}\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n"
            ).encode()
            out.write(gzip.compress(head + answer + b"\r\n\r\n", 6, mtime=0))


def resident(root: int) -> float:
    """Megabytes that a process and all its children hold."""
    children: dict[int, list[int]] = {}
    pages: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            told = (entry / "stat").read_text().rpartition(")")[2].split()
            children.setdefault(int(told[1]), []).append(int(entry.name))
            pages[int(entry.name)] = int(told[21])
        except (OSError, IndexError, ValueError):
            continue  # it has ended meanwhile
    found, ask = 0, [root]
    while ask:
        one = ask.pop()
        found += pages.get(one, 0)
        ask += children.get(one, [])
    return found * 4096 / 1e6


def watched(command: list[str]) -> tuple[float, list[float]]:
    """Seconds that a command takes, and the memory of its processes twice a second."""
    begun = time.perf_counter()
    process = subprocess.Popen(command)
    seen: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.5):
            seen.append(resident(process.pid))

    thread = threading.Thread(target=look)
    thread.start()
    process.wait()
    over.set()
    thread.join()
    return time.perf_counter() - begun, seen


def main() -> None:
    """Make, ingest, tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        archive, ledger = folder / "crawl.warc.gz", folder / "news.ledger"
        write_warc(archive, options.pages, options.words)
        print(f"{options.pages:,} pages, {archive.stat().st_size / 1e6:,.0f} MB packed", flush=True)
        musnad = str(Path(sys.executable).with_name("musnad"))
        spent, seen = watched(
            [musnad, "ingest", str(archive), "-l", str(ledger), "-qj", str(options.processes)]
        )
        with Ledger.open(ledger, read_only=True) as kept:
            (run,) = runs(kept)
        print(f"{run.read:,} read, {run.known:,} known, {run.failed:,} failed in {spent:,.0f} s")
        print(
            f"{run.read / spent:.1f} pages a second; ledger {ledger.stat().st_size / 1e6:,.0f} MB"
        )
        size = max(1, len(seen) // PARTS)
        for part in range(0, len(seen), size):
            some = seen[part : part + size]
            share = 100 * part // max(1, len(seen))
            middle = statistics.median(some)
            print(f"from {share:3d} %  median {middle:5,.0f} MB  most {max(some):5,.0f} MB")


if __name__ == "__main__":
    main()
