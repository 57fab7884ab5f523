import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import LakeError
from musnad.ingest.lake_commits import Commit
from musnad.ingest.lake_known import Seen
from musnad.records import digest

FILES = {"readings/date=2024-05-01/b00000000000000000000-000.parquet": 3}
COMMIT = Commit(
    7, "b00000000000000000000", "d" * 64, "0.4.0", "2026-11-23T10:00:00.000Z", 3, 1, FILES,
    ("0123456789abcdef", "f" * 16),
)  # fmt: skip


@given(st.lists(st.integers(0, 40), max_size=60))
def test_what_was_seen_is_known_however_it_is_packed(numbers):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("musnad.ingest.lake_known.RECENT", 3)
        seen, plain = Seen(), set()
        for number in numbers:
            assert seen.add(digest(bytes([number]))) == (number not in plain)
            plain.add(number)
        assert len(seen) == len(plain)


def test_the_first_digits_of_a_digest_are_enough():
    seen = Seen()
    assert seen.add(digest(b"page")[:16])
    assert not seen.add(digest(b"page"))


def test_a_commit_reads_back():
    assert Commit.from_bytes(COMMIT.to_bytes(), place="x") == COMMIT
    assert COMMIT.path == "_musnad/batches/000000007-b00000000000000000000.json"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(sorted(json.loads(COMMIT.to_bytes()))), VALUES)
def test_a_commit_with_another_value_is_refused_or_sound(name, value):
    fields = json.loads(COMMIT.to_bytes()) | {name: value}
    with suppress(LakeError):
        commit = Commit.from_bytes(json.dumps(fields).encode(), place="lake/x.json")
        assert all(".." not in path for path in commit.files)
        assert all(len(digits) == 16 for digits in commit.known)
        assert commit.read >= 0


@given(st.binary(max_size=60))
def test_other_bytes_are_no_commit(data):
    with pytest.raises(LakeError, match=r"lake/x\.json: "):
        Commit.from_bytes(data, place="lake/x.json")


def test_deep_json_is_no_commit():
    with pytest.raises(LakeError, match="RecursionError"):
        Commit.from_bytes(b"[" * 100_000, place="lake/x.json")
