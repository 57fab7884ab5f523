"""The content security policy of our pages: nothing but their own inline parts."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def policy(style: str, script: str | None = None) -> str:
    """The policy that admits one style sheet and, if there is one, one script, by their digests."""
    scripts = f" script-src '{_digest(script)}';" if script is not None else ""
    return (
        f"default-src 'none'; style-src '{_digest(style)}';{scripts} "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(part: str) -> str:
    return "sha256-" + b64encode(sha256(part.encode()).digest()).decode()
