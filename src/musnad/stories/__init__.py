"""Room `stories`."""
