"""Fetching: nothing but public addresses, within limits, and only where robots.txt allows it."""

import gzip
import ipaddress
import socket
import threading
from contextlib import contextmanager

import httpx
import pytest

from musnad.errors import FetchError
from musnad.pages.fetch import USER_AGENT, Fetched, FetchLimits, fetch
from musnad.pages.fetch_addresses import is_public, literal
from musnad.pages.fetch_robots import allows

PAGE = "<p>قال الوزير</p>".encode()
HTML = {"content-type": "text/html; charset=utf-8"}


def site(answers, asked=None):
    """A transport that answers by address; robots.txt is missing unless given."""

    def answer(request):
        if asked is not None:
            asked.append(request)
        found = answers.get(str(request.url))
        return found() if callable(found) else found or httpx.Response(404)

    return httpx.MockTransport(answer)


def moved(to):
    return httpx.Response(302, headers={"location": to})


def stream(*pieces):
    return iter(pieces)


def test_page_is_fetched_with_its_type_and_status():
    web = site({"https://news.example/a": httpx.Response(200, headers=HTML, content=PAGE)})
    url = "https://news.example/a"
    found = fetch(url, transport=web)
    assert found == Fetched(url, url, "text/html; charset=utf-8", PAGE, 200)


def test_we_give_our_name():
    asked = []
    web = site({"https://news.example/a": httpx.Response(200)}, asked)
    fetch("https://news.example/a", transport=web)
    assert {request.headers["user-agent"] for request in asked} == {USER_AGENT}


def test_redirect_is_followed_and_its_end_is_told():
    web = site(
        {
            "https://news.example/a": moved("/b"),
            "https://news.example/b": moved("//www.example/c"),
            "https://www.example/c": httpx.Response(200, content=PAGE),
        }
    )
    found = fetch("https://news.example/a", transport=web)
    assert (found.final_url, found.data) == ("https://www.example/c", PAGE)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://news.example/a", "http:// or https://"),
        ("file:///etc/passwd", "http:// or https://"),
        ("news.example/a", "http:// or https://"),
        ("http://", "http:// or https://"),
        ("http://[::1", "no web address"),
        ("http://news.example:99999/", "no web address"),
        ("http://a\x00b/", "no web address"),
        ("https://user:secret@news.example/", "user name"),
        ("https://news.example/" + "a" * 5000, "5021 characters"),
        ("http://127.0.0.1/", "no public address"),
        ("http://2130706433/", "no public address"),
        ("http://0177.0.0.1/", "Invalid IPv4 address"),
        ("http://0x7f.1/", "no public address"),
        ("http://127.0.0.1./", "no public address"),
        ("http://[::1]/", "no public address"),
        ("http://[::ffff:10.0.0.1]/", "no public address"),
        ("http://100.64.0.1/", "no public address"),
        ("http://169.254.169.254/latest", "no public address"),
    ],
)
def test_address_is_refused_before_anything_is_sent(url, message):
    asked = []
    with pytest.raises(FetchError, match=message):
        fetch(url, transport=site({}, asked))
    assert asked == []


def test_message_never_repeats_a_password():
    with pytest.raises(FetchError) as caught:
        fetch("https://user:secret@news.example/", transport=site({}))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "to", ["http://10.0.0.1/", "file:///etc/passwd", "https://u:p@b.example/", "http://[::1"]
)
def test_every_hop_is_checked(to):
    with pytest.raises(FetchError):
        fetch("https://a.example/", transport=site({"https://a.example/": moved(to)}))


def test_redirect_loop_ends():
    asked = []
    loop = site({"https://a.example/": lambda: moved("/")}, asked)
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch("https://a.example/", transport=loop)
    assert len(asked) == 7  # robots.txt once, the page six times


@pytest.mark.parametrize("status", [304, 403, 404, 500])
def test_what_is_no_page_is_told(status):
    web = site({"https://a.example/": httpx.Response(status)})
    with pytest.raises(FetchError, match=f"answered {status}"):
        fetch("https://a.example/", transport=web)


def test_robots_may_refuse_us_by_name():
    robots = httpx.Response(200, text="User-agent: musnad\nDisallow: /private\n")
    answers = {"https://a.example/robots.txt": robots}
    asked = []
    with pytest.raises(FetchError, match=r"https://a\.example/robots\.txt does not allow"):
        fetch("https://a.example/private/x", transport=site(answers, asked))
    assert [str(request.url) for request in asked] == ["https://a.example/robots.txt"]


def test_robots_of_every_hop_is_asked():
    answers = {
        "https://a.example/": moved("https://b.example/x"),
        "https://b.example/robots.txt": httpx.Response(200, text="User-agent: *\nDisallow: /"),
    }
    with pytest.raises(FetchError, match=r"b\.example/robots\.txt"):
        fetch("https://a.example/", transport=site(answers))


def test_robots_out_of_order_means_no():
    answers = {"https://a.example/robots.txt": httpx.Response(503)}
    with pytest.raises(FetchError, match="answered 503, so that it is not known"):
        fetch("https://a.example/", transport=site(answers))


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: Musnad\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: musnad\nAllow: /", True),
        ("User-agent: other\nUser-agent: musnad # us\nDisallow: /*.html$", False),
        ("User-agent: notmusnad\nDisallow: /", True),
        ("\x00\x01 binary : :", True),
    ],
)
def test_robots_rules(robots, allowed):
    assert allows(robots, "https://a.example/x/y.html") is allowed


def test_robots_with_thousands_of_agents_are_read():
    agents = "".join(f"User-agent: bot{n}\n" for n in range(9000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(9000))
    assert allows(agents + "User-agent: *\n" + rules, "https://a.example/x")
    assert not allows(agents + "User-agent: *\n" + rules, "https://a.example/777")


def test_too_large_page_is_refused():
    web = site({"https://a.example/": httpx.Response(200, content=stream(b"x" * 600, b"x" * 600))})
    with pytest.raises(FetchError, match="larger than 1,000 bytes"):
        fetch("https://a.example/", limits=FetchLimits(size=1000), transport=web)


def test_page_of_just_the_size_is_taken():
    web = site({"https://a.example/": httpx.Response(200, content=b"x" * 1000)})
    limits = FetchLimits(size=1000)
    assert len(fetch("https://a.example/", limits=limits, transport=web).data) == 1000


def packed(body, encoding="gzip"):
    head = {"content-encoding": encoding}
    return site(
        {"https://a.example/": lambda: httpx.Response(200, headers=head, content=stream(body))}
    )


def test_packed_page_is_unpacked():
    assert fetch("https://a.example/", transport=packed(gzip.compress(PAGE))).data == PAGE


def test_gzip_bomb_is_stopped():
    bomb = gzip.compress(b"\0" * 50_000_000)
    with pytest.raises(FetchError, match="larger than 100,000 bytes"):
        fetch("https://a.example/", limits=FetchLimits(size=100_000), transport=packed(bomb))


@pytest.mark.parametrize(
    ("body", "encoding", "message"),
    [
        (b"no gzip", "gzip", "says that it is gzip, but is not"),
        (gzip.compress(PAGE)[:-9], "gzip", "broke off"),
        (PAGE, "br", "packed as br"),
        (PAGE, "gzip, gzip", "packed as gzip, gzip"),
    ],
)
def test_wrongly_packed_page_is_refused(body, encoding, message):
    with pytest.raises(FetchError, match=message):
        fetch("https://a.example/", transport=packed(body, encoding))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - the address under test
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.1.1",
        "172.16.0.1",
        "192.0.0.9",
        "192.88.99.1",
        "192.168.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::10.0.0.1",
        "2001:db8::1",
    ],
)
def test_address_is_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_address_is_public(address):
    assert is_public(ipaddress.ip_address(address))


def test_name_is_no_literal():
    assert literal("news.example") is None


def looks_up(monkeypatch, *answers):
    """Make every name stand for the next of these lists of addresses; returns the names asked."""
    names, left = [], list(answers)

    def look_up(host, port, **_):
        names.append(host)
        return [(socket.AF_INET, 1, 6, "", (address, port)) for address in left.pop(0)]

    monkeypatch.setattr("musnad.pages.fetch.getaddrinfo", look_up)
    return names


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"]])
def test_name_that_stands_for_a_private_address_is_refused(monkeypatch, addresses):
    looks_up(monkeypatch, addresses)
    with pytest.raises(FetchError, match=r"news\.example .* is no public address"):
        fetch("http://news.example/")


def test_unknown_name_is_told(monkeypatch):
    def look_up(*_, **__):
        raise socket.gaierror("unknown")

    monkeypatch.setattr("musnad.pages.fetch.getaddrinfo", look_up)
    with pytest.raises(FetchError, match=r"no host of the name news\.example"):
        fetch("http://news.example/")


def test_hanging_look_up_ends(monkeypatch):
    done = threading.Event()
    monkeypatch.setattr("musnad.pages.fetch.getaddrinfo", lambda *_, **__: done.wait(30) and [])
    with pytest.raises(FetchError, match="looked up in time"):
        fetch("http://news.example/", limits=FetchLimits(seconds=1.0))
    done.set()


@contextmanager
def server(*answers):
    """A loopback server that answers each connection with the next bytes, or a function's."""
    heads = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            for answer in answers:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    heads.append(connection.recv(4096))
                    if callable(answer):
                        answer(connection)
                    else:
                        connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1], heads
    thread.join(5)


NO_ROBOTS = b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"


def test_real_connection_goes_to_the_address_looked_up_under_the_name(monkeypatch):
    with server(NO_ROBOTS, ANSWER % (len(PAGE), PAGE)) as (port, heads):
        names = looks_up(monkeypatch, ["127.0.0.1"], ["127.0.0.1"])
        found = fetch(f"http://news.example:{port}/a?b=1", allow_private=True)
    assert found.data == PAGE
    assert names == ["news.example", "news.example"]
    assert heads[1].startswith(b"GET /a?b=1 HTTP/1.1\r\n")
    assert f"Host: news.example:{port}".encode() in heads[1]


def test_rebound_name_is_refused_at_the_second_connection(monkeypatch):
    with server(NO_ROBOTS) as (port, heads):
        looks_up(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
        monkeypatch.setattr(
            "musnad.pages.fetch.is_public", lambda address: str(address) == "93.184.216.34"
        )
        real = socket.create_connection
        monkeypatch.setattr(
            socket, "create_connection", lambda to, *a, **k: real(("127.0.0.1", to[1]), *a, **k)
        )
        with pytest.raises(FetchError, match=r"\(127\.0\.0\.1\) is no public address"):
            fetch(f"http://news.example:{port}/")
    assert len(heads) == 1


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with server(NO_ROBOTS, ANSWER % (2, b"ok")) as (port, _):
        assert fetch(f"http://127.0.0.1:{port}/", allow_private=True).data == b"ok"


def drip(connection):
    """A byte at a time, for ever, as far as the reader stays."""
    pause = threading.Event()
    try:
        while not pause.wait(0.05):
            connection.sendall(b"H")
    except OSError:
        return


def drip_body(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    drip(connection)


@pytest.mark.parametrize("slow", [drip, drip_body], ids=["head", "body"])
def test_slow_server_is_given_up(slow):
    with (
        server(NO_ROBOTS, slow) as (port, _),
        pytest.raises(FetchError, match=r"longer than 0\.4 s|timed out"),
    ):
        fetch(f"http://127.0.0.1:{port}/", limits=FetchLimits(seconds=0.4), allow_private=True)


@pytest.mark.parametrize("answer", [b"", b"\xff\xfe rubbish\r\n\r\n", ANSWER % (99, b"short")])
def test_broken_answer_is_told(answer):
    with server(NO_ROBOTS, answer) as (port, _), pytest.raises(FetchError, match="can't be"):
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)


def test_closed_port_is_told():
    with server() as (port, _):
        pass
    with pytest.raises(FetchError, match="does not answer"):
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)


def test_old_site_local_addresses_are_not_public():
    assert not is_public(ipaddress.ip_address("fec0::1"))
    assert is_public(ipaddress.ip_address("2606:4700::1111"))
