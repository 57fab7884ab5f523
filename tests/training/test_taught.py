from dataclasses import replace

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from tiny import FRAME, PIECES, SHAPE, TEXT  # noqa: E402

from musnad.model.labels import LEFT, RIGHT  # noqa: E402
from musnad.model.pieces import UNK  # noqa: E402
from musnad.training.batches import pad  # noqa: E402
from musnad.training.examples import frame_examples  # noqa: E402
from musnad.training.loop import TAUGHT, Material, Plan, train  # noqa: E402
from musnad.training.losses import Weights, loss_of  # noqa: E402
from musnad.training.network import Network  # noqa: E402
from musnad.training.raw import taught_examples  # noqa: E402
from musnad.training.taught import around, lesson, soft, soft_yes  # noqa: E402

RAW = "قال وزير نعم\nزار جون مصر"


def network(seed, *, label=5, bias=0.0):
    torch.manual_seed(seed)
    made = Network(SHAPE).eval()
    with torch.no_grad():
        made.heads.predicate[-1].bias[label] += bias  # 0 is "no predicate"; 5 begins one
    return made


def batch():
    return pad([*taught_examples(RAW, PIECES), *frame_examples(TEXT, [FRAME], PIECES)])


def test_only_windows_of_raw_texts_are_taught():
    made = batch()
    assert made.taught.tolist() == [0]
    assert made.whole.shape == (1, made.ids.shape[1])
    assert torch.equal(made.whole[0], made.ids[0])


def seen_by(teachers):
    made = batch()
    rows = made.taught
    return lesson(teachers, made.whole, made.piece_mask[rows], made.pool[rows],
                  made.unit_mask[rows])  # fmt: skip


def test_teachers_are_averaged():
    one, other = network(1), network(2)
    both = seen_by([one, other])
    for mean, a, b in zip(both.units, seen_by([one]).units, seen_by([other]).units, strict=True):
        assert torch.allclose(mean, (a + b) / 2, atol=1e-6)
        assert torch.allclose(mean.sum(-1), torch.ones(()), atol=1e-5)


def test_roles_are_learned_where_teachers_see_a_predicate():
    assert len(seen_by([network(1, label=0, bias=30.0)]).at) == 0
    found = seen_by([network(1, bias=30.0)])
    assert found.at.tolist() == list(range(6)), "each unit of the text, none of the padding"
    assert found.tags.shape[:2] == (6, LEFT + RIGHT)


def test_units_around_a_predicate_are_those_of_the_text():
    mask = torch.tensor([[1.0, 1.0, 1.0, 0.0]])
    inside = around(torch.tensor([0]), torch.tensor([1]), mask)
    assert inside.nonzero()[:, 1].tolist() == [LEFT - 1, LEFT, LEFT + 1]


def test_what_is_aimed_at_costs_least():
    aim = torch.tensor([[0.1, 0.7, 0.2]])
    least = soft(aim.log(), aim, torch.ones(1))
    for other in ([0.8, 0.1, 0.1], [0.1, 0.2, 0.7]):
        assert soft(torch.tensor([other]).log(), aim, torch.ones(1)) > least
    assert soft(aim.log(), aim, torch.zeros(1)) == 0
    yes = torch.tensor([[0.9, 0.2]])
    assert soft_yes(torch.logit(yes), yes) < soft_yes(torch.logit(1 - yes), yes)


def test_a_network_learns_what_its_teacher_sees_though_words_are_hidden():
    teacher, learner = network(1, bias=3.0), network(2).train()
    [example] = taught_examples(RAW, PIECES)
    shown = replace(example, ids=tuple(UNK if k == 3 else x for k, x in enumerate(example.ids)))
    optimiser = torch.optim.AdamW(learner.parameters(), 3e-3)
    least = float(loss_of(teacher, pad([example]), Weights(), [teacher])["taught"].detach())
    losses = []
    for _ in range(40):
        found = loss_of(learner, pad([shown]), Weights(), [teacher])
        assert list(found) == ["taught"]
        optimiser.zero_grad()
        found["taught"].backward()
        optimiser.step()
        losses.append(float(found["taught"].detach()) - least)
    assert 0 < losses[-1] < 0.4 * losses[0]
    assert all(p.grad is None for p in teacher.parameters())


def test_without_teachers_raw_windows_teach_nothing():
    assert loss_of(network(2), pad(taught_examples(RAW, PIECES)), Weights()) == {}


def test_the_stage_learns_from_annotated_and_raw_articles(tmp_path):
    teacher, learner = network(1), network(2)
    before = {k: v.clone() for k, v in learner.state_dict().items()}
    stage = replace(TAUGHT, epochs=1, taught_share=1.0, entity_share=0.0, batch_pieces=20)
    material = Material([(TEXT, [FRAME])] * 4, (), [RAW] * 4, [teacher])
    train(learner, PIECES, material, Plan(processes=2), stage,
          keep=tmp_path / "state.pt", on_epoch=None)  # fmt: skip
    after = torch.load(tmp_path / "state.pt")
    moved = {k for k in after if not torch.equal(before[k], after[k])}
    assert any(k.startswith("heads.mention") for k in moved), "only teachers tell of mentions here"
    assert any(k.startswith("roles.tags") for k in moved)
