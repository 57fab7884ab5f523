"""The facts of one expression with the article's date, and what a rule makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from musnad.dates.facts import Fact
from musnad.dates.spans import Span
from musnad.records import Step, TimexModifier, TimexType

PERIOD = "P"
"""First letter of a duration."""

MODIFIERS: dict[str, TimexModifier] = {
    "START": "START", "MID": "MID", "END": "END", "APPROX": "APPROX", "MORE_THAN": "MORE_THAN",
    "LESS_THAN": "LESS_THAN", "EQUAL_OR_MORE": "EQUAL_OR_MORE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule made of the facts.

    Attributes:
        value: TIMEX3 value; None where the expression hangs on what it does not tell.
        span: first and last day; None if the article's date would be needed.
        kind: TIMEX3 type.
        used: the facts that it read.
        notes: what else it found out, such as a weekday that contradicts a date.
    """

    value: str | None
    span: Span | None = None
    kind: TimexType = "DATE"
    used: tuple[Fact, ...] = ()
    modifier: TimexModifier | None = None
    notes: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Facts:
    """The facts of an expression, by kind, and the article's date.

    Attributes:
        all: the facts in order.
        today: the day from which relative expressions count.
        future: whether what is timed is announced or planned.
        context: the day that the article spoke of last.
    """

    all: Sequence[Fact]
    today: date | None
    future: bool = False
    context: date | None = None
    by_kind: dict[str, list[Fact]] = field(init=False)

    def __post_init__(self) -> None:
        table: dict[str, list[Fact]] = {}
        for fact in self.all:
            table.setdefault(fact.kind, []).append(fact)
        object.__setattr__(self, "by_kind", table)

    def get(self, kind: str) -> list[Fact]:
        """The facts of one kind, in order."""
        return self.by_kind.get(kind, [])

    def first(self, kind: str) -> Fact | None:
        """The first fact of a kind."""
        return next(iter(self.get(kind)), None)

    def has(self, kind: str, *names: str) -> bool:
        """Whether a fact of a kind and of one of these names is stated."""
        return any(not names or fact.name in names for fact in self.get(kind))

    def after(self, fact: Fact) -> Fact | None:
        """The fact that follows another one."""
        return next((f for f in self.all if f.at >= fact.end and f is not fact and f.at >= 0), None)

    def before(self, fact: Fact) -> Fact | None:
        """The fact that stands before another one."""
        return next((f for f in reversed(self.all) if f.end <= fact.at and f is not fact), None)

    @property
    def direction(self) -> int:
        """-1 past, 1 future, 0 neither, as the expression says it."""
        if self.has("direction", "future"):
            return 1
        return -1 if self.has("direction", "past") else 0

    @property
    def distance(self) -> int:
        """Units from the article's: -1 for الماضي, -2 for قبل الماضي, 2 for بعد المقبل."""
        told = [int(f.value) for f in self.get("direction")]
        return self.direction * max(1, *told, 1) if told else 0

    @property
    def heading(self) -> int:
        """The direction, also as the relation or the event's own tense gives it."""
        told = self.direction
        ahead = self.future or self.has("relation", "until")
        return told or (1 if ahead and not self.has("direction", "now") else 0)

    @property
    def years(self) -> list[int]:
        """The years that are stated, in order."""
        return [int(f.value) for f in self.get("year")]

    @property
    def year(self) -> int | None:
        """A year that is stated, in figures or in words after سنة or عام."""
        return next(iter(self.years), None)


def number_before(facts: Facts, fact: Fact) -> list[int]:
    """Numbers and ordinals that lead up to a fact: 20 و21 مايو, من 3 إلى 5 مايو, الأول من شهر آب.

    Between them and it stand only such words as join them; a number of something else does not
    count (ثلاثة أيام في مارس).
    """
    found: list[int] = []
    end = fact.at
    for other in reversed([f for f in facts.all if 0 <= f.at < fact.at]):
        if other.end != end or not _leads(other, first=not found):
            break
        if other.kind in {"number", "ordinal"}:
            found.insert(0, int(other.value))
        end = other.at
    return found


def number_after(facts: Facts, fact: Fact) -> list[int]:
    """Numbers and ordinals right after a month: أغسطس 27 إلى 29, يناير الثاني والعشرين."""
    found: list[int] = []
    end = fact.end
    for other in [f for f in facts.all if f.at >= fact.end]:
        if other.at != end or not _leads(other, first=False):
            break
        if other.kind in {"number", "ordinal"}:
            found.append(int(other.value))
        end = other.end
    return found if fact.at >= 0 else []


def _leads(fact: Fact, *, first: bool) -> bool:
    if fact.kind in {"number", "ordinal", "link"}:
        return True
    if fact.kind == "unit":
        return first and fact.name == "month" and not fact.definite and fact.value >= 0
    return fact.kind == "relation" and fact.name in LINKS


LINKS = frozenset(("from", "to", "until", "between"))
"""Relations that stand between the days of a range."""
