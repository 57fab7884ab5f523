"""Known persons: a small table of our own, and name lists that the user has.

A snapshot is read-only; which identities are right is decided elsewhere, by people.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from musnad.actors.keys import name_words, spelling
from musnad.actors.lexicon import rows
from musnad.errors import CorpusError
from musnad.script import is_arabic_letter


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A person or body with a code for a time.

    Attributes:
        latin: name in Latin letters.
        code: CAMEO-style; None if the list gives none.
        begin, end: ISO dates, as fine as known; "" where open. A full date's day itself is not in.
        source: id in the list it came from; "" for our own table.
    """

    latin: str
    code: str | None = None
    begin: str = ""
    end: str = ""
    source: str = ""

    def holds(self, day: date | None) -> bool:
        """Whether the code holds on a day; on an unknown day only if it still does."""
        if day is None:
            return not self.end
        text = day.isoformat()
        return (not self.begin or self.begin <= text) and (
            not self.end or text[: len(self.end)] < self.end
        )


class Known:
    """A snapshot of known actors by the spelling of their names."""

    def __init__(self, entries: Iterable[tuple[str, KnownActor]]) -> None:
        """From names (one entry for each spelling) and who they are."""
        self._table: dict[tuple[str, ...], list[KnownActor]] = {}
        for name, actor in entries:
            key = _key(name)
            if key and actor not in self._table.setdefault(key, []):
                self._table[key].append(actor)

    def __or__(self, other: Known) -> Known:
        """Both snapshots; where both know a name, this one is asked first."""
        both = Known(())
        both._table = {key: list(actors) for key, actors in other._table.items()}
        both._table.update({key: list(actors) for key, actors in self._table.items()})
        return both

    def __len__(self) -> int:
        """How many spellings are known."""
        return len(self._table)

    def find(self, name: str, *, day: date | None = None) -> KnownActor | None:
        """Who is known by exactly this name, titles aside, on a day; None if nobody or several."""
        found = [a for a in self._table.get(_key(name), ()) if a.holds(day)]
        persons = {actor.latin for actor in found}
        return found[0] if len(persons) == 1 else None

    def named(self, name: str) -> bool:
        """Whether anybody at any time has exactly this name, titles aside."""
        return _key(name) in self._table

    @classmethod
    def shipped(cls) -> Known:
        """Our own table: some 300 persons of the news since 2005."""
        return _shipped()

    @classmethod
    def from_names(cls, path: Path) -> Known:
        """A name list that the user has.

        `.tsv` as JRC-Names has it (id, type, language, name with + for blanks), `.csv` with a
        header (`qid`, `label`, `aliases` parted by |, `code` if there is one) or `.jsonl` with
        the same fields. Names that are not in Arabic letters serve as the Latin ones.

        Raises:
            CorpusError: the file can't be read, or a line is not of its form; file and line are
                named.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeError) as error:
            raise CorpusError(f"{path}: a list of names in UTF-8 was expected: {error}") from None
        readers = {".tsv": _jrc, ".csv": _table, ".jsonl": _lines}
        reader = readers.get(path.suffix)
        if reader is None:
            raise CorpusError(f"{path}: expected a .tsv, .csv or .jsonl file of names")
        return cls(reader(path, text))


def _key(name: str) -> tuple[str, ...]:
    return tuple(spelling(word) for word in name_words(name))


@cache
def _shipped() -> Known:
    return Known(
        (name, KnownActor(row["latin"], row["code"], row["begin"], row["end"]))
        for row in rows("people.csv")
        for name in row["names"].split("|")
    )


def _jrc(path: Path, text: str) -> Iterator[tuple[str, KnownActor]]:
    """JRC-Names: names of one id belong together."""
    names: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        fields = line.split("\t")
        if not line or line.startswith("#"):
            continue
        if len(fields) != 4:
            raise CorpusError(
                f"{path}:{number}: id, type, language and name were expected, parted by tabs"
            )
        names.setdefault(fields[0], []).append(fields[3].replace("+", " "))
    for source, spellings in names.items():
        yield from _entries(source, spellings, None)


def _table(path: Path, text: str) -> Iterator[tuple[str, KnownActor]]:
    reader = csv.DictReader(io.StringIO(text))
    if "label" not in (reader.fieldnames or ()):
        raise CorpusError(f"{path}:1: a header with `label` (and `qid`, `aliases`) was expected")
    for row in reader:
        names = [row["label"], *(row.get("aliases") or "").split("|")]
        yield from _entries(row.get("qid") or "", names, row.get("code") or None)


def _lines(path: Path, text: str) -> Iterator[tuple[str, KnownActor]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            aliases = row.get("aliases") or []
            listed = aliases.split("|") if isinstance(aliases, str) else list(aliases)
            names = [str(name) for name in (row["label"], *listed)]
            code = row.get("code")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise CorpusError(
                f"{path}:{number}: a JSON object with `label` and `aliases` was expected"
            ) from None
        yield from _entries(str(row.get("qid") or ""), names, str(code) if code else None)


def _entries(
    source: str, names: Iterable[str], code: str | None
) -> Iterator[tuple[str, KnownActor]]:
    """One entry for each Arabic spelling; the first other name is the Latin one."""
    listed = [name.strip() for name in names if name.strip()]
    arabic = [name for name in listed if any(map(is_arabic_letter, name))]
    latin = next((name for name in listed if name not in arabic), "")
    for name in arabic:
        yield name, KnownActor(latin or source or name, code, source=source)
