"""The reading room's application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from musnad import __version__
from musnad.errors import LedgerBusy, MusnadError, NoSuchRecord
from musnad.ledger import Ledger
from musnad.service import (
    actors,
    articles,
    claims,
    dyads,
    plots,
    read_now,
    review,
    search,
    sign_in,
    status,
    stories,
    who_is_who,
)
from musnad.service.accounts import Accounts
from musnad.service.answers import HERE, Answer, respond
from musnad.service.guard import guard
from musnad.service.options import ServiceOptions, Shared


def create_app(options: ServiceOptions) -> FastAPI:
    """The application over a ledger; one of its own for each call.

    Raises:
        LedgerError: the ledger can't be opened.
    """
    ledger = Ledger.open(options.ledger) if options.ledger else None

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield
        if ledger:
            ledger.close()

    app = FastAPI(
        title="Musnad",
        version=__version__,
        description="Who said what, according to whom: the ledger's pages as JSON.",
        lifespan=life,
        docs_url=None,  # these pages would ask another site for their scripts
        redoc_url=None,
    )
    accounts = Accounts(options.accounts) if options.accounts else None
    app.state.shared = Shared(options, ledger, accounts)
    app.add_middleware(BaseHTTPMiddleware, dispatch=guard)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*options.hosts])
    for room in (
        search,
        stories,
        claims,
        actors,
        dyads,
        plots,
        articles,
        review,
        read_now,
        status,
        sign_in,
        who_is_who,
    ):
        app.include_router(room.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_exception_handler(MusnadError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misread)
    return app


async def _told(request: Request, error: Exception) -> Response:
    """Our own errors are for people."""
    codes = {NoSuchRecord: 404, LedgerBusy: 503}
    code = next((code for kind, code in codes.items() if isinstance(error, kind)), 400)
    return respond(request, Answer("error.html", "", {"error": str(error)}, status=code))


async def _misread(request: Request, error: Exception) -> Response:
    """What a page was asked with is not what it takes."""
    told = [
        f"{fault['loc'][-1]}: {fault['msg']}, not {str(fault['input'])[:80]!r}"
        for fault in (error.errors() if isinstance(error, RequestValidationError) else ())
    ]
    return respond(request, Answer("error.html", "", {"error": "; ".join(told)}, status=400))


async def _refused(request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else 500
    told = error.detail if isinstance(error, HTTPException) else "unforeseen"
    return respond(request, Answer("error.html", "", {"error": told}, status=code))
