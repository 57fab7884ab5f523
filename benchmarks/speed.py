"""Speed and size of the shipped reader.

    python benchmarks/speed.py [--seconds 10] [--json OUT]

Articles of about 200 words, made by joining paragraphs of the project's own corpus, are read by
one process and by two at once; then peak memory, cold start of `musnad read` on one page, and the
wheel's size. Figures of one run on one machine: compare them with each other, not across machines.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from musnad.demo import DEMO_PAGES, demo_page
from musnad.pipeline import Reader
from musnad.records import Article

WORDS = 200
ROOT = Path(__file__).resolve().parent.parent


def articles_of_200_words() -> list[str]:
    """Texts of 200 words, cut from the corpus at paragraph ends where possible."""
    words: list[str] = []
    for path in sorted((ROOT / "corpus").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            words += [w for part in text.split("\n") for w in (*part.split(), "\n")]
    texts, count, start = [], 0, 0
    for at, word in enumerate(words):
        count += word != "\n"
        if count >= WORDS and word == "\n":
            texts.append(" ".join(words[start:at]).replace(" \n ", "\n").strip())
            count, start = 0, at + 1
    return texts


def rate(seconds: float) -> tuple[float, float]:
    """(articles, 200-word units) per second of one process over about `seconds`."""
    reader = Reader.load()
    texts = articles_of_200_words()
    for text in texts[:5]:
        reader.read(Article.from_text(text))
    began, done, words = time.perf_counter(), 0, 0
    while time.perf_counter() - began < seconds:
        text = texts[done % len(texts)]
        reader.read(Article.from_text(text))
        done += 1
        words += len(text.split())
    spent = time.perf_counter() - began
    return done / spent, words / WORDS / spent


def _child(seconds: float, out: multiprocessing.Queue) -> None:  # type: ignore[type-arg]
    out.put((rate(seconds)[1], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def rates_of(processes: int, seconds: float) -> tuple[float, float]:
    """(sum of 200-word articles per second, sum of peak memory in MB) of processes side by side."""
    context = multiprocessing.get_context("spawn")
    out: multiprocessing.Queue = context.Queue()  # type: ignore[type-arg]
    children = [context.Process(target=_child, args=(seconds, out)) for _ in range(processes)]
    for child in children:
        child.start()
    rows = [out.get() for _ in children]
    for child in children:
        child.join()
    return sum(r for r, _ in rows), sum(m for _, m in rows)


def cold_start(runs: int = 5) -> list[float]:
    """Wall seconds of `musnad read PAGE` as a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / DEMO_PAGES[0]
        page.write_bytes(demo_page(DEMO_PAGES[0]))
        command = [str(Path(sys.executable).parent / "musnad"), "read", str(page)]
        times = []
        for _ in range(runs + 1):
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times.append(time.perf_counter() - began)
    return times[1:]


def wheel_megabytes() -> float:
    """Size of the wheel, MB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, str(ROOT)]
        subprocess.run(command, check=True, capture_output=True)
        return next(Path(folder).glob("*.whl")).stat().st_size / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    one, one_mb = rates_of(1, options.seconds)
    two, two_mb = rates_of(2, options.seconds)
    starts = cold_start()
    rows = {
        "articles of 200 words per second, one process": round(one, 1),
        "articles of 200 words per second, two processes": round(two, 1),
        "two processes against one": round(two / one, 2),
        "peak memory of one process, MB": round(one_mb),
        "peak memory of two processes, MB": round(two_mb),
        "cold start of `musnad read` on a page, median s": round(statistics.median(starts), 2),
        "cold start, least s": round(min(starts), 2),
        "wheel, MB": round(wheel_megabytes(), 1),
    }
    for name, value in rows.items():
        print(f"{name:52s} {value}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
