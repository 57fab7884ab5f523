"""Merging and splitting actors, from their pages; `/judgements` takes such a decision back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from musnad.errors import LedgerError
from musnad.ledger import Said, merge, split
from musnad.service.answers import lang_of
from musnad.service.articles import ledger_of
from musnad.service.review_sent import reviewer_of
from musnad.service.words import WORDS

router = APIRouter()

Id = Annotated[str, Form(max_length=40)]
Why = Annotated[str, Form(max_length=2_000)]


@router.post("/review/actor/{record}/merge", summary="Decide that an actor is another one")
def join(request: Request, record: str, into: Id, reason: Why = "") -> Response:
    """Write the decision, and go to the one that both are now."""
    said = _said(request, reason)
    merge(ledger_of(request), record, into=into.strip(), reviewer=said.reviewer, reason=said.reason)
    return RedirectResponse(f"/actor/{into.strip()}", status_code=303)


@router.post("/review/actor/{record}/split", summary="Decide that spellings are somebody else")
def part(
    request: Request,
    record: str,
    name: Annotated[list[Annotated[str, Form(max_length=1_000)]], Form()],
    reason: Why = "",
) -> Response:
    """Write the decision, and go to the one whom the spellings mean now."""
    made = split(ledger_of(request), record, names=name, said=_said(request, reason))
    return RedirectResponse(f"/actor/{made.change['into']}", status_code=303)


def _said(request: Request, reason: str) -> Said:
    reviewer = reviewer_of(request)
    if not reviewer:
        raise LedgerError(WORDS[lang_of(request)]["review_no_name"])
    return Said(reviewer, reason)
