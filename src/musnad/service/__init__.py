"""Room `service`: the reading room, a web app over a ledger, with a JSON twin for each page.

It comes with the extra `serve`.
"""

from musnad.service.app import create_app
from musnad.service.options import ServiceOptions

__all__ = ["ServiceOptions", "create_app"]
