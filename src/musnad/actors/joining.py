"""Which later short mention means the same actor as a fuller one, within one article.

Three rules, each told as a step: the same words; a name all of whose words are in the fuller name
(a surname, a first name with its title); a title or a body's head noun with ال that begins the
fuller mention (الوزير after وزير الخارجية القطري, المنظمة after منظمة الصحة العالمية).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from musnad.actors.keys import spelling
from musnad.actors.mention import PartReading
from musnad.records import Step
from musnad.script import Word

SHORT_TITLE = 3
"""Words of a title that may stand for a fuller mention: الأمين العام, المتحدث الرسمي باسمها."""


@dataclass(frozen=True)
class Mentioned:
    """A mention of the article with its words and what they say by themselves."""

    text: str
    at: int
    words: Sequence[Word]
    parts: Sequence[PartReading]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Its words, folded and without ال."""
        return tuple(word.key for word in self.words)

    @cached_property
    def name(self) -> frozenset[str]:
        """The words of its personal name, folded by sound."""
        found = self.parts[0].name if len(self.parts) == 1 else ""
        return frozenset(filter(None, (spelling(word) for word in found.split())))

    @cached_property
    def is_short_title(self) -> bool:
        """Whether it is a definite title or body noun without a name."""
        return (
            0 < len(self.words) <= SHORT_TITLE
            and self.words[0].definite
            and len(self.parts) == 1
            and not self.name
        )


@dataclass(frozen=True, slots=True)
class Joined:
    """The fullest mention of the same actor, by index, and why; its own index where it is that."""

    at: int
    step: Step | None = None


def join(mentions: Sequence[Mentioned]) -> list[Joined]:
    """For each mention the fullest one of the same actor."""
    direct = [_fuller(mentions, at) for at in range(len(mentions))]
    found = []
    for at, joined in enumerate(direct):
        root = joined.at
        seen = {at}
        while root not in seen:
            seen.add(root)
            root = direct[root].at
        found.append(Joined(root, joined.step))
    return found


def _fuller(mentions: Sequence[Mentioned], at: int) -> Joined:
    """The nearest fuller mention before, else the nearest after, that is the same actor."""
    mention = mentions[at]
    for other in (*range(at - 1, -1, -1), *range(at + 1, len(mentions))):
        candidate = mentions[other]
        if candidate.keys == mention.keys:
            if other < at:
                return Joined(other, Step("same words", candidate.text))
        elif len(candidate.words) > len(mention.words) and len(candidate.parts) == 1:
            rule = _rule(mention, candidate)
            if rule:
                return Joined(other, Step(rule, mention.text, candidate.text))
    return Joined(at)


def _rule(mention: Mentioned, candidate: Mentioned) -> str:
    """The name of the rule by which two mentions are the same; "" if none holds."""
    if mention.name and mention.name <= candidate.name:
        return "name"
    if mention.is_short_title and candidate.keys[: len(mention.keys)] == mention.keys:
        return "title"
    if mention.is_short_title and len(mention.keys) == 1 and _titled(candidate, mention.keys[0]):
        return "title"
    return ""


def _titled(candidate: Mentioned, key: str) -> bool:
    """Whether a person's mention has a title that begins with a word, further on."""
    return bool(candidate.name) and key in candidate.keys[1:]
