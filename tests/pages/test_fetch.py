import gzip
import ipaddress
import socket
import threading
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import FetchError
from musnad.pages.addresses import checked, is_public
from musnad.pages.fetch import USER_AGENT, FetchLimits, fetch

PAGE = "<html><body><h1>خبر</h1></body></html>".encode()
OPEN = "http://paper.example"


def answers(pages, *, seen=None):
    """A transport that answers from a dict of path → response; anything else is missing."""

    def handle(request):
        if seen is not None:
            seen.append(request)
        return pages.get(request.url.path, httpx.Response(404))

    return httpx.MockTransport(handle)


def refusal(url, **options):
    with pytest.raises(FetchError) as caught:
        fetch(url, **options)
    return str(caught.value)


def test_a_page_comes_with_its_address_type_and_bytes():
    headers = {"content-type": "text/html; charset=utf-8"}
    page = httpx.Response(200, content=PAGE, headers=headers)
    got = fetch(f"{OPEN}/news/1", transport=answers({"/news/1": page}))
    assert got.data == PAGE
    assert got.final_url == f"{OPEN}/news/1"
    assert got.content_type == "text/html; charset=utf-8"
    assert got.status == 200


def test_we_say_who_we_are():
    seen = []
    fetch(f"{OPEN}/a", transport=answers({"/a": httpx.Response(200, content=PAGE)}, seen=seen))
    assert [r.url.path for r in seen] == ["/robots.txt", "/a"]
    assert {r.headers["user-agent"] for r in seen} == {USER_AGENT}


def test_redirects_are_followed_and_the_last_address_is_told():
    pages = {
        "/old": httpx.Response(301, headers={"location": "/new"}),
        "/new": httpx.Response(200, content=PAGE),
    }
    assert fetch(f"{OPEN}/old", transport=answers(pages)).final_url == f"{OPEN}/new"


def test_a_redirect_loop_ends():
    pages = {"/a": httpx.Response(302, headers={"location": "/a"})}
    assert "more than 5 redirects" in refusal(f"{OPEN}/a", transport=answers(pages))


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://127.0.0.1/", "private or reserved"),
        ("http://[::1]/", "private or reserved"),
        ("http://169.254.169.254/latest/meta-data", "private or reserved"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:word@paper.example/", "user name or password"),
        ("http://0x7f.1/", "unusual spelling"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(target, said):
    pages = {"/a": httpx.Response(302, headers={"location": target})}
    assert said in refusal(f"{OPEN}/a", transport=answers(pages))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://paper.example/", "only http and https"),
        ("paper.example/news", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://", "names no host"),
        ("http://a:b@paper.example/", "user name or password"),
        ("http://2130706433/", "unusual spelling"),
        ("http://0177.0.0.1/", "unusual spelling"),
        ("http://127.1/", "unusual spelling"),
        ("http://127.0.0.1./", "unusual spelling"),
        ("http://10.1.2.3/", "private or reserved"),
        ("http://100.64.0.1/", "private or reserved"),
        ("http://[::ffff:10.0.0.1]/", "private or reserved"),
        ("http://paper.example/" + "a" * 5_000, "characters"),
        ("http://pa\x00per.example/", "no address"),
    ],
)
def test_addresses_that_are_not_fetched(url, said):
    assert said in refusal(url, transport=answers({}))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.1.1",
        "172.16.0.1",
        "192.0.0.8",
        "192.168.0.1",
        "224.0.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:192.168.0.1",
        "64:ff9b::7f00:1",
        "2001:0:1::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_an_address_outside_the_open_internet(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_an_address_of_the_open_internet(address):
    assert is_public(ipaddress.ip_address(address))


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://[", "http://a@"]))
def test_any_text_is_an_address_or_is_refused(text, scheme):
    try:
        url = checked(scheme + text, allow_private=False)
    except FetchError:
        return
    assert url.scheme in {"http", "https"}
    assert url.raw_host


def robots(text, status=200):
    return {
        "/robots.txt": httpx.Response(status, text=text),
        "/a": httpx.Response(200, content=PAGE),
    }


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: musnad\nDisallow: /a",
        "user-agent:*\ndisallow:/*a$",
    ],
)
def test_robots_may_deny(text):
    assert "robots.txt does not allow" in refusal(f"{OPEN}/a", transport=answers(robots(text)))


@pytest.mark.parametrize("text", ["", "User-agent: other\nDisallow: /", "<html>no rules</html>"])
def test_robots_may_allow(text):
    assert fetch(f"{OPEN}/a", transport=answers(robots(text))).data == PAGE


def test_missing_robots_allow_and_failing_ones_do_not():
    assert fetch(f"{OPEN}/a", transport=answers(robots("", 403))).data == PAGE
    assert "robots.txt can't be read" in refusal(f"{OPEN}/a", transport=answers(robots("", 503)))


def test_robots_of_the_site_that_a_redirect_leads_to_count_too():
    def handle(request):
        if request.url.host == "paper.example":
            there = {"location": "http://other.example/b"}
            moved = request.url.path == "/a"
            return httpx.Response(302, headers=there) if moved else httpx.Response(404)
        return httpx.Response(200, text="User-agent: *\nDisallow: /b")

    assert "robots.txt" in refusal(f"{OPEN}/a", transport=httpx.MockTransport(handle))


def test_huge_robots_are_cut_not_refused():
    text = "User-agent: *\nDisallow: /private\n" + "# nothing\n" * 100_000
    assert fetch(f"{OPEN}/a", transport=answers(robots(text))).data == PAGE


@pytest.mark.parametrize(
    ("status", "said"), [(404, "404 (Not Found)"), (500, "500"), (299 + 10, "309"), (799, "799")]
)
def test_a_status_that_is_no_page(status, said):
    pages = {"/a": httpx.Response(status)}
    assert f"answered {said}" in refusal(f"{OPEN}/a", transport=answers(pages))


def body(content, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    class Stream(httpx.SyncByteStream):
        def __iter__(self):
            for at in range(0, len(content), 1_000):
                yield content[at : at + 1_000]

    return {"/a": httpx.Response(200, headers=named, stream=Stream())}


def bare_deflate(data):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE * 100)),
        ("deflate", zlib.compress(PAGE * 100)),
        ("deflate", bare_deflate(PAGE * 100)),
        ("identity", PAGE * 100),
    ],
)
def test_packed_bodies_are_unpacked(coding, packed):
    pages = body(packed, content_encoding=coding)
    assert fetch(f"{OPEN}/a", transport=answers(pages)).data == PAGE * 100


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_small_answer_that_unpacks_without_end_is_stopped(coding):
    pack = gzip.compress if coding == "gzip" else zlib.compress
    pages = body(pack(bytes(20_000_000)), content_encoding=coding)
    said = refusal(f"{OPEN}/a", transport=answers(pages), limits=FetchLimits(size=1_000_000))
    assert "more than 1,000,000 bytes" in said


@pytest.mark.parametrize(
    ("content", "coding", "said"),
    [
        (b"no gzip at all", "gzip", "damaged"),
        (gzip.compress(PAGE * 100)[:-20], "gzip", "ends in the middle"),
        (PAGE, "br", "not asked for"),
        (PAGE, "gzip, gzip", "not asked for"),
    ],
)
def test_a_body_that_can_not_be_unpacked(content, coding, said):
    pages = body(content, content_encoding=coding)
    assert said in refusal(f"{OPEN}/a", transport=answers(pages))


def test_a_page_too_large_is_stopped_with_or_without_a_stated_length():
    limits = FetchLimits(size=10_000)
    stated = {"/a": httpx.Response(200, content=bytes(10_001))}
    unstated = body(bytes(10_001))
    for pages in (stated, unstated):
        assert "10,000" in refusal(f"{OPEN}/a", transport=answers(pages), limits=limits)
    assert (
        len(fetch(f"{OPEN}/a", transport=answers(body(bytes(10_000))), limits=limits).data)
        == 10_000
    )


def test_a_picture_is_no_page():
    pages = body(b"GIF89a", content_type="image/gif")
    assert "no page but image/gif" in refusal(f"{OPEN}/a", transport=answers(pages))


def test_foreign_words_in_a_message_are_printable():
    pages = body(PAGE, content_encoding="\x1b[31m")
    assert "\x1b" not in refusal(f"{OPEN}/a", transport=answers(pages))


# --- the real road, on a loopback server or with the system's resolver stood in for


@contextmanager
def server(pages):
    """A loopback site of path → (status, headers, body); yields its address and the hosts asked."""
    hosts = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            hosts.append(self.headers["Host"])
            status, headers, content = pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    site = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{site.server_port}", hosts
    finally:
        site.shutdown()
        thread.join()
        site.server_close()


@contextmanager
def slow_server(head):
    """A site that sends `head` and then a byte at a time, for ever."""
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def drip(link):
        with link:
            link.recv(4_096)
            try:
                link.sendall(head)
                while not stop.wait(0.02):
                    link.sendall(b"a")
            except OSError:
                return

    listener.settimeout(0.05)
    thread = threading.Thread(target=_accept, args=(stop, listener, drip))
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stop.set()
        thread.join()
        listener.close()


def _accept(stop, listener, drip):
    links = []
    while not stop.is_set():
        try:
            link, _ = listener.accept()
        except TimeoutError:
            continue
        links.append(threading.Thread(target=drip, args=(link,)))
        links[-1].start()
    for thread in links:
        thread.join()


def test_a_loopback_page_is_refused_and_with_leave_fetched():
    with server({"/a": (200, {"Content-Type": "text/html"}, PAGE)}) as (site, hosts):
        assert "private or reserved" in refusal(f"{site}/a")
        assert hosts == []
        assert fetch(f"{site}/a", allow_private=True).data == PAGE


def test_proxies_of_the_environment_are_ignored(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with server({"/a": (200, {}, PAGE)}) as (site, _):
        assert fetch(f"{site}/a", allow_private=True).data == PAGE


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"],
    ids=["status-line", "headers", "body"],
)
def test_a_server_that_drips_is_left(head):
    with slow_server(head) as site:
        limits = FetchLimits(seconds=0.4)
        said = refusal(f"{site}/a", allow_private=True, limits=limits)
    assert "took longer than 0.4 seconds" in said or "did not answer in time" in said


def test_a_server_that_is_not_there():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert "no connection" in refusal(f"http://127.0.0.1:{port}/", allow_private=True)


def test_a_server_that_speaks_no_http():
    with slow_server(b"220 mail.example ESMTP\r\n\r\n") as site:
        assert "connection failed" in refusal(f"{site}/", allow_private=True)


@pytest.fixture
def resolver(monkeypatch):
    """Stands in for the system's resolver: `names` gives the answers, one list a question."""

    class Names:
        def __init__(self):
            self.answers = []
            self.asked = []

        def __call__(self, host, port, **_):
            self.asked.append(host)
            found = self.answers.pop(0)
            return [(2, 1, 6, "", (address, port)) for address in found]

    names = Names()
    monkeypatch.setattr(socket, "getaddrinfo", names)
    return names


@pytest.fixture
def connections(monkeypatch):
    """Where connections were opened to; each is refused."""
    opened = []

    def connect(_, host, *__, **___):
        opened.append(host)
        raise httpcore.ConnectError("refused")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return opened


def test_a_name_with_one_private_address_is_refused_before_any_connection(resolver, connections):
    resolver.answers = [["8.8.8.8", "10.0.0.1"]]
    assert "private or reserved address" in refusal("http://paper.example/a")
    assert connections == []


def test_the_connection_goes_to_the_address_that_was_checked(resolver, connections):
    resolver.answers = [["8.8.8.8"], ["127.0.0.1"]]
    assert "no connection" in refusal("http://paper.example/a")
    assert resolver.asked == ["paper.example"]
    assert connections == ["8.8.8.8"]


def test_the_next_address_is_tried(resolver, connections):
    resolver.answers = [["2606:4700::1111", "8.8.8.8"]]
    refusal("http://paper.example/a")
    assert connections == ["2606:4700::1111", "8.8.8.8"]


def test_the_host_header_stays_the_name_and_a_name_that_points_home_is_refused(monkeypatch):
    with server({"/a": (200, {"Connection": "close"}, PAGE)}) as (site, hosts):
        port = int(site.rpartition(":")[2])
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", port))]
        )
        assert fetch(f"http://paper.example:{port}/a", allow_private=True).data == PAGE
        assert set(hosts) == {f"paper.example:{port}"}
        assert "(127.0.0.1) is a private" in refusal(f"http://paper.example:{port}/a")


def test_a_name_that_nobody_knows(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror("unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "no such host" in refusal("http://nowhere.invalid/")
