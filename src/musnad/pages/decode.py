"""Bytes → text: the encoding is decided by evidence, not by what the page declares.

Valid UTF-8 is taken as such. Otherwise the declared and the usual Arabic encodings are tried and
the one whose text has most everyday Arabic words and least damage wins. What was unusual (a wrong
declaration, repaired double encoding, letters in visual order or as presentation forms) is noted
for the user.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from musnad.errors import EmptyPage, NotText, PageTooLarge
from musnad.script import arabic_letters

MAX_PAGE_BYTES = 6_000_000
"""The heaviest news pages seen weigh under 2 MB."""

CANDIDATES = ("windows-1256", "iso-8859-6", "cp720", "mac_arabic")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "gzip data",
    b"\x7fELF": "a program",
    b"RIFF": "audio, video or an image",
    b"SQLite": "a database",
}
COMMON = frozenset(
    [
        "في",
        "من",
        "على",
        "إلى",
        "الى",
        "عن",
        "أن",
        "ان",
        "إن",
        "مع",
        "التي",
        "الذي",
        "هذا",
        "هذه",
        "كان",
        "كما",
        "بعد",
        "قبل",
        "خلال",
        "بين",
        "وقال",
        "قال",
        "أو",
        "لا",
        "ما",
    ]
)
REVERSED = frozenset(word[::-1] for word in COMMON if len(word) > 1)

KNOWN = frozenset(
    ("utf-8", "ascii", "cp1252", "iso8859-1", "iso8859-15", "cp1256", "iso8859-6", "cp720", "cp864")
)
"""Encodings that a declaration may name; any other one is no encoding of Arabic pages."""

MOJIBAKE = (
    ("cp1252", "ØÙ", 0.1, "utf-8"),
    ("cp1256", "طظ", 0.15, "utf-8"),
    ("cp1252", "ÇáÊíæÉÈã", 0.2, "cp1256"),
)
"""(read as, tell-tale characters, their least share, what it was)"""

PERSIAN = frozenset(["که", "این", "است", "را", "با", "برای", "شد", "کرد", "های", "می"])
HARM = 5.0
"""What a damaged character or a control sign takes from a text's score."""

_MIXED = re.compile(r"[A-Za-z][\u0620-\u064a]|[\u0620-\u064a][A-Za-z]")
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
WIDE = 0.9
"""Share of high bytes that are 00 or 06 (ASCII or Arabic) in UTF-16 without a mark."""

_SAMPLE = 200_000
_HEAD = 4096


def decode(data: bytes, *, content_type: str | None = None) -> tuple[str, list[str]]:
    """The text of a page and remarks for the user.

    Raises:
        EmptyPage: no bytes, or nothing but white space.
        NotText: the bytes are of another kind.
        PageTooLarge: more than MAX_PAGE_BYTES.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise PageTooLarge(
            f"the page has {len(data) / 1e6:.1f} MB; at most {MAX_PAGE_BYTES / 1e6:.0f} MB are "
            "read. A news page is far smaller: is this an archive or a dump?"
        )
    if not data.strip(b" \t\r\n\0"):
        raise EmptyPage("the page is empty; expected HTML or text")
    wide = _wide(data)
    if wide is None:
        _refuse_other_kinds(data)
    text, notes = (data.decode(wide, "replace"), []) if wide else _decoded(data, content_type)
    if not text.strip("\ufeff \t\r\n\0"):
        raise EmptyPage("nothing is left of the page after decoding; expected HTML or text")
    text, repaired = repair_mojibake(text.lstrip("\ufeff"))
    return text, notes + repaired + describe(text)


def _refuse_other_kinds(data: bytes) -> None:
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise NotText(f"the bytes are {what}; expected an HTML page or plain text")
    sample = data[:_SAMPLE]
    odd = sum(sample.count(bytes([b])) for b in (*range(9), *range(14, 32)))
    if odd > 0.01 * len(sample) + 3:
        raise NotText("the bytes are binary data; expected an HTML page or plain text")


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by their mark, or UTF-16 by its high bytes; None for anything else."""
    for bom, name in BOMS:
        if data.startswith(bom) and name != "utf-8-sig":
            return name
    sample = data[:_HEAD]
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[first::2]
        if len(high) > 8 and sum(high.count(bytes([b])) for b in (0, 6)) > WIDE * len(high):
            other = sample[1 - first :: 2]
            return name if other.count(0) < (1 - WIDE) * len(other) + 1 else None
    return None


def _decoded(data: bytes, content_type: str | None) -> tuple[str, list[str]]:
    declared = _declared(data, content_type)
    for cut in range(min(4, len(data))):  # a page cut off within a character is still UTF-8
        try:
            text = data[: len(data) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        notes = ["the page ends within a character: it was cut off"] if cut else []
        if declared and _name(declared) not in {"utf-8", "ascii", None} and not text.isascii():
            notes.append(f"the page says it is {declared}, but it is UTF-8")
        return text, notes
    return _best(data, declared)


def _best(data: bytes, declared: str | None) -> tuple[str, list[str]]:
    """The candidate with the best score, and a note where it is not what was declared."""
    names = dict.fromkeys(n for n in (_name(declared), *CANDIDATES, "utf-8", "cp1252") if n)
    sample = data[:_SAMPLE]
    scores = {name: arabic_score(sample.decode(name, "replace")) for name in names}
    best = max(scores, key=lambda name: scores[name])
    text = data.decode(best, "replace")
    notes = []
    if declared and _name(declared) != best:
        notes.append(f"the page says it is {declared}, but reads as {best}")
    if text.count("\ufffd") > 0:
        notes.append(f"{text.count(chr(0xFFFD))} characters of the page are damaged")
    return text, notes


def _declared(data: bytes, content_type: str | None) -> str | None:
    head = (content_type or "").encode("ascii", "ignore")
    found = _DECLARED.search(head) or _DECLARED.search(data[:_HEAD])
    return found.group(1).decode("ascii") if found else None


def _name(declared: str | None) -> str | None:
    """Python's name of an encoding; None for none or an unknown one."""
    try:
        name = codecs.lookup(declared).name if declared else None
    except LookupError:
        return None
    return name if name in KNOWN else None


def arabic_score(text: str) -> float:
    """How much a text looks like readable Arabic: everyday words, letters, no damage."""
    words = text.split()
    common = sum(word in COMMON for word in words)
    letters = arabic_letters(text)
    harm = text.count("\ufffd") + sum("\x80" <= c <= "\x9f" for c in text)
    return 10.0 * common + letters / 10 - HARM * (harm + len(_MIXED.findall(text)))


def repair_mojibake(text: str) -> tuple[str, list[str]]:
    """Undo Arabic that was read in a wrong encoding and written again.

    Only if the whole text turns back and reads better; else it stays as it is, with a note.
    """
    sample = text[:_SAMPLE]
    doubted = False
    for name, signs, least, true in MOJIBAKE:
        if sum(sample.count(sign) for sign in signs) < least * len(sample):
            continue
        fixed = _turned_back(text, name, true)
        if fixed is not None and arabic_score(fixed[:_SAMPLE]) > arabic_score(sample) + HARM:
            return fixed, [f"the page was {true} read as {name} and saved so; it was turned back"]
        doubted = doubted or arabic_score(sample) < 0
    note = "the page seems to be Arabic saved in a wrong encoding; it could not be turned back"
    return text, [note] if doubted else []


def _turned_back(text: str, name: str, true: str) -> str | None:
    """`text` written in `name` and read as `true`; None if it can't be.

    Python's cp1252 leaves five bytes unused which browsers read as control characters.
    """
    try:
        written = b"".join(
            c.encode("latin-1") if "\x80" <= c <= "\x9f" else c.encode(name) for c in text
        )
        return written.decode(true)
    except UnicodeError:
        return None


_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
"""Letters as they look within a word, kept in Unicode for older encodings' sake."""


def describe(text: str) -> list[str]:
    """Notes on letters as presentation forms and on lines in visual order."""
    sample = text[:_SAMPLE]
    notes = []
    forms = len(_FORMS.findall(sample))
    if forms > 0.2 * max(1, arabic_letters(sample)):
        notes.append("letters are written as presentation forms; the text is kept as it is")
    words = unicodedata.normalize("NFKC", sample).split()
    backward = sum(word in REVERSED for word in words)
    if backward >= 3 and backward > 2 * sum(word in COMMON for word in words):
        notes.append("lines seem to be stored in visual order, back to front; expect no frames")
    persian = sum(word in PERSIAN for word in words)
    if persian > 0.05 * len(words) and persian > 2 * sum(word in COMMON for word in words):
        notes.append("the text seems to be Persian, not Arabic; expect no frames")
    return notes
