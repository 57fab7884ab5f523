"""Room `pipeline`: the reader, the only module that knows all reading rooms."""

from musnad.pipeline.reader import Reader

__all__ = ["Reader"]
