import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.ledger.tree import Tree, index_of, joined, leaf, root_of

ROWS = [hashlib.sha256(bytes([n])).hexdigest() for n in range(70)]


def by_definition(rows):
    """RFC 9162, 2.1.1: split at the largest power of two that is smaller than the number."""
    if len(rows) == 1:
        return leaf(rows[0])
    half = 1
    while half * 2 < len(rows):
        half *= 2
    return joined(by_definition(rows[:half]), by_definition(rows[half:]))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 31, 33, 70])
def test_root_and_ways_are_those_of_the_standard(size):
    tree = Tree(frozenset(range(1, size + 1)))
    for n, row in enumerate(ROWS[:size], 1):
        tree.add(row)
        assert tree.root() == by_definition(ROWS[:n])
    root = tree.finish()
    assert root == by_definition(ROWS[:size])
    for n, row in enumerate(ROWS[:size], 1):
        assert root_of(row, tree.ways[n]) == root
        assert index_of(tree.ways[n], size) == n


def test_a_way_that_fits_no_tree_has_no_row():
    assert index_of([("left", "")], 1) is None
    assert index_of([], 2) is None


def test_nothing_has_no_root():
    assert Tree().finish() == ""


@given(st.integers(1, 70), st.data())
def test_another_row_leads_elsewhere(size, data):
    n = data.draw(st.integers(1, size))
    tree = Tree(frozenset([n]))
    for row in ROWS[:size]:
        tree.add(row)
    root = tree.finish()
    assert root_of(hashlib.sha256(b"other").hexdigest(), tree.ways[n]) != root
