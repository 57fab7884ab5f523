"""Status: what the ledger holds, its runs and their failures, and the model."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from musnad.ledger import failures, runs
from musnad.model import MODEL_FOLDER, Card, card_text
from musnad.service.answers import Answer, lang_of, respond
from musnad.service.articles import ledger_of
from musnad.service.words import WORDS

router = APIRouter()

MOST_RUNS = 100
MOST_NUMBER = 2**31
"""Of a run: what both databases hold."""


@router.get("/status", include_in_schema=False)
@router.get("/status.json", summary="Counts, runs, model")
def status(request: Request) -> Response:
    """Counts, runs and model."""
    ledger = ledger_of(request)
    card = Card.read(MODEL_FOLDER)
    data = {
        "counts": ledger.counts(),
        "runs": [run.to_dict() for run in runs(ledger)[:MOST_RUNS]],
        "model": {"name": card.name, "date": card.date, "digest": card.digest, "card": card_text()},
    }
    title = WORDS[lang_of(request)]["status"]
    return respond(request, Answer("status.html", title, data, page="status"))


@router.get("/run/{number}", include_in_schema=False)
@router.get("/run/{number}.json", summary="What failed in a run, with the reasons")
def run(request: Request, number: Annotated[int, Path(ge=0, le=MOST_NUMBER)]) -> Response:
    """The failures of a run."""
    found = failures(ledger_of(request), number)
    data = {"number": number, "failures": [f.to_dict() for f in found]}
    title = f"{WORDS[lang_of(request)]['runs']} {number}"
    return respond(request, Answer("run.html", title, data, page="status"))
