"""One card for each frame: its parts, its chain as a ladder, and its ties to other frames.

The cards stand below the article, and the script shows a copy of one beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from musnad.records import ROLES, Chain, Frame, Reading, Role, Voice
from musnad.show.escape import shown
from musnad.show.labels import FAMILIES, LABELS
from musnad.show.mode_words import named

UNCERTAIN = 0.5
"""Below an even chance a frame or a role is more likely wrong than right."""

DEEPEST = 4
"""Deeper frames are not moved in any farther: the cards would get too narrow to read."""


class Cards:
    """Draws the cards of one reading."""

    def __init__(self, reading: Reading, *, lang: str) -> None:
        self.frames = reading.frames
        self.lang = lang
        self.words = LABELS[lang]
        self.numbers = {frame.id: number for number, frame in enumerate(reading.frames)}
        self.chains: Mapping[str, Chain] = {chain.frame: chain for chain in reading.chains}
        self.links = reading.links
        self.left = reading.withheld

    def word(self, key: str) -> str:
        """A label in the user's language, marked as such."""
        text = shown(self.words.get(key, key))
        return f'<span lang="en" dir="ltr">{text}</span>' if self.lang == "en" else text

    def all(self) -> str:
        """All cards; each frame before those that lie in its content, which are moved in."""
        return "\n".join(
            f'<li class="card {family(self.frames[number])}{_depth(depth)}"'
            f' id="frame-{number}">{self.card(number)}</li>'
            for number, depth in outline(self.frames)
        )

    def card(self, number: int) -> str:
        """The inside of one card."""
        frame = self.frames[number]
        return "".join(
            (self._head(number), *self._states(frame), self._roles(frame), self._ladder(frame))
        )

    def _head(self, number: int) -> str:
        frame = self.frames[number]
        flags = "".join(f'<span class="flag">{self.word(flag.name)}</span>' for flag in frame.flags)
        modes = "".join(f'<span class="mode">{self._named(m.name)}</span>' for m in frame.modes)
        return (
            f"<h3>{self._go(number)}"
            f'<span class="type" lang="en" dir="ltr">{shown(frame.type)}</span>{flags}{modes}'
            f"{self._score(frame.score)}</h3>"
        )

    def _go(self, number: int) -> str:
        """A link to the predicate in the text."""
        return (
            f'<a href="#at-{number}" data-go="{number}">'
            f"<bdi>{shown(self.frames[number].text)}</bdi></a>"
        )

    def _score(self, score: float) -> str:
        """The probability, with a word where it is below an even chance."""
        low = score < UNCERTAIN
        words = f"{self.word('uncertain')} " if low else f"{self.word('score')} "
        return (
            f'<span class="score{" uncertain" if low else ""}">{words}<bdi>{score:.0%}</bdi></span>'
        )

    def _states(self, frame: Frame) -> Iterator[str]:
        """Lines on who claims the frame, and on denials."""
        if frame.contexts:
            names = " · ".join(self._named(context.name) for context in frame.contexts)
            yield f'<p class="state">{self.word("contexts")} {names}</p>'
        if frame.claimed:
            yield f'<p class="state">{self.word("claimed")}</p>'
        if frame.within in self.numbers:
            yield self._tie("within", self.numbers[frame.within])
        for link in self.links:
            if link.source == frame.id and link.target in self.numbers:
                yield self._tie("denies", self.numbers[link.target])
            if link.target == frame.id and link.source in self.numbers:
                yield self._tie("denied_by", self.numbers[link.source])

    def _named(self, name: str) -> str:
        """A mode or context in the user's language."""
        text = shown(named(name, self.lang))
        return f'<span lang="en" dir="ltr">{text}</span>' if self.lang == "en" else text

    def withheld(self) -> Iterator[str]:
        """Lines on what was too unsure to be recorded."""
        for value in self.left:
            number = self.numbers[value.frame]
            yield (
                f"<li>{self._go(number)} {self.word(value.role)}: <bdi>{shown(value.text)}</bdi> "
                f'<i class="mute">{self.word(value.reason)}, <bdi>{value.score:.0%}</bdi></i></li>'
            )

    def _tie(self, key: str, number: int) -> str:
        agent = self.frames[number].first("agent")
        who = f' <bdi class="mute">{shown(agent.text)}</bdi>' if agent else ""
        return f'<p class="state">{self.word(key)} {self._go(number)}{who}</p>'

    def _roles(self, frame: Frame) -> str:
        order = {role: place for place, role in enumerate(ROLES)}
        roles = sorted(frame.roles, key=lambda role: order.get(role.role, len(order)))
        return f'<dl class="roles">{"".join(map(self._role, roles))}</dl>' if roles else ""

    def _role(self, role: Role) -> str:
        text = f"<bdi>{shown(role.text)}</bdi>"
        if role.unsaid:
            text = f'<span class="unsaid" title="{shown(self.words["unsaid"])}">({text})</span>'
        norm = f' <bdi class="mute">{shown(role.norm)}</bdi>' if role.norm else ""
        low = f' <i class="mute">{self.word("uncertain")}</i>' if role.score < UNCERTAIN else ""
        return f"<div><dt>{self.word(role.role)}</dt><dd><span>{text}{norm}{low}</span></dd></div>"

    def _ladder(self, frame: Frame) -> str:
        chain = self.chains.get(frame.id)
        if chain is None or not chain.voices:
            return ""
        rungs = "".join(map(self._rung, chain.voices))
        return f'<div class="ladder"><p class="mute">{self.word("chain")}</p><ol>{rungs}</ol></div>'

    def _rung(self, voice: Voice) -> str:
        name = f"<bdi>{shown(voice.name)}</bdi>" if voice.name else f"<i>{self.word('unnamed')}</i>"
        cue = f' · <bdi class="mute">{shown(voice.cue)}</bdi>' if voice.cue else ""
        return f'<li><span class="kind">{self.word(voice.kind)}{cue}</span>{name}</li>'


def family(frame: Frame) -> str:
    """The colour family of a frame's type."""
    return FAMILIES.get(frame.type, "say")


def _depth(depth: int) -> str:
    return f" d{min(depth, DEEPEST)}" if depth else ""


def outline(frames: Sequence[Frame]) -> list[tuple[int, int]]:
    """The frames by number with their depth: each before the frames in its content."""
    numbers = {frame.id: number for number, frame in enumerate(frames)}
    inside: dict[int | None, list[int]] = {}
    for number, frame in enumerate(frames):
        around = numbers.get(frame.within) if frame.within is not None else None
        inside.setdefault(around, []).append(number)
    order: list[tuple[int, int]] = []
    waiting = [(number, 0) for number in reversed(inside.get(None, []))]
    while waiting:
        number, depth = waiting.pop()
        order.append((number, depth))
        waiting.extend((child, depth + 1) for child in reversed(inside.get(number, [])))
    return order
