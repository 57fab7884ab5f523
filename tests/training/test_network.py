import random

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from musnad.model.labels import FLAG_LABELS, LEFT, RIGHT, ROLE_LABELS, TAGS  # noqa: E402
from musnad.training.batches import epoch_batches, pad  # noqa: E402
from musnad.training.examples import Example, FrameLabels  # noqa: E402
from musnad.training.losses import Weights, loss_of  # noqa: E402
from musnad.training.network import Network, Shape  # noqa: E402

TINY = Shape(30, layers=1, hidden=24, heads=2, feed_forward=32, role_width=16, role_heads=2)


def example(units):
    frame = FrameLabels(
        1,
        np.zeros((LEFT + RIGHT, len(ROLE_LABELS)), np.int64),
        np.zeros(len(FLAG_LABELS), np.float32),
        (0, units),
    )
    labels = np.zeros(units, np.int64)
    labels[1] = 4
    ids = tuple(range(4, 4 + units))
    return Example(
        ids, tuple(range(units)), units, labels, labels * 0, np.zeros((units, 2), np.int64),
        frames=[frame],
    )  # fmt: skip


def test_padding_does_not_change_a_reading():
    torch.manual_seed(1)
    network = Network(TINY).eval()
    alone, together = pad([example(5)]), pad([example(5), example(11)])
    states = [network.unit_states(b.ids, b.piece_mask, b.pool)[0, :5] for b in (alone, together)]
    assert torch.allclose(states[0], states[1], atol=1e-5)
    tags = [
        network.roles(
            network.unit_states(b.ids, b.piece_mask, b.pool), b.unit_mask, b.which[:1], b.at[:1]
        )[0][:, LEFT - 1 : LEFT + 4]
        for b in (alone, together)
    ]
    assert torch.allclose(tags[0], tags[1], atol=1e-4)
    assert tags[0].shape == (1, 5, len(ROLE_LABELS) * TAGS)


def test_a_few_steps_lower_the_loss():
    torch.manual_seed(1)
    network = Network(TINY)
    optimiser = torch.optim.AdamW(network.parameters(), 5e-3)
    batch = pad([example(6), example(9)])
    losses = []
    for _ in range(25):
        loss = torch.stack(list(loss_of(network, batch, Weights()).values())).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 0.5 * losses[0]


def test_an_epoch_holds_every_example_once():
    examples = [example(n) for n in (5, 9, 7, 30, 12)]
    batches = list(epoch_batches(examples, pieces=40, rng=random.Random(1)))
    assert sorted(e.units for b in batches for e in b) == [5, 7, 9, 12, 30]
    assert all(max(len(e.ids) for e in b) * len(b) <= 40 for b in batches)
