"""Which web addresses may be asked for at all. Nothing here touches the network."""

from __future__ import annotations

import ipaddress
import re

import httpx

from musnad.errors import FetchError

MAX_ADDRESS = 4_096
"""Characters of an address; longer ones are no address of an article."""

_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_TUNNELS = (ipaddress.IPv6Network("2001::/32"), ipaddress.IPv6Network("2002::/16"))
"""Teredo and 6to4 wrap an IPv4 address, which may be any."""

_SPECIAL_V4 = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("192.88.99.0/24"))
"""Protocol assignments and the old 6to4 relays; parts of them count as global in Python 3.11."""

_NUMERIC_LABEL = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)


def checked(url: str, *, allow_private: bool) -> httpx.URL:
    """The address, if it is one that may be asked for at all."""
    if len(url) > MAX_ADDRESS:
        raise FetchError(f"the address has {len(url):,} characters; at most {MAX_ADDRESS:,} go")
    try:
        parsed = httpx.URL(url.strip())
    except httpx.InvalidURL as error:
        raise FetchError(f"this is no address ({error})") from error
    if parsed.scheme not in {"http", "https"}:
        raise FetchError(f"{parsed.scheme or 'no scheme'}: only http and https are fetched")
    if parsed.userinfo:
        raise FetchError("an address with a user name or password in it is not fetched")
    host = parsed.raw_host.decode("ascii")
    if not host:
        raise FetchError("the address names no host")
    _check_host(host.strip("[]"), allow_private=allow_private)
    return parsed


def _check_host(host: str, *, allow_private: bool) -> None:
    """Refuse a numeric host that is not public, or not spelt in the usual way."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if _NUMERIC_LABEL.fullmatch(host.rstrip(".").rpartition(".")[2]):
            raise FetchError(
                f"{host} is an unusual spelling of a numeric host; write it as 192.0.2.1"
            ) from None
        return
    if not (allow_private or is_public(address)):
        raise FetchError(not_public(host, address))


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address lies in the open internet: no private, shared, local, reserved one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address not in _PUBLIC_V6 or any(address in tunnel for tunnel in _TUNNELS):
            return False
    elif any(address in network for network in _SPECIAL_V4):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def not_public(host: str, address: object) -> str:
    """The sentence that refuses an address."""
    at = "" if str(address) == host else f" ({address})"
    return (
        f"{host}{at} is a private or reserved address, which is not fetched unless you allow it "
        "(--allow-private)"
    )
