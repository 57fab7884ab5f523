"""JSON-LD by rdflib."""

import io
import json
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from musnad.export import export

OA = Namespace("http://www.w3.org/ns/oa#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
M = Namespace("urn:musnad:term:")

CREATIVE_WORK = {
    "text", "inLanguage", "dateCreated", "mentions", "isPartOf", "author", "headline",
    "datePublished", "publisher", "sourceOrganization",
}  # fmt: skip
PROPERTIES = {
    "NewsArticle": CREATIVE_WORK | {"url"},
    "Quotation": CREATIVE_WORK | {"spokenByCharacter"},
    "Claim": CREATIVE_WORK | {"appearance"},
    "Person": {"name", "alternateName"},
    "Organization": {"name", "alternateName"},
}
"""The properties of schema.org's types that are used (schema.org 28)."""


def urn(content):
    return URIRef(f"urn:musnad:{content}")


def written(entries, form):
    out = io.BytesIO()
    return export(entries, form, out), out.getvalue()


def parsed(data):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own, of its own classes
        return Graph().parse(data=data, format="json-ld")


@pytest.fixture(scope="module")
def graph(entry):
    return parsed(written([entry], "jsonld")[1])


def test_every_selector_finds_its_words_in_the_article(graph, entry):
    text = str(graph.value(urn(entry.article_id), SCHEMA.articleBody))
    targets = list(graph.objects(None, OA.hasTarget))
    assert len(targets) == 5 + 14  # predicates and roles
    for target in targets:
        assert graph.value(target, OA.hasSource) == urn(entry.article_id)
        position, quote = sorted(
            graph.objects(target, OA.hasSelector), key=lambda s: graph.value(s, RDF.type)
        )
        start, end = (int(graph.value(position, p)) for p in (OA.start, OA.end))
        exact, prefix, suffix = (
            str(graph.value(quote, p)) for p in (OA.exact, OA.prefix, OA.suffix)
        )
        assert text[start:end] == exact
        assert text[:start].endswith(prefix)
        assert text[end:].startswith(suffix)


def test_a_claimed_act_is_derived_from_the_statement_and_that_from_the_article(graph, entry):
    act, statement = urn(entry.frame_ids["f2"]), urn(entry.frame_ids["f1"])
    assert graph.value(act, PROV.wasDerivedFrom) == statement
    assert graph.value(statement, PROV.wasDerivedFrom) == urn(entry.article_id)
    assert graph.value(act, M.claimed) == Literal(True)


def test_the_chain_is_a_list_from_the_inner_voice_to_the_outlet(graph, entry):
    act = urn(entry.frame_ids["f2"])
    voices = list(Collection(graph, graph.value(act, M.chain)))
    names = [{str(n) for n in graph.objects(v, SCHEMA.name)} for v in voices]
    assert names == [{"المبعوث إدريس كومبو", "Idris Kumbu"}, {"أصداء الوادي"}]
    assert graph.value(act, PROV.wasAttributedTo) == voices[0]


def test_the_article_is_attributed_to_its_outlet(graph, entry):
    outlet = graph.value(urn(entry.article_id), PROV.wasAttributedTo)
    assert str(graph.value(outlet, SCHEMA.name)) == "أصداء الوادي"


def test_a_denial_names_what_it_denies(graph, entry):
    assert graph.value(urn(entry.frame_ids["f3"]), M.denies) == urn(entry.frame_ids["f2"])


def test_annotations_say_which_model_made_them(graph, entry):
    annotation = urn(f"annotation:{entry.frame_ids['f1']}")
    activity = graph.value(annotation, PROV.wasGeneratedBy)
    machine = graph.value(activity, PROV.wasAssociatedWith)
    assert (machine, RDF.type, PROV.SoftwareAgent) in graph
    assert str(graph.value(machine, SCHEMA.name)) == "by hand 2026-01-01"


def test_nothing_is_fetched_to_read_a_context(entry):
    for form in ("jsonld", "schema"):
        assert isinstance(json.loads(written([entry], form)[1])["@context"], dict)


def test_direct_words_are_quotations_and_others_claims(entry):
    found = parsed(written([entry], "schema")[1])
    (quotation,) = found.subjects(RDF.type, SCHEMA.Quotation)
    assert str(found.value(quotation, SCHEMA.text)) == "«القافلة لن تعود.\nوالأمر منته»"
    speaker = found.value(quotation, SCHEMA.spokenByCharacter)
    assert str(found.value(speaker, SCHEMA.name)) == "الناطق الصادق بخيت"
    assert (speaker, RDF.type, SCHEMA.Person) in found
    claims = set(found.subjects(RDF.type, SCHEMA.Claim))
    assert claims == {urn(entry.frame_ids["f1"]), urn(entry.frame_ids["f3"])}
    assert found.value(urn(entry.frame_ids["f1"]), SCHEMA.appearance) == urn(entry.article_id)


def test_types_have_only_properties_that_schema_org_gives_them(entry):
    found = parsed(written([entry], "schema")[1])
    for subject, kind in found.subject_objects(RDF.type):
        used = {str(p).removeprefix(str(SCHEMA)) for p in found.predicates(subject)} - {
            str(RDF.type)
        }
        assert used <= PROPERTIES[str(kind).removeprefix(str(SCHEMA))]


@settings(max_examples=40)
@given(text=st.text('"\\\0\x1b\r\n\t\u2028\u202e\ud800ابت<>{}@ ', min_size=1, max_size=10))
def test_hostile_text_stays_a_literal(hostile, text):
    entry = hostile(text)
    mended = text.replace("\ud800", "\ufffd")
    found = parsed(written([entry], "jsonld")[1])
    assert str(found.value(urn(entry.article_id), SCHEMA.articleBody)) == mended
    found = parsed(written([entry], "schema")[1])
    assert str(found.value(urn(entry.frame_ids["f1"]), SCHEMA.text)) == mended
