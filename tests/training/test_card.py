import json
from dataclasses import replace

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

from tiny import SHAPE

from musnad.training.card import CardFacts, write_card
from musnad.training.loop import STAGES, TAUGHT, Plan

FACTS = CardFacts("small", "2026-11-23", "ab" * 32, 2_000_000, 9, 900, 99, 2, "cd" * 32,
                  {"predicate": 0.5})  # fmt: skip


def card(folder, facts=FACTS, plan=None):
    write_card(folder, facts, plan or Plan(), SHAPE, {"thresholds": {}})
    data = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    return data, (folder / "CARD.md").read_text(encoding="utf-8")


def test_a_card_tells_what_is_marked_and_from_what(tmp_path):
    data, told = card(tmp_path)
    assert [s["name"] for s in data["training"]["stages"]] == [s.name for s in STAGES]
    for word in ("modes", "contexts", "9 fictional items", "| predicate | 0.500 |", "*language-1*"):
        assert word in told
    assert data["training"]["runs"] == []
    assert "Several runs" not in told
    assert "\n\n\n" not in told


def test_a_mean_names_its_runs(tmp_path):
    data, told = card(tmp_path, replace(FACTS, runs=("12" * 32, "34" * 32)))
    assert data["training"]["runs"] == ["12" * 32, "34" * 32]
    assert "`1212121212121212`, `3434343434343434`. This is their mean." in told


def test_runs_that_taught_are_said_to(tmp_path):
    facts = replace(FACTS, runs=("12" * 32,))
    _, told = card(tmp_path, facts, Plan(stages=(*STAGES, TAUGHT)))
    assert "0.2 of the raw articles, as the runs below read them together" in told
    assert "they taught it" in told
    assert "masked words, and as finished runs read them |" in told
