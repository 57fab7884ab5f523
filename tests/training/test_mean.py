from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from musnad.errors import CorpusError  # noqa: E402 - after the skip
from musnad.training.run import kept_state, mean_state  # noqa: E402


def kept(folder, **tensors):
    folder.mkdir()
    torch.save({k: torch.tensor(v) for k, v in tensors.items()}, kept_state(folder, "frames"))
    return folder


def test_the_mean_of_two_states(tmp_path):
    one = kept(tmp_path / "a", w=[1.0, 3.0])
    other = kept(tmp_path / "b", w=[3.0, 5.0])
    assert mean_state([one, other], "frames")["w"].tolist() == [2.0, 4.0]


def test_states_of_other_shapes_have_no_mean(tmp_path):
    one, other = kept(tmp_path / "a", w=[1.0]), kept(tmp_path / "b", w=[1.0, 2.0])
    with pytest.raises(CorpusError, match="differ in shape"):
        mean_state([one, other], "frames")
