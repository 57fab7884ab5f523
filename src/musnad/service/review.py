"""Review: records one after another, the most urgent first, decided with a key each.

The room has no accounts yet: a reviewer is whoever says their name, once, which a cookie keeps.
What is decided is written by `musnad.service.review_decide`; who is handed what is settled by
`musnad.service.review_desk`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, NoReturn
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from musnad.errors import LedgerBusy, LedgerError, MusnadError, NoSuchRecord
from musnad.ledger import Ledger, QueueItem, Said, history, undo
from musnad.records import FLAGS, FRAME_TYPES, Judgement
from musnad.service.answers import Answer, json_response, lang_of, respond, wants_json
from musnad.service.articles import ledger_of
from musnad.service.review_api import ANSWERS, DECISION_BODY, UNDO_BODY
from musnad.service.review_decide import Outcome, decide
from musnad.service.review_desk import KEPT, Desk, Wanted, place_of
from musnad.service.review_list import frames_of, words_of
from musnad.service.review_list import router as list_router
from musnad.service.review_record import Record, lines
from musnad.service.review_sent import (
    REVIEWER_COOKIE,
    ROLE_ACTS,
    YEAR_SECONDS,
    Sent,
    cookie_of,
    data_of,
    fields_of,
    from_form,
    from_json,
    is_json,
    reviewer_of,
    text_of,
)
from musnad.service.words import WORDS

router = APIRouter()
router.include_router(list_router)

RETRY_SECONDS = 5
"""When to try again while somebody else is writing."""

LONGEST_NUMBER = 15
"""Digits of a decision's number."""

Data = dict[str, Any]

LOOKED_THROUGH = 500
"""Latest decisions among which a reviewer's own last one is looked for."""


@dataclass(frozen=True, slots=True)
class View:
    """What a reviewer looks at.

    Attributes:
        types, outlet: which part of the queue.
        after: the place in the queue that they have come to.
        frame: the record to look at; "" for the next one.
        done: number of the decision that they come from.
        told: what went wrong with it.
    """

    types: tuple[str, ...] = ()
    outlet: str = ""
    after: str = ""
    frame: str = ""
    done: int = 0
    told: str = ""

    @property
    def wanted(self) -> Wanted:
        """The part of the queue."""
        return self.types, self.outlet or None

    def path(self, **changed: str | int) -> str:
        """The address of the view, with something changed."""
        now = {"outlet": self.outlet, "after": self.after, "frame": self.frame, **changed}
        pairs = [("type", name) for name in self.types]
        pairs += [(name, str(value)) for name, value in now.items() if value]
        return f"/review?{urlencode(pairs)}" if pairs else "/review"


def desk_of(request: Request) -> Desk:
    """The desk that all reviewers of this room share."""
    state = request.app.state
    if not hasattr(state, "desk"):
        state.desk = Desk()
    found: Desk = state.desk
    return found


@router.get("/review", include_in_schema=False)
@router.get(
    "/review.json", summary="The most urgent record that waits for a reviewer, or one by id"
)
def review(
    request: Request,
    frame: str = "",
    outlet: str = "",
    after: str = "",
    done: Annotated[int, Query(ge=0, le=10**15)] = 0,
    kind: Annotated[tuple[str, ...], Query(alias="type")] = (),
) -> Response:
    """The most urgent record, or the one that is asked for, with all that a decision needs."""
    types = tuple(dict.fromkeys(name.upper() for name in kind if name))[: len(FRAME_TYPES)]
    return _page(request, View(types, outlet.strip(), after, frame, done))


def _page(request: Request, view: View, *, status: int = 200) -> Response:
    ledger, desk, reviewer = ledger_of(request), desk_of(request), reviewer_of(request)
    item = (
        desk.item(ledger, view.wanted, view.frame)
        if view.frame
        else desk.next(ledger, view.wanted, reviewer=reviewer, after=view.after)
    )
    frame = view.frame or (item.frame if item else "")
    record = Record.load(ledger, frame) if frame else None
    if frame:
        desk.hold(frame, reviewer)
    data = {
        "item": item.to_dict() if item else None,
        "record": record.to_dict() if record else None,
        "waiting": len(desk.waiting(ledger, view.wanted)),
        "next": view.path(frame="", after=place_of(item) if item else view.after),
    }
    last = _last_of(ledger, reviewer) if reviewer else None
    known = frames_of(ledger, {last.subject} if last else set())
    extra = _extra(request, view, item=item, record=record) | {"last": last, "known": known}
    title = WORDS[lang_of(request)]["review"]
    return respond(request, Answer("review.html", title, data, extra, "review", status))


def _extra(
    request: Request,
    view: View,
    *,
    item: QueueItem | None,
    record: Record | None,
) -> dict[str, Any]:
    """What only the HTML of the page needs."""
    shown = lines(record) if record else []
    near = [n for n, line in enumerate(shown) if line.near]
    first, end = (near[0], near[-1] + 1) if near else (0, 0)
    return {
        **words_of(request),
        "reviewer": reviewer_of(request),
        "view": view,
        "place": place_of(item) if item else view.after,
        "passage": {"before": shown[:first], "near": shown[first:end], "after": shown[end:]},
        "types": FRAME_TYPES,
        "flags": FLAGS,
        "role_acts": ROLE_ACTS,
        "most": KEPT,
        "text": record.entry.reading.article.text if record else "",
    }


def _last_of(ledger: Ledger, reviewer: str) -> Judgement | None:
    """A reviewer's last decision on a frame that is not taken back."""
    return next(
        (
            j
            for j in islice(history(ledger), LOOKED_THROUGH)
            if j.reviewer == reviewer and j.undoes is None and not j.undone and j.subject[:1] == "f"
        ),
        None,
    )


@router.post("/review/name", include_in_schema=False)
async def name(request: Request) -> Response:
    """Keep the reviewer's name in a cookie; an empty one forgets it. There are no accounts yet."""
    fields = await fields_of(request)
    given = fields.get("name", [""])[0]
    if given.strip():
        Said(given)  # refuses what no decision could carry
    view = _view(fields)
    response = RedirectResponse(view.path(), status_code=303)
    if given.strip():
        response.set_cookie(
            REVIEWER_COOKIE, cookie_of(given), samesite="lax", httponly=True, max_age=YEAR_SECONDS
        )
    else:
        response.delete_cookie(REVIEWER_COOKIE, samesite="lax", httponly=True)
    return response


def _view(fields: Mapping[str, list[str]]) -> View:
    """The view that a form was sent from."""
    one = {name: fields.get(name, [""])[0] for name in ("outlet", "after", "stay")}
    types = tuple(name for name in fields.get("type", []) if name in FRAME_TYPES)
    return View(types, one["outlet"], one["after"], one["stay"])


@router.post("/review/decide", include_in_schema=False)
@router.post(
    "/review/decide.json",
    summary="Confirm, reject or correct a record",
    openapi_extra=DECISION_BODY,
    responses=ANSWERS | {409: {"description": "Somebody decided otherwise since `seen`"}},
)
async def send(request: Request) -> Response:
    """Write a decision: JSON with frame, verdict, change, reason, seen, force, reviewer; or a form.

    `seen` is the number of the latest decision on the record that the sender knows of (0 for
    none). If somebody decided otherwise on the same points since, the answer is 409 with both;
    `force` writes it all the same.
    """
    if is_json(request):
        return await _for_program(request, _decided_for_program)
    fields = await fields_of(request)
    return await run_in_threadpool(_decided_for_form, request, fields)


async def _for_program(request: Request, act: Callable[[Request, Data], Response]) -> Response:
    """Do what JSON asks for; what goes wrong is told in JSON too."""
    try:
        return await run_in_threadpool(act, request, await data_of(request))
    except LedgerBusy as error:
        return _later(json_response({"error": str(error)}, status=503))
    except MusnadError as error:
        status = 404 if isinstance(error, NoSuchRecord) else 400
        return json_response({"error": str(error)}, status=status)


def _decided_for_program(request: Request, given: Data) -> Response:
    reviewer = reviewer_of(request, text_of(given, "reviewer"))
    outcome = _decide(request, from_json(given, reviewer=reviewer))
    data = {
        "decision": outcome.made.to_dict(),
        "others": [j.to_dict() for j in outcome.others],
        "seen": outcome.latest,
    }
    if outcome.others:
        told = WORDS[lang_of(request)]["review_differs"]
        return json_response({"error": told, **data}, status=409)
    return json_response(data)


def _decide(request: Request, sent: Sent) -> Outcome:
    if not sent.reviewer.strip():
        _no_name(request)
    return decide(ledger_of(request), sent.wish, Said(sent.reviewer, sent.reason))


def _decided_for_form(request: Request, fields: dict[str, list[str]]) -> Response:
    view = _view(fields)
    frame = fields.get("frame", [""])[0]
    try:
        sent = from_form(fields, reviewer=reviewer_of(request))
        outcome = _decide(request, sent)
    except LedgerBusy as error:
        return _later(_again(request, view, fields, error=error))
    except NoSuchRecord:
        raise
    except MusnadError as error:
        return _refused(request, view, frame, error)
    if outcome.others:
        return _differs(request, view, sent, outcome)
    if wants_json(request):
        return json_response({"decision": outcome.made.to_dict(), "seen": outcome.latest})
    made = outcome.made
    path = view.path(frame=made.subject if sent.stays else "", done=made.number)
    return RedirectResponse(path, status_code=303)


def _refused(request: Request, view: View, frame: str, error: MusnadError) -> Response:
    """The record once more, with what was wrong about the decision."""
    if wants_json(request) or not frame.startswith("f"):
        raise error
    again = View(view.types, view.outlet, view.after, frame, told=str(error))
    return _page(request, again, status=400)


def _differs(request: Request, view: View, sent: Sent, outcome: Outcome) -> Response:
    """Both decisions, and the choice to make one's own all the same."""
    told = WORDS[lang_of(request)]["review_differs"]
    data = {
        "error": told,
        "decision": outcome.made.to_dict(),
        "others": [j.to_dict() for j in outcome.others],
        "seen": outcome.latest,
    }
    kept = [(n, v) for n, v in sent.fields if n not in ("force", "seen")]
    kept += [("seen", str(outcome.latest)), ("force", "1")]
    record = Record.load(ledger_of(request), sent.wish.frame)
    extra = {
        **words_of(request),
        "fields": kept,
        "record": record.to_dict(),
        "text": record.entry.reading.article.text,
        "view": view,
    }
    title = WORDS[lang_of(request)]["review"]
    return respond(request, Answer("review_differs.html", title, data, extra, "review", 409))


def _again(
    request: Request, view: View, fields: dict[str, list[str]], *, error: MusnadError
) -> Response:
    """The same form to be sent once more."""
    kept = [(n, v) for n, values in fields.items() for v in values]
    extra = {"fields": kept, "action": request.url.path, "view": view}
    title = WORDS[lang_of(request)]["review"]
    answer = Answer("review_busy.html", title, {"error": str(error)}, extra, "review", 503)
    return respond(request, answer)


def _later(response: Response) -> Response:
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


@router.post("/review/undo", include_in_schema=False)
@router.post(
    "/review/undo.json",
    summary="Take a decision back, or take back that it was",
    openapi_extra=UNDO_BODY,
    responses=ANSWERS,
)
async def take_back(request: Request) -> Response:
    """Take back the decision of a number: JSON or a form with number, reason."""
    if is_json(request):
        return await _for_program(request, _undone_for_program)
    return await run_in_threadpool(_undone_for_form, request, await fields_of(request))


def _undone_for_program(request: Request, given: Data) -> Response:
    number = str(given.get("number"))
    who = reviewer_of(request, text_of(given, "reviewer"))
    made = _undo(request, number, Said(who or _no_name(request), text_of(given, "reason")))
    return json_response({"decision": made.to_dict()})


def _undone_for_form(request: Request, fields: dict[str, list[str]]) -> Response:
    number, reason = (fields.get(name, [""])[0] for name in ("number", "reason"))
    try:
        made = _undo(request, number, Said(reviewer_of(request) or _no_name(request), reason))
    except LedgerBusy as error:
        return _later(_again(request, _view(fields), fields, error=error))
    if wants_json(request):
        return json_response({"decision": made.to_dict()})
    on_frame = made.subject.startswith("f")
    path = _view(fields).path(frame=made.subject, done=made.number) if on_frame else "/judgements"
    return RedirectResponse(path, status_code=303)


def _undo(request: Request, number: str, said: Said) -> Judgement:
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
        raise LedgerError(f"{number[:30]!r} is no number of a decision; expected 1, 2, 3 …")
    ledger = ledger_of(request)
    made = undo(ledger, int(number), reviewer=said.reviewer, reason=said.reason)
    desk_of(request).forget()  # something may wait again
    return made


def _no_name(request: Request) -> NoReturn:
    raise LedgerError(WORDS[lang_of(request)]["review_no_name"])
