"""How well place expressions are resolved, given where they stand, and how fast.

    python benchmarks/places.py [GOLD]

GOLD is a folder of real articles with values (articles.jsonl, gold.jsonl); it is left out, and
named, where it is absent. The corpus is ours: our tables were written with its errors in sight, so
its figures say less than those of the real articles.

Shares are of the roles that have a value. `country` compares the country of the value; `wrong` is
a country that is not the value's, `unresolved` none at all; the three make 1. `sure` is the share
of the right ones among those whose first candidate has a share of at least SURE, and how many
those are. `value` compares the whole value, whose English names are a matter of habit.
`alone` resolves each mention by itself, with no article around it. The speed is in mentions a
second: with the article's text, as readings do, and alone; on one thread, after a warm-up.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from musnad.countries import countries
from musnad.evaluation import Annotated, CodedFrame, GoldArticle, load_corpus, load_gold
from musnad.pages import home_of
from musnad.places import norm_of, resolve_place, resolve_places
from musnad.records import Span, Toponym

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold" / "dev"
CORPUS = ROOT / "corpus"
SURE = 0.8
WARM_UP = 50
"""Articles that are resolved before the clock starts: tables load at first use."""

Resolver = Callable[[GoldArticle, list[Span]], list[Toponym]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A value of the annotation and what was resolved; "" where nothing was."""

    text: str
    wanted: str
    given: str
    share: float

    @property
    def met(self) -> bool:
        """Whether the country is right."""
        return bool(self.given) and country_in(self.wanted) == country_in(self.given)


def country_in(norm: str) -> str:
    """The country of a value; "" for seas and what crosses borders."""
    code = norm.partition(" ")[0]
    return code if code in countries() else ""


def spans_of(frames: tuple[CodedFrame, ...]) -> list[Span]:
    """Where the place roles of an article stand, each place once, in the order of the text."""
    return sorted({r.span for f in frames for r in f.roles if r.role == "place"})


def in_article(article: GoldArticle, spans: list[Span]) -> list[Toponym]:
    """As readings resolve them: beside each other and what the text names."""
    texts = [span.of(article.text) for span in spans]
    home = home_of(article.outlet)
    return resolve_places(texts, at=[s.start for s in spans], text=article.text, home=home)


def alone(article: GoldArticle, spans: list[Span]) -> list[Toponym]:
    """Each by itself."""
    return [resolve_place(span.of(article.text)) for span in spans]


def answers(articles: Annotated, resolver: Resolver = in_article) -> Iterator[Answer]:
    """Values and what is resolved, for each place role with a value."""
    for article, frames in articles.items():
        spans = spans_of(frames)
        found = dict(zip(spans, resolver(article, spans), strict=True))
        for role in (r for f in frames for r in f.roles if r.role == "place" and r.norm):
            place = found[role.span].place
            given, share = (norm_of(place), place.score) if place else ("", 0.0)
            yield Answer(role.span.of(article.text), role.norm or "", given, share)


def figures(rows: list[Answer]) -> dict[str, float]:
    """Shares of the values."""
    sure = [row for row in rows if row.share >= SURE]
    met = sum(row.met for row in rows) / len(rows)
    none = sum(not row.given for row in rows) / len(rows)
    return {
        "country": met,
        "wrong": 1 - met - none,
        "unresolved": none,
        "value": sum(row.wanted == row.given for row in rows) / len(rows),
        "sure, right": sum(row.met for row in sure) / max(1, len(sure)),
        "sure": len(sure) / len(rows),
    }


def speed(articles: Annotated, resolver: Resolver) -> float:
    """Mentions a second."""
    work = [(article, spans_of(frames)) for article, frames in articles.items()]
    for article, spans in work[:WARM_UP]:
        resolver(article, spans)
    began = time.perf_counter()
    for article, spans in work:
        resolver(article, spans)
    return sum(len(spans) for _, spans in work) / (time.perf_counter() - began)


def parts(gold: Path) -> dict[str, Annotated]:
    """What is at hand to measure on."""
    found = {"corpus": load_corpus(CORPUS)}
    if gold.exists():
        found["real articles"] = load_gold(gold)
    return found


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD)
    options = parser.parse_args()
    found = parts(options.gold)
    if len(found) == 1:
        print(f"real articles: {options.gold} is absent, left out")
    for part, articles in found.items():
        for name, resolver in (("in article", in_article), ("alone", alone)):
            rows = list(answers(articles, resolver))
            shares = "  ".join(f"{key} {value:.3f}" for key, value in figures(rows).items())
            print(f"{part:13s} {name:10s} {len(rows):5d} values  {shares}")
    for name, resolver in (("in article", in_article), ("alone", alone)):
        print(f"speed, {name}: {speed(found['corpus'], resolver):,.0f} mentions a second")


if __name__ == "__main__":
    main()
