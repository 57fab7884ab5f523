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

from rich.text import Text

from musnad.cli.safe import isolated, visible
from musnad.cli.words import FLAG_WORDS, PHRASES, ROLE_WORDS, TYPE_WORDS, Language
from musnad.records import ROLES, STATEMENT_TYPES, Chain, Frame, Reading, Role, Voice

LABEL_WIDTH = 10
LONGEST = 180
"""Characters of a value before it is cut in the middle."""

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
    """How to write: language of the labels, and whether a terminal will show it."""

    lang: Language = "en"
    terminal: bool = False


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
        yield Text(self._arabic(article.title or self.words["untitled"]), "bold")
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
        head.append(f"  {frame.score:.0%}" + ("?" if frame.score < DOUBTFUL else ""), "dim")
        yield head
        pad = margin + ("   " if depth else "") + "   "
        for name in ROLES:
            for role in frame.all(name):
                yield self._row(pad, self.roles[name], self._value(role))
        yield from self._chain(frame, pad)
        yield from self._links(frame, pad)

    def _row(self, pad: str, label: str, value: Text) -> Text:
        return Text(pad).append(label.ljust(LABEL_WIDTH), "dim").append_text(value)

    def _value(self, role: Role) -> Text:
        value = Text(self._arabic(shortened(role.text)))
        if role.unsaid:
            value = Text("(").append_text(value).append(")")
            value.append(f"  {self.words['unsaid']}", "dim")
        return value

    def _chain(self, frame: Frame, pad: str) -> Iterator[Text]:
        """The chain where it says more than the frame's own agent and the outlet above."""
        chain = self.chains.get(frame.id)
        if chain is None or not any(_relays(voice, frame) for voice in chain.voices):
            return
        names = [visible(v.name) if v.name else f"[{self.words['unnamed']}]" for v in chain.voices]
        run = isolated(" ← ".join(names), terminal=self.style.terminal)
        yield self._row(pad, self.roles["chain"], Text(run, "green"))

    def _links(self, frame: Frame, pad: str) -> Iterator[Text]:
        for link in self.reading.links:
            if link.source == frame.id:
                other = self.reading.frame(link.target)
                yield self._row(pad, self.roles["denies"], self._named(other))
            elif link.target == frame.id:
                other = self.reading.frame(link.source)
                yield self._row(pad, self.roles["denied"], self._named(other))

    def _named(self, frame: Frame) -> Text:
        agent = frame.first("agent")
        said = f"{agent.text}: {frame.text}" if agent else frame.text
        return Text(self._arabic(said), "yellow")

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
        yield Text(f"{counts}  ·  {furniture}  ·  {model}", "dim")

    def _arabic(self, text: str) -> str:
        return isolated(visible(text), terminal=self.style.terminal)


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


def _taken(words: list[str], room: int) -> list[str]:
    taken: list[str] = []
    for word in words:
        room -= len(word) + 1
        if room < 0:
            break
        taken.append(word)
    return taken
