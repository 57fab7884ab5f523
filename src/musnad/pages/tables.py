"""Outlets by host, agencies by their variants: hand-made tables, compiled into the package.

The originals to edit are in `resources/`; a test keeps the packaged copies equal.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from importlib import resources
from urllib.parse import urlsplit

from musnad.script import fold


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("musnad.pages").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


OUTLETS: dict[str, str] = {row["host"]: row["name"] for row in _rows("outlets.csv")}
AGENCIES: dict[str, str] = {
    fold(variant): row["name"]
    for row in _rows("agencies.csv")
    for variant in (row["name"], *row["variants"].split("|"))
}
_HOMES: dict[str, str] = {
    fold(key): row["country"]
    for row in _rows("outlets.csv")
    if row["country"]
    for key in (row["host"], row["host"].partition(".")[0], row["name"])
}
OUTLET_NAMES = frozenset(fold(name) for name in OUTLETS.values())
_LONGEST_FIRST = sorted(AGENCIES, key=len, reverse=True)
AGENCY = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(v) for v in _LONGEST_FIRST)})(?!\w)")
"""Finds an agency in folded text."""


def outlet_of(url: str | None) -> str | None:
    """The Arabic name of the outlet at an address, if it is in the table."""
    labels = host_of(url).split(".")
    for first in range(len(labels) - 1):
        name = OUTLETS.get(".".join(labels[first:]))
        if name:
            return name
    return None


def home_of(outlet: str | None) -> str | None:
    """The country (ISO 3166-1 alpha-3) whose paper an outlet is.

    None for pan-Arab and foreign ones and those that the table lacks. An outlet may be named by its
    Arabic name, its host, or its host's first label.
    """
    return _HOMES.get(fold(outlet)) if outlet else None


_NAMED = re.compile(
    r"(?:رابط (?:الخبر|المقال)|محفوظة)\s*(?:©|20\d\d|\s)*(?:لدى|لـ?|بـ?)\s?"
    r"(?:صحيفة|جريدة|موقع|وكالة|بوابة|شبكة|قناة)\s+(?P<name>[^:|©.\d\-–]{2,40})"
)
"""Where a page's own notices name its outlet: رابط الخبر بصحيفة …, محفوظة لموقع …"""

_RIGHTS = re.compile(
    r"^\W*(?:copyright|حقوق (?:النشر|الطبع)(?: محفوظة)?|(?:جميع|كل|كافة) الحقوق محفوظة)?"
    r"[\s©:\-–|]*(?:(?:20\d\d|19\d\d)[\s©:\-–|]*)*(?:لـ\s?|لدى\s)?"
    r"(?P<name>[^:|©.،\d\-–]{3,40}?)\W*(?:20\d\d)?\W*$",
    re.IGNORECASE,
)
"""A copyright line that holds nothing but the sign, a year and the holder."""


def outlet_named(lines: Iterable[str]) -> str | None:
    """The outlet that a page's notices name; None if none does."""
    texts = [line for line in lines if len(line) < 200]
    found = [_NAMED.search(line) for line in texts]
    found += [_RIGHTS.match(line) for line in texts if "©" in line or "محفوظة" in line]
    names = [" ".join(match.group("name").split()) for match in found if match]
    return next((n for n in names if len(n.split()) <= 4 and "محفوظة" not in n), None)


def host_of(url: str | None) -> str:
    """The host of an address without `www.`; "" if there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def agency_in(text: str) -> str | None:
    """The agency's name as the table has it, if `text` names one."""
    found = AGENCY.search(fold(text))
    return AGENCIES[found.group()] if found else None
