"""Gold beside system as text for a terminal, article by article.

Each frame has a mark, and below it each role that either side has:

    = right    − missed: gold only    + spurious: system only
    ≠ another type or antecedent      ≈ a span that overlaps by less than a half

Where both sides have something that is not the same, the gold stands first and the system's below
it. As in a reading, unsaid roles stand in parentheses, and long values are cut in the middle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from musnad.evaluation import ComparedArticle, ComparedFrame, ComparedRole, Verdict
from musnad.evaluation.coded import CodedRole
from musnad.show.safe import isolated, visible
from musnad.show.text import NARROWEST, TextStyle, folded, shortened

SIGNS: dict[Verdict, str] = {
    "right": "=",
    "missed": "−",
    "spurious": "+",
    "wrong": "≠",
    "partial": "≈",
}
DIM = "dim"
STYLES: dict[Verdict, str] = {
    "right": DIM,
    "missed": "bold red",
    "spurious": "bold blue",
    "wrong": "bold yellow",
    "partial": "bold magenta",
}
LEGEND = (
    "= right",
    "− missed",
    "+ spurious",
    "≠ other type or antecedent",
    "≈ overlap under a half",
)
PAD = " " * 4
LABEL_WIDTH = 8
"""The longest name of a role and a blank."""
GOLD, SYSTEM = "gold", "read"
SIDE_WIDTH = 5


def render_errors(articles: Sequence[ComparedArticle], *, style: TextStyle | None = None) -> Text:
    """The articles in the order given, ready for `rich.console.Console.print`."""
    writer = _Writer(style or TextStyle())
    out = Text("   ".join(LEGEND) + "\n", DIM)
    for item in articles:
        for line in writer.article(item):
            out.append_text(line).append("\n")
    return out


def summary(item: ComparedArticle) -> str:
    """How bad an article is, in words."""
    return f"{item.errors} errors in {item.decisions} decisions ({item.badness:.0%})"


class _Writer:
    def __init__(self, style: TextStyle) -> None:
        self.style = style

    def article(self, item: ComparedArticle) -> Iterator[Text]:
        yield Text()
        outlet = f"  ·  {self._arabic(item.article.outlet)}" if item.article.outlet else ""
        yield Text(f"{visible(item.article.id)}{outlet}  ·  {summary(item)}", "bold underline")
        yield Text(self._arabic(shortened(item.article.text.partition("\n")[0])))
        for frame in item.frames:
            yield from self._frame(frame, item.article.text)

    def _frame(self, frame: ComparedFrame, text: str) -> Iterator[Text]:
        types = dict.fromkeys(side.type for side in (frame.gold, frame.system) if side)
        head = Text(f"  {SIGNS[frame.verdict]} ", STYLES[frame.verdict])
        head.append(" → ".join(types), "bold").append("  ")
        words = dict.fromkeys(
            side.predicate.of(text) for side in (frame.gold, frame.system) if side
        )
        head.append(" / ".join(map(self._arabic, words)))
        for flag, verdict in frame.flags:
            head.append(f"  [{SIGNS[verdict]}{flag}]", STYLES[verdict])
        yield head
        for role in frame.roles:
            yield from self._role(role, text)

    def _role(self, role: ComparedRole, text: str) -> Iterator[Text]:
        style = STYLES[role.verdict]
        label = f"{PAD}{SIGNS[role.verdict]} {role.role.ljust(LABEL_WIDTH)}"
        gold, system = role.gold, role.system
        if gold is None or system is None or gold.span == system.span:
            yield from self._value(label, gold or system, text, style)
            return
        yield from self._value(label + GOLD.ljust(SIDE_WIDTH), gold, text, style)
        below = " " * len(label) + SYSTEM.ljust(SIDE_WIDTH)
        yield from self._value(below, system, text, style)

    def _value(self, label: str, role: CodedRole | None, text: str, style: str) -> Iterator[Text]:
        """The words of a role behind its label, folded under themselves."""
        if role is None:
            return
        words = shortened(visible(role.span.of(text)))
        shown = f"({words})" if role.implicit else words
        margin = " " * len(label)
        for number, line in enumerate(self._lines(shown, len(label))):
            row = Text(margin) if number else Text(label, style)
            yield row.append(
                isolated(line, terminal=self.style.terminal), DIM if style == DIM else ""
            )

    def _lines(self, words: str, taken: int) -> list[str]:
        if self.style.width is None:
            return [words]
        return folded(words, max(self.style.width - taken - 2, NARROWEST))

    def _arabic(self, text: str) -> str:
        return isolated(visible(text), terminal=self.style.terminal)
