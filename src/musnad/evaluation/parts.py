"""The corpus as articles with frames, and its fixed parts.

`dev.txt` and `test.txt` in the corpus folder name the items of those parts, one id a line; all
others train. `test.txt` may be missing: then nothing is kept for testing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from musnad.errors import CorpusError
from musnad.evaluation.articles import GoldArticle, load_articles
from musnad.evaluation.blocks import anchor, read_blocks
from musnad.evaluation.coded import CodedFrame

Annotated = dict[GoldArticle, tuple[CodedFrame, ...]]

Part = Literal["train", "dev", "test"]

KEPT_APART: tuple[Part, ...] = ("dev", "test")
_DIGESTED = (".frames", ".jsonl", ".txt")


def load_corpus(folder: Path) -> Annotated:
    """All items of a corpus folder with their anchored frames, in file and item order.

    Raises:
        CorpusError: an item has no frames' block, or a span is not in its text.
    """
    found: Annotated = {}
    for path in sorted(folder.glob("*.jsonl")):
        beside = path.with_suffix(".frames")
        if not beside.is_file():
            raise CorpusError(f"{path}: no {beside.name} beside it")
        blocks, faults = read_blocks(beside)
        by_id = {block.id: block for block in blocks}
        for article in load_articles(path).values():
            if article.id not in by_id:
                raise CorpusError(f"{path}:{article.line}: no block for it in {beside.name}")
            anchored = anchor(by_id[article.id], article.text)
            faults += anchored.faults
            found[article] = anchored.frames
        if faults:
            raise CorpusError(f"{faults[0]} ({len(faults)} faults; `musnad check` lists them)")
    if not found:
        raise CorpusError(f"{folder}: holds no items; expected NAME.jsonl and NAME.frames")
    return found


def split_corpus(folder: Path) -> tuple[Annotated, Annotated]:
    """(train, dev) parts of a corpus folder; items of the test part are in neither.

    Raises:
        CorpusError: as `corpus_part`.
    """
    items = load_corpus(folder)
    return _part(folder, items, "train"), _part(folder, items, "dev")


def corpus_part(folder: Path, name: Part) -> Annotated:
    """The items of one part of a corpus folder.

    Raises:
        CorpusError: `dev.txt` is missing, or a part names an item that is not there or that is in
            another part too.
    """
    return _part(folder, load_corpus(folder), name)


def part_ids(folder: Path) -> dict[Part, frozenset[str]]:
    """The ids of the parts that are kept apart.

    Raises:
        CorpusError: `dev.txt` is missing, or an item is in both parts.
    """
    path = folder / "dev.txt"
    if not path.is_file():
        raise CorpusError(f"{path}: missing; expected the ids of the dev part, one a line")
    found: dict[Part, frozenset[str]] = {}
    for name in KEPT_APART:
        named = folder / f"{name}.txt"
        ids = named.read_text(encoding="utf-8").split() if named.is_file() else ()
        found[name] = frozenset(ids)
    both = found["dev"] & found["test"]
    if both:
        raise CorpusError(f"{folder}: {min(both)!r} is in both the dev and the test part")
    return found


def _part(folder: Path, items: Annotated, name: Part) -> Annotated:
    ids = part_ids(folder)
    known = {article.id for article in items}
    for part, own in ids.items():
        if own - known:
            raise CorpusError(f"{folder / part}.txt: no item {min(own - known)!r} in the corpus")
    if name == "train":
        apart = frozenset().union(*ids.values())
        return {a: f for a, f in items.items() if a.id not in apart}
    return {a: f for a, f in items.items() if a.id in ids[name]}


def corpus_digest(folder: Path) -> str:
    """SHA-256 over names and bytes of the corpus' data files, in hexadecimal."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in _DIGESTED:
            total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
