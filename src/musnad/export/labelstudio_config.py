"""The labelling interface of Label Studio for the frame scheme, as its XML. Data and layout only.

Controls: `frame` (labels: types), `role` (labels: roles), `flag`, `context`, `unsaid` (choices),
`value` (text), and for each type that has modes `mode_TYPE` (choices), shown at its frames only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from musnad.export.xml_text import tag
from musnad.records import CONTEXTS, FLAGS, FRAME_TYPES, MODES, ROLES, STATEMENT_TYPES

TEXT, FRAME, ROLE, FLAG, CONTEXT = "text", "frame", "role", "flag", "context"
MODE, UNSAID, VALUE = "mode_", "unsaid", "value"
"""Names of the controls; the modes of a type are chosen in `mode_TYPE`."""

STATEMENT, ACT, PARTY = "#1f6feb", "#c2410c", "#15803d"
"""Colours of labels; they differ in lightness too, for those who tell few colours apart."""

_RTL = {"style": "direction: rtl; text-align: right; line-height: 2; font-size: 1.1em"}


def config() -> str:
    """The XML for the project's settings, "Labeling Interface", "Code"."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    to = {"toName": TEXT}
    yield tag("View", {})
    yield from _labels(
        FRAME, ((n, STATEMENT if n in STATEMENT_TYPES else ACT) for n in FRAME_TYPES)
    )
    yield from _labels(ROLE, ((name, PARTY) for name in ROLES))
    yield tag("View", _RTL)
    yield tag("Text", {"name": TEXT, "value": "$text"}, close=True)
    yield "</View>"
    yield tag("Relations", {})
    yield "</Relations>"
    of_frames = {**to, "perRegion": "true", "whenTagName": FRAME}
    yield from _choices(FLAG, {**of_frames, "choice": "multiple", "showInline": "true"}, FLAGS)
    for name, modes in MODES.items():
        own = {**of_frames, "whenLabelValue": name, "choice": "multiple", "showInline": "true"}
        yield from _choices(f"{MODE}{name}", own, modes)
    chosen = {**of_frames, "choice": "multiple", "layout": "select", "placeholder": "contexts"}
    yield from _choices(CONTEXT, chosen, CONTEXTS)
    of_roles = {**to, "perRegion": "true", "whenTagName": ROLE}
    yield from _choices(UNSAID, {**of_roles, "choice": "multiple"}, (UNSAID,))
    written = {**of_roles, "maxSubmissions": "1", "editable": "true", "placeholder": "code or date"}
    yield tag("TextArea", {"name": VALUE, **written}, close=True)
    yield "</View>"


def _labels(name: str, labels: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield tag("Labels", {"name": name, "toName": TEXT})
    for label, colour in labels:
        yield "  " + tag("Label", {"value": label, "background": colour}, close=True)
    yield "</Labels>"


def _choices(name: str, attributes: dict[str, str], values: Iterable[str]) -> Iterator[str]:
    yield tag("Choices", {"name": name, **attributes})
    for value in values:
        yield "  " + tag("Choice", {"value": value}, close=True)
    yield "</Choices>"
