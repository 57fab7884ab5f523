"""Room `actors`: from mentions to titles, bodies, names, codes, and who is the same as whom."""

from musnad.actors.article import ActorMention, ActorReading, resolve_actors
from musnad.actors.keys import Agreement, Profile, join_profiles, name_key, same_name
from musnad.actors.known import Known, KnownActor
from musnad.actors.latin import latin_of
from musnad.actors.mention import read_actor

__all__ = [
    "ActorMention",
    "ActorReading",
    "Agreement",
    "Known",
    "KnownActor",
    "Profile",
    "join_profiles",
    "latin_of",
    "name_key",
    "read_actor",
    "resolve_actors",
    "same_name",
]
