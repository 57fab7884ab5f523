"""Public entity data → texts with mentions, in the network's fine kinds.

NewsFANE (CC BY-SA 3.0) is read from its projection on surface words: `word TAB tag TAB part TAB
particles`; only rows of part `train` are used, since ANERcorp's test part is the same text as the
others. Its about 50 classes fall into ten kinds here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from musnad.errors import CorpusError

MentionText = tuple[str, list[tuple[int, int, str]]]

NEWSFANE_KINDS: dict[str, str] = {
    **dict.fromkeys(
        ("Politician", "Athlete", "Artist", "Other_PER", "Religious_PER", "Scientist", "Police",
         "Businessperson", "Lawyer", "Engineer", "Group_PER"), "PER"),
    **dict.fromkeys(("Nation", "Population-Center", "State-or-Province", "County-or-District",
                     "GPE-Cluster"), "GPE"),
    **dict.fromkeys(("Water-Body", "Continent", "Land-Region-Natural", "Celestial"), "LOC"),
    **dict.fromkeys(("Building-Grounds", "Path", "Airport", "Subarea-Facility", "Plant"), "FAC"),
    **dict.fromkeys(("Non-Governmental", "Sports", "Commercial", "Educational", "Medical-Science",
                     "Religious_ORG", "Entertainment"), "ORG"),
    "Government": "GOV",
    "Group": "GROUP",
    "Media": "MEDIA",
    **dict.fromkeys(("Book", "Movie"), "WORK"),
    **dict.fromkeys(("Land", "Air", "Water", "Software", "Hardware", "Projectile", "Shooting",
                     "Food", "Drug"), "PRODUCT"),
}  # fmt: skip

PASSAGE_WORDS = 180
"""Words of a training passage; sentences are joined up to it, so that it resembles an article."""


def read_newsfane(path: Path) -> list[MentionText]:
    """Passages of the training part.

    Raises:
        CorpusError: a row has no tag.
    """
    rows: list[tuple[str, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        parts = line.split("\t")
        if len(parts) < 3:
            raise CorpusError(f"{path}:{number}: expected word, tag and part, parted by tabs")
        if parts[2] == "train":
            rows.append((parts[0], parts[1]))
    return [passage_of(p, NEWSFANE_KINDS) for p in _passages(rows)]


def _passages(rows: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    passages: list[list[tuple[str, str]]] = [[]]
    for row in rows:
        passages[-1].append(row)
        if row[0].endswith((".", "؟", "!")) and len(passages[-1]) >= PASSAGE_WORDS:
            passages.append([])
    return [p for p in passages if p]


def passage_of(rows: Iterable[tuple[str, str]], kinds: dict[str, str]) -> MentionText:
    """Words joined by spaces (a line end after a full stop), and the mentions among them.

    A word's outer punctuation stays outside the mention.
    """
    text: list[str] = []
    mentions: list[tuple[int, int, str]] = []
    at = 0
    for word, tag in rows:
        kind = kinds.get(tag.split("-", 1)[-1])
        start = at + len(word) - len(word.lstrip("(«\"'“[-"))
        end = at + len(word.rstrip(")»\"'”]-،؛:.")) or at + len(word)
        if kind and tag.startswith("B"):
            mentions.append((min(start, end), max(start, end), kind))
        elif kind and mentions and mentions[-1][2] == kind and mentions[-1][1] <= at:
            mentions[-1] = (mentions[-1][0], end, kind)
        text.append(word + ("\n" if word == "." else " "))
        at += len(word) + 1
    return "".join(text), [m for m in mentions if m[0] < m[1]]
