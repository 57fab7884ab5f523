"""Watching feeds: what is asked when, what is taken up, and what is left in the ledger."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from musnad.errors import FetchError, SourceError
from musnad.ingest.items import Item, Skipped
from musnad.ingest.polite import Visitor, interleaved
from musnad.ingest.run import Progress
from musnad.ingest.watch import MOST_TRIES, Watch
from musnad.ledger import Ledger
from musnad.ledger.watching import feeds, forget_feed, next_due, waiting_entries
from musnad.pages.fetch import Fetched, Known

FEED = "https://almarsa.example/feed"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def rss(*links, day="Mon, 23 Nov 2026 09:00:00 GMT"):
    items = "".join(
        f"<item><title>خبر</title><link>{link}</link><pubDate>{day}</pubDate></item>"
        for link in links
    )
    return f"<rss version='2.0'><channel><title>المرسى</title>{items}</channel></rss>".encode()


@dataclass
class Hands:
    """A clock that is set forward by sleeping."""

    at: datetime = NOON
    slept: list = field(default_factory=list)

    def now(self):
        return self.at

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


@dataclass
class Web:
    """Answers by address: bytes, an error, or a function of what is known."""

    answers: dict
    robots: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def get(self, url, *, known=None, robots=None):
        self.asked.append(url)
        robots.update(self.robots)
        found = self.answers.get(url, FetchError(f"{url} answered 404", status=404))
        if callable(found):
            found = found(known)
        if isinstance(found, Exception):
            raise found
        return found if isinstance(found, Fetched) else Fetched(url, url, None, found, 200)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "news.ledger") as found:
        yield found


def watched(ledger, answers, **more):
    clock = Hands()
    web = Web(answers, more.pop("robots", {}))
    watch = Watch(ledger, Visitor(2.0, web.get, clock), **more)
    return watch, web, clock


def one_round(watch):
    """What a round gives; what it reads counts as read."""
    list(watch.ask_lists())
    found = []
    for item in watch.items():
        found.append(item)
        failed = isinstance(item, Skipped)
        watch.settle(Progress(), Progress(not failed, 0, failed, item.source))
    return found


def test_new_pages_are_given_once(ledger):
    pages = {f"https://almarsa.example/{n}": b"<p>x</p>" for n in "ab"}
    watch, web, clock = watched(ledger, {FEED: rss("/a?utm_source=x", "/b"), **pages})
    assert watch.take_up([FEED]) == [FEED]
    assert [item.source for item in one_round(watch)] == list(pages)
    clock.at += timedelta(hours=1)
    assert one_round(watch) == []
    (state,) = feeds(ledger)
    assert (state.title, state.read, state.waiting, state.status) == ("المرسى", 2, 0, "0 new of 2")
    assert web.asked.count(FEED) == 2


def test_a_list_is_not_asked_before_it_is_due(ledger):
    watch, web, clock = watched(ledger, {FEED: rss()}, every=timedelta(minutes=30))
    watch.take_up([FEED])
    one_round(watch)
    assert watch.seconds_left() == 1800
    clock.at += timedelta(minutes=29)
    one_round(watch)
    assert web.asked == [FEED]


def test_what_has_not_changed_is_not_sent_again(ledger):
    def answer(known):
        if known == Known('"7"', None):
            return Fetched(FEED, FEED, None, b"", 304)
        return Fetched(FEED, FEED, None, rss("/a"), 200, Known('"7"', None))

    watch, _, clock = watched(ledger, {FEED: answer, "https://almarsa.example/a": b"x"})
    watch.take_up([FEED])
    one_round(watch)
    for _ in range(2):
        clock.at += timedelta(hours=1)
        one_round(watch)
        assert feeds(ledger)[0].status == "nothing new"
        assert feeds(ledger)[0].etag == '"7"'


def test_a_site_has_its_pause_and_others_are_read_meanwhile(ledger):
    links = [f"https://{host}.example/{n}" for host in ("a", "b") for n in (1, 2)]
    slow = {"https://a.example/robots.txt": "User-agent: *\nCrawl-delay: 7"}
    watch, web, clock = watched(
        ledger, {FEED: rss(*links), **dict.fromkeys(links, b"x")}, robots=slow
    )
    watch.take_up([FEED])
    one_round(watch)
    assert web.asked[1:] == [links[0], links[2], links[1], links[3]]
    assert clock.slept == [7.0]


def test_a_pause_that_is_asked_for_is_bounded():
    clock = Hands()
    visitor = Visitor(2.0, Web({"https://a.example/1": b"x"}, {
        "https://a.example/robots.txt": "User-agent: *\nCrawl-delay: 86400"
    }).get, clock)  # fmt: skip
    for _ in range(2):
        visitor.visit("https://a.example/1")
    assert clock.slept == [60.0]


def test_a_clock_that_was_set_back_stops_nothing():
    clock = Hands()
    visitor = Visitor(2.0, Web({"https://a.example/1": b"x"}).get, clock)
    visitor.visit("https://a.example/1")
    clock.at -= timedelta(days=900)
    visitor.visit("https://a.example/1")
    assert clock.slept == [60.0]


def test_failures_are_waited_for_ever_longer_and_end(ledger):
    page = "https://almarsa.example/a"
    watch, web, clock = watched(ledger, {FEED: rss(page), page: FetchError("no answer")})
    watch.take_up([FEED])
    assert one_round(watch) == []
    waits = []
    while waiting_entries(ledger, at="9999", limit=9):
        due = datetime.fromisoformat(next_due(ledger))
        waits.append((due - clock.at).total_seconds())
        clock.at = due
        found = one_round(watch)
    assert [type(item) for item in found] == [Skipped]
    assert found[0].reason == "no answer"
    assert web.asked.count(page) == MOST_TRIES
    assert feeds(ledger)[0].failed == 1


def test_what_is_gone_is_set_aside_at_once(ledger):
    watch, web, _ = watched(ledger, {FEED: rss("/gone")})
    watch.take_up([FEED])
    (found,) = one_round(watch)
    assert (found.kind, found.source) == ("FetchError", "https://almarsa.example/gone")
    assert web.asked.count("https://almarsa.example/gone") == 1


def test_a_site_that_asks_for_time_gets_it(ledger):
    busy = FetchError(f"{FEED} answered 429", status=429, retry_after=7200)
    watch, _, _ = watched(ledger, {FEED: busy})
    watch.take_up([FEED])
    one_round(watch)
    (state,) = feeds(ledger)
    assert (state.failures, state.due) == (1, "2026-11-23T14:00:00.000Z")
    assert "429" in state.status


def test_what_moved_for_good_is_asked_where_it_is(ledger):
    new = "https://new.example/feed"
    moved = Fetched(FEED, new, None, rss(), 200, Known(), new)
    watch, web, clock = watched(ledger, {FEED: moved, new: rss()})
    watch.take_up([FEED])
    one_round(watch)
    clock.at += timedelta(hours=1)
    one_round(watch)
    assert web.asked == [FEED, new]
    assert feeds(ledger)[0].address == FEED


def test_what_is_old_or_of_another_age_is_passed_over(ledger):
    old = rss("/old", day="Mon, 02 Nov 2026 09:00:00 GMT")
    ahead = rss("/ahead", day="Mon, 02 Nov 2099 09:00:00 GMT")
    other = "https://other.example/feed"
    pages = {"https://other.example/ahead": b"x"}
    watch, _, _ = watched(
        ledger, {FEED: old, other: ahead, **pages}, since=NOON - timedelta(days=7)
    )
    watch.take_up([FEED, other])
    assert [item.source for item in one_round(watch)] == ["https://other.example/ahead"]


def test_an_index_leads_to_its_latest_sitemaps_and_their_dated_pages(ledger):
    site = "https://almarsa.example"
    index = "<sitemapindex>" + "".join(
        f"<sitemap><loc>{site}/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in (("old", "2019-01-01"), ("new", "2026-11-23"), ("gone", "2026-11-22"))
    )
    new = (
        f"<urlset><url><loc>{site}/a</loc><lastmod>2026-11-22</lastmod></url>"
        f"<url><loc>{site}/undated</loc></url></urlset>"
    )
    answers = {
        f"{site}/map.xml": f"{index}</sitemapindex>".encode(),
        f"{site}/new.xml": new.encode(),
        f"{site}/a": b"x",
    }
    watch, web, _ = watched(ledger, answers, since=NOON - timedelta(days=7))
    watch.take_up([f"{site}/map.xml"])
    assert [item.source for item in one_round(watch)] == [f"{site}/a"]
    assert f"{site}/old.xml" not in web.asked


def test_a_list_of_feeds_from_a_file(ledger, tmp_path):
    path = tmp_path / "mine.opml"
    path.write_text(f'<opml><body><outline xmlUrl="{FEED}"/></body></opml>', encoding="utf-8")
    watch, _, _ = watched(ledger, {FEED: rss()})
    assert watch.take_up([str(path)]) == [FEED]
    assert [state.address for state in feeds(ledger)] == [FEED]


def test_another_file_is_refused(ledger, tmp_path):
    path = tmp_path / "feed.xml"
    path.write_bytes(rss())
    with pytest.raises(SourceError, match="feed by its address"):
        watched(ledger, {})[0].take_up([str(path)])


def test_what_was_not_settled_is_given_again(ledger):
    page = "https://almarsa.example/a"
    watch, _, _ = watched(ledger, {FEED: rss(page), page: b"x"})
    watch.take_up([FEED])
    list(watch.ask_lists())
    assert [type(item) for item in watch.items()] == [Item]  # and then the program is killed
    again, _, _ = watched(ledger, {page: b"x"})
    assert [item.source for item in again.items()] == [page]


def test_a_feed_is_forgotten_with_what_waits(ledger):
    watch, _, _ = watched(ledger, {FEED: rss("/a", "/b")})
    watch.take_up([FEED])
    list(watch.ask_lists())
    assert forget_feed(ledger, FEED)
    assert not forget_feed(ledger, FEED)
    assert feeds(ledger) == []
    assert list(watch.items()) == []


def test_rows_take_turns():
    rows = ["https://a/1", "https://a/2", "https://b/1", "https://a/3"]
    assert list(interleaved(rows, str)) == [rows[0], rows[2], rows[1], rows[3]]
