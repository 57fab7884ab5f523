"""What the review page's forms and programs send, read into wishes.

A form has one button for each act; a program sends JSON with `verdict` and `change`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from fastapi import Request
from starlette.datastructures import FormData

from musnad.errors import LedgerError
from musnad.ledger.decisions import LONGEST_NAME, check_text
from musnad.service.review_decide import RoleWish, Wish
from musnad.service.sign_in import account_of

REVIEWER_COOKIE = "reviewer"
YEAR_SECONDS = 31_536_000

MOST_BYTES = 200_000
"""Of a request: a correction has 20,000 at most, a reason 5,000 characters."""

MOST_FIELDS = 100

ROLE_ACTS = ("predicate", "agent", "target", "content", "place", "time", "medium", "toll")
"""Buttons that set a role, in the order of their keys 0 to 5; the last two have none."""

Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent.

    Attributes:
        wish: the decision.
        reviewer, reason: who, and why.
        stays: the reviewer goes on with the same record.
        fields: the form as it came, to be sent again; nothing of JSON.
    """

    wish: Wish
    reviewer: str
    reason: str
    stays: bool = False
    fields: tuple[tuple[str, str], ...] = ()


def reviewer_of(request: Request, given: str = "") -> str:
    """Who decides: the account that has signed in, or the name that was given; "" if none.

    Args:
        request: with a session's cookie, or with one that keeps a name.
        given: the name that a program sends; of no account where there are accounts.

    In a room without accounts anybody may give any name, which is kept in a cookie of theirs:
    decisions then say what somebody called themselves, not who they are.
    """
    account = account_of(request)
    if account is not None:
        return account.name
    return given or unquote(request.cookies.get(REVIEWER_COOKIE, ""))[:LONGEST_NAME].strip()


def cookie_of(name: str) -> str:
    """A name as a cookie holds it: letters of ASCII only."""
    return quote(name[:LONGEST_NAME].strip(), safe="")


def is_json(request: Request) -> bool:
    """Whether a request sends JSON."""
    return request.headers.get("content-type", "").split(";")[0].strip() == "application/json"


async def fields_of(request: Request) -> Fields:
    """The fields of a form.

    Raises:
        LedgerError: it is too large.
    """
    _check_size(request)
    form: FormData = await request.form(max_fields=MOST_FIELDS, max_files=0)
    found: Fields = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


async def data_of(request: Request) -> dict[str, Any]:
    """The JSON object that was sent.

    Raises:
        LedgerError: it is too large, or none.
    """
    _check_size(request)
    body = await request.body()
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise LedgerError("the request is no JSON; expected an object with frame, verdict") from (
            error
        )
    return _object(data, "the request: expected an object with frame, verdict, change, seen")


def _object(data: Any, told: str) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A JSON object that a database can hold."""
    if not isinstance(data, dict):
        raise LedgerError(told)
    written = json.dumps(data, ensure_ascii=False).replace("\\u0000", "\0")
    check_text(written, "the request", longest=MOST_BYTES)
    return data


def _check_size(request: Request) -> None:
    size = request.headers.get("content-length", "")
    if not size.isdigit() or int(size) > MOST_BYTES:
        raise LedgerError(f"a decision has at most {MOST_BYTES} bytes, and says how many")


def from_json(data: Mapping[str, Any], *, reviewer: str) -> Sent:
    """A decision sent by a program."""
    change = data.get("change") or {}
    if not isinstance(change, dict):
        raise LedgerError("change: expected an object; see musnad.records.Judgement")
    wish = Wish(
        frame=text_of(data, "frame"),
        verdict=text_of(data, "verdict"),  # type: ignore[arg-type] # checked by `decide`
        change=change,
        seen=_whole(data.get("seen", 0)),
        force=data.get("force") in (True, 1),
    )
    return Sent(wish, reviewer, text_of(data, "reason"))


def from_form(fields: Fields, *, reviewer: str) -> Sent:
    """A decision sent by a form: by `act`, the button, or by `verdict` and `change`."""
    act, _, rest = _first(fields, "act").partition(" ")
    verdict, change, role = _first(fields, "verdict"), _change(fields), None
    if act in ("confirm", "reject"):
        verdict = act
    elif act == "type":
        verdict, change = "correct", {"type": _first(fields, "to_type")}
    elif act == "flags":
        verdict, change = "correct", {"flags": fields.get("flag", [])}
    elif act == "drop":
        name, _, place = rest.partition(" ")
        verdict, role = "correct", RoleWish(name, without=place or "none")
    elif act:
        verdict, role = "correct", _role(fields, act)
    wish = Wish(
        frame=_first(fields, "frame"),
        verdict=verdict,  # type: ignore[arg-type] # checked by `decide`
        change=change,
        role=role,
        seen=_whole(_first(fields, "seen") or "0"),
        force=_first(fields, "force") == "1",
    )
    stays = role is not None or act == "flags"
    kept = tuple((name, value) for name, values in fields.items() for value in values)
    return Sent(wish, reviewer, _first(fields, "reason"), stays, kept)


def _role(fields: Fields, name: str) -> RoleWish:
    """A role by the words that were selected (their place), or else by those that were typed.

    Raises:
        LedgerError: there are none; a role is taken away by a button of its own.
    """
    words = _first(fields, "span") or _first(fields, "words")
    if not words.strip():
        raise LedgerError("select words of the article first, or write them into the field")
    chosen = fields.get("how", [])
    return RoleWish(name, words, unsaid="unsaid" in chosen, beside="beside" in chosen)


def _change(fields: Fields) -> dict[str, Any]:
    given = _first(fields, "change")
    if not given.strip():
        return {}
    try:
        found = json.loads(given)
    except (ValueError, RecursionError) as error:
        raise LedgerError("change is no JSON; see musnad.records.Judgement") from error
    return _object(found, "change: expected a JSON object; see musnad.records.Judgement")


def _first(fields: Fields, name: str) -> str:
    return fields.get(name, [""])[0]


def text_of(data: Mapping[str, Any], name: str) -> str:
    """A text of a JSON object, "" where it is left out."""
    value = data.get(name) or ""
    if not isinstance(value, str):
        raise LedgerError(f"{name}: expected a text")
    return value


def _whole(value: Any) -> int:  # noqa: ANN401 - JSON
    """A number of a row."""
    written = str(value).strip() if isinstance(value, (int, str)) else ""
    if not (written.isascii() and written.isdigit() and len(written) <= 15):
        raise LedgerError(f"{str(value)[:30]!r} is no number of a decision; expected 0, 1, 2 …")
    return int(written)
