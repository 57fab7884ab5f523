"""From a table's record to an article's fields, whatever the table calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from musnad.errors import SourceError
from musnad.ingest.column_names import ALIASES, KNOWN, OURS
from musnad.ingest.given_days import given_day
from musnad.ingest.items import Fields
from musnad.pages.tables import host_of

Record = Mapping[str, Any]

MOST_SHOWN = 40
"""Columns that a message lists."""

LONGEST_NAME = 300
"""Characters of a title, name or address; a headline has fewer than 200."""

_NOTHING = frozenset(["", "none", "null", "nan", "nat", "n/a", "-"])

_DAMAGE = re.compile("[\ud800-\udfff\0]")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field: as the user says, else by known names.

    Attributes:
        chosen: field → column; "" for a field that is to be left unknown.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Mapping[str, str] | None) -> Columns:
        """From `--column FIELD=NAME` options.

        Raises:
            SourceError: there is no such field.
        """
        chosen = {ALIASES.get(ours, ours): theirs for ours, theirs in (columns or {}).items()}
        for ours in chosen:
            if ours not in OURS:
                raise SourceError(f"{ours!r} is no field of an article; choose of {_list(OURS)}")
        return cls(chosen)

    def check(self, names: Iterable[str], *, place: str, all_known: bool) -> None:
        """Refuse a table without text, and one without a column that the user named.

        Args:
            names: the columns found.
            place: the file, for the message.
            all_known: whether every record has these columns, as in CSV.

        Raises:
            SourceError: lists the columns found and shows the option to give.
        """
        found = list(names)
        record = dict.fromkeys(found, "")
        for ours, theirs in self.chosen.items():
            needed = all_known or ours in ("text", "html")
            if theirs and needed and not _holds(record, theirs):
                raise SourceError(
                    f"{place}: there is no column {theirs!r} for {ours}; found: {_list(found)}"
                )
        if not (self.has_text(record) or self._is_list(record)):
            raise SourceError(
                f"{place}: no column is known to hold the text; found: {_list(found)}. "
                "Name it, such as --column text=NAME (or html=NAME for whole pages)."
            )

    def has_text(self, record: Record) -> bool:
        """Whether a record has a place for text or a page, filled or not."""
        keys = _keyed(record)
        return any(self._finds(name, record, keys) for name in ("text", "html"))

    def _is_list(self, record: Record) -> bool:
        """Whether it is a list of stories without their text, as Media Cloud gives."""
        keys = _keyed(record)
        return all(self._finds(name, record, keys) for name in ("title", "url"))

    def _finds(self, ours: str, record: Record, keys: Mapping[str, str]) -> bool:
        if ours in self.chosen:
            return bool(self.chosen[ours]) and _holds(record, self.chosen[ours])
        return any(name in keys for name in KNOWN[ours])

    def fields(self, record: Record) -> Fields:
        """The fields of one record; `text` and `html` are None where it has none."""
        record = _unwrapped(record)
        keys = _keyed(record)
        values = {ours: self._values(ours, record, keys) for ours in OURS}
        url = next((a for v in values["url"] if (a := _address(v))), None)
        url = url or next((a for v in values["outlet"] if _is_page(a := _address(v))), None)
        days = [v for v in values["published"] if not _is_empty(v)]
        published = next((day for v in days if (day := given_day(v))), None)
        notes = [] if published or not days else [f"date {_shown(days[0])} was not understood"]
        text = next((t for v in values["text"] if (t := _text(v))), None)
        html = next((t for v in values["html"] if (t := _text(v))), None)
        whole = (text or "") + (html or "")
        if _DAMAGE.search(whole):
            notes.append("half characters or NUL in the record were replaced")
        return Fields(
            text=_mended(text),
            html=_mended(html),
            title=_first_name(values["title"]),
            url=url,
            published=published,
            outlet=_outlet(values["outlet"]),
            byline=_first_name(values["byline"]),
            agency=_first_name(values["agency"]),
            language=_first_name(values["language"]),
            notes=tuple(notes),
        )

    def _values(self, ours: str, record: Record, keys: Mapping[str, str]) -> list[Any]:
        """What the columns of a field hold, the most telling first."""
        if ours in self.chosen:
            return [_at(record, self.chosen[ours])] if self.chosen[ours] else []
        return [record[keys[name]] for name in KNOWN[ours] if name in keys]

    def used(self, names: Iterable[str]) -> list[str]:
        """The columns that any field may be taken from, in their order."""
        wanted = {n.partition(".")[0] for n in self.chosen.values()} | set(self.chosen.values())
        known = {name for ours in OURS if ours not in self.chosen for name in KNOWN[ours]}
        return [name for name in names if name in wanted or _key(name) in known]


def why_no_text(fields: Fields) -> str:
    """What to say of a record that has neither text nor page."""
    if fields.url and fields.title:
        return (
            "the record has title and address but no text, as story lists have; the page has to "
            "be fetched first"
        )
    return "the record has no text"


def _key(name: str) -> str:
    return re.sub(r"[-\s.]+", "_", name.strip("\ufeff \t\r\n").lower())


def _keyed(record: Record) -> dict[str, str]:
    """Comparable key → the record's own; of several alike, the first."""
    keys: dict[str, str] = {}
    for name in record:
        keys.setdefault(_key(name), name)
    return keys


def _unwrapped(record: Record) -> Record:
    inner = record.get("_source")  # as Elasticsearch exports its documents
    return inner if isinstance(inner, dict) else record


def _at(record: Record, path: str) -> Any:  # noqa: ANN401 - whatever the table holds
    """The value of a column, or at a dotted path into nested objects."""
    if path in record:
        return record[path]
    value: Any = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _holds(record: Record, path: str) -> bool:
    return path in record or path.partition(".")[0] in record


def _text(value: Any) -> str | None:  # noqa: ANN401
    """Text, or paragraphs as a list of texts."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list):
        value = "\n".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) and value.strip() else None


def _name(value: Any) -> str | None:  # noqa: ANN401
    """A name on one line: of a text, of an object that has one, of several."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        parts = [part.get("name") if isinstance(part, dict) else part for part in value[:20]]
        value = "، ".join(part for part in parts if isinstance(part, str))
    if not isinstance(value, str):
        return None
    name = " ".join((_mended(value[: 10 * LONGEST_NAME]) or "").split())
    return None if _is_empty(name) else name[:LONGEST_NAME]


def _is_empty(value: object) -> bool:
    """Nothing, or what tools write for it."""
    return value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING)


def _first_name(values: list[Any]) -> str | None:
    return next((name for value in values if (name := _name(value))), None)


def _address(value: Any) -> str | None:  # noqa: ANN401
    text = value.strip() if isinstance(value, str) else ""
    web = text.lower().startswith(("http://", "https://")) and len(text) <= 4096
    return _mended(text) if web and not any(c.isspace() for c in text) else None


def _is_page(address: str | None) -> bool:
    """Whether an address leads to a page rather than to a site."""
    return bool(address) and len(str(address).rstrip("/").split("/")) > 3


def _outlet(values: list[Any]) -> str | None:
    """A name before a host before the host of an address, as the names come in that order.

    trafilatura keeps the page's address under `source`; that is no outlet.
    """
    names = [name for value in values if (name := _name(value))]
    plain = next((name for name in names if not _address(name)), None)
    return plain or next((host for name in names if (host := host_of(name))), None)


def _mended(text: str | None) -> str | None:
    return None if text is None else _DAMAGE.sub("\ufffd", text)


def _list(names: Iterable[str]) -> str:
    shown = [_shown(name) for name in list(names)[: MOST_SHOWN + 1]]
    more = ["…"] if len(shown) > MOST_SHOWN else []
    return ", ".join(shown[:MOST_SHOWN] + more) or "none"


def _shown(value: object) -> str:
    text = "".join(c if c.isprintable() else "\ufffd" for c in str(value)[:60])
    return text if len(text) < 60 else text[:59] + "…"
