import struct

import numpy as np
import pytest

from musnad.errors import ModelError
from musnad.training.origin import dequantise, read_origin
from musnad.training.vocabulary import kept_pieces, vocabulary_of

HIDDEN, WIDE = 32, 64


def q4(rows):
    """Blocks of 32 values (q - 8) * 0.5 with q running over the nibbles."""
    block = struct.pack("<e", 0.5) + bytes(j | (15 - j) << 4 for j in range(16))
    return block * rows


def weights_file(path):
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁قال", "漢字", "the", "."]
    blob = "".join(pieces).encode()
    ends = np.cumsum([0, *(len(p.encode()) for p in pieces)])
    head = b"E5S1" + struct.pack("<i7ifi", 1, HIDDEN, 1, 2, WIDE, len(pieces), 8, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, len(blob))
    head += ends.astype("<u4").tobytes() + np.arange(len(pieces), dtype="<f4").tobytes() + blob
    head += struct.pack("<iI", 1, 5) + b"\0" * 5
    tensors = {
        "emb.word": (1, q4(len(pieces)), len(pieces) * HIDDEN),
        "emb.ln.w": (0, np.ones(HIDDEN, "<f4").tobytes(), HIDDEN),
        "l0.fo.w": (1, q4(HIDDEN * WIDE // 32), HIDDEN * WIDE),
    }
    size = 4 + sum(2 + len(n) + 1 + 4 + 8 + 8 for n in tensors)
    at, table, data = len(head) + size, struct.pack("<i", len(tensors)), b""
    for name, (kind, raw, count) in tensors.items():
        table += struct.pack("<H", len(name)) + name.encode()
        table += struct.pack("<BIQQ", kind, count, at + len(data), len(raw))
        data += raw
    path.write_bytes(head + table + data)
    return path


def test_low_nibbles_come_before_high_ones():
    values = dequantise(q4(1))
    assert values[:3].tolist() == [-4.0, -3.5, -3.0]
    assert values[16:19].tolist() == [3.5, 3.0, 2.5]


def test_pieces_and_tensors_are_read(tmp_path):
    origin = read_origin(weights_file(tmp_path / "w.bin"))
    assert origin.pieces[5] == "▁قال"
    assert origin.scores[5] == 5.0
    assert origin.tensors["emb.word"].shape == (9, HIDDEN)
    assert origin.tensors["l0.fo.w"].shape == (HIDDEN, WIDE)
    assert origin.tensors["emb.ln.w"].shape == (HIDDEN,)


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "w.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelError, match="E5S1"):
        read_origin(path)


def test_the_vocabulary_keeps_specials_arabic_and_short_ascii(tmp_path):
    origin = read_origin(weights_file(tmp_path / "w.bin"))
    kept = kept_pieces(origin)
    assert [p for p, _ in vocabulary_of(origin, kept)] == [
        "<s>", "<pad>", "</s>", "<unk>", "▁", "▁قال", ".",
    ]  # fmt: skip
