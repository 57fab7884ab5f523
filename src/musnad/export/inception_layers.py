"""The layers of INCEpTION for the frame scheme: as its own JSON, and as a UIMA type system.

`musnad.Mark` is a span layer for frames and roles, `musnad.Tie` a relation layer from a frame to
its roles. The tag sets stand in the JSON. Field names are those of INCEpTION's exported layers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from musnad.export.xml_text import HEAD, text
from musnad.records import CONTEXTS, FLAGS, FRAME_TYPES, MODE_NAMES, ROLES

NAMESPACE = "musnad"
MARK, TIE = "Mark", "Tie"
LABEL, FLAG, MODE, CONTEXT = "label", "flags", "modes", "contexts"
UNSAID, VALUE = "unsaid", "value"
SOURCE, TARGET = "Governor", "Dependent"
"""INCEpTION's names for the two ends of a relation."""

STRING, STRINGS, TRUTH = "uima.cas.String", "uima.cas.StringArray", "uima.cas.Boolean"
ANNOTATION = "uima.tcas.Annotation"

_FEATURES: tuple[tuple[str, str, str, tuple[str, ...] | None], ...] = (
    (LABEL, STRING, "type of the frame, or name of the role", (*FRAME_TYPES, *ROLES)),
    (FLAG, STRINGS, "flags of the frame", FLAGS),
    (MODE, STRINGS, "PLOVER modes of the frame", MODE_NAMES),
    (CONTEXT, STRINGS, "PLOVER contexts of the frame", CONTEXTS),
    (UNSAID, TRUTH, "the role is left unsaid; the words are its antecedent's", None),
    (VALUE, STRING, "code of an actor, ISO 8601 time, place", None),
)
"""Features of a mark: name, type, what it says, tags."""

Json = dict[str, Any]


def layers() -> str:
    """The file for the project's settings, "Layers", "Import layers"."""
    mark = _layer(MARK, "span", "Musnad: frame or role", [_feature(*f) for f in _FEATURES])
    tie = _layer(TIE, "relation", "Musnad: role of a frame", [])
    tie["attach_type"] = {"name": f"{NAMESPACE}.{MARK}"}
    return json.dumps([mark, tie], ensure_ascii=False, indent=1) + "\n"


def _layer(name: str, kind: str, title: str, features: list[Json]) -> Json:
    return {
        "name": f"{NAMESPACE}.{name}",
        "features": features,
        "uiName": title,
        "type": kind,
        "description": None,
        "enabled": True,
        "built_in": False,
        "readonly": False,
        "attach_type": None,
        "attach_feature": None,
        "allow_stacking": True,
        "cross_sentence": True,
        "show_hover": True,
        "anchoring_mode": "CHARACTERS",
        "overlap_mode": "ANY_OVERLAP",
        "validation_mode": "ALWAYS",
        "lock_to_token_offset": False,
        "multiple_tokens": True,
        "linked_list_behavior": False,
        "on_click_javascript_action": None,
        "traits": None,
    }


def _feature(name: str, kind: str, says: str, tags: Sequence[str] | None) -> Json:
    return {
        "name": name,
        "tag_set": _tag_set(name, tags) if tags else None,
        "uiName": name,
        "type": kind,
        "enabled": True,
        "visible": True,
        "include_in_hover": False,
        "required": name == LABEL,
        "remember": False,
        "hideUnconstraintFeature": False,
        "description": says,
        "multi_value_mode": "ARRAY" if kind == STRINGS else "NONE",
        "link_mode": "NONE",
        "link_type_name": None,
        "link_type_role_feature_name": None,
        "link_type_target_feature_name": None,
        "traits": None,
        "curatable": True,
        "rank": 0,
    }


def _tag_set(name: str, tags: Sequence[str]) -> Json:
    return {
        "name": f"Musnad {name}",
        "description": None,
        "language": None,
        "tags": [{"tag_name": tag, "tag_description": None} for tag in tags],
        "create_tag": False,
    }


def type_system() -> str:
    """The type system, for readers of UIMA files other than INCEpTION."""
    return HEAD + "\n".join(_type_system()) + "\n"


def _type_system() -> Iterator[str]:
    yield '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">'
    yield "<name>musnad</name><types>"
    yield from _type(f"{NAMESPACE}.{MARK}", ANNOTATION, [(f[0], f[1]) for f in _FEATURES])
    ends = [(end, f"{NAMESPACE}.{MARK}") for end in (SOURCE, TARGET)]
    yield from _type(f"{NAMESPACE}.{TIE}", ANNOTATION, ends)
    yield from _type(
        "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData",
        "uima.tcas.DocumentAnnotation",
        [("documentTitle", STRING), ("documentId", STRING)],
    )
    yield "</types></typeSystemDescription>"


def _type(name: str, above: str, features: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield f"<typeDescription><name>{text(name)}</name><description/>"
    yield f"<supertypeName>{above}</supertypeName><features>"
    for feature, kind in features:
        yield f"<featureDescription><name>{feature}</name><description/>"
        yield f"<rangeTypeName>{kind}</rangeTypeName></featureDescription>"
    yield "</features></typeDescription>"
