"""As many readings as a ledger's measuring needs, from the corpus' own gold frames.

The gold frames of each item go the way that a model's marks go, through assembly and resolving.
Copies of these readings are then told of other persons, with other words and numbers, on another
day of ten years: words are exchanged for words of the same length, so that all spans stay true.
What names bodies, parties, places and times stays, and so do the predicates and the commonest
words; hence codes, kinds of frames and their number are the corpus'. One article in four is wire
copy: another outlet's version of one before it, of its day, with one word in thirty exchanged.
One exchanged word in twenty gets one letter changed, so that the vocabulary grows as news' does.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from musnad.actors import name_key
from musnad.evaluation import CodedFrame, GoldArticle, load_corpus
from musnad.frames import assemble
from musnad.pipeline.resolve import resolve
from musnad.records import (
    Actor,
    Identity,
    Marks,
    MentionMark,
    ModelId,
    PredicateMark,
    Reading,
    Resolved,
    Role,
    RoleMark,
    Timex,
    Voice,
)

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
MODEL = ModelId("gold frames", "2026-11-23", "0" * 64, "0.4.0")
AGENCIES = ("رويترز", "أ ف ب", "د ب أ", None, None, None)
SCORE = 0.9

COMMONEST = 300
"""Commonest words, which stay: they glue the text."""

EXCHANGED, COPIED = 0.6, 0.03
"""Share of an article's other words that are exchanged: in a new one, in wire copy."""

WIRE = 0.25
CHANGED_LETTER = 0.05
FAME = 3
"""How uneven names are: by the cube half of all are of the first fifth of the names in use."""

FIRST, DAYS = date(2014, 1, 1), 3652

_WORD = re.compile(r"[\u0621-\u064a]{3,}|\d+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


@dataclass(frozen=True, slots=True)
class Pools:
    """Words to exchange for, by length; commoner ones stand there more often."""

    words: dict[int, list[str]]
    names: dict[int, list[str]]
    outlets: list[str]
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Base:
    """A reading of the corpus, with its words that may be exchanged and the names among them."""

    reading: Reading
    words: tuple[tuple[int, int, str], ...]
    names: frozenset[str]


def bases(most: int | None = None) -> list[Base]:
    """The corpus' readings; those without a day get one of the others'."""
    rng = random.Random(1)  # noqa: S311 - the same readings in each run
    items = list(load_corpus(CORPUS).items())[:most]
    found = (gold_reading(article, frames, rng) for article, frames in items)
    return [_base(reading) for reading in found if reading.frames]


def gold_reading(
    article: GoldArticle, frames: tuple[CodedFrame, ...], rng: random.Random
) -> Reading:
    """The reading that an item's gold frames add up to."""
    day = article.published or FIRST
    head = replace(article.article(), agency=rng.choice(AGENCIES), published=day)
    marks = Marks(_mentions(frames), tuple(_predicate(frame) for frame in frames))
    return resolve(assemble(head, marks, MODEL))


def _mentions(frames: Iterable[CodedFrame]) -> tuple[MentionMark, ...]:
    """Parties and places as entities: the corpus' items have none of their own."""
    kinds = {"agent": "PER", "target": "ORG", "place": "LOC"}
    spans = {r.span: kinds[r.role] for f in frames for r in f.roles if r.role in kinds}
    return tuple(MentionMark(span, kind, SCORE) for span, kind in sorted(spans.items()))


def _predicate(frame: CodedFrame) -> PredicateMark:
    roles = tuple(RoleMark(r.role, r.span, SCORE, r.implicit) for r in frame.roles)
    return PredicateMark(
        frame.predicate,
        frame.type,
        SCORE,
        tuple((flag, SCORE) for flag in frame.flags),
        roles,
        tuple((name, SCORE) for name in frame.modes or ()),
        tuple((name, SCORE) for name in frame.contexts or ()),
    )


def _base(reading: Reading) -> Base:
    text = reading.article.text
    persons = [r for r in reading.resolved if isinstance(r.value, Actor) and r.value.name]
    names = {word for r in persons if isinstance(r.value, Actor) for word in r.value.name.split()}
    kept = [r.span for r in reading.resolved if r not in persons]
    kept += [frame.span for frame in reading.frames]
    held = {at for span in kept for at in range(span.start, span.end)}
    words = tuple(
        (m.start(), m.end(), m[0])
        for m in _WORD.finditer(text)
        if held.isdisjoint(range(m.start(), m.end()))
    )
    return Base(reading, words, frozenset(names))


def pools(found: Iterable[Base]) -> Pools:
    """What the articles' words are exchanged for."""
    counts: Counter[str] = Counter()
    names: dict[int, list[str]] = defaultdict(list)
    words: dict[int, list[str]] = defaultdict(list)
    outlets: dict[str, None] = {}
    for base in found:
        counts.update(word for _, _, word in base.words if word not in base.names)
        outlets[base.reading.article.outlet or "؟"] = None
        for name in base.names:
            names[len(name)].append(name)
    common = frozenset(word for word, _ in counts.most_common(COMMONEST))
    for word, times in counts.items():
        if word not in common and not word.isdigit():
            words[len(word)] += [word] * times
    return Pools(words, names, list(outlets), common)


def made(found: list[Base], count: int, *, seed: int = 0) -> Iterator[Reading]:
    """So many readings, all different; the same ones for the same seed."""
    rng = random.Random(seed)  # noqa: S311
    pool = pools(found)
    recent: list[Base] = []
    for n in range(count):
        if recent and rng.random() < WIRE:
            base, share, day = rng.choice(recent), COPIED, None
        else:
            base, share = found[n % len(found)], EXCHANGED
            day = FIRST + timedelta(days=rng.randrange(DAYS))
        reading = _told(base, pool, rng, (n, share, day))
        recent = [*recent[-20:], replace(base, reading=reading, words=_words_of(base, reading))]
        yield reading


def _words_of(base: Base, reading: Reading) -> tuple[tuple[int, int, str], ...]:
    text = reading.article.text
    return tuple((start, end, text[start:end]) for start, end, _ in base.words)


def _told(
    base: Base, pool: Pools, rng: random.Random, how: tuple[int, float, date | None]
) -> Reading:
    """A reading told otherwise: its number, the share of words that are exchanged, its day."""
    n, share, day = how
    exchanged: dict[str, str] = {}
    pieces: list[str] = []
    text, at = base.reading.article.text, 0
    for start, end, word in base.words:
        if word not in exchanged:
            exchanged[word] = _other(word, base, pool, rng) if rng.random() < share else word
        pieces += (text[at:start], exchanged[word])
        at = end
    told = "".join((*pieces, text[at:]))
    moved = (day - (base.reading.article.published or FIRST)) if day else timedelta()
    article = replace(
        base.reading.article,
        text=told,
        outlet=rng.choice(pool.outlets),
        published=day or base.reading.article.published,
        url=f"https://news.example/{n}",
    )
    return _respelled(replace(base.reading, frames=(), mentions=(), resolved=(), withheld=(),
                              article=article), base.reading, exchanged, moved)  # fmt: skip


def _other(word: str, base: Base, pool: Pools, rng: random.Random) -> str:
    if word.isdigit():
        return "".join(rng.choice("123456789") for _ in word)
    if word in pool.common:
        return word
    if word in base.names:
        known = pool.names.get(len(word), [word])
        return known[int(len(known) * rng.random() ** FAME)]
    fitting = pool.words.get(len(word))
    other = rng.choice(fitting) if fitting else word
    if rng.random() < CHANGED_LETTER:
        at = rng.randrange(len(other))
        other = other[:at] + rng.choice(_LETTERS) + other[at + 1 :]
    return other


def _respelled(bare: Reading, was: Reading, exchanged: dict[str, str], moved: timedelta) -> Reading:
    """The reading with all its texts and days as the new article has them."""
    text = bare.article.text
    frames = tuple(
        replace(f, roles=tuple(_role(r, text, moved) for r in f.roles)) for f in was.frames
    )
    chains = tuple(replace(c, voices=tuple(_voice(v, bare) for v in c.voices)) for c in was.chains)
    return replace(
        bare,
        frames=frames,
        mentions=tuple(replace(m, text=m.span.of(text)) for m in was.mentions),
        resolved=tuple(_resolved(r, text, exchanged, moved) for r in was.resolved),
        withheld=tuple(replace(w, text=w.span.of(text)) for w in was.withheld),
        chains=chains,
        identities=tuple(_identity(i, was, exchanged) for i in was.identities),
    )


def _role(role: Role, text: str, moved: timedelta) -> Role:
    norm = _day(role.norm, moved) if role.role == "time" else role.norm
    return replace(role, text=role.span.of(text), norm=norm)


def _voice(voice: Voice, bare: Reading) -> Voice:
    if voice.kind == "outlet":
        return replace(voice, name=bare.article.outlet, span=None)
    return replace(voice, name=voice.span.of(bare.article.text)) if voice.span else voice


def _resolved(found: Resolved, text: str, exchanged: dict[str, str], moved: timedelta) -> Resolved:
    written = found.span.of(text)
    value = found.value
    if isinstance(value, Timex):
        value = replace(
            value,
            value=_day(value.value, moved),
            begin=_day(value.begin, moved),
            end=_day(value.end, moved),
        )
    elif isinstance(value, Actor) and value.name:
        value = replace(value, text=written, name=_renamed(value.name, exchanged))
    return replace(found, text=written, value=value)


def _identity(identity: Identity, was: Reading, exchanged: dict[str, str]) -> Identity:
    name = _renamed(identity.name, exchanged)
    actors = [r.value for r in was.resolved if r.identity == identity.id]
    own = max((a.name for a in actors if isinstance(a, Actor)), key=len, default="")
    if not own or name == identity.name:
        return identity
    return replace(identity, name=name, key=_key(_renamed(own, exchanged)))


@lru_cache(maxsize=200_000)
def _key(name: str) -> str:
    return name_key(name)


def _renamed(name: str, exchanged: dict[str, str]) -> str:
    return " ".join(exchanged.get(word, word) for word in name.split(" "))


def _day(value: str | None, moved: timedelta) -> str | None:
    """A value whose whole day, if it has one, is so much later."""
    if value is None or not moved or not _DAY.match(value):
        return value
    return (date.fromisoformat(value[:10]) + moved).isoformat() + value[10:]
