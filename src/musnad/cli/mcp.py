"""`musnad mcp`: the ledger for assistant programs, over standard input and output."""

from __future__ import annotations

import importlib
import importlib.util
import os

from musnad.cli.ledger_option import VARIABLE, LedgerOption
from musnad.cli.model_option import ModelOption
from musnad.errors import MissingExtra


def mcp(ledger: LedgerOption = None, model: ModelOption = None) -> None:
    """Serve tools that read to an assistant program (Model Context Protocol, over stdio).

    Without a ledger there is one tool, which reads a text.
    """
    if importlib.util.find_spec("mcp") is None:
        raise MissingExtra("mcp", "mcp")
    # found by name at call time, since the protocol's library is no part of a reader's installation
    agents = importlib.import_module("musnad.agents")
    agents.make_server(ledger or os.environ.get(VARIABLE), model).run()
