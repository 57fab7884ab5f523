"""Words that never make or end a role by themselves: prepositions and complementizers, folded."""

from __future__ import annotations

from musnad.script import fold

PARTICLES = frozenset(
    fold(word)
    for word in (
        *("من", "إلى", "عن", "على", "في", "مع", "لدى", "قرب"),
        *("أن", "إن", "بأن"),
    )
)
