"""Room `ingest`."""
