"""Standoff files, read by the rules of brat's format."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.export import export
from musnad.export.brat import Standoff
from musnad.export.brat_config import configuration, visual
from musnad.export.texts import shown

LINE = re.compile(
    r"(?P<bound>T\d+\t\w+ (?P<where>\d+ \d+(?:;\d+ \d+)*)\t(?P<words>[^\t]+))"
    r"|E\d+\t\w+:T\d+(?: \w+:T\d+)*(?: Denies:E\d+)?"
    r"|A\d+\t\w+ E\d+(?: [\w-]+)?"
    r"|#\d+\tAnnotatorNotes [TE]\d+\t[^\t]+"
)


def checked(text, lines):
    """Lines by id, each held against the format and the text."""
    found = {}
    for line in lines:
        match = LINE.fullmatch(line)
        assert match, line
        if match["bound"]:
            pairs = [tuple(map(int, pair.split())) for pair in match["where"].split(";")]
            assert " ".join(text[start:end] for start, end in pairs) == match["words"]
        name, _, rest = line.partition("\t")
        assert name not in found
        found[name] = rest
    return found


@pytest.fixture(scope="module")
def folder(entry, tmp_path_factory):
    made = tmp_path_factory.mktemp("brat") / "standoff"
    assert export([entry], "brat", made) == 1
    return made


@pytest.fixture(scope="module")
def annotations(folder, entry):
    text = (folder / f"{entry.article_id}.txt").read_text("utf-8")
    return checked(text, (folder / f"{entry.article_id}.ann").read_text("utf-8").splitlines())


def test_the_text_is_the_article(folder, entry):
    assert (folder / f"{entry.article_id}.txt").read_text("utf-8") == entry.reading.article.text


def named(annotations, event):
    """An event with the words of its parts."""
    parts = [part.split(":") for part in annotations[event].split()]
    return [(name, annotations[bound].partition("\t")[2]) for name, bound in parts]


def test_a_frame_is_an_event(annotations):
    assert named(annotations, "E2") == [
        ("COERCE", "احتجزت"),
        ("Agent", "الحركة"),
        ("Target", "سائقين اثنين"),
        ("Place", "مدينة الفاشر"),
        ("Toll", "سائقين اثنين"),
    ]


def test_what_is_unsaid_has_a_role_of_its_own(annotations):
    assert named(annotations, "E4")[1] == ("UnsaidAgent", "الناطق الصادق بخيت")


def test_a_content_over_two_lines_is_in_two_fragments(annotations):
    assert named(annotations, "E4")[2] == ("Content", "«القافلة لن تعود. والأمر منته»")


def test_flags_claims_modes_denials_and_values(annotations):
    rest = set(annotations.values())
    assert {"Claimed E2", "Mode E2 arrest", "Negated E5", "Future E5", "Claimed E5"} <= rest
    assert annotations["E3"].endswith(" Denies:E2")
    assert "AnnotatorNotes E2\tcontext: military, human_rights" in rest
    agent = dict(part.split(":") for part in annotations["E2"].split())["Agent"]
    assert f"AnnotatorNotes {agent}\tSDNREB" in rest


def test_the_configuration_declares_what_is_used(folder, annotations):
    declared = (folder / "annotation.conf").read_text("utf-8")
    assert declared == configuration()
    assert (folder / "visual.conf").read_text("utf-8") == visual()
    names = {line.split("\t")[0] for line in declared.splitlines()}
    used = {rest.split()[0] for name, rest in annotations.items() if name[0] in "TA"}
    assert used <= names
    assert all("UnsaidAgent*:Actor" in line for line in declared.splitlines() if "SAY" in line)


HOSTILE = " \0\x1b\r\n\t\v\x85\u2028\u202e\ud800\U0001f54aابت;|"


@settings(max_examples=60)
@given(text=st.text(HOSTILE, min_size=2, max_size=14))
def test_hostile_text_keeps_to_the_format(hostile, text):
    fit = shown(text)
    assert len(fit) == len(text)
    lines = "".join(Standoff(fit).lines(hostile(text)))
    checked(fit, lines.splitlines())
    assert len(lines.splitlines()) == lines.count("\n")
