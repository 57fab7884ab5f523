"""The JSON-LD context of annotations: terms and what they stand for. Data only.

It stands in every file, so that nothing is fetched to read one. Sources: Web Annotation Vocabulary
(W3C 2017), PROV-O (W3C 2013), schema.org. Terms under `urn:musnad:term:` are our own.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

PREFIX = "urn:musnad:"
"""Before a content id it makes an IRI."""

_IRI = "@id"
_COUNT = "xsd:nonNegativeInteger"

CONTEXT: MappingProxyType[str, Any] = MappingProxyType(
    {
        "oa": "http://www.w3.org/ns/oa#",
        "prov": "http://www.w3.org/ns/prov#",
        "schema": "https://schema.org/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "m": f"{PREFIX}term:",
        "id": "@id",
        "type": "@type",
        "Annotation": "oa:Annotation",
        "SpecificResource": "oa:SpecificResource",
        "TextPositionSelector": "oa:TextPositionSelector",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "body": {"@id": "oa:hasBody", "@type": _IRI},
        "target": {"@id": "oa:hasTarget", "@type": _IRI},
        "source": {"@id": "oa:hasSource", "@type": _IRI},
        "selector": {"@id": "oa:hasSelector", "@type": _IRI},
        "motivation": {"@id": "oa:motivatedBy", "@type": _IRI},
        "start": {"@id": "oa:start", "@type": _COUNT},
        "end": {"@id": "oa:end", "@type": _COUNT},
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "Entity": "prov:Entity",
        "Agent": "prov:Agent",
        "SoftwareAgent": "prov:SoftwareAgent",
        "Activity": "prov:Activity",
        "used": {"@id": "prov:used", "@type": _IRI},
        "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": _IRI},
        "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": _IRI},
        "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": _IRI},
        "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": _IRI},
        "NewsArticle": "schema:NewsArticle",
        "name": "schema:name",
        "headline": "schema:headline",
        "articleBody": "schema:articleBody",
        "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
        "url": "schema:url",
        "Frame": "m:Frame",
        "Role": "m:Role",
        "eventType": "m:eventType",
        "eventMode": "m:eventMode",
        "eventContext": "m:eventContext",
        "flag": "m:flag",
        "claimed": "m:claimed",
        "score": "m:score",
        "judged": "m:judged",
        "denies": {"@id": "m:denies", "@type": _IRI},
        "chain": {"@id": "m:chain", "@type": _IRI, "@container": "@list"},
        "role": "m:role",
        "roleOf": {"@id": "m:roleOf", "@type": _IRI},
        "unsaid": "m:unsaid",
        "norm": "m:norm",
        "refersTo": {"@id": "m:refersTo", "@type": _IRI},
        "code": "m:code",
    }
)
"""Selectors count code points of `articleBody`."""
