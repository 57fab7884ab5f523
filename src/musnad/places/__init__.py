"""Room `places`: from place expressions to places, with candidates and the reasons."""

from musnad.places.mention import named_places, norm_of, resolve_place, resolve_places

__all__ = ["named_places", "norm_of", "resolve_place", "resolve_places"]
