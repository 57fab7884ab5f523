from dataclasses import replace

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from tiny import FRAME, PIECES, SHAPE, TEXT  # noqa: E402

from musnad.training.loop import FRAMES, LANGUAGE, Material, Plan, _turn, train  # noqa: E402
from musnad.training.network import Network  # noqa: E402

MATERIAL = Material([(TEXT, [FRAME])] * 8, [("زار جون مصر", [(4, 7, "PER")])] * 4, [TEXT] * 8)


def trained(folder, stage, *, processes, seed=3):
    torch.manual_seed(seed)
    network = Network(SHAPE)
    before = {k: v.clone() for k, v in network.state_dict().items()}
    plan = Plan(seed=seed, processes=processes)
    train(
        network, PIECES, MATERIAL, plan, replace(stage, epochs=1),
        keep=folder / "state.pt", on_epoch=None,
    )  # fmt: skip
    return before, network.state_dict()


@pytest.mark.parametrize("stage", [LANGUAGE, FRAMES], ids=["language", "frames"])
def test_a_stage_trains_its_own_heads_and_keeps_its_state(tmp_path, stage):
    before, after = trained(tmp_path, replace(stage, batch_pieces=20), processes=2)
    kept = torch.load(tmp_path / "state.pt")
    assert all(torch.equal(kept[k], after[k]) for k in after)
    changed = {k.split(".")[0] for k in after if not torch.equal(before[k], after[k])}
    assert "encoder" in changed
    touched = any(not torch.equal(before[k], after[k]) for k in after if k.startswith("filler"))
    assert touched is (not stage.framed)


def test_processes_end_with_the_same_weights_each_time(tmp_path):
    stage = replace(FRAMES, batch_pieces=20)
    first = trained(tmp_path, stage, processes=2)[1]
    again = trained(tmp_path, stage, processes=2)[1]
    assert all(torch.equal(first[k], again[k]) for k in first)


def test_a_process_that_fails_fails_the_stage(tmp_path):
    with pytest.raises(RuntimeError, match="frames"):
        trained(tmp_path / "missing", FRAMES, processes=1)


def test_each_epoch_goes_on_where_the_last_one_stopped():
    items = list("abcde")
    assert [list(_turn(items, 0.4, epoch)) for epoch in range(3)] == [
        ["a", "b"], ["c", "d"], ["e", "a"],
    ]  # fmt: skip
