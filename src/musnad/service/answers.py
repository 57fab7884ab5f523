"""Answers: each page as HTML, and the same data as JSON.

A page is asked for as JSON by ".json" after its path, or by an Accept header that prefers JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from musnad.service.options import Shared
from musnad.service.words import WORDS
from musnad.show.labels import LABELS
from musnad.show.mode_words import named as mode_name
from musnad.show.safe import visible
from musnad.show.words import ROLE_WORDS, TYPE_WORDS

HERE = Path(__file__).parent
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["visible"] = visible
TEMPLATES.filters["visible_in"] = lambda text: (
    (" " if text[:1].isspace() else "") + visible(text) + (" " if text[-1:].isspace() else "")
)
LANG_COOKIE = "lang"
PAGES = ("search", "stories", "claims", "actors", "dyads", "review", "read_now", "status")
"""Names of the pages in the head, in order; each is also its path, with "-" for "_"."""


def shared(request: Request) -> Shared:
    """What all requests share."""
    found: Shared = request.app.state.shared
    return found


def lang_of(request: Request) -> str:
    """The visitor's language: asked for in the address, chosen before, preferred, or ours."""
    asked = request.query_params.get("lang") or request.cookies.get(LANG_COOKIE) or ""
    if asked in WORDS:
        return asked
    preferred = request.headers.get("accept-language", "")[:200].lower()
    for part in preferred.split(","):
        if (name := part.strip()[:2]) in WORDS:
            return name
    return shared(request).options.lang


def wants_json(request: Request) -> bool:
    """Whether the answer is asked for as JSON."""
    if request.url.path.endswith(".json"):
        return True
    accept = request.headers.get("accept", "")
    return "application/json" in accept and "text/html" not in accept


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page says.

    Attributes:
        template: its template's name.
        title: for the title element.
        data: its data, as the JSON twin gives them.
        extra: what only the HTML needs.
        page: which of `PAGES` it belongs to, "" for none.
    """

    template: str
    title: str
    data: Mapping[str, Any]
    extra: Mapping[str, Any] = field(default_factory=dict)
    page: str = ""
    status: int = 200


DRAWING = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""What a browser may do with a drawing that is opened by itself: use the colours within it."""


def svg_response(body: str) -> Response:
    """A drawing as a file of its own."""
    headers = {"Content-Security-Policy": DRAWING, "Vary": "Accept-Language, Cookie"}
    return Response(str(body), media_type="image/svg+xml", headers=headers)


def respond(request: Request, answer: Answer) -> Response:
    """The answer in the form that was asked for."""
    if wants_json(request):
        return json_response(answer.data, status=answer.status)
    lang = lang_of(request)
    body = TEMPLATES.get_template(answer.template).render(
        **answer.data,
        **answer.extra,
        w=WORDS[lang],
        types_in=lambda name: TYPE_WORDS[lang].get(name, name),
        named=lambda name: mode_name(name, lang),
        roles_in=lambda name: ROLE_WORDS[lang].get(name, name),
        flags_in=lambda name: LABELS[lang].get(name, name),
        account=getattr(request.state, "account", ""),
        lang=lang,
        direction="rtl" if lang == "ar" else "ltr",
        title=answer.title,
        page=answer.page,
        pages=PAGES,
        json_path=_json_path(request),
        lang_path=_lang_path(request, "en" if lang == "ar" else "ar"),
    )
    # characters that can't be written (half of a pair) must not end the answer
    response = Response(
        body.encode("utf-8", "replace"),
        status_code=answer.status,
        media_type="text/html; charset=utf-8",
    )
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    if request.query_params.get("lang") in WORDS:
        response.set_cookie(LANG_COOKIE, lang, samesite="lax", httponly=True, max_age=31_536_000)
    return response


def json_response(data: Any, *, status: int = 200) -> Response:  # noqa: ANN401 - whatever JSON holds
    """JSON with Arabic letters as they are."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    return Response(
        text.encode("utf-8", "backslashreplace"), status_code=status, media_type="application/json"
    )


def _json_path(request: Request) -> str:
    """Where the page's JSON twin is."""
    path = request.url.path
    twin = "/search.json" if path == "/" else f"{path.rstrip('/')}.json"
    return f"{twin}?{request.url.query}" if request.url.query else twin


def _lang_path(request: Request, lang: str) -> str:
    """The same page in the other language."""
    return str(request.url.include_query_params(lang=lang).replace(scheme="", netloc="")) or "/"
