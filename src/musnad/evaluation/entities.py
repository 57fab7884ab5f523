"""Entity mentions against gold: exact spans with the same label, as the CoNLL tasks score them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from musnad.errors import CorpusError
from musnad.evaluation.files import at, lines
from musnad.evaluation.rows import Row
from musnad.evaluation.tallies import Tally

Labelled = tuple[int, int, str]
"""(start, end, label), half open; offsets may count tokens or characters."""

OUTSIDE = "O"
BEGIN, INSIDE = "B", "I"


class Sentence(NamedTuple):
    """Tokens of a sentence and the labelled runs of tokens."""

    tokens: tuple[str, ...]
    spans: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class EntityScores:
    """Tallies by label; `+` adds them up."""

    labels: Mapping[str, Tally] = field(default_factory=dict)

    def __add__(self, other: EntityScores) -> EntityScores:
        names = sorted({*self.labels, *other.labels})
        zero = Tally()
        return EntityScores(
            {n: self.labels.get(n, zero) + other.labels.get(n, zero) for n in names}
        )

    @property
    def micro(self) -> Tally:
        """The sum over labels."""
        return sum(self.labels.values(), Tally())

    def rows(self) -> list[Row]:
        """The sum, then each label."""
        return [
            Row.of("entities", self.micro),
            *(Row.of(f"entity {name}", tally) for name, tally in sorted(self.labels.items())),
        ]


def score_entities(
    gold: Sequence[Iterable[Labelled]], system: Sequence[Iterable[Labelled]]
) -> EntityScores:
    """Scores of labelled spans, sentence by sentence; a span that is given twice counts once.

    Raises:
        CorpusError: the two have different numbers of sentences.
    """
    if len(gold) != len(system):
        raise CorpusError(
            f"{len(gold)} gold sentences but {len(system)} of the system; "
            "give one list of spans for each sentence"
        )
    hits, ours, theirs = Counter[str](), Counter[str](), Counter[str]()
    for wanted, given in zip(map(set, gold), map(set, system), strict=True):
        theirs.update(label for _, _, label in wanted)
        ours.update(label for _, _, label in given)
        hits.update(label for _, _, label in wanted & given)
    return EntityScores(
        {
            name: Tally.of(hits[name], system=ours[name], gold=theirs[name])
            for name in sorted({*ours, *theirs})
        }
    )


def read_conll(path: Path) -> list[Sentence]:
    """The sentences of a file with a token and its label a line, parted by blank lines.

    Columns are parted by blanks or tabs; the first is the token, the last the label (`O`, `B-X`,
    `I-X`). A label that goes on from nothing, or from another label, begins a span, as the
    CoNLL scorer has it.

    Raises:
        CorpusError: the file can't be read or a line is ill-formed; says file and line.
    """
    sentences: list[Sentence] = []
    tokens: list[str] = []
    labels: list[str] = []
    for number, line in lines(path):
        columns = line.split()
        if columns:
            _check(path, number, columns)
            tokens.append(columns[0])
            labels.append(columns[-1])
        elif tokens:
            sentences.append(Sentence(tuple(tokens), label_spans(labels)))
            tokens, labels = [], []
    if tokens:
        sentences.append(Sentence(tuple(tokens), label_spans(labels)))
    return sentences


def _check(path: Path, number: int, columns: Sequence[str]) -> None:
    prefix, dash, name = columns[-1].partition("-")
    if len(columns) < 2 or not (
        columns[-1] == OUTSIDE or (prefix in (BEGIN, INSIDE) and dash and name)
    ):
        raise at(path, number, f"expected a token and O, B-X or I-X, found {' '.join(columns)!r}")


def label_spans(labels: Sequence[str]) -> tuple[Labelled, ...]:
    """The labelled runs of a sequence of O, B-X and I-X, as (first, last + 1, X)."""
    spans: list[Labelled] = []
    start, open_name = 0, ""
    for position, label in enumerate([*labels, OUTSIDE]):
        prefix, _, name = label.partition("-")
        goes_on = prefix == INSIDE and name == open_name
        if open_name and not goes_on:
            spans.append((start, position, open_name))
        if not goes_on:
            start, open_name = position, name
    return tuple(spans)
