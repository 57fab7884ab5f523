"""Room `script`: Arabic writing. Folding for comparison, digits, words, phrases.

Folded forms serve comparison only; the text itself is never changed.
"""

from musnad.script.fold import arabic_letters, ascii_digits, fold, is_arabic_letter, same
from musnad.script.phrases import Phrases, Run
from musnad.script.stems import stem, stems
from musnad.script.words import Word, phrase_key, words_of

__all__ = [
    "Phrases",
    "Run",
    "Word",
    "arabic_letters",
    "ascii_digits",
    "fold",
    "is_arabic_letter",
    "phrase_key",
    "same",
    "stem",
    "stems",
    "words_of",
]
