"""Quality gate: python benchmarks/gate.py.

Measures the shipped weights on every part at hand and compares with the floors in `floors.json`.
A part that is absent (public data sets and real articles are not in this repository) is skipped
and named. The corpus' digest is pinned with the floors, so that a figure belongs to its data.
Exit 1 when a figure is below its floor. Lowering a floor takes a stated reason in `plans/`.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import entities
import pages
from musnad.evaluation import evaluate, write_gold
from musnad.pipeline import Reader

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).parent / "floors.json"


def corpus_digest() -> str:
    """SHA-256 over the corpus' files, in name order."""
    total = hashlib.sha256()
    for path in sorted((ROOT / "corpus").glob("*.*")):
        if path.suffix in {".jsonl", ".frames", ".txt"}:
            total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def frame_figures(folder: Path) -> dict[str, float]:
    """F1 values of the shipped reader on a gold folder."""
    reader = Reader.load()
    return evaluate(folder, reader.read).figures()


def dev_figures() -> dict[str, float]:
    """The same on the corpus' own dev part."""
    with tempfile.TemporaryDirectory() as folder:
        write_gold(ROOT / "corpus", Path(folder), part="dev")
        return frame_figures(Path(folder))


PARTS: dict[str, tuple[Path, Callable[[Path], dict[str, float]]]] = {
    "corpus dev": (ROOT / "corpus", lambda _: dev_figures()),
    "real articles": (SHARED / "gold" / "dev", frame_figures),
    "recorded pages": (SHARED / "gold" / "pages", pages.figures),
    "ANERcorp test": (SHARED / "data" / "ner_anercorp", entities.measure),
}


def main() -> int:
    """Measure each part and print figure beside floor; the exit code."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    failed = 0
    if floors["corpus_digest"] != corpus_digest():
        print("The corpus has changed since the floors were pinned: measure, then pin anew.")
        failed += 1
    for part, (folder, measure) in PARTS.items():
        if not folder.exists():
            print(f"{part}: skipped, {folder.name} is not here")
            continue
        figures = measure(folder)
        for name, floor in floors["parts"][part].items():
            good = figures[name] >= floor
            failed += not good
            print(
                f"{part:16s} {name:24s} {figures[name]:.3f}  floor {floor:.3f}  "
                f"{'ok' if good else 'BELOW'}"
            )
    print(f"gate: {'failed' if failed else 'passed'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
