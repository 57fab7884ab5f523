"""Agreement of the corpus' annotation with a second, independent one.

    python benchmarks/agreement.py [corpus] [corpus/second]

The second folder holds NAME.frames with blocks for some of the corpus' items, written by somebody
who saw the texts only. The first annotation is taken as gold: F1 is the same the other way round.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from musnad.errors import CorpusError
from musnad.evaluation import FrameScores, anchor, load_corpus, read_blocks, score_frames

ROOT = Path(__file__).resolve().parent.parent


def agreement(corpus: Path, second: Path) -> tuple[int, FrameScores]:
    """Number of items annotated twice, and their scores.

    Raises:
        CorpusError: a block of the second annotation is of no item, or a span is not in its text.
    """
    items = {article.id: (article, frames) for article, frames in load_corpus(corpus).items()}
    count, scores = 0, FrameScores()
    for path in sorted(second.glob("*.frames")):
        blocks, faults = read_blocks(path)
        for block in blocks:
            if block.id not in items:
                raise CorpusError(f"{path}:{block.line}: no item {block.id!r} in {corpus}")
            article, gold = items[block.id]
            found = anchor(block, article.text)
            faults += found.faults
            scores += score_frames(gold, found.frames, text=article.text)
            count += 1
        if faults:
            raise CorpusError(f"{faults[0]} ({len(faults)} faults)")
    return count, scores


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Agreement with a second annotation")
    parser.add_argument("corpus", type=Path, nargs="?", default=ROOT / "corpus")
    parser.add_argument("second", type=Path, nargs="?", default=ROOT / "corpus" / "second")
    options = parser.parse_args()
    count, scores = agreement(options.corpus, options.second)
    print(f"{count} items, {scores.predicate.support} frames in the first annotation")
    for row in scores.rows():
        value = row.f1 if row.f1 is not None else row.value
        if value is not None and "code" not in row.name and row.support:
            print(f"{row.name:24s} {value:.3f}  ({row.support})")


if __name__ == "__main__":
    main()
