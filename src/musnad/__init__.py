"""Musnad reads Arabic news and tells who said what, according to whom."""

__version__ = "0.3.0"
