"""Room `claims`."""
