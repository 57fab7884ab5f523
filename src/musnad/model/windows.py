"""Windows: runs of units that the encoder sees at once, overlapping by whole paragraphs.

A window's pieces are `<s>` line `</s>` line `</s>` …, so that the network sees where paragraphs
end. Each unit is *owned* by exactly one window, the one in which it stands farthest from a cut; a
predicate is read in the window that owns it, so nothing is found twice, and a content that runs
over paragraphs is seen whole as long as the window holds it.
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.model.pieces import BOS, EOS, Pieces
from musnad.model.units import Unit

MAX_PIECES = 500
"""Pieces of a window without specials; the encoder has 512 positions."""

OVERLAP_PIECES = 150
"""Pieces shared by neighbouring windows: about 85 words, longer than 99 % of contents."""

MAX_POSITIONS = 512


@dataclass(frozen=True, slots=True)
class Window:
    """Units `first … last-1` of the text; those in `owned_first … owned_last-1` are read here.

    `ids` are piece ids with specials; `unit_of_piece[i]` is the unit of piece i counted from
    `first`, or -1 for a special.
    """

    first: int
    last: int
    owned_first: int
    owned_last: int
    ids: tuple[int, ...]
    unit_of_piece: tuple[int, ...]


def make_windows(text: str, units: list[Unit], pieces: Pieces) -> list[Window]:
    """Windows over all units of `text`; none for a text without units."""
    ids = [pieces.ids(text[u.start : u.end]) for u in units]
    sizes = [len(i) + (k > 0 and units[k].line != units[k - 1].line) for k, i in enumerate(ids)]
    runs = _runs(units, sizes)
    windows: list[Window] = []
    for number, (first, last) in enumerate(runs):
        owned_first = (first + runs[number - 1][1]) // 2 if number else first
        owned_last = (runs[number + 1][0] + last) // 2 if number + 1 < len(runs) else last
        window_ids, owners = _lay_out(units, ids, first, last)
        windows.append(Window(first, last, owned_first, owned_last, window_ids, owners))
    return windows


def _runs(units: list[Unit], sizes: list[int]) -> list[tuple[int, int]]:
    """(first, last) of each window: as many units as fit, then back by the overlap."""
    runs: list[tuple[int, int]] = []
    first = 0
    while first < len(units):
        last, room = first, MAX_PIECES
        while last < len(units) and sizes[last] <= room:
            room -= sizes[last]
            last += 1
        if last < len(units):
            last = _line_start(units, last, after=(first + last) // 2)
        runs.append((first, last))
        if last == len(units):
            break
        first = _step_back(units, sizes, first, last)
    return runs


def _line_start(units: list[Unit], at: int, *, after: int) -> int:
    """The start of the line that holds unit `at`, if that is beyond `after`; else `at`."""
    start = at
    while start > after and units[start].line == units[start - 1].line:
        start -= 1
    return start if start > after else at


def _step_back(units: list[Unit], sizes: list[int], first: int, last: int) -> int:
    """Where the next window begins: about OVERLAP_PIECES before `last`, at a line if possible."""
    start, room = last, OVERLAP_PIECES
    while start - 1 > first and sizes[start - 1] <= room:
        start -= 1
        room -= sizes[start]
    line = start
    while line < last and units[line].line == units[line - 1].line:
        line += 1
    return line if line < last else start


def _lay_out(
    units: list[Unit], ids: list[tuple[int, ...]], first: int, last: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    laid: list[int] = [BOS]
    owners: list[int] = [-1]
    for k in range(first, last):
        if k > first and units[k].line != units[k - 1].line:
            laid.append(EOS)
            owners.append(-1)
        laid += ids[k]
        owners += [k - first] * len(ids[k])
    laid.append(EOS)
    owners.append(-1)
    return tuple(laid), tuple(owners)
