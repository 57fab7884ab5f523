"""The scheme's own scorer and anchorer must give the same figures and places."""

import json
import random
import subprocess
import sys
from ast import literal_eval
from pathlib import Path

import pytest

from musnad.evaluation import (
    CodedFrame,
    FrameScores,
    anchor,
    load_articles,
    load_gold,
    read_blocks,
    score_frames,
)
from musnad.records import FRAME_TYPES, ROLES

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SCRIPT = SHARED / "scheme" / "frames.py"

pytestmark = pytest.mark.skipif(
    not SCRIPT.is_file(), reason="needs the frame scheme's scorer in ../shared/scheme"
)

PRINTED = {
    "predicate": "predicate",
    "predicate+type": "predicate+type",
    "attribution (agent overlaps, content IoU>=.5)": "attribution",
    "roles, all (IoU>=.5)": "roles, all",
    "agent code accuracy (paired)": "agent code",
    "agent country accuracy": "agent country",
    "time value exact (role found) accuracy": "time value",
    "place country (role found) accuracy": "place country",
} | {
    f"role {role} {theirs}": f"role {role}{ours}"
    for role in ROLES
    for theirs, ours in (("(IoU>=.5)", ""), ("(chars)", " (chars)"))
}


def script(*arguments):
    done = subprocess.run(  # noqa: S603 - a script of the project's own scheme
        [sys.executable, str(SCRIPT), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.splitlines()


def printed(row):
    """A row as the scheme's scorer prints it."""
    if row.f1 is None:
        return f"{row.value:.3f} {row.support}" if row.value is not None else f"None {row.support}"
    return f"{row.precision:.3f} {row.recall:.3f} {row.f1:.3f}"


def perturbed(frame, size, chance):
    """A frame as a middling reader might have it."""
    data = frame.to_dict()
    if chance.random() < 0.2:
        data["type"] = chance.choice(FRAME_TYPES)
    for span in [data["predicate"], *(r["span"] for r in data["roles"])]:
        if chance.random() < 0.3:
            span[0] = max(0, span[0] + chance.randint(-6, 6))
            span[1] = min(size, max(span[0] + 1, span[1] + chance.randint(-9, 9)))
            span[0] = min(span[0], span[1] - 1)
    data["roles"] = [r for r in data["roles"] if chance.random() < 0.8]
    for role in data["roles"]:
        if chance.random() < 0.1:
            role["role"] = chance.choice(ROLES)
        if chance.random() < 0.1:
            role["implicit"] = not role["implicit"]
        if "norm" in role and chance.random() < 0.4:
            role["norm"] = chance.choice([role["norm"][:3] + "XXX", "ZZZ", role["norm"] + "+A"])
    return data


def system_for(gold, seed):
    chance = random.Random(seed)
    for article, frames in gold.items():
        kept = [f for f in frames if chance.random() < 0.85]
        kept += [f for f in frames if chance.random() < 0.15]
        rows = [perturbed(f, len(article.text), chance) for f in kept]
        yield {"id": article.id, "frames": sorted(rows, key=lambda f: f["predicate"])}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_scores_agree_on_perturbed_gold(tmp_path, seed):
    folder = SHARED / "gold" / "dev"
    if not folder.is_dir():
        pytest.skip("needs annotated articles in ../shared/gold/dev")
    gold = load_gold(folder)
    system = list(system_for(gold, seed))
    path = tmp_path / "system.jsonl"
    path.write_text("\n".join(json.dumps(d) for d in system), encoding="utf-8")
    total = FrameScores()
    for (article, frames), data in zip(gold.items(), system, strict=True):
        found = [CodedFrame.from_dict(f, size=len(article.text)) for f in data["frames"]]
        total += score_frames(frames, found, text=article.text)
    ours = {row.name: printed(row) for row in total.rows()}
    types = {
        row.name.removeprefix("type "): (round(row.f1, 3), row.support)
        for row in total.rows()
        if row.name.startswith("type ")
    }
    compared = 0
    for line in script("score", folder / "gold.jsonl", path):
        name, value = line[:48].strip(), line[49:].strip()
        if name == "by type F1":
            assert {k: tuple(v) for k, v in literal_eval(value).items()} == types
        elif name in PRINTED:
            assert (name, value) == (name, ours[PRINTED[name]])
            compared += 1
    assert compared == len(PRINTED)


def test_spans_are_anchored_at_the_same_places():
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("needs annotated items in ../shared/corpus")
    items, frames = folder / "items.jsonl", folder / "items.frames"
    articles = load_articles(items)
    theirs = {d["id"]: d["frames"] for d in map(json.loads, script("anchor", items, frames))}
    blocks, faults = read_blocks(frames)
    assert faults == []
    assert len(blocks) == len(theirs)
    for block in blocks:
        found = anchor(block, articles[block.id].text)
        assert [f.to_dict() for f in found.frames] == theirs[block.id]
        assert found.faults == ()
