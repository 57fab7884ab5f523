"""Whether a site's robots.txt lets this reader read a page."""

from __future__ import annotations

import re

from protego import Protego

PRODUCT = "musnad"
"""The product token of our user agent, by which robots.txt may name us."""

MAX_ROBOTS_BYTES = 512_000
"""RFC 9309 asks for at least 500 KiB; what stands behind it is not read."""

_AGENT = re.compile(r"\s*user[- ]?agent\b\s*:?\s*([^#]*)", re.IGNORECASE)
_OTHERS = "user-agent: others"


def allows(robots: str, url: str) -> bool:
    """Whether the rules for us, or else those for everybody, let `url` be read."""
    return bool(_rules(robots).can_fetch(url, PRODUCT))


def delay(robots: str) -> float | None:
    """Seconds between requests that the rules for us, or else those for everybody, ask for."""
    found = _rules(robots).crawl_delay(PRODUCT)
    return float(found) if found is not None else None


def _rules(robots: str) -> Protego:
    return Protego.parse("\n".join(map(_ours, robots.splitlines())))


def _ours(line: str) -> str:
    """The line, with agents other than us and everybody made one.

    The parser copies each rule for every agent of its group, so that half a megabyte that names
    thousands of agents before thousands of rules would take minutes and gigabytes.
    """
    found = _AGENT.match(line)
    if found is None:
        return line
    name = found[1].strip().lower()
    return line if name == "*" or name.replace("*", "").strip() == PRODUCT else _OTHERS
