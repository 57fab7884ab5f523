"""Spelling variants that newsrooms use, as training noise; lengths never change."""

from __future__ import annotations

import random

HAMZA = str.maketrans("أإآ", "ااا")
TA_MARBUTA = str.maketrans("ة", "ه")
LOW_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
HIGH_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
STRAIGHT = str.maketrans("«»“”", '""""')
CURLY = str.maketrans("«»", "“”")
COMMAS = str.maketrans("،؛", ",;")


def vary(text: str, rng: random.Random) -> str:
    """The same text in another newsroom's spelling; code points stay where they are."""
    if rng.random() < 0.25:
        text = text.translate(HAMZA)
    if rng.random() < 0.1:
        text = "".join(
            "ى" if c == "ي" and (i + 1 == len(text) or not text[i + 1].isalpha()) else c
            for i, c in enumerate(text)
        )
    if rng.random() < 0.04:
        text = text.translate(TA_MARBUTA)
    digits = rng.random()
    if digits < 0.15:
        text = text.translate(LOW_DIGITS)
    elif digits < 0.3:
        text = text.translate(HIGH_DIGITS)
    quotes = rng.random()
    if quotes < 0.25:
        text = text.translate(STRAIGHT)
    elif quotes < 0.35:
        text = text.translate(CURLY)
    if rng.random() < 0.05:
        text = text.translate(COMMAS)
    return text
