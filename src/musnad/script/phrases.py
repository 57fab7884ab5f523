"""Runs of words that a table knows, whatever is attached to the first of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from musnad.script.words import CACHED_WORDS, SHORTEST_STEM, Word, unattached, without_pronoun

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Run(Generic[Value]):
    """A run of words that the table knows: words[start:end]."""

    start: int
    end: int
    value: Value


class _Beginnings(NamedTuple):
    """Keys of a word that begin phrases: without what is attached before it, without a pronoun."""

    plain: tuple[str, ...]
    stems: tuple[str, ...]


NONE = _Beginnings((), ())


class Phrases(Generic[Value]):
    """A table of phrases; a key is the folded words of a phrase without ال."""

    def __init__(
        self,
        table: Mapping[tuple[str, ...], Value],
        *,
        refuse: Callable[[Word, Value], bool] | None = None,
        pronouns: bool = False,
    ) -> None:
        """Makes the table searchable.

        Args:
            table: values by key.
            refuse: says of a first word that has nothing attached that it is not the phrase's.
            pronouns: whether a first word may have a pronoun attached (حكومته).
        """
        self.table = table
        self.refuse = refuse
        self.pronouns = pronouns
        self.reach: dict[str, int] = {}
        for first, *rest in table:
            self.reach[first] = max(self.reach.get(first, 1), 1 + len(rest))
        self._beginnings: dict[tuple[str, bool], _Beginnings] = {}

    def find(self, words: Sequence[Word]) -> list[Run[Value]]:
        """The known runs, longest first from the left, without overlap."""
        found: list[Run[Value]] = []
        at = 0
        while at < len(words):
            run = self._at(words, at)
            if run:
                found.append(run)
            at = run.end if run else at + 1
        return found

    def _at(self, words: Sequence[Word], at: int) -> Run[Value] | None:
        """The longest run that begins at a word, with as little taken off as need be."""
        first = words[at]
        beginnings = self._beginnings_of(first)
        if beginnings is NONE:
            return None
        runs = [
            run
            for key in beginnings.plain
            if (run := self._longest(words, at, key)) and self._meant(first, key, run)
        ]
        if runs:
            return max(runs, key=lambda run: run.end)
        stems = (self._longest(words, at, stem) for stem in beginnings.stems)
        return next((run for run in stems if run), None)

    def _beginnings_of(self, first: Word) -> _Beginnings:
        """What of a word begins a phrase of the table; most words begin none, and come again."""
        asked = (first.key, first.definite)
        found = self._beginnings.get(asked)
        if found is None:
            if len(self._beginnings) >= CACHED_WORDS:
                self._beginnings.clear()
            found = self._beginnings[asked] = self._sought(*asked)
        return found

    def _sought(self, key: str, definite: bool) -> _Beginnings:
        plain = [key, *(() if definite else unattached(key))]
        stems = (stem for one in plain for stem in without_pronoun(one)) if self.pronouns else ()
        found = _Beginnings(
            tuple(one for one in plain if one in self.reach),
            tuple(stem for stem in stems if stem in self.reach),
        )
        return found if found.plain or found.stems else NONE

    def _meant(self, first: Word, key: str, run: Run[Value]) -> bool:
        """Whether a run is the phrase of the table, with nothing taken off that was its own."""
        if key == first.key:
            return not (self.refuse and self.refuse(first, run.value))
        return len(key) >= SHORTEST_STEM or run.end - run.start > 1

    def _longest(self, words: Sequence[Word], at: int, first: str) -> Run[Value] | None:
        reach = self.reach[first]
        rest = [word.key for word in words[at + 1 : at + reach]]
        for size in range(len(rest), -1, -1):
            key = (first, *rest[:size])
            if key in self.table:
                return Run(at, at + size + 1, self.table[key])
        return None
