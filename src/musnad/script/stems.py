"""Light stems of folded Arabic words, for finding and comparing texts.

The stemmer follows light10 (Larkey, Ballesteros and Connell, "Light Stemming for Arabic Information
Retrieval", 2007), on folded words. Snowball's Arabic stemmer was tried: it gives different stems
for one word with and without the article (اليمن يمن, باليمن باليم; حكومة حكوم, للحكومة حكومه).
Otherwise than in light10 a lone و stays on, since it may belong to the word (وزير).
"""

from __future__ import annotations

from functools import lru_cache

from musnad.script.fold import fold
from musnad.script.words import words_of

ARTICLES = ("وبال", "وكال", "وال", "ولل", "بال", "كال", "فال", "ال", "لل")
SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
LEAST = 2
"""Letters that must be left, as in light10."""

CACHED_WORDS = 100_000
"""Words whose stems are remembered; Arabic news uses some hundred thousand forms."""


@lru_cache(maxsize=CACHED_WORDS)
def stem(word: str) -> str:
    """The stem of a word, folded."""
    left = fold(word)
    for article in ARTICLES:
        if left.startswith(article) and len(left) - len(article) >= LEAST:
            left = left.removeprefix(article)
            break
    for suffix in SUFFIXES:
        if left.endswith(suffix) and len(left) - len(suffix) >= LEAST:
            left = left.removesuffix(suffix)
    return left


def stems(words: str, *, longest: int = 200_000) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word.text) for word in words_of(words, longest=longest)]
