"""PLOVER's numbers for its types, and what CAMEO and GDELT call them. Data, and how to look it up.

Sources:

- `CAMEO_ROOTS`, `CAMEO_BY_MODE`: the conversion table CAMEO2PLOVER-2021 and the appendix "CAMEO to
  PLOVER translation" of the PLOVER manual (Open Event Data Alliance, draft 0.8 of 2021,
  https://github.com/openeventdata/PLOVER), read backwards. Taken are the facts which root is which
  type; where two or three roots became one type, its mode decides.
- `QUAD_CODES`, `EVENT_SCALES`: the tables "Quad categories in PLOVER" and "PLOVER
  conflict--cooperation scores" of the same manual, one number a type. The manual prints ACCUSE
  without its sign; its modes are -2, -3.5 and -3.5, so it is -3 here.
- `GDELT_QUADS`: the GDELT event database's codebook 2.0, `QuadClass` by CAMEO root.
- SAY is no PLOVER type: PLOVER dropped CAMEO's root 01, which it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from musnad.records import Frame

CAMEO_ROOTS: Mapping[str, str] = MappingProxyType(
    {
        "SAY": "01",
        "AGREE": "03",
        "CONSULT": "04",
        "SUPPORT": "05",
        "COOPERATE": "06",
        "AID": "07",
        "CONCEDE": "08",
        "RETREAT": "08",
        "REQUEST": "10",
        "ACCUSE": "11",
        "REJECT": "12",
        "THREATEN": "13",
        "PROTEST": "14",
        "MOBILIZE": "15",
        "SANCTION": "16",
        "COERCE": "17",
        "ASSAULT": "18",
    }
)
"""CAMEO root code of a type without a telling mode. CAMEO's 02 (appeal) has no type: PLOVER made
it part of no type, and musnad's REQUEST is 10 throughout."""

CAMEO_BY_MODE: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("ACCUSE", "investigate"): "09",
        ("ASSAULT", "firearms"): "19",
        ("ASSAULT", "heavy-weapons"): "19",
        ("ASSAULT", "aerial"): "19",
        ("ASSAULT", "drone"): "19",
        ("ASSAULT", "unconventional"): "20",
    }
)
"""Types that are several roots: which mode is which. Bombs, abductions, beatings and killings of
one person are CAMEO's 18, weapons of war its 19, weapons of mass destruction its 20."""

QUAD_CODES: Mapping[str, int] = MappingProxyType(
    {
        "AGREE": 1,
        "CONSULT": 1,
        "SUPPORT": 1,
        "CONCEDE": 1,
        "COOPERATE": 2,
        "AID": 2,
        "RETREAT": 2,
        "REQUEST": 3,
        "ACCUSE": 3,
        "REJECT": 3,
        "SANCTION": 3,
        "THREATEN": 3,
        "PROTEST": 4,
        "MOBILIZE": 4,
        "COERCE": 4,
        "ASSAULT": 4,
    }
)
"""1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. The manual
lists SANCTION under 3 in this table and under material conflict elsewhere; the table holds here."""

EVENT_SCALES: Mapping[str, float] = MappingProxyType(
    {
        "AGREE": 2.5,
        "CONSULT": 2.5,
        "SUPPORT": 5.0,
        "CONCEDE": 4.5,
        "COOPERATE": 9.5,
        "AID": 10.0,
        "RETREAT": 6.5,
        "REQUEST": 0.0,
        "ACCUSE": -3.0,
        "REJECT": -2.0,
        "THREATEN": -3.5,
        "PROTEST": -5.0,
        "SANCTION": -6.0,
        "MOBILIZE": -5.5,
        "COERCE": -7.0,
        "ASSAULT": -9.0,
    }
)
"""PLOVER's scale from conflict (-10) to cooperation (+10); what the Goldstein scale is for CAMEO,
but other numbers: never mix the two."""

GDELT_QUADS: Mapping[str, int] = MappingProxyType(
    {f"{root:02}": quad for quad, roots in enumerate(
        (range(1, 6), range(6, 9), range(9, 14), range(14, 21)), 1
    ) for root in roots}
)  # fmt: skip


def cameo_root(frame: Frame) -> str:
    """CAMEO root code, two digits, of a frame's type and modes."""
    roots = [
        CAMEO_BY_MODE[frame.type, mode.name]
        for mode in frame.modes
        if (frame.type, mode.name) in CAMEO_BY_MODE
    ]
    return max(roots, default=CAMEO_ROOTS[frame.type])
