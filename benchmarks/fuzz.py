"""Coverage-guided fuzzing of everything that reads what others wrote.

    python benchmarks/fuzz.py                       every target for a minute
    python benchmarks/fuzz.py --seconds 600 warc    one of them for ten
    python benchmarks/fuzz.py --runs 2000           so many inputs of each, the same ones every time
    python benchmarks/fuzz.py --again FILE warc     one input once more

Needs the extra `fuzz` (atheris, libFuzzer for Python). Each target runs in a process of its own.
An error of musnad's own is an answer; any other exception, a wrong answer, half a minute for
one input, or 3 GB is a finding: its input is kept under `--keep`, and the exit code is 1. With
`--corpus` what was found to reach new code is kept too, and the next run begins with it.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musnad.records import Reading

ROOT = Path(__file__).resolve().parents[1]
HTML, WIRE = (ROOT / "src" / "musnad" / "demo" / name for name in ("page.html", "wire.txt"))
LONGEST = {"pages": 30_000, "dates": 160, "inception": 30_000, "proof": 40, "readings": 40,
           "labelstudio": 40}  # fmt: skip
"""Most bytes of an input; 8,192 for the others."""
SLOW, ROOM = 30, 3000
"""Seconds and megabytes for one input: more is a finding."""

Check = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked, inputs to begin with, and words to put together."""

    check: Callable[[], Check]
    seeds: Callable[[], Sequence[bytes]]
    words: Callable[[], Sequence[str]] = tuple


def decoding() -> Check:
    from musnad.pages.decode import decode

    def check(data: bytes) -> None:
        text, _ = decode(data)
        text.encode("utf-8")  # no half characters

    return check


def paging() -> Check:
    from musnad.pages import read_page
    from musnad.records import Article

    def check(data: bytes) -> None:
        article = read_page(data, url="https://news.example/2024/05/01/item")
        article.text.encode("utf-8")
        for block in article.blocks:
            assert block.span.of(article.text).strip(), "an empty block"
        assert Article.from_dict(json.loads(json.dumps(article.to_dict()))) == article

    return check


def dating() -> Check:
    from musnad.dates import number_of, resolve_time
    from musnad.records import Timex

    def check(data: bytes) -> None:
        text = data.decode("utf-8", "ignore")
        number_of(text)
        for published in (None, date(2024, 2, 29)):
            found = resolve_time(text, published=published, future=len(text) % 2 == 0)
            assert Timex.from_dict(found.to_dict()) == found
            if found.begin and found.end:
                assert found.begin <= found.end, found

    return check


def archives() -> Check:
    from musnad.ingest.warc import read_warc

    def check(data: bytes) -> None:
        stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]
        names = [item.source for item in read_warc(stream, name="x")]
        assert len(names) == len(set(names)), "two items of one name"

    return check


def tables() -> Check:
    from musnad.ingest.columns import Columns
    from musnad.ingest.tables_csv import read_csv
    from musnad.ingest.tables_json import read_json, read_lines

    readers = (read_csv, read_json, read_lines)

    def check(data: bytes) -> None:
        read = readers[data[0] % len(readers)] if data else read_csv
        stream = io.BufferedReader(io.BytesIO(data[1:]))  # type: ignore[arg-type]
        for item in read(stream, name="x", columns=Columns()):
            item.source.encode("utf-8")

    return check


def feeds() -> Check:
    from musnad.ingest.feeds import read_list

    def check(data: bytes) -> None:
        for told in read_list(data, url="https://news.example/feed").entries:
            assert told.url.startswith(("http://", "https://")), told

    return check


def proofs() -> Check:
    from musnad.ledger.proof_check import verify_proof

    whole = _proof()
    assert not verify_proof(json.dumps(whole)), "the bundle itself does not hold"
    return lambda data: verify_proof(edited(whole, data)) and None


def annotations() -> Check:
    from musnad.annotated import labelstudio

    path = Path(tempfile.mkdtemp()) / "export.json"
    tasks = _labelled()

    def check(data: bytes) -> None:
        path.write_bytes(edited(tasks, data))
        list(labelstudio.sheets(path))

    return check


def documents() -> Check:
    from musnad.annotated.inception import _sheet

    return lambda data: _sheet("a.xmi", data) and None


def readings() -> Check:
    from musnad.export.jsonl import entries_of

    whole = _reading().to_dict()

    def check(data: bytes) -> None:
        for entry in entries_of([edited(whole, data)]):
            json.dumps(entry.reading.to_dict())

    return check


ODD = (None, True, 0, -1, 10**30, 1.5, float("nan"), "", "\ud800", "\0", "x" * 3000, "2024-13-45",
       [], {}, [[]], [0, 10**9], {"": None})  # fmt: skip


MOST_PLACES = 5_000
"""Values of a tree that are still edited; copies of copies would grow without end."""


def edited(whole: Any, data: bytes) -> bytes:
    """A JSON text with some of its values replaced, moved, doubled or left out, as bytes tell.

    Bytes that are changed at random hardly ever make JSON; this reaches what is behind its parser.
    """
    tree = deepcopy(whole)
    for at in range(0, len(data) - 3, 4):
        places = _places(tree)
        if not 0 < len(places) < MOST_PLACES:
            break
        held, key = places[int.from_bytes(data[at : at + 2]) % len(places)]
        how, what = data[at + 2], data[at + 3]
        if how < 128:
            held[key] = deepcopy(ODD[what % len(ODD)])
        elif how < 192:
            other, name = places[(what * 257 + how) % len(places)]
            held[key] = deepcopy(other[name])
        elif how < 224:
            del held[key]
        elif isinstance(held, list):
            held.insert(key, deepcopy(held[key]))
        else:
            held[f"{key}{what}"] = deepcopy(held[key])
    return json.dumps(tree, ensure_ascii=what_fits(data)).encode("utf-8", "surrogatepass")


def what_fits(data: bytes) -> bool:
    """Whether letters are written as escapes: half the time."""
    return len(data) % 2 == 0


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """Each value of a JSON tree, as what holds it and its key there."""
    found, open_ = [], [tree]
    while open_:
        held = open_.pop()
        keys = range(len(held)) if isinstance(held, list) else list(held)
        for key in keys:
            found.append((held, key))
            if isinstance(held[key], list | dict):
                open_.append(held[key])
    return found


def _page_seeds() -> list[bytes]:
    html, wire = HTML.read_bytes(), WIRE.read_bytes()
    return [html, wire, html.decode().encode("windows-1256", "ignore"), html[:2000], wire[:400]]


def _warc_seeds() -> list[bytes]:
    page = HTML.read_bytes()[:1500]
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page)
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/a\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    ) % (len(http) + len(page))
    whole = record + http + page + b"\r\n\r\n"
    chunked = http.replace(b"Content-Length", b"Transfer-Encoding: chunked\r\nX-Length")
    return [whole, whole * 2, gzip.compress(whole), gzip.compress(whole) * 2,
            whole.replace(http, chunked)]  # fmt: skip


def _table_seeds() -> list[bytes]:
    row = {"title": "عنوان", "text": "قال الوزير إن الجسر سيفتح غدا.", "date": "2024-05-01", "n": 3}
    line = json.dumps(row, ensure_ascii=False).encode()
    comma = 'title,text,date\nعنوان,"قال ""الوزير"" نعم",2024-05-01\n'.encode()
    return [b"\0" + comma, b"\0" + comma.replace(b",", b";"), b"\1[" + line + b"," + line + b"]",
            b"\2" + line + b"\n" + line]  # fmt: skip


def _feed_seeds() -> list[bytes]:
    item = "<item><title>خبر</title><link>https://news.example/1</link><pubDate>Wed, 01 May 2024"
    rss = f'<rss version="2.0"><channel>{item} 10:00:00 GMT</pubDate></item></channel></rss>'
    entry = (
        '<entry><title>x</title><link href="/2"/><updated>2024-05-01T10:00:00Z</updated></entry>'
    )
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    place = "<url><loc>https://news.example/3</loc><lastmod>2024-05-01</lastmod></url>"
    site = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{place}</urlset>'
    listed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/4", "id": "4"}]}
    return [x.encode() for x in (rss, atom, site, json.dumps(listed))]


TEXT = "عنوان الخبر\nقال وزير الخارجية سالم الهاشمي أمس إن بلاده ترفض المقترح، ونفى المتحدث ذلك."


def _reading() -> Reading:
    from musnad.pipeline import Reader

    return Reader.load().read_page(TEXT, published=date(2024, 5, 1))


def _proof() -> dict[str, Any]:
    from musnad.ledger import Ledger, proof

    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "x.ledger") as ledger:
        ledger.add(_reading())
        [entry] = ledger.entries()
        return proof(ledger, next(iter(entry.frame_ids.values())))


def _exported(form: str, name: str) -> bytes:
    from musnad.export import export
    from musnad.records import Entry

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "project"
        export([Entry.of(_reading())], form, out)
        return next(out.rglob(name)).read_bytes()


def _labelled() -> list[dict[str, Any]]:
    """Label Studio's tasks, what was read taken as what somebody submitted."""
    tasks: list[dict[str, Any]] = json.loads(_exported("labelstudio", "tasks.json"))
    for task in tasks:
        task["annotations"] = [p | {"completed_by": 1} for p in task.pop("predictions")]
    return tasks


def _dates() -> list[bytes]:
    return [
        text.encode()
        for text in (
            "مساء الجمعة الماضي",
            "منذ مطلع العام",
            "12 رمضان 1445 هـ",
            "بين عامي 2011 و2014",
            "قبل خمسة وعشرين يوما",
            "الساعة 10:30 من صباح أمس",
            "تموز/يوليو الماضي",
        )
    ]


def _date_words() -> list[str]:
    table = ROOT / "benchmarks" / "tables" / "times.tsv"
    text = table.read_text(encoding="utf-8") if table.exists() else ""
    return sorted(set(re.findall(r"[\u0600-\u06ff]{2,12}", text)))[:800]


def _edits() -> list[bytes]:
    return [bytes((0, n * 16, n * 24, n)) for n in range(10)]


MARKS = ("<p>", "</p>", "<article>", "<script", "<title>", "charset=", "windows-1256", "utf-16",
         "application/ld+json", '"datePublished"', "اقرأ أيضا", "المصدر", "رويترز")  # fmt: skip

TARGETS = {
    "decode": Target(decoding, _page_seeds, lambda: MARKS),
    "pages": Target(paging, _page_seeds, lambda: MARKS),
    "dates": Target(dating, _dates, _date_words),
    "warc": Target(archives, _warc_seeds, lambda: ("WARC/1.0", "Content-Length: ", "\r\n\r\n")),
    "tables": Target(tables, _table_seeds),
    "feeds": Target(feeds, _feed_seeds, lambda: ("<loc>", "<link", "<item>", "url", "items")),
    "proof": Target(proofs, _edits),
    "readings": Target(readings, _edits),
    "labelstudio": Target(annotations, _edits),
    "inception": Target(documents, lambda: [_exported("inception", "*.xmi")]),
}


def fuzz(name: str, arguments: list[str]) -> None:
    """Run one target in this process, until libFuzzer ends it."""
    import atheris

    target = TARGETS[name]
    with atheris.instrument_imports(include=["musnad"]):
        from musnad.errors import MusnadError

        check = target.check()

    def ask(data: bytes) -> None:
        try:
            check(data)
        except MusnadError:
            return

    atheris.Setup([sys.argv[0], *arguments], ask)
    atheris.Fuzz()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a target's run came to; `findings` are files."""

    runs: int
    seconds: float
    reached: int
    findings: list[Path]
    told: str


def run(name: str, bound: Sequence[str], keep: Path, corpus: Path) -> Outcome:
    """Fuzz one target in a process of its own; `bound` are libFuzzer's options that end it."""
    target = TARGETS[name]
    inputs, found = corpus / name, keep / name
    for folder in (inputs, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (inputs / f"seed-{number}").write_bytes(seed)
    words = corpus / f"{name}.dict"
    escaped = ("".join(f"\\x{b:02x}" for b in w.encode()) for w in target.words())
    listed = "".join(f'"{w}"\n' for w in escaped)
    words.write_text(listed, encoding="ascii")
    call = [sys.executable, __file__, "--one", name, str(inputs), *bound,
            f"-timeout={SLOW}", f"-rss_limit_mb={ROOM}", "-print_final_stats=1",
            f"-max_len={LONGEST.get(name, 8192)}", f"-artifact_prefix={found}/",
            *([f"-dict={words}"] if listed else [])]  # fmt: skip
    before, began = set(found.iterdir()), time.monotonic()
    env = os.environ | {"PYTHONHASHSEED": "0"}
    done = subprocess.run(
        call, capture_output=True, text=True, errors="replace", check=False, env=env
    )
    told = done.stderr + done.stdout
    runs = re.search(r"stat::number_of_executed_units:\s*(\d+)", told)
    reached = re.findall(r"cov: (\d+)", told)
    new = sorted(set(found.iterdir()) - before)
    if done.returncode and not new:
        (found / "died.txt").write_text(told, encoding="utf-8")
        new = [found / "died.txt"]
    return Outcome(
        int(runs[1]) if runs else 0,
        time.monotonic() - began,
        int(reached[-1]) if reached else 0,
        new,
        told,
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("targets", nargs="*", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--runs", type=int, help="inputs for each target, from a fixed seed")
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "fuzz")
    parser.add_argument("--corpus", type=Path, help="folder of inputs, gone on with")
    parser.add_argument("--again", type=Path, help="an input that is asked once more, no fuzzing")
    given = parser.parse_args()
    names = given.targets or list(TARGETS)
    if unknown := [n for n in names if n not in TARGETS]:
        parser.error(f"{', '.join(unknown)}: no target; choose of {', '.join(TARGETS)}")
    if given.again:
        TARGETS[names[0]].check()(given.again.read_bytes())
        return 0
    found = 0
    print(f"{'target':<12}{'inputs':>10}{'a second':>10}{'reached':>9}  findings")
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            fixed = [f"-runs={given.runs}", "-seed=1"]
            bound = fixed if given.runs else [f"-max_total_time={given.seconds}"]
            done = run(name, bound, given.keep, given.corpus or Path(folder))
            told = ", ".join(str(f) for f in done.findings) or "none"
            rate = done.runs / max(done.seconds, 1)
            print(f"{name:<12}{done.runs:>10,}{rate:>10,.0f}{done.reached:>9,}  {told}", flush=True)
            if done.findings:
                print("\n".join(done.told.splitlines()[-40:]), file=sys.stderr)
            found += len(done.findings)
    return 1 if found else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        fuzz(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main())
