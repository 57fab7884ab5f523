"""Pages and the schema are held against the program's own tables."""

import importlib.util
import json
import re
from pathlib import Path
from typing import get_args

import pytest
from jsonschema import Draft202012Validator

import musnad
from musnad.cli.main import COMMANDS
from musnad.demo import DEMO_PAGES, demo_page
from musnad.export import export
from musnad.export.plover import CAMEO_ROOTS
from musnad.ingest import beside
from musnad.ledger import Ledger, judge
from musnad.records import (
    CONTEXTS,
    FLAGS,
    FRAME_TYPES,
    MENTION_KINDS,
    MODE_NAMES,
    MODES,
    ROLES,
    Origin,
    Verdict,
)
from musnad.records.frames import WithheldReason
from musnad.records.resolved import PlaceKind, TimexModifier, TimexType
from musnad.show.mode_words import ARABIC

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA = json.loads((DOCS / "reading.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("make_commands", DOCS / "make_commands.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def readings():
    return [musnad.read(demo_page(name)) for name in DEMO_PAGES]


def test_the_page_of_commands_is_what_the_script_makes(maker):
    kept = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert kept == maker.page(), "run: python docs/make_commands.py"


def test_the_page_of_commands_has_every_command():
    kept = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\w+)$", kept, re.MULTILINE) == list(COMMANDS)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_readings_fit_the_schema(readings):
    check = Draft202012Validator(SCHEMA)
    for reading in readings:
        assert [e.message for e in check.iter_errors(reading.to_dict())] == []


def test_entries_of_a_ledger_fit_the_schema(readings, tmp_path):
    with Ledger.open(tmp_path / "news.ledger") as ledger:
        origin = Origin("page.html", "0" * 64, 10, "2026-03-01T00:00:00Z")
        ledger.add(readings[0], origin=origin, also=beside)
        entry = next(ledger.entries())
        judge(ledger, next(iter(entry.frame_ids.values())), "confirm", reviewer="هدى")
        export(ledger.entries(), "jsonl", tmp_path / "all.jsonl")
    (line,) = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    data = json.loads(line)
    assert data["entry"]["judgements"]
    assert data["entry"]["origins"]
    assert [e.message for e in Draft202012Validator(SCHEMA).iter_errors(data)] == []


@pytest.mark.parametrize("key", ["score", "type", "within", "claimed", "roles"])
def test_the_schema_misses_what_is_left_out(readings, key):
    data = readings[0].to_dict()
    del data["frames"][0][key]
    assert not Draft202012Validator(SCHEMA).is_valid(data)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (("frame", "type"), FRAME_TYPES),
        (("role", "role"), ROLES),
        (("withheld", "role"), ROLES),
        (("withheld", "reason"), get_args(WithheldReason)),
        (("mention", "kind"), MENTION_KINDS),
        (("mode", "name"), MODE_NAMES),
        (("context", "name"), CONTEXTS),
        (("place", "kind"), get_args(PlaceKind)),
        (("timex", "type"), get_args(TimexType)),
        (("timex", "modifier"), (*get_args(TimexModifier), None)),
        (("judgement", "verdict"), get_args(Verdict)),
    ],
    ids=lambda given: ".".join(given) if isinstance(given, tuple) and len(given) == 2 else "",
)
def test_names_of_the_schema_are_those_of_the_program(path, names):
    kind, key = path
    assert SCHEMA["$defs"][kind]["properties"][key]["enum"] == list(names)


def test_flags_of_the_schema_are_those_of_the_program():
    assert SCHEMA["$defs"]["frame"]["properties"]["flags"]["items"]["enum"] == list(FLAGS)


def rows(page):
    """Cells of all rows of a page's tables."""
    text = (DOCS / page).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_ontology_has_an_example_and_the_root_of_every_type():
    found = {row[0]: row for row in rows("ontology.md") if row[0] in FRAME_TYPES and len(row) == 4}
    assert list(found) == list(FRAME_TYPES)
    assert {name: row[3] for name, row in found.items()} == dict(CAMEO_ROOTS)
    assert all("**" in row[1] and row[2] for row in found.values())


def test_the_ontology_has_all_modes_and_contexts():
    found = {row[0]: row[1] for row in rows("ontology.md") if len(row) == 2}
    for name, modes in MODES.items():
        assert found[name] == ", ".join(f"`{mode}` {ARABIC[mode]}" for mode in modes)
    for name in CONTEXTS:
        assert found[f"`{name}`"] == ARABIC[name]


def test_the_data_format_tells_all_kinds_of_mention_and_all_keys(readings):
    found = {row[0].strip("`") for row in rows("data-format.md")}
    assert set(MENTION_KINDS) | set(readings[0].to_dict()) <= found
