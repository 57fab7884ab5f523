"""What the API's document says of decisions, which are read by hand from forms and from JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.ledger.decisions import LONGEST_NAME, LONGEST_REASON
from musnad.ledger.judge import VERDICTS

_NAME = {"type": "string", "maxLength": LONGEST_NAME, "description": "Who; else the cookie says"}
_REASON = {"type": "string", "maxLength": LONGEST_REASON}
_NUMBER = {"type": "integer", "minimum": 0, "maximum": 10**15 - 1}


def _body(required: list[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    schema = {"type": "object", "required": required, "properties": dict(properties)}
    content = {"application/json": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


DECISION_BODY = _body(
    ["frame", "verdict"],
    {
        "frame": {"type": "string", "pattern": "^f[0-9a-f]{1,60}$"},
        "verdict": {"type": "string", "enum": list(VERDICTS)},
        "change": {"type": "object", "description": "See docs/judging.md; for `correct` only"},
        "reason": _REASON,
        "reviewer": _NAME,
        "seen": {**_NUMBER, "description": "The latest decision on the record that was seen"},
        "force": {"type": "boolean", "description": "Whatever was decided since"},
    },
)
UNDO_BODY = _body(["number"], {"number": _NUMBER, "reason": _REASON, "reviewer": _NAME})

ANSWERS: dict[int | str, dict[str, Any]] = {
    400: {"description": "It does not fit; the sentence says why. Nothing was written"},
    403: {"description": "Sent from another site's page"},
    404: {"description": "There is no such record"},
    503: {"description": "Somebody else is writing; try again"},
}
