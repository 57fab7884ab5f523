import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import SourceError
from musnad.ingest.feeds import Told, plain_address, read_list

SITE = "https://almarsa.example/feed"
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0"><channel><title>صحيفة المرسى</title>
<item><title>خبر أول</title><link>/n/1?utm_source=rss&amp;id=7#top</link>
<pubDate>Sun, 22 Nov 2026 10:00:00 +0200</pubDate></item>
<item><title>خبر ثان</title><link>https://ALMARSA.example:443/n/2</link></item>
<item><title>بلا رابط</title></item>
<item><title>مكرر</title><link>https://almarsa.example/n/2#comments</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>الميناء</title>
<entry><title>خبر</title><link rel="alternate" href="n/3"/><updated>2026-11-22T08:00:00Z</updated>
</entry></feed>"""
MAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://almarsa.example/n/4 </loc><lastmod>2026-11-23</lastmod>
<news:news><news:publication_date>2026-11-20T05:00:00+03:00</news:publication_date></news:news></url>
<url><loc>https://almarsa.example/n/5</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://almarsa.example/s1.xml.gz</loc><lastmod>2026-11-01</lastmod></sitemap>
</sitemapindex>"""
OPML = """<opml version="2.0"><body><outline text="صحف"><outline type="rss" text="المرسى"
 xmlUrl="https://almarsa.example/feed"/></outline></body></opml>"""


def urls(data, **kind):
    return [told.url for told in read_list(data, url=SITE, **kind).entries]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_rss_gives_each_article_once_by_its_plain_address(encoding):
    found = read_list(RSS.format(encoding=encoding).encode(encoding), url=SITE)
    assert (found.kind, found.title) == ("feed", "صحيفة المرسى")
    assert found.entries == (
        Told("https://almarsa.example/n/1?id=7", datetime(2026, 11, 22, 8, tzinfo=UTC)),
        Told("https://almarsa.example/n/2"),
    )


def test_what_calls_itself_a_page_is_read_as_what_it_is():
    assert urls(ATOM.encode(), content_type="text/html; charset=utf-8") == [
        "https://almarsa.example/n/3"
    ]


def test_the_encoding_of_the_answer_counts():
    data = RSS.replace(' encoding="{encoding}"', "").encode("windows-1256")
    found = read_list(data, url=SITE, content_type="application/xml; charset=windows-1256")
    assert found.title == "صحيفة المرسى"


def test_a_news_sitemap_tells_the_day_of_publication():
    found = read_list(MAP.encode(), url=SITE)
    assert found.kind == "sitemap"
    assert [told.at for told in found.entries] == [datetime(2026, 11, 20, 2, tzinfo=UTC), None]


def test_a_packed_index_of_sitemaps():
    found = read_list(gzip.compress(INDEX.encode()), url=SITE)
    assert (found.kind, found.entries[0].url) == ("index", "https://almarsa.example/s1.xml.gz")


def test_opml_and_json():
    assert read_list(OPML.encode(), url="mine.opml").entries[0].url == SITE
    data = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/n/9"}, {}, 3]}'
    assert urls(data) == ["https://almarsa.example/n/9"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"<html><body><p>news</p></body></html>", "neither RSS"),
        (b"/etc/hostname", "neither RSS"),
        (b'{"items": 3}', "neither RSS"),
        (b"{" * 100_000, "no readable JSON"),
        (b"\x1f\x8bnonsense", "damaged gzip"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>', "entities of its own"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>'.encode("utf-16"), "entities of its own"),
        (gzip.compress(b"<rss>" + b" " * 60_000_000), "over 50 MB"),
    ],
)
def test_what_is_no_list_is_refused_by_its_address(data, why):
    with pytest.raises(SourceError, match=why) as caught:
        read_list(data, url=SITE)
    assert str(caught.value).startswith(SITE)


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("https://a.example/x?fbclid=1&b=&utm_medium=y", "https://a.example/x?b="),
        ("https://a.example/أخبار?q=أ ب", "https://a.example/أخبار?q=أ%20ب"),
        ("https://a.example/أخبار", "https://a.example/أخبار"),
        ("http://A.example:80", "http://a.example/"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("javascript:alert(1)", None),
        ("https://user@a.example/", None),
        ("https://a.example:x/", None),
        ("https://a.example/" + "x" * 5000, None),
    ],
)
def test_addresses_are_made_plain(given, plain):
    assert plain_address(given) == plain


@given(st.text(max_size=60))
def test_a_plain_address_stays_what_it_is(text):
    found = plain_address("https://a.example/" + text)
    assert found is None or plain_address(found) == found


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_refused(data):
    try:
        found = read_list(data, url=SITE)
    except SourceError:
        return
    assert all(told.url.startswith("http") for told in found.entries)
