"""Names of files as sources tell them, and which are no pages by their name."""

from __future__ import annotations

from pathlib import PurePosixPath

PAGES = frozenset(
    [".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".txt",
     ".text", ".md"]
)  # fmt: skip
PACKINGS = frozenset([".gz", ".bz2", ".xz"])
OTHERS = frozenset(
    [".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico",
     ".bmp", ".avif", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".webm", ".avi",
     ".m4a", ".wav", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".epub",
     ".swf", ".exe", ".py", ".sqlite", ".db", ".log", ".xml", ".rss", ".yaml", ".yml", ".toml",
     ".cdx", ".cdxj", ".idx", ".md5", ".sha256", ".lock"]
)  # fmt: skip
"""What pages are saved with, and what else lies in folders: passed over without a word."""

_LITTER = frozenset(["__MACOSX", "Thumbs.db", "desktop.ini"])


def suffixes(name: str) -> tuple[str, bool]:
    """The last suffix in lower case without a packing's, and whether there was one."""
    path = PurePosixPath(name.replace("\\", "/").lower())
    packed = path.suffix in PACKINGS
    if path.suffix == ".tgz":
        return ".tar", True
    return (PurePosixPath(path.stem).suffix if packed else path.suffix), packed


def is_hidden(name: str) -> bool:
    """Whether a file or one of its folders is hidden or an operating system's litter."""
    parts = name.replace("\\", "/").split("/")
    return any(
        part in _LITTER or (part.startswith(".") and part.strip(".") != "") for part in parts
    )


def shown(name: str) -> str:
    """A name as a source tells it: printable, with the sign before a record's place marked."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8").replace("#", "\\#")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def is_of(source: str, file: str) -> bool:
    """Whether a source is a file, or a place in it."""
    return source == file or source.startswith((f"{file}#", f"{file}!"))
