"""A reading as text for a terminal.

Frames stand in the order of the text; a frame that lies in somebody's content stands indented
beneath the frame that says it, so that nobody's claim reads as a fact. Long contents are cut in
the middle; JSON has them whole. On a terminal each Arabic run is isolated, so that terminals that
order bidirectional text keep label and value apart; in a file or pipe no mark is added. A chain
runs from the speaker outward along its arrows, right to left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from musnad.records import ROLES, STATEMENT_TYPES, Chain, Frame, Reading, Voice
from musnad.show.mode_words import named
from musnad.show.safe import isolated, visible
from musnad.show.words import FLAG_WORDS, PHRASES, ROLE_WORDS, TYPE_WORDS, Language

LABEL_WIDTH = 10
LONGEST = 180
"""Characters of a value before it is cut in the middle."""

NARROWEST = 20
"""Columns that a value gets on the narrowest terminal and in the deepest frame."""

DOUBTFUL = 0.5
STYLES = {
    "SAY": "bold cyan",
    "AGREE": "bold green",
    "SUPPORT": "bold green",
    "CONCEDE": "bold green",
    "REQUEST": "bold blue",
    "ACCUSE": "bold yellow",
    "REJECT": "bold yellow",
    "THREATEN": "bold red",
    "CONSULT": "bold green",
    "COOPERATE": "bold green",
    "AID": "bold green",
    "RETREAT": "bold magenta",
    "PROTEST": "bold magenta",
    "SANCTION": "bold red",
    "MOBILIZE": "bold red",
    "COERCE": "bold red",
    "ASSAULT": "bold red",
}


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How to write: language of the labels, whether a terminal will show it, columns to fold to."""

    lang: Language = "en"
    terminal: bool = False
    width: int | None = None

    @classmethod
    def of(cls, console: Console, lang: Language) -> TextStyle:
        """The style for a console: folded to its width on a terminal, unfolded elsewhere."""
        terminal = console.is_terminal
        return cls(lang, terminal=terminal, width=console.width if terminal else None)


def render_text(reading: Reading, *, style: TextStyle | None = None) -> Text:
    """The whole reading, ready for `rich.console.Console.print`."""
    writer = _Writer(reading, style or TextStyle())
    out = Text()
    for line in writer.lines():
        out.append_text(line).append("\n")
    return out


class _Writer:
    def __init__(self, reading: Reading, style: TextStyle) -> None:
        self.reading = reading
        self.style = style
        self.words = PHRASES[style.lang]
        self.roles = ROLE_WORDS[style.lang]
        self.chains: dict[str, Chain] = {c.frame: c for c in reading.chains}
        self.inner: dict[str | None, list[Frame]] = {}
        for frame in reading.frames:
            self.inner.setdefault(frame.within, []).append(frame)

    def lines(self) -> Iterator[Text]:
        yield from self._head()
        yield Text()
        if not self.reading.frames:
            yield Text(self.words["no_frames"])
        pending = [(frame, 0) for frame in reversed(self.inner.get(None, []))]
        while pending:
            frame, depth = pending.pop()
            yield from self._frame(frame, depth)
            pending += [(f, depth + 1) for f in reversed(self.inner.get(frame.id, []))]
        yield Text()
        yield from self._foot()

    def _head(self) -> Iterator[Text]:
        article = self.reading.article
        for line in self._folded(visible(article.title or self.words["untitled"]), 0):
            yield Text(isolated(line, terminal=self.style.terminal), "bold")
        day = article.published.isoformat() if article.published else None
        facts = [article.outlet, day, article.agency, article.dateline, article.byline]
        if any(facts):
            yield Text("  ·  ".join(self._arabic(f) for f in facts if f), "dim")
        for note in article.notes:
            yield Text(f"{self.words['note']}: {visible(note)}", "yellow")

    def _frame(self, frame: Frame, depth: int) -> Iterator[Text]:
        margin = "   " * depth
        kind = TYPE_WORDS[self.style.lang].get(frame.type, frame.type)
        head = Text(margin + ("└─ " if depth else ""))
        head.append(kind, STYLES[frame.type]).append("  ").append(self._arabic(frame.text), "bold")
        for flag in frame.flags:
            head.append(f"  [{FLAG_WORDS[self.style.lang][flag.name]}]", "magenta")
        for mode in frame.modes:
            head.append(f"  ({named(mode.name, self.style.lang)})", "cyan")
        head.append(f"  {frame.score:.0%}" + ("?" if frame.score < DOUBTFUL else ""), "dim")
        yield head
        pad = margin + ("   " if depth else "") + "   "
        for name in ROLES:
            for role in frame.all(name):
                note = f"  [{role.norm}]" if role.norm else ""
                note += f"  {self.words['unsaid']}" if role.unsaid else ""
                yield from self._row(
                    pad,
                    self.roles[name],
                    shortened(visible(role.text)),
                    unsaid=role.unsaid,
                    note=note,
                )
        if frame.contexts:
            about = ("، " if self.style.lang == "ar" else ", ").join(
                named(context.name, self.style.lang) for context in frame.contexts
            )
            yield from self._row(pad, self.roles["contexts"], about, style="dim")
        yield from self._chain(frame, pad)
        yield from self._links(frame, pad)

    def _row(
        self,
        pad: str,
        label: str,
        value: str,
        *,
        style: str = "",
        unsaid: bool = False,
        note: str = "",
    ) -> Iterator[Text]:
        """A label and its value, which is folded under itself."""
        head = Text(pad).append(label.ljust(LABEL_WIDTH), "dim")
        margin = " " * head.cell_len
        lines = self._folded(value, len(margin) + len(note))
        for number, line in enumerate(lines):
            row = Text(margin) if number else head
            text = isolated(line, terminal=self.style.terminal)
            opening = "(" if unsaid and number == 0 else ""
            last = number == len(lines) - 1
            closing = ")" if unsaid and last else ""
            yield row.append(opening + text + closing, style).append(note if last else "", "dim")

    def _folded(self, text: str, taken: int) -> list[str]:
        """`text` in lines that fit beside what is taken of the width."""
        if self.style.width is None:
            return [text]
        return folded(text, max(self.style.width - taken - 2, NARROWEST))

    def _chain(self, frame: Frame, pad: str) -> Iterator[Text]:
        """The chain where it says more than the frame's own agent and the outlet above."""
        chain = self.chains.get(frame.id)
        if chain is None or not any(_relays(voice, frame) for voice in chain.voices):
            return
        names = [visible(v.name) if v.name else f"[{self.words['unnamed']}]" for v in chain.voices]
        yield from self._row(pad, self.roles["chain"], " ← ".join(names), style="green")

    def _links(self, frame: Frame, pad: str) -> Iterator[Text]:
        for link in self.reading.links:
            if link.source == frame.id:
                other = self.reading.frame(link.target)
                yield from self._row(pad, self.roles["denies"], _named(other), style="yellow")
            elif link.target == frame.id:
                other = self.reading.frame(link.source)
                yield from self._row(pad, self.roles["denied"], _named(other), style="yellow")

    def _foot(self) -> Iterator[Text]:
        reading = self.reading
        statements = sum(f.type in STATEMENT_TYPES for f in reading.frames)
        acts = [f for f in reading.frames if f.type not in STATEMENT_TYPES]
        counts = self.words["counts"].format(
            statements=statements,
            acts=len(acts),
            claimed=sum(f.claimed for f in acts),
            links=len(reading.links),
        )
        model = self.words["model"].format(name=reading.model.name, date=reading.model.date)
        furniture = self.words["furniture"].format(n=len(reading.article.furniture))
        yield from self._actors()
        yield Text(f"{counts}  ·  {furniture}  ·  {model}", "dim")
        if reading.withheld:
            yield from self._withheld()

    def _actors(self) -> Iterator[Text]:
        """Who is who: the actors that are named more than once or in Latin, with their codes."""
        known = [i for i in self.reading.identities if i.code and (i.latin or i.mentions[1:])]
        if known:
            yield Text(self.words["actors"].format(n=len(known)), "dim")
        for identity in known:
            latin = f"  {visible(identity.latin)}" if identity.latin else ""
            times = f"  ×{len(identity.mentions)}" if identity.mentions[1:] else ""
            name = self._arabic(shortened(identity.name))
            yield Text(f"   {name}  [{identity.code}]{latin}{times}", "dim")

    def _withheld(self) -> Iterator[Text]:
        """What was too unsure to be recorded, and why."""
        yield Text(self.words["withheld"].format(n=len(self.reading.withheld)), "dim")
        for value in self.reading.withheld:
            frame = self.reading.frame(value.frame)
            why = self.words[value.reason]
            label = self.roles[value.role]
            line = f"   {self._arabic(frame.text)}  {label}: {self._arabic(shortened(value.text))}"
            yield Text(f"{line}?  {why}, {value.score:.0%}", "dim")

    def _arabic(self, text: str) -> str:
        return isolated(visible(text), terminal=self.style.terminal)


def _named(frame: Frame) -> str:
    agent = frame.first("agent")
    return visible(f"{agent.text}: {frame.text}" if agent else frame.text)


def _relays(voice: Voice, frame: Frame) -> bool:
    """Whether a voice stands between a frame and its outlet."""
    return voice.kind == "agency" or (voice.kind == "source" and voice.frame != frame.id)


def shortened(text: str) -> str:
    """`text` cut in the middle, at words, if it is longer than LONGEST."""
    if len(text) <= LONGEST:
        return text
    words = text.split()
    head, tail = _taken(words, LONGEST * 2 // 3), _taken(words[::-1], LONGEST // 3)
    if len(head) + len(tail) >= len(words):
        return text[: LONGEST * 2 // 3] + " … " + text[-LONGEST // 3 :]
    return " ".join(head) + " … " + " ".join(reversed(tail))


def folded(text: str, width: int) -> list[str]:
    """`text` parted at words into lines of at most `width` columns; a longer word stays whole."""
    lines, room = [""], width
    for word in text.split():
        wide = cell_len(word) + 1
        if wide > room + 1 and lines[-1]:
            lines.append("")
            room = width
        lines[-1] += f" {word}" if lines[-1] else word
        room -= wide
    return lines


def _taken(words: list[str], room: int) -> list[str]:
    taken: list[str] = []
    for word in words:
        room -= len(word) + 1
        if room < 0:
            break
        taken.append(word)
    return taken
