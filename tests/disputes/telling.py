"""Frames as articles told them, made by hand."""

from dataclasses import dataclass, field
from itertools import count

NUMBERS = count(1)


@dataclass(frozen=True)
class Part:
    role: str
    text: str
    norm: str | None = None
    actor: str | None = None


@dataclass(frozen=True)
class Hand:
    id: str
    type: str = "SAY"
    predicate: str = "قال"
    roles: tuple = ()
    article: str = "a1"
    story: str | None = None
    claim: str | None = None
    outlet: str | None = "الميناء"
    agency: str | None = None
    published: str | None = "2026-03-02"
    chain: tuple = ()
    depth: int = 1
    flags: tuple = ()


def says(content, *, who="الوزير", actor="n1", kind="SAY", target=None, **fields):
    """A statement, each of an article of its own."""
    n = next(NUMBERS)
    roles = [Part("content", content)] if content else []
    if who:
        roles.insert(0, Part("agent", who, None, actor))
    if target:
        roles.append(Part("target", target, None, f"n-{target}"))
    return Hand(f"f{n}", kind, roles=tuple(roles), **{"article": f"a{n}", **fields})


@dataclass
class Memory:
    """A store of claims."""

    told: dict = field(default_factory=dict)
    keys: dict = field(default_factory=dict)

    def prepare(self, keys):
        self.prepared = list(keys)

    def candidates(self, keys, *, most):
        shared = {f: len(set(keys) & known) for f, known in self.keys.items()}
        ranked = sorted((f for f in shared if shared[f]), key=lambda f: -shared[f])
        return [self.told[f] for f in ranked[:most]]

    def add(self, placed, told, keys):
        self.told[placed.frame] = (told, placed.claim)
        self.keys[placed.frame] = set(keys)
