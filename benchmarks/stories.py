"""How well wire copy is grouped; `stories_growth.py` measures what it costs as collections grow.

    python benchmarks/stories.py [--news FOLDER]

FOLDER holds zipped JSON lists of articles (source, url, date_extracted, title, content), as
SaudiNewsNet has them; without it nothing is measured, and that is said. Articles are placed in the
order of their days, each once, as a ledger would; the order within a day is the files'.

Pairs: truth is brute force over all shingles, with no sampling. A pair is true at T if its
containment is T or more and it shares enough shingles to count; `rule` is the room's own test,
which asks for more the farther the days are apart. `found` is the share of true pairs that have a
key in common, `story` the share that ends in one story. Of the pairs in one story `direct` pass the
rule; those below .3 are held together by others only (parts of one original, round-ups, drift).

Forms: pairs of daily texts of one form, known by headline words: pairs in one story of all that
share a key, by the days between them. A day or more apart most of these are no copies.

Cuts: articles of ten paragraphs and more, cut to a share of them under another article's headline:
how many join the story of their original. LSH: the same pairs and cuts by datasketch's MinHashLSH.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musnad.stories import (
    Dated,
    Fingerprint,
    Joined,
    MemoryStore,
    containment,
    fingerprint,
    is_copy,
    place,
)
from musnad.stories.placing import LEAST_SHARED

try:
    from datasketch import MinHash, MinHashLSH
except ImportError:
    MinHash = MinHashLSH = None

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "data" / "saudinewsnet"
LEVELS = (0.5, 0.7, 0.9)
DRIFT = 0.3
HALF = date(2015, 8, 1)
"""Keys were chosen on the days before it; thresholds by reading pairs of all days."""

FORMS = {
    "weather": ("طقس", "الأرصاد", "سماء غائمة", "أمطار رعدية"),
    "congratulations": ("تهنئ", "يهنئ", "يهنئان"),
    "executions": ("قصاص", "حكم القتل", "القتل تعزير"),
    "aid flights": ("طائرة الإغاث", "الطائرة الإغاث", "الإغاثة الجوية"),
    "markets": ("الأسهم", "المؤشر", "أسعار النفط", "الذهب", "الدولار"),
}
"""Words of the headlines of daily texts of one form."""

GAPS = ((0, 0), (1, 1), (2, 3), (4, 30))
CUT_SHARES = (0.2, 0.4)
CUT_PARAGRAPHS = 10
CUTS = 500
PERMUTATIONS = 128
LSH_LEVELS = (0.5, 0.2)
"""Jaccard: as near-duplicates are sought, and as low as a fifth cut out of an article has it."""

Pairs = list[tuple[int, int, float]]
"""Places of two articles in a list, and their containment."""

PAIRS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class News:
    """An article of the collection."""

    title: str
    body: str
    outlet: str
    day: date
    dated: Dated


def load(folder: Path) -> list[News]:
    """The articles by day, each address with one content once."""
    seen = set()
    found: list[News] = []
    for row in sorted(rows(folder), key=lambda row: row["date_extracted"][:10]):
        key = (row["url"], row["content"])
        if key not in seen:
            seen.add(key)
            day = date.fromisoformat(row["date_extracted"][:10])
            shingles = fingerprint(f"{row['title']}\n{row['content']}")
            dated = Dated(f"a{len(found):07}", shingles, day)
            found.append(News(row["title"], row["content"], row["source"], day, dated))
    return found


def rows(folder: Path) -> Iterator[dict[str, str]]:
    """The articles as they are in the files."""
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield from json.loads(archive.read(name).decode("utf-8-sig"))


def brute_force(news: Sequence[News]) -> Pairs:
    """All pairs of a containment of `DRIFT` or more, by an index of all shingles."""
    sets = [n.dated.fingerprint.shingles for n in news]
    sizes = np.array([len(s) for s in sets])
    shingles = np.concatenate(sets)
    order = np.argsort(shingles, kind="stable")
    articles = np.repeat(np.arange(len(news)), sizes)[order]
    begins = np.flatnonzero(np.diff(shingles[order], prepend=~shingles[order[0]]))
    held = np.diff(begins, append=len(shingles))
    codes = np.zeros(0, np.int64)
    shared = np.zeros(0, np.int64)
    for size in np.unique(held[held > 1]):
        buckets = articles[begins[held == size][:, None] + np.arange(size)]
        for found in pairs_of(buckets, len(news)):
            codes, shared = added(codes, shared, found)
    one, other = codes // len(news), codes % len(news)
    share = shared / np.minimum(sizes[one], sizes[other])
    kept = (share >= DRIFT) & (shared >= LEAST_SHARED)
    columns = (one[kept].tolist(), other[kept].tolist(), share[kept].tolist())
    return list(zip(*columns, strict=True))


def pairs_of(buckets: NDArray[np.int64], count: int) -> Iterator[NDArray[np.int64]]:
    """All pairs of each row, as numbers, in parts that fit memory."""
    left, right = np.triu_indices(buckets.shape[1], 1)
    parts = max(1, len(buckets) * len(left) // PAIRS_AT_ONCE)
    for part in np.array_split(buckets, parts):
        yield (part[:, left] * count + part[:, right]).ravel()


def added(
    codes: NDArray[np.int64], shared: NDArray[np.int64], found: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Counts of pairs, with more pairs counted."""
    new, counts = np.unique(found, return_counts=True)
    merged, at = np.unique(np.concatenate([codes, new]), return_inverse=True)
    weights = np.concatenate([shared, counts])
    return merged, np.bincount(at, weights, len(merged)).astype(np.int64)


def placed(news: Sequence[News]) -> MemoryStore:
    """The stories of the articles."""
    store = MemoryStore()
    for article in news:
        place(article.dated, store)
    return store


def print_pairs(name: str, news: Sequence[News], pairs: Pairs, store: MemoryStore) -> None:
    """Recall at each level and by the rule, and what the pairs of a story are."""
    true_at = {f"{level:.1f}": [(a, b) for a, b, c in pairs if c >= level] for level in LEVELS}
    true_at["rule"] = [(a, b) for a, b, _ in pairs if is_copy(news[a].dated, news[b].dated)]
    story = [store.stories[n.dated.article] for n in news]
    keys = [set(n.dated.fingerprint.keys) for n in news]
    for label, true in true_at.items():
        near = [(a, b) for a, b in true if abs((news[a].day - news[b].day).days) <= 1]
        found = share(not keys[a].isdisjoint(keys[b]) for a, b in true)
        together = share(story[a] == story[b] for a, b in true)
        close = share(story[a] == story[b] for a, b in near)
        print(
            f"{name:<14} {label:>5} {len(true):>7,} pairs  found {found:.4f}  story {together:.4f}"
            f"  story within a day {close:.4f}"
        )
    print_stories(name, news, store)


def print_stories(name: str, news: Sequence[News], store: MemoryStore) -> None:
    """What pairs of one story are, and how large stories get."""
    by_id = {n.dated.article: n.dated for n in news}
    direct = drift = count = 0
    at_least: Counter[float] = Counter()
    for members in store.members.values():
        for one, other in combinations(members, 2):
            first, second = by_id[one], by_id[other]
            held = containment(first.fingerprint, second.fingerprint)
            count += 1
            direct += is_copy(first, second)
            drift += held < DRIFT
            at_least.update(level for level in LEVELS if held >= level)
    sizes = sorted((len(m) for m in store.members.values()), reverse=True)
    levels = "  ".join(f">= {level} {at_least[level] / max(count, 1):.4f}" for level in LEVELS)
    print(
        f"{name:<14} {len(sizes):,} stories, {sum(s > 1 for s in sizes):,} of more than one, "
        f"largest {sizes[:5]}\n{'':<14} {count:,} pairs in one story: direct "
        f"{direct / max(count, 1):.4f}  {levels}  below {DRIFT} {drift / max(count, 1):.4f}"
    )


def share(values: Iterable[bool]) -> float:
    """How many of them are so; 1 where there are none."""
    known = list(values)
    return sum(known) / len(known) if known else 1.0


def print_forms(news: Sequence[News], store: MemoryStore) -> None:
    """Pairs of daily texts of one form in one story, by the days between them."""
    for form, words in FORMS.items():
        kind = [n for n in news if any(word in n.title for word in words)]
        together: Counter[tuple[int, int]] = Counter()
        likely: Counter[tuple[int, int]] = Counter()
        keys = {n.dated.article: set(n.dated.fingerprint.keys) for n in kind}
        for one, other in combinations(kind, 2):
            a, b = one.dated.article, other.dated.article
            if keys[a].isdisjoint(keys[b]):
                continue
            apart = abs((one.day - other.day).days)
            gap = next(g for g in GAPS if g[0] <= apart <= g[1])
            likely[gap] += 1
            together[gap] += store.stories[a] == store.stories[b]
        cells = "  ".join(
            f"{'-'.join(map(str, dict.fromkeys(gap)))} days {together[gap]:>4} of {likely[gap]:>5}"
            for gap in GAPS
        )
        print(f"{form:<16} {len(kind):>4} articles  {cells}")


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut version under another headline, and which article it was cut from."""

    original: News
    fingerprint: Fingerprint


def cuts(news: Sequence[News], kept: float, *, lead: bool) -> list[Cut]:
    """Versions of long articles that keep a share of the paragraphs: the first, or any run."""
    rng = random.Random(kept + lead)  # noqa: S311 - the same cuts in each run
    lines = [[p for p in n.body.splitlines() if p.strip()] for n in news]
    long = [i for i, parts in enumerate(lines) if len(parts) >= CUT_PARAGRAPHS]
    found = []
    for i in rng.sample(long, min(CUTS, len(long))):
        size = round(len(lines[i]) * kept)
        begin = 0 if lead else rng.randrange(len(lines[i]) - size + 1)
        body = "\n".join(lines[i][begin : begin + size])
        found.append(Cut(news[i], fingerprint(f"{rng.choice(news).title}\n{body}")))
    return found


def print_cuts(news: Sequence[News], store: MemoryStore) -> None:
    """How many cut versions join their original's story, on its day and two days later."""
    for kept in CUT_SHARES:
        for lead in (True, False):
            versions = cuts(news, kept, lead=lead)
            sizes = [len(c.fingerprint) for c in versions]
            shares = []
            for later in (0, 2):
                joined = [joins(c, f"c{n}", later, store) for n, c in enumerate(versions)]
                shares.append(share(joined))
            print(
                f"{kept:.0%} of the paragraphs, {'the first ones' if lead else 'any run':<15}"
                f" {len(versions)} versions of {np.median(sizes):.0f} shingles: "
                f"same day {shares[0]:.3f}  two days later {shares[1]:.3f}"
            )


def joins(cut: Cut, name: str, later: int, store: MemoryStore) -> bool:
    """Whether a version would join its original's story; nothing is kept of it."""
    day = cut.original.day + timedelta(days=later)
    placement = place(Dated(name, cut.fingerprint, day), Probe(store))
    return placement.story == store.stories[cut.original.dated.article]


class Probe(MemoryStore):
    """Looks into a store and keeps nothing."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__(store.kept, store.stories, store.joined, store.members, store.buckets)

    def add(self, dated: Dated, story: str, joined: Joined | None) -> None:
        """Keeps nothing."""

    def merge(self, story: str, into: str) -> None:
        """Merges nothing."""


def print_lsh(news: Sequence[News], pairs: Pairs) -> None:
    """Recall of datasketch's MinHashLSH on the same pairs and cuts."""
    if MinHash is None:
        print("datasketch is not installed: pip install datasketch")
        return
    begun = time.perf_counter()
    sketches = [sketch(n.dated.fingerprint) for n in news]
    spent = (time.perf_counter() - begun) / len(news)
    for level in LSH_LEVELS:
        index = MinHashLSH(threshold=level, num_perm=PERMUTATIONS)
        for i, made in enumerate(sketches):
            index.insert(i, made)
        found = [set(index.query(made)) for made in sketches]
        true = "  ".join(
            f">= {low} {share(b in found[a] for a, b, c in pairs if c >= low):.4f}"
            for low in LEVELS
        )
        place_of = {n.dated.article: i for i, n in enumerate(news)}
        cut = "  ".join(
            f"{kept:.0%} {share(holds(index, c, place_of) for c in versions):.3f}"
            for kept in CUT_SHARES
            for versions in [cuts(news, kept, lead=True)]
        )
        most = np.mean([len(f) for f in found]) - 1
        offered = [(i, j) for i, f in enumerate(found) for j in f if i < j]
        right = share(is_copy(news[i].dated, news[j].dated) for i, j in offered)
        print(
            f"MinHashLSH {level} of {PERMUTATIONS} (bands {index.b} of {index.r}): found {true}  "
            f"first paragraphs {cut}  {most:.1f} candidates each, "
            f"{right:.3f} of them copies by the rule; sketch {spent * 1e3:.2f} ms"
        )


def sketch(shingles: Fingerprint) -> MinHash:
    """The MinHash of the same shingles."""
    made = MinHash(num_perm=PERMUTATIONS, hashfunc=lambda value: value)
    made.update_batch((shingles.shingles >> np.uint64(32)).tolist())
    return made


def holds(index: MinHashLSH, cut: Cut, place_of: dict[str, int]) -> bool:
    """Whether the index offers a version's original."""
    return place_of[cut.original.dated.article] in index.query(sketch(cut.fingerprint))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--news", type=Path, default=NEWS)
    options = parser.parse_args()
    if not options.news.is_dir():
        print(f"skipped: {options.news} is absent")
        return
    news = load(options.news)
    print(f"{len(news):,} articles of {len({n.outlet for n in news})} outlets\n\nPairs")
    for name, part in (
        ("before August", [n for n in news if n.day < HALF]),
        ("August", [n for n in news if n.day >= HALF]),
    ):
        print_pairs(name, part, brute_force(part), placed(part))
    pairs, store = brute_force(news), placed(news)
    print_pairs("all", news, pairs, store)
    print("\nForms")
    print_forms(news, store)
    print("\nCuts")
    print_cuts(news, store)
    print("\nLSH")
    print_lsh(news, pairs)


if __name__ == "__main__":
    main()
