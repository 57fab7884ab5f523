"""Speed and size of the shipped reader.

    python benchmarks/speed.py [--seconds 10] [--json OUT]

Articles of about 200 words, made by joining paragraphs of the project's own corpus, are read by
one process and by two at once; then the encoder alone against the speed of a plain matrix product
in the same process, peak memory, cold start of `musnad read` on one page, and the wheel's size.
Figures of one run on one machine: compare them with each other, not across machines.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from musnad.demo import DEMO_PAGES, demo_page
from musnad.model import Model
from musnad.model.session import MODEL_FOLDER, window_inputs
from musnad.model.units import split_units
from musnad.model.windows import make_windows
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


def encoder_rate(seconds: float, out: multiprocessing.Queue) -> None:  # type: ignore[type-arg]
    """Pieces per second of the encoder, and the share that is of a plain product's speed.

    The ceiling is what NumPy's single-precision product of one window's states with a
    feed-forward matrix reaches on one thread; the encoder's own operations are counted from its
    shape (weights and attention, nothing else). Its products are in int8, so that more than the
    whole of the ceiling is possible.
    """
    model = Model.load()
    shape = json.loads((MODEL_FOLDER / "card.json").read_text(encoding="utf-8"))
    hidden, layers = model.hidden, int(shape["layers"])
    windows = [
        window
        for text in articles_of_200_words()[:40]
        for window in make_windows(text, split_units(text), model.pieces)
    ]
    feeds = [(len(w.ids), window_inputs(w)) for w in windows]
    began, pieces, operations = time.perf_counter(), 0, 0.0
    while time.perf_counter() - began < seconds:
        for length, feed in feeds:
            model.states(feed)
            pieces += length
            per_piece = 4 * hidden**2 + 2 * hidden * 4 * hidden + 2 * length * hidden
            operations += 2.0 * length * layers * per_piece
    spent = time.perf_counter() - began
    out.put((pieces / spent, operations / spent / _product_rate(hidden)))


def _product_rate(hidden: int, length: int = 350, seconds: float = 2.0) -> float:
    """Operations per second of a (length, hidden) by (hidden, 4 hidden) product in float32."""
    rng = np.random.default_rng(1)
    left = rng.standard_normal((length, hidden), dtype=np.float32)
    right = rng.standard_normal((hidden, 4 * hidden), dtype=np.float32)
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        left @ right
        done += 1
    return done * 2.0 * length * hidden * 4 * hidden / (time.perf_counter() - began)


def encoder_against_product(seconds: float) -> tuple[float, float]:
    """`encoder_rate` in a fresh process whose matrix library has one thread."""
    context = multiprocessing.get_context("spawn")
    out: multiprocessing.Queue = context.Queue()  # type: ignore[type-arg]
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    child = context.Process(target=encoder_rate, args=(seconds, out))
    child.start()
    found: tuple[float, float] = out.get()
    child.join()
    return found


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
    pieces, share = encoder_against_product(options.seconds)
    starts = cold_start()
    rows = {
        "articles of 200 words per second, one process": round(one, 1),
        "articles of 200 words per second, two processes": round(two, 1),
        "two processes against one": round(two / one, 2),
        "encoder alone, pieces per second": round(pieces),
        "encoder against a float32 matrix product": round(share, 2),
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
