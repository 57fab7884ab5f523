"""One page fetched from the web, politely and within limits.

The only module that touches the network. Every connection goes through `_Backend`, which looks a
name up once, refuses it unless all its addresses are public, and connects to the address that it
checked: a second look-up with another answer can't slip in. All waiting counts against one
deadline, also where a server sends a byte at a time.
"""

from __future__ import annotations

import ipaddress
import queue
import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from socket import SOCK_STREAM, getaddrinfo
from ssl import SSLContext
from time import monotonic
from typing import Any

import httpcore
import httpx

from musnad.errors import FetchError
from musnad.pages.decode import MAX_PAGE_BYTES
from musnad.pages.fetch_addresses import is_public, literal
from musnad.pages.fetch_robots import MAX_ROBOTS_BYTES, allows

USER_AGENT = "musnad/0.4 (+offline reader of Arabic news)"
HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "ar,*;q=0.5",
    "Accept-Encoding": "gzip",
}
MAX_URL = 4096
"""Longer addresses than browsers' and servers' common limits are mistakes or attacks."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
NOT_MODIFIED = 304
DECODERS = {"gzip": 47, "x-gzip": 47, "deflate": 47}
"""Window bits by content encoding: 32 + 15 takes gzip and zlib heads."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What a fetch may cost: seconds in all, bytes after decompression, redirects."""

    seconds: float = 20.0
    size: int = MAX_PAGE_BYTES
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Known:
    """What a server said of a document when it was last fetched; it need not send that again."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditions of the request (RFC 9110, 13.1)."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: the address asked for, the one that answered, and the bytes.

    Attributes:
        status: 304 where nothing has changed since it was `known`; there are no bytes then.
        known: what to say of it the next time.
        moved: where it has moved for good, if each redirect on the way said so.
    """

    url: str
    final_url: str
    content_type: str | None
    data: bytes
    status: int
    known: Known = Known()
    moved: str | None = None


def fetch(
    url: str,
    *,
    limits: FetchLimits = FetchLimits(),
    allow_private: bool = False,
    transport: httpx.BaseTransport | None = None,
    known: Known | None = None,
    robots: dict[str, str] | None = None,
) -> Fetched:
    """The page at an http or https address.

    Args:
        url: the address.
        limits: time, size and redirects.
        allow_private: also fetch from private, loopback and other addresses that are not public.
        transport: takes the place of the network; used by tests. Names are not looked up then.
        known: from the last fetch; the answer may then be that nothing has changed.
        robots: texts of robots.txt by their address, of fetches before; new ones are added.

    Raises:
        FetchError: the address may not be fetched, or can't be; the message says why.
    """
    deadline = _Deadline(limits.seconds)
    wire = transport or _Transport(_Backend(deadline, allow_private=allow_private))
    with httpx.Client(transport=wire, trust_env=False, timeout=limits.seconds) as client:
        one = _Fetch(client, limits, deadline, allow_private=allow_private)
        one.robots = robots if robots is not None else {}
        return one.page(url, known)


class _Deadline:
    """The moment at which a fetch is given up."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.at = monotonic() + seconds

    def left(self) -> float:
        """Seconds left, never 0: that would mean no waiting at all to a socket."""
        left = self.at - monotonic()
        if left <= 0:
            raise FetchError(f"the page took longer than {self.seconds:g} s; try again later")
        return left


class _Fetch:
    """One fetch: the client, its limits, and the robots.txt of the sites on the way."""

    def __init__(
        self,
        client: httpx.Client,
        limits: FetchLimits,
        deadline: _Deadline,
        *,
        allow_private: bool,
    ) -> None:
        self.client = client
        self.limits = limits
        self.deadline = deadline
        self.allow_private = allow_private
        self.robots: dict[str, str] = {}

    def page(self, url: str, known: Known | None = None) -> Fetched:
        """Ask for the page, hop after hop, each allowed by its site."""
        way: list[int] = []
        response, data = self._follow(url, size=self.limits.size, known=known or Known(), way=way)
        unchanged = known is not None and response.status_code == NOT_MODIFIED
        if not response.is_success and not unchanged:
            raise FetchError(
                f"{_short(url)} answered {response.status_code}, not a page",
                status=response.status_code,
                retry_after=_retry_after(response.headers.get("retry-after")),
            )
        head = response.headers
        return Fetched(
            url,
            str(response.url),
            head.get("content-type"),
            data,
            response.status_code,
            Known(head.get("etag"), head.get("last-modified")),
            str(response.url) if way and FOR_GOOD.issuperset(way) else None,
        )

    def _follow(
        self, url: str, *, size: int, known: Known | None, way: list[int]
    ) -> tuple[httpx.Response, bytes]:
        """The answer at the end of the redirects, whose statuses are put into `way`.

        `known` is None for robots.txt itself, which nothing forbids and which may be cut off.
        """
        polite = known is not None
        for _ in range(self.limits.redirects + 1):
            target = self._checked(url)
            if polite:
                self._ask_robots(target)
            more = known.headers() if known else {}
            response, data = self._get(target, size=size, cut=not polite, more=more)
            if response.status_code not in REDIRECTS or "location" not in response.headers:
                return response, data
            way.append(response.status_code)
            url = _joined(response)
        raise FetchError(f"more than {self.limits.redirects} redirects; last to {_short(url)}")

    def _checked(self, url: str) -> httpx.URL:
        """The address if it may be asked at all; names are checked where they are looked up."""
        if len(url) > MAX_URL:
            raise FetchError(f"the address has {len(url)} characters; at most {MAX_URL} are taken")
        try:
            target = httpx.URL(url)
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError(f"{_short(url)} is no web address: {error}") from error
        if target.scheme not in ("http", "https") or not target.host:
            raise FetchError(f"{_short(url)} is no web address; give one with http:// or https://")
        if not 0 < (target.port or 80) < 65_536:
            raise FetchError(f"{_short(url)} is no web address: there is no port {target.port}")
        if target.userinfo:
            raise FetchError("the address holds a user name or password; give it without")
        address = literal(target.host)
        if address is not None and not self.allow_private and not is_public(address):
            raise _private(target.host, str(address))
        return target

    def _ask_robots(self, target: httpx.URL) -> None:
        """Refuse a page that its site's robots.txt keeps from readers like us."""
        site = str(target.copy_with(path="/robots.txt", query=None, fragment=None))
        if site not in self.robots:
            self.robots[site] = self._read_robots(site)
        if not allows(self.robots[site], str(target)):
            raise FetchError(f"{_short(site)} does not allow this page to be read by programs")

    def _read_robots(self, site: str) -> str:
        """A site's rules. None there: all is allowed. Out of order: nothing is (RFC 9309)."""
        response, data = self._follow(site, size=MAX_ROBOTS_BYTES, known=None, way=[])
        if response.is_server_error:
            raise FetchError(
                f"{_short(site)} answered {response.status_code}, so that it is not known whether "
                "the page may be read; try again later",
                status=response.status_code,
                retry_after=_retry_after(response.headers.get("retry-after")),
            )
        return data.decode("utf-8", "replace") if response.is_success else ""

    def _get(
        self, target: httpx.URL, *, size: int, cut: bool, more: dict[str, str]
    ) -> tuple[httpx.Response, bytes]:
        """One answer with its body; of a body that is not wanted, nothing is read."""
        self.deadline.left()
        try:
            with self.client.stream("GET", target, headers=HEADERS | more) as response:
                wanted = response.is_success
                return response, self._body(response, size=size, cut=cut) if wanted else b""
        except FetchError:
            raise
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, *_WIRE) as error:
            raise FetchError(f"{_short(str(target))} can't be fetched: {_cause(error)}") from error

    def _body(self, response: httpx.Response, *, size: int, cut: bool) -> bytes:
        """The decompressed bytes; beyond `size` they are cut off or the page is refused."""
        data = bytearray()
        for piece in _unpacked(response, size):
            self.deadline.left()
            data += piece
            if len(data) > size and not cut:
                raise FetchError(f"the page is larger than {size:,} bytes")
            if len(data) > size:
                return bytes(data[:size])
        return bytes(data)


def _unpacked(response: httpx.Response, size: int) -> Iterator[bytes]:
    """The body decompressed, in pieces of at most `size` + 1 bytes.

    Decompression has a ceiling for each piece, so that a bomb is never unpacked in memory.
    """
    if response.is_stream_consumed:  # an injected transport gave it whole
        yield response.content
        return
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        yield from response.iter_raw()
        return
    if encoding not in DECODERS:
        raise FetchError(f"the page is packed as {_short(encoding)}; gzip was asked for")
    unpacker = zlib.decompressobj(DECODERS[encoding])
    received = 0
    for packed in response.iter_raw():
        received += len(packed)
        if received > size:
            raise FetchError(f"the page is larger than {size:,} bytes, even packed")
        try:
            yield unpacker.decompress(packed, size + 1)
        except zlib.error as error:
            raise FetchError(f"the page says that it is {encoding}, but is not") from error
    if not unpacker.eof and received:
        raise FetchError("the page broke off before its end; try again")


def _retry_after(told: str | None) -> float | None:
    """Seconds that a server asks us to wait, said as such or as a moment (RFC 9110, 10.2.3)."""
    if not told:
        return None
    if told.strip().isascii() and told.strip().isdigit():
        return float(told.strip()[:9])
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _joined(response: httpx.Response) -> str:
    """Where a redirect leads."""
    try:
        return str(response.url.join(response.headers["location"]))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"{_short(str(response.url))} leads to no web address") from error


class _Stream(httpcore.NetworkStream):
    """A connection on which every wait ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        safe = self.stream.start_tls(ssl_context, server_hostname, self.deadline.left())
        return _Stream(safe, self.deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's signature
        return self.stream.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, under the deadline."""

    def __init__(self, deadline: _Deadline, *, allow_private: bool) -> None:
        self.deadline = deadline
        self.allow_private = allow_private
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that answers."""
        failure: Exception | None = None
        for address in self._addresses(host, port):
            try:
                stream = self.plain.connect_tcp(address, port, self.deadline.left(), local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self.deadline)
        raise FetchError(f"{_short(host)} does not answer: {failure}") from failure

    def _addresses(self, host: str, port: int) -> list[str]:
        """What a name stands for; one address that is not public spoils it."""
        addresses = _looked_up(host, port, self.deadline)
        for address in addresses:
            public = is_public(ipaddress.ip_address(address))
            if not public and not self.allow_private:
                raise _private(host, address)
        return addresses


def _looked_up(host: str, port: int, deadline: _Deadline) -> list[str]:
    """The addresses of a host. The look-up can't be interrupted, so a thread is left behind."""
    answer: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = getaddrinfo(host, port, type=SOCK_STREAM)
            answer.put(list(dict.fromkeys(str(each[4][0]) for each in found)))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        found = answer.get(timeout=deadline.left())
    except queue.Empty:
        raise FetchError(f"the name {_short(host)} could not be looked up in time") from None
    if isinstance(found, Exception) or not found:
        raise FetchError(f"there is no host of the name {_short(host)}, or no network")
    return found


class _Body(httpx.SyncByteStream):
    """An answer's body on its way from one library's type to the other's."""

    def __init__(self, answer: httpcore.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self.answer.iter_stream()

    def close(self) -> None:
        self.answer.close()


class _Transport(httpx.BaseTransport):
    """httpx's requests on connections of our own making; there is no way round by proxies."""

    def __init__(self, backend: _Backend) -> None:
        self.pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=backend
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
                content=b"",
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self.pool.close()


_WIRE = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException)


def _private(host: str, address: str) -> FetchError:
    where = _short(host) if host == address else f"{_short(host)} ({address})"
    return FetchError(
        f"{where} is no public address; such are fetched only where private ones are allowed"
    )


def _cause(error: Exception) -> str:
    """Why a connection failed, in the library's words if it has any."""
    return _short(str(error)) or type(error).__name__


def _short(text: str) -> str:
    """Foreign text fit for a message: printable, on one line, not endless."""
    safe = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return safe if len(safe) <= 200 else safe[:199] + "…"
