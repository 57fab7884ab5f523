"""Reads a bundle from anywhere: bounded in size and depth, every value of the kind it must be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from musnad.errors import ProofError
from musnad.ledger.proof import FORMAT, VERSION
from musnad.ledger.raw import HEX
from musnad.ledger.tree import MOST_STEPS

MOST_BYTES = 16_000_000
"""Of a bundle: the longest article that we read, with all its frames, has a tenth of it."""

DEEPEST = 24
"""Levels of lists and objects; ours have nine."""

Json = dict[str, Any]

_LOG_ROW = {
    "row": int, "at": str, "kind": str, "subject": str, "digest": str, "previous": str, "hash": str,
}  # fmt: skip
_JUDGEMENT = {
    "number": int, "subject": str, "verdict": str, "reviewer": str, "at": str, "change": dict,
    "reason": str, "model": str, "undoes": (int, None),
}  # fmt: skip
_SHAPE: Mapping[str, Any] = {
    "format": str,
    "version": int,
    "frame": {
        "id": str, "record": dict, "chain": list, "links": list, "resolved": list,
        "identities": list, "model": dict,
    },
    "article": {"id": str, "record": dict},
    "reading": {"id": str, "record": dict},
    "origins": [{"source": str, "sha256": str, "size": int, "seen": str}],
    "judgements": [{"record": _JUDGEMENT, "stands": bool}],
    "log": [{"row": _LOG_ROW, "way": list}],
    "head": {"row": int, "hash": str, "root": str},
    "proves": [str],
    "proves_not": [str],
}  # fmt: skip


def load(data: bytes | str) -> Json:
    """The bundle in these bytes.

    Raises:
        ProofError: it is too large, no JSON, none of our bundles, or of a later version.
    """
    if len(data) > MOST_BYTES:
        raise ProofError(f"the proof has {len(data)} bytes; at most {MOST_BYTES} are read")
    found = _parsed(data)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ProofError(f'this is no proof; expected an object with "format": "{FORMAT}"')
    if found.get("version") != VERSION:
        raise ProofError(
            f"the proof has version {str(found.get('version'))[:20]}; this musnad knows version "
            f"{VERSION}: update musnad"
        )
    _shallow(found)
    _shaped(found, _SHAPE, "proof")
    for entry in found["log"]:
        _hexadecimal(entry["row"], ("digest", "previous", "hash"))
        _way(entry["way"])
    _hexadecimal(found["head"], ("hash", "root"))
    return found


def _parsed(data: bytes | str) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        told = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
        raise ProofError(f"the proof can't be read as JSON: {told}") from None


def _once(pairs: list[tuple[str, Any]]) -> Json:
    """An object; a name that stands twice would be read one way here and another way there."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _shallow(data: Any) -> None:  # noqa: ANN401
    level = [data]
    for _ in range(DEEPEST):
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return
    raise ProofError(f"the proof is nested more than {DEEPEST} levels deep; ours are not")


def _shaped(value: Any, shape: Any, path: str) -> None:  # noqa: ANN401
    """Refuse a value of another shape than the one that is described."""
    if isinstance(shape, Mapping):
        _kind(value, dict, path)
        if set(value) != set(shape):
            odd = ", ".join(sorted(str(k)[:40] for k in set(value) ^ set(shape))[:5])
            raise ProofError(f"{path} has other names than ours: {odd}")
        for name, inner in shape.items():
            _shaped(value[name], inner, f"{path}.{name}")
    elif isinstance(shape, list):
        _kind(value, list, path)
        for number, item in enumerate(value):
            _shaped(item, shape[0], f"{path}[{number}]")
    elif isinstance(shape, tuple):
        if value is not None:
            _kind(value, shape[0], path)
    else:
        _kind(value, shape, path)


def _kind(value: Any, kind: type, path: str) -> None:  # noqa: ANN401
    if type(value) is not kind:
        raise ProofError(f"{path} is {type(value).__name__}; expected {kind.__name__}")


def _hexadecimal(row: Json, names: tuple[str, ...]) -> None:
    for name in names:
        if not HEX.fullmatch(row[name]):
            raise ProofError(f"{name} is {row[name][:70]!r}; expected 64 hexadecimal digits")


def _way(way: list[Any]) -> None:
    """Refuse a way to the root that is none."""
    good = len(way) <= MOST_STEPS and all(
        isinstance(step, list)
        and len(step) == 2
        and step[0] in ("left", "right")
        and isinstance(step[1], str)
        and HEX.fullmatch(step[1])
        for step in way
    )
    if not good:
        raise ProofError(f"a way to the root is at most {MOST_STEPS} pairs of a side and a hash")
