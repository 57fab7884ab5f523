"""The time expressions of one article, each seen after the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from musnad.dates.counts import FROM_TODAY
from musnad.dates.days import names_its_day, shift_of
from musnad.dates.expression import Facts
from musnad.dates.facts import LONGEST, read_facts
from musnad.dates.lexicon import terms
from musnad.dates.resolve import resolve_time
from musnad.records import Step, Timex
from musnad.script import words_of


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression of an article.

    Attributes:
        text: as written.
        future: whether what is timed is announced or planned.
    """

    text: str
    future: bool = False


def dated(texts: Sequence[str], published: date | None) -> date | None:
    """The day on which an article was written, as its own time expressions tell it.

    Sites date an article with the day on which they put it up: where it says اليوم الاثنين under
    the date of a Tuesday, its days count from that Monday.

    Args:
        texts: the article's time expressions.
        published: its date.
    """
    if published is None:
        return None
    paired = [Facts(read_facts(text), published) for text in texts if len(text) <= LONGEST]
    shifts = {shift_of(facts) for facts in paired if names_its_day(facts)}
    return published + timedelta(days=shifts.pop()) if len(shifts) == 1 else published


def _not_ahead(timex: Timex, today: date | None) -> Timex:
    """بعد يومين of what is done counts from another day, which is not told: none lies ahead.

    Of some forty in the corpus where nothing was planned, none counted from the article's day.
    """
    counted = any(step.rule == FROM_TODAY for step in timex.steps)
    if not counted or today is None or timex.begin is None or timex.begin <= today.isoformat():
        return timex
    why = Step("not planned, so counted from another day", timex.text)
    return replace(timex, value=None, begin=None, end=None, steps=(*timex.steps, why))


def dated_days(text: str) -> list[str]:
    """Where a text names a day and its weekday together: اليوم (الاثنين), أمس الأحد."""
    words = words_of(text)
    kinds = {run.start: (run.value.kind, run.end) for run in terms().find(words)}
    found = []
    for start, (kind, end) in kinds.items():
        after, last = kinds.get(end, ("", 0))
        if kind == "day" and after == "weekday" and words[end].definite:
            found.append(text[words[start].start : words[last - 1].end])
    return found


def resolve_times(
    mentions: Sequence[TimeMention], *, published: date | None = None, text: str = ""
) -> list[Timex]:
    """The time expressions of one article, in the order of the text, each seen after the others.

    Days count from the day on which the article was written, as `dated` finds it; a part of the
    day alone, and اليوم نفسه, belong to the day that was spoken of last.

    Args:
        mentions: the expressions, in order.
        published: the article's date.
        text: the article, which may name a day with its weekday outside of the expressions.
    """
    today = dated([*(m.text for m in mentions), *dated_days(text)], published)
    found: list[Timex] = []
    last: date | None = None
    for mention in mentions:
        timex = resolve_time(mention.text, published=today, context=last, future=mention.future)
        timex = timex if mention.future else _not_ahead(timex, today)
        found.append(timex)
        if timex.begin and timex.begin == timex.end:
            last = date.fromisoformat(timex.begin)
    return found
