"""Readings as reviewers left them: what stands of their decisions, applied.

- `reject` drops the frame, its links, and what was withheld from it.
- `correct` changes what its `change` names and nothing else; what a reviewer set scores 1.
- `confirm` changes nothing; `state_of` lists it.
- `merge` and `split` are about actors of the whole ledger and change no reading.

Ids stay those of the records that were judged, so that a decision and what became of it are found
under one id. Of nesting only what a decision undid is redone: a frame leaves the content that no
longer holds it (or whose frame is gone) for the next one outward; no frame is moved into a content
that a reviewer made wider. Chains then name the voices that are left, inner to outer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from musnad.errors import RecordError
from musnad.records.entry import Entry, Judgement
from musnad.records.frames import Chain, Flag, Frame, Link, Role, Voice
from musnad.records.meant import MEANT_ROLES, meant
from musnad.records.ontology import FLAGS, FRAME_TYPES, MODES, ROLES, STATEMENT_TYPES
from musnad.records.reading import Reading
from musnad.records.resolved import ResolvedKind
from musnad.records.span import Span

CERTAIN = 1.0
"""Score of what a reviewer set."""

REASON = "a reviewer's decision"

JudgedState = Literal["", "confirmed", "corrected", "rejected"]
_STATES: Mapping[str, JudgedState] = {
    "confirm": "confirmed",
    "correct": "corrected",
    "reject": "rejected",
}
_VALUES: tuple[ResolvedKind, ...] = ("actor", "time", "place")


def state_of(entry: Entry, frame: Frame) -> JudgedState:
    """What the reviewers' last standing decision made of a frame; "" if there is none."""
    subject = entry.id_of(frame)
    verdicts = [j.verdict for j in _standing(entry) if j.subject == subject]
    return _STATES[verdicts[-1]] if verdicts else ""


def is_judged(entry: Entry) -> bool:
    """Whether any decision on its frames stands."""
    return any(_standing(entry))


def judged(entry: Entry) -> Entry:
    """The entry with its standing judgements applied; its ids stay.

    Raises:
        RecordError: a correction does not fit its frame or the article.
    """
    reading = entry.reading
    for judgement in _standing(entry):
        frame = _subject(entry, reading, judgement)
        if frame is not None:
            reading = _applied(entry, reading, frame, judgement)
    if reading is entry.reading:
        return entry
    return replace(entry, reading=_renested(reading, entry.reading))


def _standing(entry: Entry) -> list[Judgement]:
    """The judgements on the entry's frames that no other one takes back."""
    if not entry.judgements:
        return []
    known = set(entry.frame_ids.values())
    return [j for j in entry.judgements if not j.undone and j.undoes is None and j.subject in known]


def _subject(entry: Entry, reading: Reading, judgement: Judgement) -> Frame | None:
    """The frame that is judged, as it stands now; None where it was rejected before."""
    return next((f for f in reading.frames if entry.id_of(f) == judgement.subject), None)


def _applied(entry: Entry, reading: Reading, frame: Frame, judgement: Judgement) -> Reading:
    if judgement.verdict == "reject":
        return _without(reading, frame.id)
    if judgement.verdict != "correct":
        return reading
    try:
        return _corrected(entry, reading, frame, judgement.change)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(
            f"judgement {judgement.number} on {judgement.subject} can't be applied "
            f"({type(error).__name__}: {error}); undo it and judge again"
        ) from None


def _without(reading: Reading, frame_id: str) -> Reading:
    """The reading without a frame and what hangs on it; nesting and chains are left for later."""
    return replace(
        reading,
        frames=tuple(f for f in reading.frames if f.id != frame_id),
        chains=tuple(c for c in reading.chains if c.frame != frame_id),
        links=tuple(x for x in reading.links if frame_id not in {x.source, x.target}),
        withheld=tuple(w for w in reading.withheld if w.frame != frame_id),
    )


def _corrected(entry: Entry, reading: Reading, frame: Frame, change: Mapping[str, Any]) -> Reading:
    text = reading.article.text
    setters: dict[str, Callable[[Frame, Any], Frame]] = {
        "type": _typed,
        "predicate": lambda f, value: _moved(f, value, text),
        "roles": lambda f, value: replace(f, roles=_roles(value, f, text)),
        "flags": lambda f, value: replace(f, flags=_flags(value)),
    }
    changed = frame
    for name, setter in setters.items():
        if name in change:
            changed = setter(changed, change[name])
    frames = tuple(changed if f.id == frame.id else f for f in reading.frames)
    reading = replace(reading, frames=tuple(sorted(frames, key=lambda f: f.span)))
    for kind in _VALUES:
        if change.get(kind):
            reading = _valued(reading, kind, change[kind])
    if "denies" in change:
        reading = _linked(entry, reading, frame.id, change["denies"])
    return reading


def _typed(frame: Frame, name: str) -> Frame:
    """The frame with another type; modes that this type has not are dropped."""
    _check(name, FRAME_TYPES, "type")
    own = MODES.get(name, ())
    return replace(frame, type=name, modes=tuple(m for m in frame.modes if m.name in own))


def _moved(frame: Frame, value: Any, text: str) -> Frame:  # noqa: ANN401 - JSON
    span = _span(value, text)
    return replace(frame, span=span, text=span.of(text))


def _roles(values: Iterable[Mapping[str, Any]], frame: Frame, text: str) -> tuple[Role, ...]:
    """The roles as set; those that stood so before keep their score and value."""
    before = {(r.role, r.span, r.unsaid): r for r in frame.roles}
    found = []
    for value in values:
        _check(value["role"], ROLES, "role")
        span = _span(value["span"], text)
        unsaid = bool(value.get("implicit", False))
        old = before.get((value["role"], span, unsaid))
        norm = value.get("norm") or (old.norm if old else None)
        score = old.score if old else CERTAIN
        found.append(Role(value["role"], span, span.of(text), score, unsaid, norm))
    return tuple(found)


def _flags(names: Iterable[str]) -> tuple[Flag, ...]:
    chosen = {_check(name, FLAGS, "flag") for name in names}
    return tuple(Flag(name, CERTAIN) for name in FLAGS if name in chosen)


def _check(name: str, known: tuple[str, ...], what: str) -> str:
    if name not in known:
        raise ValueError(f"unknown {what} {name!r}")
    return name


def _span(value: Any, text: str) -> Span:  # noqa: ANN401 - JSON
    start, end = value
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise ValueError(f"span {value!r} does not lie in the text of {len(text)} characters")
    return Span(start, end)


def _valued(reading: Reading, kind: ResolvedKind, value: Mapping[str, Any]) -> Reading:
    """The reading in which the words at one span mean something else, in every frame."""
    span, norm = _span(value["span"], reading.article.text), value.get("norm") or None
    if norm is not None and not isinstance(norm, str):
        raise TypeError(f"value {norm!r} is no text")
    frames = [
        replace(f, roles=tuple(_normed(r, kind, span, norm) for r in f.roles))
        for f in reading.frames
    ]
    resolved = [
        replace(r, value=meant(r, norm)) if (r.kind, r.span) == (kind, span) else r
        for r in reading.resolved
    ]
    return replace(reading, frames=tuple(frames), resolved=tuple(resolved))


def _normed(role: Role, kind: ResolvedKind, span: Span, norm: str | None) -> Role:
    same = role.span == span and MEANT_ROLES.get(role.role) == kind
    return replace(role, norm=norm) if same else role


def _linked(entry: Entry, reading: Reading, source: str, target: str | None) -> Reading:
    """The reading in which a frame denies the frame of this content id, or none."""
    links = [x for x in reading.links if not (x.kind == "denies" and x.source == source)]
    denied = next((f.id for f in reading.frames if entry.id_of(f) == target), None)
    if denied is not None:
        links.append(Link("denies", source, denied, CERTAIN, REASON))
    return replace(reading, links=tuple(links))


def _renested(reading: Reading, before: Reading) -> Reading:
    """The reading whose frames lie only in contents that still hold them, with their chains."""
    outward = {f.id: f.within for f in before.frames}
    now = {f.id: f for f in reading.frames}
    frames = {f.id: _inside(f, now, outward) for f in reading.frames}
    chains = tuple(_chain(c, frames) for c in reading.chains)
    return replace(reading, frames=tuple(frames.values()), chains=chains)


def _inside(frame: Frame, now: Mapping[str, Frame], outward: Mapping[str, str | None]) -> Frame:
    """The frame within the innermost of its former outer frames that still holds it."""
    outer = outward[frame.id]
    while outer is not None and not (outer in now and _holds(now[outer], frame)):
        outer = outward[outer]
    return replace(frame, within=outer, claimed=outer is not None)


def _holds(outer: Frame, inner: Frame) -> bool:
    return any(role.span.contains(inner.span) for role in outer.all("content"))


def _chain(chain: Chain, frames: Mapping[str, Frame]) -> Chain:
    """The chain as the frames now nest; agency and outlet stay as they were."""
    frame = frames[chain.frame]
    voices: list[Voice] = []
    if frame.type == "SAY" or (frame.type in STATEMENT_TYPES and frame.first("content")):
        voices.append(_voice(frame))
    outer = frame.within
    while outer is not None:
        voice = _voice(frames[outer])
        if not (voices and voice.name is not None and voices[-1].name == voice.name):
            voices.append(voice)
        outer = frames[outer].within
    publishers = [v for v in chain.voices if v.kind != "source"]
    return Chain(chain.frame, (*voices, *publishers))


def _voice(frame: Frame) -> Voice:
    agent = frame.first("agent")
    name, span = (agent.text, agent.span) if agent else (None, None)
    return Voice("source", name, span, frame.id, frame.text)
