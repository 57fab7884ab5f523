"""Plain, frozen values that the rooms hand to each other. Standard library only.

All offsets are code points of `Article.text`, half open: `text[span.start:span.end]`.
"""

from musnad.records.article import Article, Block, Furniture
from musnad.records.entry import Entry, Judgement, Origin, Verdict
from musnad.records.frames import Chain, Flag, Frame, Label, Link, Role, Voice, Withheld
from musnad.records.ids import article_id, canonical, content_id, digest, frame_id
from musnad.records.judged import JudgedState, is_judged, judged, state_of
from musnad.records.marks import Marks, MentionMark, PredicateMark, RoleMark
from musnad.records.ontology import (
    CONTEXTS,
    FLAGS,
    FRAME_TYPES,
    MENTION_KINDS,
    MODE_NAMES,
    MODES,
    ROLES,
    STATEMENT_TYPES,
)
from musnad.records.reading import Mention, ModelId, Reading
from musnad.records.resolved import (
    Actor,
    ActorCode,
    Identity,
    Place,
    PlaceKind,
    Resolved,
    ResolvedKind,
    Step,
    Timex,
    TimexModifier,
    TimexType,
    Toponym,
)
from musnad.records.span import Span
from musnad.records.tabled import Tabled

__all__ = [
    "CONTEXTS",
    "FLAGS",
    "FRAME_TYPES",
    "MENTION_KINDS",
    "MODES",
    "MODE_NAMES",
    "ROLES",
    "STATEMENT_TYPES",
    "Actor",
    "ActorCode",
    "Article",
    "Block",
    "Chain",
    "Entry",
    "Flag",
    "Frame",
    "Furniture",
    "Identity",
    "JudgedState",
    "Judgement",
    "Label",
    "Link",
    "Marks",
    "Mention",
    "MentionMark",
    "ModelId",
    "Origin",
    "Place",
    "PlaceKind",
    "PredicateMark",
    "Reading",
    "Resolved",
    "ResolvedKind",
    "Role",
    "RoleMark",
    "Span",
    "Step",
    "Tabled",
    "Timex",
    "TimexModifier",
    "TimexType",
    "Toponym",
    "Verdict",
    "Voice",
    "Withheld",
    "article_id",
    "canonical",
    "content_id",
    "digest",
    "frame_id",
    "is_judged",
    "judged",
    "state_of",
]
