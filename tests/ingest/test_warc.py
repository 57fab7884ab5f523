import gzip
import io
import os
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sources import PAGE, good, places, read, record, set_aside, zip_of

from musnad.errors import SourceError
from musnad.ingest.http_answer import NoPage, Unreadable, page_of
from musnad.ingest.warc import read_warc

A, B, C = (record(f"http://example.com/{x}", PAGE + x.encode()) for x in "abc")
OFFSET = len(A)


def packed(*records):
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def found(tmp_path, data, name="x.warc"):
    path = tmp_path / name
    path.write_bytes(data)
    return places(read(path), path)


def test_records_of_a_plain_file(tmp_path):
    path = tmp_path / "x.warc"
    path.write_bytes(A + B)
    one, two = read(path)
    assert (one.source, one.data, one.url) == (f"{path}#0", PAGE + b"a", "http://example.com/a")
    assert (two.source, two.content_type) == (f"{path}#{OFFSET}", "text/html; charset=utf-8")
    assert two.article().title


def test_records_of_a_packed_file(tmp_path):
    second = len(packed(A))
    assert found(tmp_path, packed(A, B), "x.warc.gz") == ["#0", f"#{second}"]


def test_a_packed_file_is_known_by_its_bytes(tmp_path):
    assert found(tmp_path, packed(A), "crawl.gz") == ["#0"]


def test_records_in_one_member_have_numbers(tmp_path):
    last = len(packed(A + B))
    assert found(tmp_path, packed(A + B, C)) == ["#0", "#0.1", f"#{last}"]


def test_a_damaged_member_costs_only_itself(tmp_path):
    one, two, three = packed(A), packed(B), packed(C)
    hurt = two[:40] + bytes(b ^ 0xFF for b in two[40:60]) + two[60:]
    at, last = len(one), len(one + two)
    assert found(tmp_path, one + hurt + three) == ["#0", f"-#{at}!", f"#{last}"]


def test_a_wrong_checksum_is_told_and_the_page_is_not_given(tmp_path):
    two = bytearray(packed(B))
    two[-8] ^= 1
    at, last = len(packed(A)), len(packed(A, B))
    assert found(tmp_path, packed(A) + two + packed(C)) == ["#0", f"-#{at}!", f"#{last}"]


def test_a_file_cut_within_a_member_tells_so(tmp_path):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(packed(A, B)[:-20])
    one, lost = read(path)
    assert one.data == PAGE + b"a"
    assert "the file ends within a gzip member" in lost.reason


def test_junk_between_members_is_told_and_padding_is_not(tmp_path):
    at = len(packed(A))
    junk = found(tmp_path, packed(A) + b"junk" * 9_000 + packed(C))
    assert junk == ["#0", f"-#{at}!", f"#{at + 36_000}"]
    assert found(tmp_path, packed(A) + b"\0" * 9_000 + packed(C)) == ["#0", f"#{at + 9_000}"]


LIES = [
    pytest.param(100_000, id="beyond the end"),
    pytest.param(400, id="into the next record"),
    pytest.param(80, id="too short"),
    pytest.param(10**30, id="no number that can be"),
    pytest.param(-5, id="negative"),
    pytest.param("ten", id="a word"),
]


@pytest.mark.parametrize("length", LIES)
def test_a_record_that_lies_about_its_length_costs_only_itself(tmp_path, length):
    liar = record("http://example.com/b", b"<html>" * 30, length=length)
    last = OFFSET + len(liar)
    assert found(tmp_path, A + liar + C) == ["#0", f"-#{OFFSET}", f"#{last}"]
    at, last = len(packed(A)), len(packed(A, liar))
    assert found(tmp_path, packed(A, liar, C)) == ["#0", f"-#{at}", f"#{last}"]


def test_garbage_between_records_costs_nothing_else(tmp_path):
    assert found(tmp_path, A + b"garbage\r\n\r\n" + C)[0::2] == ["#0", f"#{OFFSET + 11}"]


def test_a_record_too_large_for_a_page_is_passed_over(tmp_path):
    large = record("http://example.com/b", b"x" * 30_000_000)
    path = tmp_path / "x.warc"
    for data in (A + large + C, packed(A, large, C)):
        path.write_bytes(data)
        items = read(path)
        assert [i.data[-1:] for i in good(items)] == [b"a", b"c"]
        assert [s.kind for s in set_aside(items)] == ["PageTooLarge"]


def test_a_bomb_in_a_member_is_left_and_the_next_is_read(tmp_path):
    zeros = zlib.compressobj(9, wbits=31)
    bomb = zeros.compress(record("http://example.com/b", b"", length=10**12)[:-4])
    bomb += b"".join(zeros.compress(b"\0" * 1_000_000) for _ in range(150)) + zeros.flush()
    path = tmp_path / "x.warc.gz"
    path.write_bytes(packed(A) + bomb + packed(C))
    items = read(path)
    assert [i.data[-1:] for i in good(items)] == [b"a", b"c"]
    assert "over 200 times its size" in set_aside(items)[0].reason


def test_what_holds_no_page_is_passed_over_without_a_word(tmp_path):
    image = record(
        "http://example.com/i", b"x", head="HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    )
    moved = record("http://example.com/m", b"", head="HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n")
    asked = record("http://example.com/a", b"", kind="request", head="GET / HTTP/1.1\r\n\r\n")
    again = record("http://example.com/a", b"", kind="revisit")
    name = record("dns:example.com", b"x", kind="resource", head="")
    assert found(tmp_path, image + moved + asked + again + name) == []


def test_text_that_others_took_from_pages_is_read(tmp_path):
    path = tmp_path / "x.warc.wet.gz"
    path.write_bytes(packed(record("http://example.com/a", b"text", kind="conversion", head="")))
    [item] = read(path)
    assert (item.data, item.url, item.content_type) == (
        b"text",
        "http://example.com/a",
        "text/plain",
    )


def test_a_page_that_the_crawler_cut_is_told(tmp_path):
    cut = record("http://example.com/a", PAGE, extra="WARC-Truncated: length\r\n")
    path = tmp_path / "x.warc"
    path.write_bytes(cut)
    assert "cut the page off (length)" in read(path)[0].reason


@pytest.mark.parametrize("data", [b"", b"hello" * 100])
def test_what_is_no_warc_is_refused(tmp_path, data):
    path = tmp_path / "x.warc"
    path.write_bytes(data)
    with pytest.raises(SourceError, match="WARC"):
        read(path)


def test_a_packed_file_without_any_record_tells_so(tmp_path):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"\x1f\x8b\x08" + b"x" * 100)
    assert places(read(path), path) == ["-#0!"]


def test_a_wacz_gives_the_pages_of_its_crawl(tmp_path):
    path = tmp_path / "crawl.wacz"
    path.write_bytes(
        zip_of(
            [
                ("datapackage.json", b"{}"),
                ("pages/pages.jsonl", b'{"text": "x"}'),
                ("archive/data.warc.gz", packed(A, B)),
                ("indexes/index.cdx", b"x"),
            ]
        )
    )
    second = len(packed(A))
    assert places(read(path), path) == [
        "#archive/data.warc.gz#0",
        f"#archive/data.warc.gz#{second}",
    ]


def test_reading_goes_on_behind_a_record(tmp_path):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(packed(A + B, C))
    every = read(path)
    assert read(path, start=every[1].source) == every[2:]


BARE = zlib.compress(b"<html>a", wbits=-15)
ANSWERS = [
    pytest.param("Transfer-Encoding: chunked", b"5\r\n<html\r\n2;x=y\r\n>a\r\n0\r\n", id="chunks"),
    pytest.param("Transfer-Encoding: chunked", b"<html>a", id="chunks that were joined"),
    pytest.param("Content-Encoding: gzip", gzip.compress(b"<html>a"), id="gzip"),
    pytest.param("Content-Encoding: gzip", b"<html>a", id="gzip that was unpacked"),
    pytest.param("Content-Encoding: br", b"<html>a", id="brotli that was unpacked"),
    pytest.param("Content-Encoding: deflate", zlib.compress(b"<html>a"), id="deflate"),
    pytest.param("Content-Encoding: deflate", BARE, id="bare deflate"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "body"), ANSWERS)
def test_bodies_as_crawlers_store_them(header, body):
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{header}\r\n\r\n".encode()
    assert page_of(head + body).data == b"<html>a"


BAD_ANSWERS = [
    pytest.param(b"Content-Encoding: br\r\n\r\n\x0b\x02", Unreadable, id="brotli"),
    pytest.param(b"Content-Encoding: gzip\r\n\r\nxx", Unreadable, id="no gzip"),
    pytest.param(
        b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(os.urandom(99))[:50], Unreadable, id="cut"
    ),
    pytest.param(b"Content-Type: text/css\r\n\r\nx", NoPage, id="style"),
    pytest.param(b"X: y\r\n\r\nx", NoPage, id="of no type"),
]


@pytest.mark.parametrize(("rest", "error"), BAD_ANSWERS)
def test_answers_without_a_page(rest, error):
    with pytest.raises(error):
        page_of(b"HTTP/1.1 200 OK\r\n" + rest)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6), st.booleans())
def test_no_damage_raises_or_gives_a_place_twice(hits, pack):
    data = bytearray(packed(A, B, C) if pack else A + B + C)
    for place, byte in hits:
        data[place % len(data)] = byte
    try:
        items = list(read_warc(io.BufferedReader(io.BytesIO(bytes(data))), name="x"))
    except SourceError:
        return
    sources = [item.source for item in items]
    assert len(set(sources)) == len(sources)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # its own files
def test_what_another_library_wrote_is_read(tmp_path):
    warcio = pytest.importorskip("warcio.warcwriter", reason="an independent writer of WARC")
    headers = pytest.importorskip("warcio.statusandheaders")
    path = tmp_path / "x.warc.gz"
    with path.open("wb") as out:
        writer = warcio.WARCWriter(out, gzip=True)
        for url in ("http://example.com/a", "http://example.com/b"):
            head = headers.StatusAndHeaders("200 OK", [("Content-Type", "text/html")], "HTTP/1.0")
            made = writer.create_warc_record(
                url, "response", payload=io.BytesIO(PAGE), http_headers=head
            )
            writer.write_record(made)
    assert [(i.url, i.data) for i in read(path)] == [
        ("http://example.com/a", PAGE),
        ("http://example.com/b", PAGE),
    ]
