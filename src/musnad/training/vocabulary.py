"""The part of the origin's 250,002 pieces that Arabic news needs, chosen by script alone.

Kept: the special pieces; all pieces of Arabic letters, marks and digits; single characters outside
the scripts of East and South Asia; short pieces of ASCII. Anything else is spelled by shorter
pieces. No text is counted for it.
"""

from __future__ import annotations

import regex

from musnad.model.pieces import SPECIALS
from musnad.training.origin import Origin

_ARABIC = regex.compile(
    r"▁?[\u0621-\u0652\u0660-\u0669\u0670\u067e\u0686\u0698\u06a4\u06a9\u06af\u06cc]+"
)
_SINGLE = regex.compile(r"▁?[\u0021-\u04ff\u060c-\u06ff\u2010-\u22ff]")
_ASCII = regex.compile(r"▁?[!-~]{1,2}|▁[A-Za-z]{3}|▁?(?:19|20)[0-9]{2}")


def kept_pieces(origin: Origin) -> list[int]:
    """Ids of the kept pieces; the four specials stay first."""
    rest = [
        number
        for number, piece in enumerate(origin.pieces)
        if number >= len(SPECIALS)
        and (
            piece == "▁"
            or _ARABIC.fullmatch(piece)
            or _SINGLE.fullmatch(piece)
            or _ASCII.fullmatch(piece)
        )
    ]
    return [*range(len(SPECIALS)), *rest]


def vocabulary_of(origin: Origin, kept: list[int]) -> list[tuple[str, float]]:
    """(piece, log probability) of the kept pieces, in their new order."""
    return [(origin.pieces[i], float(origin.scores[i])) for i in kept]
