"""Which network addresses a page may be fetched from: public ones only, however they are spelt."""

from __future__ import annotations

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""The last four bytes of these are an IPv4 address (RFC 6052)."""

ASSIGNED = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("192.88.99.0/24"))
"""Protocol assignments and old tunnel relays, parts of which pass for global in Python 3.11."""


def literal(host: str) -> Address | None:
    """The address that a host spells out in figures, None if it is a name.

    Takes the spellings that resolvers take: decimal, octal, hexadecimal, with parts left out.
    """
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host.rstrip(".")))
    except (OSError, ValueError):
        return None


UNICAST = ipaddress.IPv6Network("2000::/3")
"""All IPv6 addresses that are handed out for the public network (RFC 4291, IANA)."""


def is_public(address: Address) -> bool:
    """Whether an address is anybody's to reach, and so are the addresses wrapped in it."""
    return all(_is_global(each) for each in (address, *_wrapped(address)))


def _is_global(address: Address) -> bool:
    """Whether a bare address is global; the ones that only wrap others are judged by these."""
    if isinstance(address, ipaddress.IPv6Address) and (
        address in NAT64 or address.ipv4_mapped is not None
    ):
        return True
    if isinstance(address, ipaddress.IPv6Address) and address not in UNICAST:
        return False
    special = address.is_multicast or address.is_reserved or any(address in n for n in ASSIGNED)
    return address.is_global and not special


def _wrapped(address: Address) -> list[Address]:
    """The IPv4 addresses that an IPv6 address leads to by mapping or tunnel."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in inner if each is not None]
