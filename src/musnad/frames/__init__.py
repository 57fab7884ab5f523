"""Marks to readings: assembly, antecedents, nesting, chains of attribution, denials.

Pure functions of an article and its marks; no model is needed to run or to test them.
"""

from musnad.frames.assembly import assemble
from musnad.frames.denial_cues import denied_spans, denies
from musnad.frames.thresholds import Thresholds

__all__ = ["Thresholds", "assemble", "denied_spans", "denies"]
