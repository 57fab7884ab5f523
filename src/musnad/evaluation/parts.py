"""The corpus as articles with frames, and its fixed parts.

`dev.txt` in the corpus folder names the items of the dev part, one id a line; all others train.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from musnad.errors import CorpusError
from musnad.evaluation.articles import GoldArticle, load_articles
from musnad.evaluation.blocks import anchor, read_blocks
from musnad.evaluation.coded import CodedFrame

Annotated = dict[GoldArticle, tuple[CodedFrame, ...]]

DEV = "dev.txt"
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
    """(train, dev) parts of a corpus folder.

    Raises:
        CorpusError: `dev.txt` is missing or names an item that is not there.
    """
    path = folder / DEV
    if not path.is_file():
        raise CorpusError(f"{path}: missing; expected the ids of the dev part, one a line")
    dev = set(path.read_text(encoding="utf-8").split())
    items = load_corpus(folder)
    unknown = dev - {article.id for article in items}
    if unknown:
        raise CorpusError(f"{path}: no item {min(unknown)!r} in the corpus")
    return (
        {a: f for a, f in items.items() if a.id not in dev},
        {a: f for a, f in items.items() if a.id in dev},
    )


def corpus_digest(folder: Path) -> str:
    """SHA-256 over names and bytes of the corpus' data files, in hexadecimal."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in _DIGESTED:
            total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
