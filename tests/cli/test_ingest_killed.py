"""Killed with no warning in the midst of an ingestion, and started again."""

import json
import os
import signal
import subprocess
import sys
import time

from musnad.demo import demo_page
from musnad.ledger import Ledger, runs

PAGES = 24


def command(source, ledger):
    code = "from musnad.cli.main import main; main()"
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", code, "ingest", str(source), "-l", str(ledger), "-j", "2", "-q"],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def pages_of(ledger) -> int:
    if not ledger.exists():
        return 0
    with Ledger.open(ledger) as kept:
        return kept.counts()["pages"]


def gone(group: int, *, within: float) -> bool:
    """Whether all processes of a group have ended."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_killed_and_called_again_it_has_every_page_once(tmp_path):
    page = demo_page("wire.txt")
    text = page.decode() if isinstance(page, bytes) else page
    source, name = tmp_path / "pages.jsonl", tmp_path / "news.ledger"
    rows = [{"text": text, "url": f"https://almina.example/{n}"} for n in range(PAGES)]
    source.write_text("\n".join(json.dumps(row) for row in rows))

    first = command(source, name)
    deadline = time.monotonic() + 120
    while pages_of(name) < 2 and first.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert gone(first.pid, within=30), "its working processes outlived it"
    half = pages_of(name)
    assert half >= 2

    assert command(source, name).wait() == 0
    with Ledger.open(name) as ledger:
        entries = list(ledger.entries())
        late, early = runs(ledger)
    assert sorted(e.reading.article.url for e in entries) == sorted(r["url"] for r in rows)
    assert all(e.story == entries[0].story for e in entries)
    assert (early.state, early.read) == ("running", half)
    assert (late.state, late.read, late.known) == ("done", PAGES - half, half)
