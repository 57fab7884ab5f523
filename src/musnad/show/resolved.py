"""Who, when and where: what mentions were resolved to, each with the steps that led there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.records import Actor, Identity, Reading, Resolved, Step, Timex, Toponym
from musnad.show.cards import Cards
from musnad.show.escape import shown
from musnad.show.rule_words import ruled


def actor_items(reading: Reading, cards: Cards) -> Iterator[str]:
    """A line for each actor of the article: fullest mention, code, Latin name, how often, why."""
    actors = [r for r in reading.resolved if isinstance(r.value, Actor)]
    for identity in reading.identities:
        own = [actors[n] for n in identity.mentions]
        yield f"<li>{_actor(identity, own, cards)}</li>"


def _actor(identity: Identity, own: Sequence[Resolved], cards: Cards) -> str:
    fullest = max(own, key=lambda r: len(r.text))
    code = identity.code or next((a for r in own if (a := _code(r))), None)
    facts = [f"<bdi>{shown(identity.name)}</bdi>", _value(code, cards)]
    if identity.latin:
        facts.append(f'<span lang="en" dir="ltr" class="mute">{shown(identity.latin)}</span>')
    others = sorted({r.text for r in own} - {identity.name})
    if others:
        facts.append("، ".join(f'<bdi class="mute">{shown(text)}</bdi>' for text in others))
    return " ".join((*facts, _steps(fullest.value.steps, cards)))


def _code(resolved: Resolved) -> str | None:
    return resolved.value.code if isinstance(resolved.value, Actor) else None


def time_items(reading: Reading, cards: Cards) -> Iterator[str]:
    """A line for each time expression: as written, its value, its interval, why."""
    for resolved in reading.resolved:
        timex = resolved.value
        if isinstance(timex, Timex):
            span = f"{timex.begin} – {timex.end}" if timex.begin != timex.end else ""
            yield _line(resolved, timex.value, span, timex.steps, cards)


def place_items(reading: Reading, cards: Cards) -> Iterator[str]:
    """A line for each place expression: as written, the place, the other candidates, why."""
    for resolved in reading.resolved:
        toponym = resolved.value
        if isinstance(toponym, Toponym):
            place = toponym.place
            value = f"{place.name}, {place.country or '–'} ({place.score:.0%})" if place else None
            others = ", ".join(f"{c.name}, {c.country or '–'}" for c in toponym.candidates[1:3])
            yield _line(resolved, value, others, toponym.steps, cards)


def _line(
    resolved: Resolved, value: str | None, more: str, steps: Sequence[Step], cards: Cards
) -> str:
    rest = f'<span lang="en" dir="ltr" class="mute">{shown(more)}</span>' if more else ""
    written = f"<bdi>{shown(resolved.text)}</bdi>"
    return f"<li>{written} {_value(value, cards)} {rest} {_steps(steps, cards)}</li>"


def _value(value: str | None, cards: Cards) -> str:
    if value is None:
        return f'<i class="mute">{cards.word("unknown")}</i>'
    return f'<b lang="en" dir="ltr">{shown(value)}</b>'


def _steps(steps: Sequence[Step], cards: Cards) -> str:
    told = " · ".join(
        f"{shown(ruled(step.rule, cards.lang))}: <bdi>{shown(step.text)}</bdi>"
        + (f" ← <bdi>{shown(step.value)}</bdi>" if step.value else "")
        for step in steps
    )
    return f'<p class="state">{told}</p>' if told else ""
