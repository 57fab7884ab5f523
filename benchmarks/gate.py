"""Quality gate.

    python benchmarks/gate.py [--pin]

Measures the shipped weights on every part at hand and compares with the floors in `floors.json`.
A part that is absent (public data sets and real articles are not in this repository) is skipped
and named. The corpus' digest is pinned with the floors, so that a figure belongs to its data.
Exit 1 when a figure is below its floor. `--pin` writes the corpus' digest and the figures of this
run beside the floors; lowering a floor is done by hand and takes a stated reason in `plans/`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import entities
import pages
import resolving
from musnad.evaluation import (
    Annotated,
    corpus_digest,
    corpus_part,
    evaluate_articles,
    load_gold,
    reliability,
)
from musnad.pipeline import Reader

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).parent / "floors.json"


def frame_figures(gold: Annotated) -> dict[str, float]:
    """F1 values, shares where the gold has values, and how well probabilities hold.

    `calibrated X` is 1 less the expected calibration error of X, so that more is better.
    """
    found = evaluate_articles(gold, Reader.load().read)
    rows = {row.name: row.f1 if row.f1 is not None else row.value for row in found.rows()}
    figures = {name: value for name, value in rows.items() if value is not None}
    given = resolving.gold_figures(gold)
    figures |= {f"given spans, {name}": value for name, value in given.items()}
    for kind in reliability(gold, found.readings):
        figures[f"calibrated {kind.kind}"] = 1.0 - kind.error
    return figures


def dev_figures(corpus: Path) -> dict[str, float]:
    """Figures on the corpus' own dev part."""
    return frame_figures(corpus_part(corpus, "dev"))


def test_figures(corpus: Path) -> dict[str, float]:
    """Figures on the corpus' test part, which nothing was fitted on."""
    return frame_figures(corpus_part(corpus, "test"))


def gold_figures(folder: Path) -> dict[str, float]:
    """Figures on a folder of real articles."""
    return frame_figures(load_gold(folder))


PARTS: dict[str, tuple[Path, Callable[[Path], dict[str, float]]]] = {
    "corpus dev": (ROOT / "corpus", dev_figures),
    "corpus test": (ROOT / "corpus", test_figures),
    "real articles": (SHARED / "gold" / "dev", gold_figures),
    "recorded pages": (SHARED / "gold" / "pages", pages.figures),
    "ANERcorp test": (SHARED / "data" / "ner_anercorp", entities.measure),
}


def check(part: str, figures: dict[str, float], floors: dict[str, float]) -> int:
    """Print each figure beside its floor; how many are below."""
    below = 0
    for name, floor in floors.items():
        good = figures[name] >= floor
        below += not good
        mark = "ok" if good else "BELOW"
        print(f"{part:15s} {name:22s} {figures[name]:.3f}  floor {floor:.3f}  {mark}")
    return below


def main(pin: bool = False) -> int:
    """Measure each part; the exit code."""
    pinned: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    below, measured = 0, {}
    for part, (folder, measure) in PARTS.items():
        if not folder.exists():
            print(f"{part:15s} skipped: {folder.name} is not here")
            continue
        measured[part] = measure(folder)
        below += check(part, measured[part], pinned["floors"].get(part, {}))
    digest = corpus_digest(ROOT / "corpus")
    if pin:
        rounded = {p: {k: round(v, 4) for k, v in f.items()} for p, f in measured.items()}
        pinned |= {"corpus_digest": digest, "figures": rounded}
        FLOORS.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")
    elif pinned["corpus_digest"] != digest:
        print("the corpus has changed since the floors were pinned: measure, then --pin")
        below += 1
    print(f"gate: {'failed' if below else 'passed'}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(pin="--pin" in sys.argv[1:]))
