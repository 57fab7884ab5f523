"""What a release reads otherwise than the last one, on a fixed set of our own texts.

    python benchmarks/stability.py            compares with the newest file of benchmarks/baseline
    python benchmarks/stability.py --keep     writes this version's readings there, for the next

The texts are the bundled pages, the bundled fictional week and the corpus' test part, all our own.
Compressed readings are kept by version: `baseline/0.4.0.jsonl.gz`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from musnad import __version__
from musnad.demo import DEMO_PAGES, demo_page
from musnad.evaluation import corpus_part
from musnad.ingest import Item, open_items
from musnad.pipeline import Reader
from musnad.records import Article

ROOT = Path(__file__).resolve().parent.parent
BASELINE = Path(__file__).parent / "baseline"
WEEK = ROOT / "src" / "musnad" / "demo" / "week.jsonl"


def articles() -> Iterator[Article]:
    """The fixed set, in a fixed order."""
    for name in DEMO_PAGES:
        yield Item(name, demo_page(name)).article()
    for item in open_items(str(WEEK)):
        if isinstance(item, Item):
            yield item.article()
    for coded in corpus_part(ROOT / "corpus", "test"):
        yield coded.article()


def write(path: Path) -> None:
    """This version's readings, as JSON lines in gzip; the same bytes for the same readings."""
    reader = Reader.load()
    rows = [
        json.dumps(reader.read(article).to_dict(), ensure_ascii=False, sort_keys=True)
        for article in articles()
    ]
    path.write_bytes(gzip.compress(("\n".join(rows) + "\n").encode(), mtime=0))


def newest() -> Path:
    """The readings of the latest version that is kept."""
    kept = sorted(
        BASELINE.glob("*.jsonl.gz"), key=lambda p: [int(n) for n in p.name.split(".")[:3]]
    )
    if not kept:
        sys.exit(f"{BASELINE}: nothing is kept yet; --keep writes this version's readings")
    return kept[-1]


def main() -> None:
    """Compare or keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--report", type=Path, help="an HTML page of the changes")
    options = parser.parse_args()
    if options.keep:
        BASELINE.mkdir(exist_ok=True)
        write(BASELINE / f"{__version__}.jsonl.gz")
        return
    with tempfile.TemporaryDirectory() as folder:
        now = Path(folder) / f"{__version__}.jsonl.gz"
        write(now)
        musnad = str(Path(sys.executable).with_name("musnad"))
        command = [musnad, "stability", str(newest()), str(now)]
        if options.report:
            command += ["--report", str(options.report)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
