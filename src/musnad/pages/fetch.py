"""Addresses → bytes. The only module of Musnad that touches the network.

A page's address may come from anywhere, so each step is bounded and checked:

- only http and https, no user name in the address, no unusual spelling of a numeric host;
- a name is resolved once; all its addresses must be public ones, and the connection goes to
  an address that was checked, so a second answer of the name server can't lead elsewhere;
- each redirect is a new address and is checked like the first;
- one clock runs over names, connections, robots.txt, redirects and body; a server that sends a
  byte a second is cut off by it;
- compressed bodies are unpacked here with a bound, so a small answer can't grow without end;
- robots.txt is respected (RFC 9309: missing means allowed, a failing server means not allowed).

Proxies and other settings of the environment are ignored.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpcore
import httpx
from protego import Protego

from musnad.errors import FetchError
from musnad.pages.addresses import checked, is_public, not_public
from musnad.pages.decode import MAX_PAGE_BYTES

USER_AGENT = "musnad/0.1 (+offline reader of Arabic news)"
MAX_ROBOTS_BYTES = 512_000
"""RFC 9309 asks readers to take at least 500 KiB; what lies behind is not read."""

MAX_HOSTS_TRIED = 4
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_TEXT = ("image", "audio", "video", "font")
_FAULTS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bounds of one fetch: seconds in all, bytes after unpacking, redirects to follow."""

    seconds: float = 20.0
    size: int = MAX_PAGE_BYTES
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `final_url` is where the redirects led."""

    url: str
    final_url: str
    content_type: str | None
    data: bytes
    status: int


def fetch(
    url: str,
    *,
    limits: FetchLimits | None = None,
    allow_private: bool = False,
    transport: httpx.BaseTransport | None = None,
) -> Fetched:
    """The bytes behind an http(s) address.

    Args:
        url: the address.
        limits: bounds; the defaults suit a news page.
        allow_private: reach private, loopback and other non-public addresses too.
        transport: stands in for the network in tests; it does its own connecting.

    Raises:
        FetchError: the address can't be fetched, or may not be; the message says why.
    """
    bounds = limits or FetchLimits()
    clock = _Clock(bounds.seconds)
    road = transport or _Transport(clock, allow_private=allow_private)
    headers = {
        "User-Agent": USER_AGENT,
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        "Accept-Language": "ar,en;q=0.5",
    }
    with httpx.Client(
        transport=road, trust_env=False, headers=headers, timeout=bounds.seconds
    ) as client:
        return _Fetch(client, clock, bounds, allow_private=allow_private).page(url)


class _Clock:
    """What is left of the time that a fetch may take."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    def left(self, wanted: float | None = None) -> float:
        """Seconds left, at most `wanted`; FetchError if there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise FetchError(f"took longer than {self.seconds:g} seconds; given up")
        return left if wanted is None else min(left, wanted)


class _Fetch:
    """One fetch with its redirects; remembers the robots.txt of each site it meets."""

    def __init__(
        self, client: httpx.Client, clock: _Clock, limits: FetchLimits, *, allow_private: bool
    ) -> None:
        self.client = client
        self.clock = clock
        self.limits = limits
        self.allow_private = allow_private
        self.robots: dict[str, Protego | None] = {}

    def page(self, url: str) -> Fetched:
        try:
            response, data = self._follow(url, size=self.limits.size, polite=True)
        except _FAULTS as error:
            raise FetchError(f"{_shown(url)}: {_reason(error)}") from error
        except FetchError as error:
            raise FetchError(f"{_shown(url)}: {error}") from error
        status = response.status_code
        if not 200 <= status < 300:
            raise FetchError(f"{_shown(url)}: the server answered {_named(status)}")
        kind = response.headers.get("content-type")
        return Fetched(url, str(response.url), kind, data, status)

    def _follow(self, url: str, *, size: int, polite: bool) -> tuple[httpx.Response, bytes]:
        """The answer at the end of the redirects, with its unpacked body."""
        at = checked(url, allow_private=self.allow_private)
        for _ in range(self.limits.redirects + 1):
            if polite:
                self._ask_robots(at)
            response, data = self._get(at, size=size, cut=not polite)
            target = response.headers.get("location")
            if response.status_code not in _REDIRECTS or not target:
                return response, data
            at = checked(str(at.join(target)), allow_private=self.allow_private)
        raise FetchError(f"more than {self.limits.redirects} redirects")

    def _get(self, url: httpx.URL, *, size: int, cut: bool) -> tuple[httpx.Response, bytes]:
        self.clock.left()
        with self.client.stream("GET", url, follow_redirects=False) as response:
            if not 200 <= response.status_code < 300:
                return response, b""
            if not cut:
                _refuse_early(response, size)
            return response, self._body(response, size=size, cut=cut)

    def _body(self, response: httpx.Response, *, size: int, cut: bool) -> bytes:
        """The unpacked body; one that is longer than `size` is cut there, or refused."""
        data = bytearray()
        for piece in _unpacked(response, room=size + 1):
            data += piece
            self.clock.left()
            if len(data) > size:
                if cut:
                    return bytes(data[:size])
                raise FetchError(f"more than {size:,} bytes; a news page is far smaller")
        return bytes(data)

    def _ask_robots(self, url: httpx.URL) -> None:
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if site not in self.robots:
            self.robots[site] = self._robots(site)
        rules = self.robots[site]
        if rules is not None and not rules.can_fetch(str(url), USER_AGENT):
            raise FetchError("the site's robots.txt does not allow programs to read this page")

    def _robots(self, site: str) -> Protego | None:
        response, data = self._follow(f"{site}/robots.txt", size=MAX_ROBOTS_BYTES, polite=False)
        if response.status_code >= 500:
            answer = _named(response.status_code)
            raise FetchError(f"robots.txt can't be read (the server answered {answer}); try later")
        if not 200 <= response.status_code < 300:
            return None
        return Protego.parse(data.decode("utf-8", errors="replace"))


def _resolved(host: str, port: int, clock: _Clock) -> list[str]:
    """All addresses of a name, asked for once. The asking itself can't be stopped, only left."""
    found: list[Any] = []

    def ask() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            found.clear()

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(clock.left())
    if asking.is_alive():
        raise FetchError(f"{host}: the name server did not answer in time")
    if not found:
        raise FetchError(f"{host}: no such host, or there is no connection to the internet")
    return list(dict.fromkeys(entry[4][0] for entry in found))


class _Backend(httpcore.NetworkBackend):
    """Opens connections to checked addresses only, under the clock."""

    def __init__(self, clock: _Clock, *, allow_private: bool) -> None:
        self.clock = clock
        self.allow_private = allow_private
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _resolved(host, port, self.clock)
        for address in addresses:
            if not (self.allow_private or is_public(ipaddress.ip_address(address))):
                raise FetchError(not_public(host, address))
        fault: Exception | None = None
        for address in addresses[:MAX_HOSTS_TRIED]:
            try:
                stream = self.plain.connect_tcp(
                    address, port, self.clock.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
                continue
            return _Stream(stream, self.clock)
        raise fault or FetchError(f"{host}: no address to connect to")


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends when the clock does."""

    def __init__(self, stream: httpcore.NetworkStream, clock: _Clock) -> None:
        self.stream = stream
        self.clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.clock.left(timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self.clock.left(timeout)
        return _Stream(self.stream.start_tls(ssl_context, server_hostname, left), self.clock)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's signature
        return self.stream.get_extra_info(info)


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:  # noqa: ANN401 - httpcore types it as a union
        self.stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self.stream

    def close(self) -> None:
        self.stream.close()


class _Transport(httpx.BaseTransport):
    """httpx over a pool that connects through `_Backend`; host name and SNI stay the site's."""

    def __init__(self, clock: _Clock, *, allow_private: bool) -> None:
        self.pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            network_backend=_Backend(clock, allow_private=allow_private),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self.pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream))

    def close(self) -> None:
        self.pool.close()


def _refuse_early(response: httpx.Response, size: int) -> None:
    """Refuse by the headers what the body could only confirm."""
    kind = response.headers.get("content-type", "").strip().lower()
    if kind.startswith(_NO_TEXT):
        raise FetchError(f"this is no page but {kind.split(';')[0]}")
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and len(length) < 20 and int(length) > size:
        raise FetchError(f"{int(length):,} bytes, more than {size:,}; a news page is far smaller")


def _unpacked(response: httpx.Response, *, room: int) -> Iterator[bytes]:
    """The body's pieces, unpacked to no more than `room` bytes each."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding in {"", "identity"}:
        yield from response.iter_raw()
        return
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(f"packed as {_shown(coding)!r}, which was not asked for")
    unpacker = None
    for piece in response.iter_raw():
        unpacker = unpacker or zlib.decompressobj(_window(piece))
        try:
            yield unpacker.decompress(piece, room)
        except zlib.error as error:
            raise FetchError("the packed body is damaged") from error
        if unpacker.unconsumed_tail:
            # more than `room` came out of this piece, so the caller has stopped or will
            raise FetchError(f"unpacks to more than {room - 1:,} bytes")
    if unpacker is not None and not unpacker.eof:
        raise FetchError("the packed body ends in the middle")


def _window(head: bytes) -> int:
    """Window bits for gzip and zlib heads (told apart by itself) or bare deflate."""
    gzip_or_zlib = head[:1] in {b"\x1f", b"\x78", b"\x58", b"\x48", b"\x38"}
    return zlib.MAX_WBITS | 32 if gzip_or_zlib else -zlib.MAX_WBITS


def _named(status: int) -> str:
    known = status in HTTPStatus._value2member_map_
    return f"{status} ({HTTPStatus(status).phrase})" if known else str(status)


def _reason(error: Exception) -> str:
    if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException)):
        return "the server did not answer in time"
    if isinstance(error, httpx.InvalidURL):
        return "it redirects to something that is no address"
    if isinstance(error, (httpx.ConnectError, httpcore.ConnectError)):
        return f"no connection ({_shown(str(error))})"
    return f"the connection failed ({_shown(str(error)) or type(error).__name__})"


def _shown(text: str) -> str:
    """A foreign string, printable and short enough for a message."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return plain if len(plain) <= 200 else plain[:200] + "…"
