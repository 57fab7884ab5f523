"""Main text, titles and dates of recorded pages, beside trafilatura and newspaper4k.

    python benchmarks/pages.py [../shared/gold/pages]

The folder holds NAME.html with NAME.json, the article as a careful reader takes it. Body score:
tokens (split at white space) of paragraphs and sub-headings as multisets, precision, recall, F1.
newspaper4k is measured if it is installed (the extra `bench`).
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trafilatura import bare_extraction

from musnad.pages import read_page
from musnad.script import fold

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "gold" / "pages"


@dataclass(frozen=True, slots=True)
class Taken:
    """What an extractor took from a page."""

    body: list[str]
    title: str | None
    day: str | None


def ours(html: bytes, url: str) -> Taken:
    """Musnad's reading of the page."""
    article = read_page(html, url=url)
    body = [b.span.of(article.text) for b in article.blocks if b.kind in {"paragraph", "subhead"}]
    return Taken(body, article.title, article.published and article.published.isoformat())


def trafilatura_alone(html: bytes, url: str) -> Taken:
    """The precise mode of trafilatura."""
    found = bare_extraction(
        html, url=url, favor_precision=True, include_comments=False, with_metadata=True
    )
    return (
        Taken(found.text.split("\n"), found.title, found.date) if found else Taken([], None, None)
    )


def newspaper(html: bytes, url: str) -> Taken:
    """newspaper4k with its Arabic settings."""
    article = importlib.import_module("newspaper").Article(url, language="ar")
    article.download(input_html=html.decode("utf-8", "replace"))
    article.parse()
    day = article.publish_date.date().isoformat() if article.publish_date else None
    return Taken(article.text.split("\n"), article.title, day)


def extractors() -> dict[str, Callable[[bytes, str], Taken]]:
    """Those that are installed."""
    found: dict[str, Callable[[bytes, str], Taken]] = {
        "musnad": ours,
        "trafilatura": trafilatura_alone,
    }
    if importlib.util.find_spec("newspaper"):
        found["newspaper4k"] = newspaper
    return found


def score(taken: Taken, gold: dict[str, Any]) -> dict[str, float]:
    """Token counts, title and date right, forbidden strings let in."""
    mine = Counter(" ".join(taken.body).split())
    theirs = Counter(" ".join([*gold["paragraphs"], *gold.get("subheads", [])]).split())
    body = "\n".join(taken.body)
    return {
        "hits": float((mine & theirs).total()),
        "taken": float(mine.total()),
        "gold": float(theirs.total()),
        "title": float(fold(taken.title or "") == fold(gold["title"])),
        "date": float(taken.day == gold["date"]),
        "leaks": float(sum(s in body for s in gold.get("must_not", []))),
    }


def measure(folder: Path, extract: Callable[[bytes, str], Taken]) -> dict[str, float]:
    """Sums over a folder's pages, with precision, recall and F1."""
    total: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        total.update(score(extract(path.with_suffix(".html").read_bytes(), gold["url"]), gold))
        total["pages"] += 1
    precision = total["hits"] / max(1.0, total["taken"])
    recall = total["hits"] / max(1.0, total["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, **total}


def figures(folder: Path) -> dict[str, float]:
    """What the quality gate pins."""
    found = measure(folder, ours)
    pages = found["pages"]
    return {
        "body f1": found["f1"],
        "titles": found["title"] / pages,
        "dates": found["date"] / pages,
        "no leaks": float(found["leaks"] == 0),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Extraction of recorded pages")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    folder = parser.parse_args().folder
    print(f"{'':14s} precision  recall     F1  titles  dates  leaks  pages")
    for name, extract in extractors().items():
        f = measure(folder, extract)
        print(
            f"{name:14s} {f['precision']:9.3f} {f['recall']:7.3f} {f['f1']:6.3f} "
            f"{f['title']:7.0f} {f['date']:6.0f} {f['leaks']:6.0f} {f['pages']:6.0f}"
        )


if __name__ == "__main__":
    main()
