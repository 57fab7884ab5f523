"""Room `script`: Arabic writing. Folding for comparison, digits.

Folded forms serve comparison only; the text itself is never changed.
"""

from musnad.script.fold import ascii_digits, fold, is_arabic_letter, same

__all__ = ["ascii_digits", "fold", "is_arabic_letter", "same"]
