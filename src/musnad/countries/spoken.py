"""Which countries an article speaks of at a place of its text."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from musnad.countries.named import named_countries

NEAR = 800.0
"""Characters over which a country that is named loses its weight by a factor of e."""

EVERYWHERE = 0.2
"""Weight that each naming of a country has for the whole article."""

HOME = 0.3
"""Weight of the outlet's own country."""

INDIRECT = 1.0
"""Weight of a country that is named by a place or body in it. As much as its own name: on the
corpus' dev part 0.5, 0.7 and 1.0 give .655, .665 and .682 of the actors' countries."""


class SpokenOf:
    """The countries that one article speaks of, weighed by nearness and number of namings."""

    def __init__(
        self, text: str, around: Iterable[tuple[int, str]] = (), home: str | None = None
    ) -> None:
        """Reads the article once.

        Args:
            text: the article.
            around: further countries that it speaks of: where (code points), which (alpha-3).
            home: the outlet's own country (alpha-3).
        """
        self.namings = [(named.at, named.code, 1.0) for named in named_countries(text)]
        self.home = home
        self.add(around)

    def add(self, around: Iterable[tuple[int, str]]) -> None:
        """Further countries that the article speaks of: where (code points), which (alpha-3)."""
        self.namings += [(at, code, INDIRECT) for at, code in around]

    def shares(self, place: int) -> dict[str, float]:
        """Share of each country in all weight at a place; empty where none is named."""
        weights: dict[str, float] = defaultdict(float)
        if self.home:
            weights[self.home] += HOME
        for at, code, weight in self.namings:
            weights[code] += weight * (math.exp(-abs(place - at) / NEAR) + EVERYWHERE)
        whole = sum(weights.values())
        return {code: weight / whole for code, weight in weights.items()}

    def likeliest(self, place: int) -> tuple[str, float]:
        """The country with the most weight at a place and its share; ("", 0.0) if none."""
        shares = self.shares(place)
        best = max(shares, key=lambda code: shares[code], default="")
        return best, shares.get(best, 0.0)
