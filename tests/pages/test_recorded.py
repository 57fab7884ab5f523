"""Fictional pages in the manner of various content systems, beside the article they hold."""

import json
from pathlib import Path

import pytest

from musnad.pages import read_page

RECORDED = sorted((Path(__file__).parent / "recorded").glob("*.json"))


@pytest.fixture(params=RECORDED, ids=lambda path: path.stem)
def recorded(request):
    gold = json.loads(request.param.read_text(encoding="utf-8"))
    page = request.param.with_suffix(".html").read_bytes()
    return read_page(page, url=gold["url"]), gold


def test_there_are_pages():
    assert len(RECORDED) >= 8


def test_body(recorded):
    article, gold = recorded
    assert article.paragraphs == gold["paragraphs"]
    assert article.lines("subhead") == gold["subheads"]


def test_head(recorded):
    article, gold = recorded
    assert article.title == gold["title"]
    assert article.lines("kicker") == gold["kicker"]


def test_credits(recorded):
    article, gold = recorded
    found = (article.outlet, article.byline, article.agency, article.dateline)
    assert found == (gold["outlet"], gold["byline"], gold["agency"], gold["dateline"])


def test_day(recorded):
    article, gold = recorded
    assert article.published is not None
    assert article.published.isoformat() == gold["date"]


def test_nothing_else_gets_in(recorded):
    article, gold = recorded
    assert [text for text in gold["must_not"] if text in article.text] == []
