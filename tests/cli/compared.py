"""Small gold articles, and readings of them, by hand."""

from musnad.evaluation import CodedFrame, CodedRole, GoldArticle
from musnad.records import Article, Frame, Label, ModelId, Reading, Role, Span

MODEL = ModelId("by hand", "2026-01-01", "0", "0.1.0")
TEXT = "أعلن الوزير سالم أمس أن الوفد زار المدينة. وأضاف الوزير سالم أن الوفد غادر."


def span(part, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(part, at + 1)
    return Span(at, at + len(part))


def role(name, part, nth=0, *, unsaid=False):
    return CodedRole(name, span(part, nth), unsaid)


def frame(kind, part, *roles, flags=(), **labels):
    return CodedFrame(kind, span(part), roles, flags, **labels)


def read_role(name, part, nth=0, *, unsaid=False, score=0.9):
    return Role(name, span(part, nth), part, score, unsaid)


def read_frame(kind, part, *roles, score=0.9, modes=(), contexts=()):
    names = [tuple(Label(*label) for label in labels) for labels in (modes, contexts)]
    return Frame(
        part, kind, span(part), part, score, roles, modes=names[0], contexts=names[1]
    )  # fmt: skip


def reading(*frames, text=TEXT):
    return Reading(Article.from_text(text), (), frames, (), (), MODEL)


def article(name="a", outlet=None, text=TEXT):
    return GoldArticle(name, text, outlet)
