"""`musnad watch` against a site on this machine."""

import json
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typer.testing import CliRunner

from musnad.cli.main import app
from musnad.demo import demo_page
from musnad.ingest.polite import Visitor
from musnad.pages.fetch import fetch


class Site(BaseHTTPRequestHandler):
    """A feed of two pages, one of which is gone; it says what has not changed."""

    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        if self.path == "/feed":
            if self.headers.get("If-None-Match") == '"1"':
                self.send_response(304)
                self.end_headers()
                return
            items = "".join(
                f"<item><title>x</title><link>{here}/{name}</link></item>"
                for name in ("page.html", "gone.html")
            )
            body = f"<rss version='2.0'><channel><title>المرسى</title>{items}</channel></rss>"
            self.answer(200, "application/rss+xml; charset=utf-8", body.encode(), ETag='"1"')
        elif self.path == "/page.html":
            self.answer(200, "text/html; charset=utf-8", demo_page("page.html"))
        else:
            self.answer(404, "text/plain", b"")

    def answer(self, status, kind, body, **more):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(body), **more}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *given):
        pass


@pytest.fixture
def site(monkeypatch):
    get = partial(fetch, allow_private=True)
    monkeypatch.setattr("musnad.cli.watch.Visitor", lambda delay: Visitor(0.0, get))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/feed"
    server.shutdown()
    thread.join()
    server.server_close()


def call(ledger, *words):
    return CliRunner().invoke(app, ["watch", *words, "--ledger", str(ledger)])


def listed(ledger):
    lines = call(ledger, "--list", "--json").stdout.splitlines()
    return [json.loads(line) for line in lines]


def test_a_round_reads_what_is_new_and_the_next_one_nothing(site, tmp_path):
    ledger = tmp_path / "news.ledger"
    first = call(ledger, site, "--once")
    assert first.exit_code == 0, first.output
    assert "المرسى: 2 new of 2" in first.output
    assert "1 read, 0 known already, 1 failed" in first.output
    (state,) = listed(ledger)
    assert {name: state[name] for name in ("title", "read", "failed", "etag")} == {
        "title": "المرسى", "read": 1, "failed": 1, "etag": '"1"',
    }  # fmt: skip
    second = call(ledger, "--once")
    assert "new of" not in second.output  # it is not due yet
    runs = CliRunner().invoke(app, ["runs", "1", "--ledger", str(ledger)])
    assert "answered 404" in runs.output


def test_an_empty_ledger_is_told_what_to_do(tmp_path):
    result = call(tmp_path / "news.ledger", "--once")
    assert result.exit_code == 2
    assert "no feed is named" in result.output


def test_a_private_address_stands_in_the_list_with_the_reason(tmp_path):
    ledger = tmp_path / "news.ledger"
    assert call(ledger, "http://127.0.0.1:9/feed", "--once").exit_code == 0
    (state,) = listed(ledger)
    assert "no public address" in state["status"]
    assert state["failures"] == 1


def test_a_feed_is_forgotten(tmp_path):
    ledger = tmp_path / "news.ledger"
    call(ledger, "http://127.0.0.1:9/feed", "--once")
    result = call(ledger, "--forget", "http://127.0.0.1:9/feed")
    assert "forgotten" in result.output
    assert listed(ledger) == []
