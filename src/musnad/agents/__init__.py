"""Room `agents`: the ledger for assistant programs, over the Model Context Protocol.

It comes with the extra `mcp`.
"""

from musnad.agents.server import make_server

__all__ = ["make_server"]
