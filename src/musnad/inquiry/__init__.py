"""Room `inquiry`: questions that need the ledger and another room, answered once for all users.

The rooms of floor 4 don't know each other; here the ledger's records go through `disputes`.
"""

from musnad.inquiry.claims import ClaimSummary, ClaimView, claim_summaries, claim_view, unnamed

__all__ = ["ClaimSummary", "ClaimView", "claim_summaries", "claim_view", "unnamed"]
