"""Makes the tables of figures in `quality.md`, `model-card.md` and `data-card.md`.

    python docs/make_figures.py

They come from `benchmarks/floors.json` (what the gate measured when it was last pinned), from the
shipped model's `card.json` and from the corpus, so that no page tells of other weights than those
in the package. A table stands between `<!-- made: NAME -->` and `<!-- end -->`; all else is
written by hand. A test fails when a page is not what this script makes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from musnad.evaluation import check_corpus, corpus_digest, part_ids
from musnad.records import FRAME_TYPES

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
PAGES = ("quality.md", "model-card.md", "data-card.md")
PLACE = re.compile(r"(<!-- made: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

PARTS = ("real articles", "corpus test", "corpus dev")
"""Sets of `floors.json`, the one that matters most first."""

FRAMES = {
    "predicate found": "predicate",
    "… with its type": "predicate+type",
    "attribution: source and content right": "attribution",
    "roles, all": "roles, all",
    "agent": "role agent",
    "target": "role target",
    "content": "role content",
    "medium": "role medium",
    "time": "role time",
    "place": "role place",
    "toll": "role toll",
    "agent left unsaid, found (share right)": "antecedent",
    "modes": "mode",
    "contexts": "context",
}
"""Rows of the table of frames, and what `floors.json` calls them."""

GIVEN = {
    "code of an actor": "given spans, actor",
    "country of an actor": "given spans, actor country",
    "… no code was given": "given spans, actor unresolved",
    "country of a place": "given spans, place country",
    "whole value of a place": "given spans, place",
    "value of a time": "given spans, time",
    "… no value was given": "given spans, time unresolved",
}
READ = {
    "code of an agent": "agent code",
    "country of an agent": "agent country",
    "country of a place": "place country",
    "value of a time": "time value",
}
SURE = {
    "frame": "calibrated predicate",
    "role": "calibrated roles, all",
    "agent left unsaid": "calibrated antecedent",
    "mode": "calibrated mode",
    "context": "calibrated context",
}
SET_NAMES = {
    "training": "train",
    "dev (fitting, the gate)": "dev",
    "test (reports only)": "test",
}


def figures() -> dict[str, dict[str, float]]:
    """What the gate measured, by set and name."""
    data = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, float]] = data["figures"]
    return found


def card() -> dict[str, Any]:
    """The shipped model's card."""
    path = ROOT / "src" / "musnad" / "model" / "weights" / "card.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    cells = list(head)
    lines = [cells, ["---"] * len(cells), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def share(value: float | None) -> str:
    """A share as `.73`; empty where nothing was measured."""
    return "" if value is None else f"{value:.2f}".removeprefix("0")


def by_set(first: str, names: Mapping[str, str], *, turned: bool = False) -> str:
    """A row for each name, a column for each set; `turned` takes what is missing to 1."""
    found = figures()
    values = {told: [found[part].get(name) for part in PARTS] for told, name in names.items()}
    rows = (
        [told, *(share(1 - v if turned and v is not None else v) for v in own)]
        for told, own in values.items()
    )
    return table([first, *PARTS], rows)


def frames() -> str:
    """F1 of frames and roles."""
    return by_set("F1", FRAMES)


def types() -> str:
    """F1 of each type."""
    return by_set("F1", {name: f"type {name}" for name in FRAME_TYPES})


def given() -> str:
    """Values at spans that are given."""
    return by_set("share right", GIVEN)


def as_read() -> str:
    """Values of what the model found."""
    return by_set("share right", READ)


def sure() -> str:
    """Expected calibration error."""
    return by_set("mean error", SURE, turned=True)


def entities() -> str:
    """Entities on ANERcorp's test part."""
    found = figures()["ANERcorp test"]
    names = ("all", "LOC", "PERS", "ORG", "MISC")
    keys = ["entities", *(f"entity {name}" for name in names[1:])]
    return table(["F1", *names], [["ANERcorp, test part", *(share(found[key]) for key in keys)]])


def facts() -> str:
    """What the card says of the weights."""
    known = card()
    corpus = known["corpus"]
    rows = [
        ["name, date", f"{known['name']}, {known['date']}"],
        ["digest (SHA-256) of the weights", f"`{known['digest']}`"],
        ["start", known["origin"]],
        ["size", f"{known['parameters'] / 1e6:.1f} M parameters, {known['layers']} layers"],
        ["form", "int8 ONNX, read by ONNX Runtime on the processor"],
        ["items of the corpus, dev part included", f"{corpus['items']:,}"],
        ["frames in these", f"{corpus['frames']:,}"],
        ["digest of the corpus then", f"`{corpus['digest']}`"],
    ]
    return table(["", ""], rows)


def stages() -> str:
    """How the weights were trained."""
    rows = (
        [s["name"], str(s["epochs"]), "all" if s["framed"] else "none", share(s["entity_share"]),
         share(s["raw_share"]), f"{s['rate']:g}, {s['head_rate']:g}", share(s["hidden"])]
        for s in card()["training"]["stages"]
    )  # fmt: skip
    head = ("stage", "epochs", "items with frames", "entity passages, share", "raw articles, share",
            "rates: encoder, heads", "words of frames' articles hidden, share")  # fmt: skip
    return table(head, rows)


def on_dev() -> str:
    """The card's own figures."""
    found = card()["figures_on_corpus_dev"]
    return table(["corpus dev", ""], ([name, f"{value:.3f}"] for name, value in found.items()))


def sizes() -> str:
    """Items and digest of the corpus as it is now."""
    folder = ROOT / "corpus"
    report = check_corpus(folder)
    ids = part_ids(folder)
    counts = {str(name): len(found) for name, found in ids.items()}
    counts["train"] = report.items - sum(counts.values())
    rows = [
        ["items", f"{report.items:,}"],
        ["words", f"{report.words:,}"],
        ["frames", f"{report.frames:,}"],
        *([f"items for {told}", f"{counts[name]:,}"] for told, name in SET_NAMES.items()),
        ["digest (SHA-256)", f"`{corpus_digest(folder)}`"],
    ]  # fmt: skip
    return table(["", ""], rows)


def labels() -> str:
    """How often each type and role stands in the corpus."""
    report = check_corpus(ROOT / "corpus")
    parts = {
        "types": report.types,
        "roles, spelled out": report.roles,
        "roles, unsaid": report.unsaid,
        "flags": report.flags,
    }
    rows = (
        [name, ", ".join(f"{label} {n:,}" for label, n in found.most_common())]
        for name, found in parts.items()
    )
    return table(["", ""], rows)


TABLES: dict[str, Callable[[], str]] = {
    "frames": frames,
    "types": types,
    "given": given,
    "as-read": as_read,
    "sure": sure,
    "entities": entities,
    "facts": facts,
    "stages": stages,
    "on-dev": on_dev,
    "sizes": sizes,
    "labels": labels,
}


def page(name: str) -> str:
    """A page with its tables made anew."""
    text = (DOCS / name).read_text(encoding="utf-8")
    return PLACE.sub(lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n{found[3]}", text)


if __name__ == "__main__":
    for each in PAGES:
        (DOCS / each).write_text(page(each), encoding="utf-8")
