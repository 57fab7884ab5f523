"""A network of one thin layer over letters, and a text with a frame."""

from musnad.model.pieces import SPECIALS, Pieces
from musnad.training.network import Shape

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
VOCABULARY = [(s, 0.0) for s in SPECIALS] + [("▁", -3.0)] + [(c, -4.0) for c in LETTERS]
SHAPE = Shape(len(VOCABULARY), layers=1, hidden=24, heads=2, feed_forward=96,
              role_width=16, role_heads=2)  # fmt: skip
TEXT = "قال وزير نعم"
FRAME = {
    "type": "SAY",
    "predicate": [0, 3],
    "roles": [{"role": "agent", "span": [4, 8], "implicit": False}],
    "flags": [],
}
PIECES = Pieces(VOCABULARY)
