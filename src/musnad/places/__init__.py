"""Room `places`: from place expressions to places, with candidates and the reasons."""

from musnad.places.mention import norm_of, resolve_place, resolve_places

__all__ = ["norm_of", "resolve_place", "resolve_places"]
