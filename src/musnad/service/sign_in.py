"""Signing in and out, and who may do what; only where the room was opened with accounts."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from musnad.service.accounts import LONGEST, LONGEST_NAME, SESSION_SECONDS, Account
from musnad.service.answers import Answer, lang_of, respond, shared, wants_json
from musnad.service.words import WORDS

router = APIRouter()

SESSION_COOKIE = "session"
OPEN_TO_ALL = ("/login", "/login.json", "/static/")
"""Pages that are shown before somebody has signed in."""

DECIDING = ("/review", "/judgements")
"""Where what is sent is a decision."""

FOR_ADMINS = ("/accounts",)


@router.get("/login", include_in_schema=False)
def login(request: Request, next: Annotated[str, Query(max_length=2000)] = "/") -> Response:  # noqa: A002
    """The form to sign in."""
    return _form(request, next)


@router.post("/login", include_in_schema=False)
@router.post("/login.json", summary="Sign in; the answer sets a session's cookie")
async def enter(
    request: Request,
    name: Annotated[str, Form(max_length=LONGEST_NAME)] = "",
    password: Annotated[str, Form(max_length=LONGEST)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002 - the field's name
) -> Response:
    """Sign in, and go to the page that was asked for."""
    room = shared(request)
    words = WORDS[lang_of(request)]
    if room.accounts is None:
        return RedirectResponse("/", status_code=303)
    address = request.client.host if request.client else ""
    if not (room.attempts.allows(f"name {name.strip()}") and room.attempts.allows(f"at {address}")):
        return _form(request, next, words["account_wait"], status=429)
    account = await run_in_threadpool(room.accounts.check, name, password)
    if account is None:
        return _form(request, next, words["account_wrong"], status=401)
    token = room.sessions.begin(account)
    response: Response
    if wants_json(request):
        response = respond(request, Answer("", "", {"name": account.name, "role": account.role}))
    else:
        response = RedirectResponse(_local(next), status_code=303)
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(SESSION_SECONDS),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return response


@router.post("/logout", include_in_schema=False)
def leave(request: Request) -> Response:
    """Sign out."""
    shared(request).sessions.end(request.cookies.get(SESSION_COOKIE, ""))
    response = RedirectResponse("/login", status_code=303)
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="strict")
    return response


@router.get("/accounts", include_in_schema=False)
@router.get("/accounts.json", summary="Accounts, and how often each is signed in (for admins)")
def accounts(request: Request) -> Response:
    """Who may sign in, and who is."""
    room = shared(request)
    signed_in = room.sessions.names()
    known = room.accounts.all().values() if room.accounts else ()
    data = {
        "accounts": [
            {"name": a.name, "role": a.role, "sessions": signed_in.count(a.name)} for a in known
        ]
    }
    title = WORDS[lang_of(request)]["account_all"]
    return respond(request, Answer("accounts.html", title, data))


@router.post("/accounts/sign-out", include_in_schema=False)
def sign_out(request: Request, name: Annotated[str, Form(max_length=LONGEST_NAME)]) -> Response:
    """End all sessions of somebody."""
    shared(request).sessions.end_all(name)
    return RedirectResponse("/accounts", status_code=303)


def account_of(request: Request) -> Account | None:
    """Who asks; None where the room has no accounts, or where nobody has signed in."""
    room = shared(request)
    if room.accounts is None:
        return None
    return room.sessions.account_of(request.cookies.get(SESSION_COOKIE, ""), room.accounts)


def refused(request: Request) -> Response | None:
    """What is answered instead of the page, where the room has accounts; None if it may be seen."""
    room = shared(request)
    if room.accounts is None:
        return None
    address = request.client.host if request.client else ""
    words = WORDS[lang_of(request)]
    if not room.requests.allows(address):
        return _told(request, words["account_wait"], 429)
    path = request.url.path
    if any(path == p or (p.endswith("/") and path.startswith(p)) for p in OPEN_TO_ALL):
        return None
    account = account_of(request)
    if account is None:
        return _to_sign_in(request)
    request.state.account = account.name
    wrong = _beyond(account, request)
    return _told(request, words[wrong], 403) if wrong else None


def _to_sign_in(request: Request) -> Response:
    if request.method != "GET" or wants_json(request):
        return _told(request, WORDS[lang_of(request)]["account_needed"], 401)
    asked = str(request.url.replace(scheme="", netloc=""))
    return RedirectResponse(f"/login?{urlencode({'next': asked})}", status_code=303)


def _beyond(account: Account, request: Request) -> str:
    """Why an account may not do this; "" if it may."""
    path = request.url.path
    if path.startswith(FOR_ADMINS) and account.role != "admin":
        return "account_admins"
    decides = request.method != "GET" and path.startswith(DECIDING)
    return "account_readers" if decides and not account.decides else ""


def _told(request: Request, words: str, status: int) -> Response:
    return respond(request, Answer("error.html", "", {"error": words}, status=status))


def _form(request: Request, after: str, wrong: str = "", *, status: int = 200) -> Response:
    words = WORDS[lang_of(request)]
    data = {"next": _local(after), "wrong": wrong}
    return respond(request, Answer("login.html", words["account_enter"], data, status=status))


def _local(address: str) -> str:
    """An address within the room: whoever signs in is sent nowhere else."""
    own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if own and address.isprintable() else "/"
