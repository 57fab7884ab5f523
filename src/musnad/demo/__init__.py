"""The bundled pages of `musnad demo`: fictional news of our own in the manner of real outlets.

Places and bodies are real; persons, outlets and events are invented.
"""

from __future__ import annotations

from importlib import resources

DEMO_PAGES: tuple[str, ...] = ("page.html", "copied.txt", "wire.txt")


def demo_page(name: str) -> bytes:
    """The bytes of a bundled page; KeyError for any other name."""
    if name not in DEMO_PAGES:
        raise KeyError(name)
    return resources.files("musnad.demo").joinpath(name).read_bytes()
