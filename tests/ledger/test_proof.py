import copy
import json
from dataclasses import replace

import pytest
from hand import TEXT, reading, reread, role
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad.errors import LedgerError, NoSuchRecord, ProofError
from musnad.ledger import Ledger
from musnad.ledger.finding import Finding
from musnad.ledger.judge import judge, undo
from musnad.ledger.proof import proof
from musnad.ledger.proof_check import verify_proof
from musnad.ledger.proof_shape import DEEPEST, MOST_BYTES
from musnad.ledger.verify import head
from musnad.records import Origin, canonical

PAGE = Origin("folder/page.html", "ab" * 32, 1234, "2026-11-23T10:00:00.000Z")


def fill(ledger):
    for n in range(5):
        ledger.add(reading(url=f"https://almina.example/{n}"), origin=PAGE)
    frames = next(ledger.entries()).frame_ids
    judge(ledger, frames["f3"], "correct", reviewer="Huda", change={"type": "COERCE"}, reason="r")
    judge(ledger, frames["f3"], "reject", reviewer="Sami")
    undo(ledger, 2, reviewer="Sami")
    return frames["f3"]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    with Ledger.open(tmp_path_factory.mktemp("proof") / "news.ledger") as ledger:
        frame = fill(ledger)
        ledger.add(reading(url="https://almina.example/last"))
        return proof(ledger, frame)


def checked(bundle, **fields):
    return verify_proof(canonical(bundle), **fields)


def test_a_proof_holds_by_itself(ledger):
    frame = fill(ledger)
    found = proof(ledger, frame)
    assert checked(found) == []
    assert checked(found, head=head(ledger).name) == []
    assert [(j["record"]["number"], j["stands"]) for j in found["judgements"]] == [
        (1, True),
        (2, False),
        (3, False),
    ]
    assert found["origins"] == [PAGE.to_dict()]


def test_it_is_small(bundle):
    assert len(canonical(bundle)) < 20_000


def test_it_survives_being_written_with_white_space(bundle):
    text = json.dumps(bundle, ensure_ascii=False, indent=1)
    assert verify_proof(text) == []
    assert verify_proof(text.encode()) == []


def test_it_speaks_up_to_a_published_head(ledger):
    frame = fill(ledger)
    published = head(ledger)
    undo(ledger, 1, reviewer="Sami")
    later, then = proof(ledger, frame), proof(ledger, frame, row=published.row)
    assert checked(then, head=published.name) == []
    assert [j["stands"] for j in then["judgements"]] == [True, False, False]
    assert [j["stands"] for j in later["judgements"]] == [False] * 4
    (found,) = checked(later, head=published.name)
    assert found.column == "head.root"


def test_a_carried_decision_is_in_it(ledger):
    ledger.add(reading())
    frame = next(ledger.entries()).frame_ids["f3"]
    judge(ledger, frame, "confirm", reviewer="Huda")
    later = reread(reading())
    fewer = replace(later.frames[2], roles=(role(TEXT, "agent", "الجيش"),))
    ledger.add(replace(later, frames=(*later.frames[:2], fewer)))
    now = next(ledger.entries()).frame_ids["f3"]
    found = proof(ledger, now)
    assert [j["record"]["subject"] for j in found["judgements"]] == [frame]
    assert checked(found) == []


def test_what_has_no_proof_is_told(ledger):
    frame = fill(ledger)
    for name in ("f0", "n0", next(ledger.entries()).article_id):
        with pytest.raises(NoSuchRecord, match=name):
            proof(ledger, name)
    with pytest.raises(LedgerError, match="up to row 1"):
        proof(ledger, frame, row=1)
    with pytest.raises(NoSuchRecord, match="no row 99"):
        proof(ledger, frame, row=99)


def leaves(value, path=()):
    """Paths to all values of a bundle that are no list or object."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    else:
        yield path


def put(bundle, path, change):
    found = copy.deepcopy(bundle)
    inner = found
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = change(inner[path[-1]])
    return found


def other(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return ("1" if value[:1] == "0" else "0") + value[1:]
    return 7 if value is None else value + 1


def test_every_value_counts(bundle):
    """Any value that is changed is found, or makes the bundle unreadable; but for the origin."""
    missed = []
    for path in leaves(bundle):
        try:
            found = checked(put(bundle, path, other))
        except ProofError:
            continue
        if not found:
            missed.append(path)
    assert {path[0] for path in missed} <= {"origins"}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_hostile_values_are_findings_or_proof_errors(bundle, data):
    paths = list(leaves(bundle))
    path = data.draw(st.sampled_from(paths))
    cut = data.draw(st.integers(1, len(path)))
    junk = data.draw(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text(max_size=3), inner, max_size=3)
            ),
            max_leaves=5,
        )
    )
    hostile = json.dumps(put(bundle, path[:cut], lambda _: junk))
    try:
        found = verify_proof(hostile)
    except ProofError:
        return
    assert all(isinstance(f, Finding) for f in found)


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_anything_else_is_refused(data):
    with pytest.raises(ProofError):
        verify_proof(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b" " * (MOST_BYTES + 1), "at most"),
        (b"[" * 100_000, "nested too deeply|JSON"),
        (b'{"format":"musnad-proof","version":2}', "update musnad"),
        (b'{"format":"musnad-proof","format":"x"}', "stands twice"),
        (b'{"format":NaN}', "NaN"),
        (b'{"format":"musnad-proof","version":1,"a":' + b"[" * DEEPEST + b"]" * DEEPEST + b"}",
         "levels deep"),
        (b'{"format":"musnad-proof","version":1}', "other names than ours"),
        (b"9" * 10_000, "JSON|no proof"),
        (b"\xff\xfe", "JSON"),
        (b"[]", "no proof"),
    ],
)  # fmt: skip
def test_what_is_too_much_or_too_little_is_told(data, said):
    with pytest.raises(ProofError, match=said):
        verify_proof(data)


def test_many_blocks_over_one_text_cost_nothing(bundle):
    """A thousand blocks of the whole text would be a thousand texts when read back."""
    whole = {"kind": "paragraph", "span": [0, len(TEXT)]}
    hostile = put(bundle, ("article", "record", "blocks"), lambda _: [whole] * 1000)
    with pytest.raises(ProofError, match="overlaps"):
        checked(hostile)


def test_a_forged_text_with_its_id_is_found_by_the_log(bundle):
    forged = json.loads(json.dumps(bundle, ensure_ascii=False).replace("تعز", "صور"))
    found = checked(forged)
    assert {f.column for f in found} >= {"article.id", "article.record", "reading.record"}
    assert found[0].what == "text, blocks and head give another id"


def test_a_row_moved_to_another_place_is_found(bundle):
    moved = copy.deepcopy(bundle)
    moved["log"][0]["way"][0][0] = "left"
    assert any(f.column == "log.row" for f in checked(moved))


def test_rows_left_out_are_found(bundle):
    for number in range(len(bundle["log"])):
        cut = copy.deepcopy(bundle)
        del cut["log"][number]
        assert checked(cut)
