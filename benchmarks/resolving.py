"""How well actors, places and times are resolved, given where they stand.

    python benchmarks/resolving.py [GOLD]

GOLD is a folder of real articles with values (articles.jsonl, gold.jsonl). The spans are gold's, so
that only the resolving rooms are measured; `musnad evaluate` measures them on the spans that the
model finds, and `dates.py` measures times on tables and beside others. Also measured: our table of
name pairs, and the share of the reading time that the three rooms take.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from musnad.actors import ActorMention, Profile, join_profiles, resolve_actors
from musnad.actors.keys import SAME
from musnad.dates import TimeMention, norm_of, resolve_times
from musnad.evaluation import Annotated, corpus_part, load_gold
from musnad.frames import assemble
from musnad.pages import home_of
from musnad.pipeline import Reader
from musnad.pipeline.resolve import resolve
from musnad.places import named_places, resolve_places
from musnad.places import norm_of as place_norm
from musnad.records import Article, Span

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold" / "dev"
PAIRS = Path(__file__).parent / "tables" / "name_pairs.tsv"
COUNTRY = slice(3)
ACTORS = ("agent", "target")
FUTURE = "future"


def gold_figures(articles: Annotated) -> dict[str, float]:
    """Shares of gold's values that are met, over all roles that have one."""
    rows: dict[str, list[bool]] = {}
    for kind, wanted, given in _answers(articles):
        rows.setdefault(kind, []).append(wanted == given)
        if kind != "time":
            rows.setdefault(f"{kind} country", []).append(wanted[COUNTRY] == given[COUNTRY])
        rows.setdefault(f"{kind} unresolved", []).append(not given)
    return {name: sum(hits) / len(hits) for name, hits in rows.items()}


def _answers(articles: Annotated) -> Iterator[tuple[str, str, str]]:
    """Kind, gold's value and ours ("" if none), for each role with a value."""
    for coded, frames in articles.items():
        article = coded.article()
        roles = [(f, r) for f in frames for r in f.roles]
        spans = {
            kind: sorted({r.span for _, r in roles if r.role in names})
            for kind, names in (("actor", ACTORS), ("time", ("time",)), ("place", ("place",)))
        }
        planned = {r.span for f, r in roles if r.role == "time" and FUTURE in f.flags}
        values = {
            "actor": _actors(article, spans["actor"]),
            "time": _times(article.text, spans["time"], planned, article.published),
            "place": _places(article, spans["place"]),
        }
        for _, role in roles:
            kind = "actor" if role.role in ACTORS else role.role
            if role.norm and kind in values:
                yield kind, role.norm, values[kind][role.span]


def _actors(article: Article, spans: list[Span]) -> dict[Span, str]:
    mentions = [ActorMention(span.of(article.text), span.start) for span in spans]
    found = resolve_actors(
        mentions,
        text=article.text,
        around=named_places(article.text),
        home=home_of(article.outlet),
        day=article.published,
    )
    return {span: actor.code or "" for span, actor in zip(spans, found.actors, strict=True)}


def _times(text: str, spans: list[Span], planned: set[Span], day: date | None) -> dict[Span, str]:
    mentions = [TimeMention(span.of(text), span in planned) for span in spans]
    found = resolve_times(mentions, published=day)
    return {span: norm_of(timex) or "" for span, timex in zip(spans, found, strict=True)}


def _places(article: Article, spans: list[Span]) -> dict[Span, str]:
    texts = [span.of(article.text) for span in spans]
    starts = [span.start for span in spans]
    home = home_of(article.outlet)
    found = resolve_places(texts, at=starts, text=article.text, home=home)
    return {
        span: place_norm(top.place) if top.place else ""
        for span, top in zip(spans, found, strict=True)
    }


def name_pairs() -> float:
    """F1 on our table of spellings of one name and of look-alikes."""
    hits = said = same = 0
    for line in PAIRS.read_text(encoding="utf-8").splitlines()[1:]:
        one, code, other, its, label = line.split("\t")
        joined = join_profiles(Profile(one, code), Profile(other, its)).score >= SAME
        hits += joined and label == "1"
        said += joined
        same += label == "1"
    return 2 * hits / (said + same)


def share_of_time(articles: Annotated) -> float:
    """Part of the reading time that resolving takes, over the articles, after a warm-up."""
    reader = Reader.load()
    everything = [coded.article() for coded in articles]
    for article in everything[:3]:
        reader.read(article)
    reading = resolving = 0.0
    for article in everything:
        began = time.perf_counter()
        marks = reader.model.mark(article.text)
        plain = assemble(article, marks, reader.model_id, thresholds=reader.thresholds)
        between = time.perf_counter()
        resolve(plain)
        reading += between - began
        resolving += time.perf_counter() - between
    return resolving / (reading + resolving)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD)
    options = parser.parse_args()
    parts = {"corpus test": corpus_part(ROOT / "corpus", "test")}
    if options.gold.exists():
        parts["real articles"] = load_gold(options.gold)
    for part, articles in parts.items():
        for name, value in gold_figures(articles).items():
            print(f"{part:15s} {name:20s} {value:.3f}")
    print(f"name pairs, F1: {name_pairs():.3f}")
    print(f"share of the reading time: {share_of_time(list(parts.values())[-1]):.3f}")


if __name__ == "__main__":
    main()
