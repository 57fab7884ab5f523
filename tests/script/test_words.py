from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.script import Phrases, phrase_key, words_of

TABLE = Phrases(
    {phrase_key("وزير الخارجية"): "minister", phrase_key("الصين"): "china", ("حكومه",): "state"},
    pronouns=True,
)


@given(st.text(max_size=200))
def test_words_read_back_to_the_text(text):
    for word in words_of(text):
        assert text[word.start : word.end] == word.text


def test_words_know_their_article_and_commas():
    words = words_of("الصين، (روسيا) وقطر")
    assert [(w.text, w.key, w.definite, w.after_comma) for w in words] == [
        ("الصين", "صين", True, False),
        ("روسيا", "روسيا", False, True),
        ("وقطر", "وقطر", False, False),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وزير الخارجية", ["minister"]),
        ("ووزير خارجية الصين", ["minister", "china"]),
        ("للصين", ["china"]),
        ("بالصين", ["china"]),
        ("وللصين", ["china"]),
        ("حكومته", ["state"]),
        ("وحكومتها", ["state"]),
        ("وزير المالية", []),
        ("", []),
    ],
)
def test_phrases_are_found_whatever_is_attached(text, found):
    assert [run.value for run in TABLE.find(words_of(text))] == found


@given(st.lists(st.sampled_from(["وزير", "الخارجية", "للصين", "حكومته", "،", "كلمة"]), max_size=12))
def test_runs_do_not_overlap(words):
    runs = TABLE.find(words_of(" ".join(words)))
    assert all(a.end <= b.start for a, b in pairwise(runs))
