"""GraphML and GEXF by networkx and an XML parser."""

import io
import re

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from musnad.export import export

READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
LEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graph(entries, form):
    out = io.BytesIO()
    count = export(entries, form, out)
    out.seek(0)
    return count, READERS[form](out)


def names(found):
    key = "label"
    return {node: data[key] for node, data in found.nodes(data=True)}


@pytest.mark.parametrize("form", READERS)
def test_who_said_what_of_whom(form, entry):
    count, found = graph([entry], form)
    named = names(found)
    told = {
        (named[s], named[t], data["relation"], data["event_type"])
        for s, t, data in found.edges(data=True)
    }
    envoy, movement, drivers = "المبعوث إدريس كومبو", "الحركة", "سائقين اثنين"
    assert told == {
        (envoy, movement, "mentions", "SAY"),
        (envoy, drivers, "mentions", "SAY"),
        (movement, drivers, "act", "COERCE"),
        ("الناطق الصادق بخيت", "القافلة", "mentions", "SAY"),
    }
    assert count == 4


@pytest.mark.parametrize("form", READERS)
def test_an_act_tells_whether_it_is_only_claimed(form, entry):
    _, found = graph([entry], form)
    (act,) = [data for *_, data in found.edges(data=True) if data["relation"] == "act"]
    assert (act["claimed"], act["score"], act["event_mode"]) == (True, 0.91, "arrest")


@pytest.mark.parametrize("form", READERS)
def test_nodes_have_kind_code_and_country(form, entry):
    _, found = graph([entry], form)
    (data,) = [d for _, d in found.nodes(data=True) if d["label"] == "الحركة"]
    assert (data["kind"], data["code"], data["country"]) == ("body", "SDNREB", "SDN")


@pytest.mark.parametrize("form", READERS)
def test_an_actor_of_two_articles_is_one_node(form, entry):
    count, found = graph([entry, entry], form)
    assert count == 8
    assert found.number_of_nodes() == 5


@pytest.mark.parametrize("form", READERS)
def test_a_graph_of_nothing_is_a_graph(form):
    count, found = graph([], form)
    assert (count, found.number_of_nodes()) == (0, 0)


@pytest.mark.parametrize("form", READERS)
@given(text=st.text("<>&\"'\0\x0b\ufffe\ud800\r\n\t\u202e]]>ابت", min_size=2, max_size=10))
def test_hostile_names_are_escaped_and_lose_only_what_xml_lacks(form, hostile, text):
    out = io.BytesIO()
    if export([hostile(text)], form, out) == 0:
        return  # both halves are one actor
    tree = etree.fromstring(out.getvalue())
    if form == "graphml":
        quoted = tree.xpath("//*[@key='equotation']/text()")
    else:
        quoted = tree.xpath("//*[@for='quotation']/@value")
    assert "".join(quoted) == LEGAL.sub("", text)
