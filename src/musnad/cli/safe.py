"""See `musnad.show.safe`."""

from musnad.show.safe import isolated, visible

__all__ = ["isolated", "visible"]
