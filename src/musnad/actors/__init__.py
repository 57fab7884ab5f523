"""Room `actors`: from mentions to titles, bodies, names, codes, and who is the same as whom."""

from musnad.actors.article import ActorMention, ActorReading, resolve_actors
from musnad.actors.mention import read_actor

__all__ = ["ActorMention", "ActorReading", "read_actor", "resolve_actors"]
