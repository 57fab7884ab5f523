"""Room `ledger`."""
