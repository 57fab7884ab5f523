import json

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
pytest.importorskip("onnx", reason="training needs the extra 'train'")

from musnad.model import Model, digest_of  # noqa: E402
from musnad.model.calibrate import Calibration  # noqa: E402
from musnad.model.decode import Thresholds  # noqa: E402
from musnad.model.pieces import SPECIALS, Pieces  # noqa: E402
from musnad.training.export import _Product, export  # noqa: E402
from musnad.training.fit import card_values  # noqa: E402
from musnad.training.network import Network, Shape  # noqa: E402
from musnad.training.torch_reader import TorchReader  # noqa: E402

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
VOCABULARY = [(s, 0.0) for s in SPECIALS] + [("▁", -3.0)] + [(c, -4.0) for c in LETTERS]
TEXT = "قال وزير\nنفى الوزير كل ذلك وقال نعم"


@pytest.mark.filterwarnings("ignore")  # the exporter warns of its own future
@pytest.mark.parametrize("windows", [[], [list(range(4, 24))] * 3])
def test_the_exported_graphs_read_like_the_network(windows, tmp_path):
    torch.manual_seed(3)
    shape = Shape(len(VOCABULARY), layers=1, hidden=32, heads=2, feed_forward=64,
                  role_width=16, role_heads=2)  # fmt: skip
    network = Network(shape)
    export(network, tmp_path, windows=windows)
    Pieces.save(VOCABULARY, tmp_path / "pieces.json")
    thresholds = Thresholds(predicate=0.0, role=0.0, antecedent=0.0, mention=0.0)
    card = {"name": "t", "date": "2026-11-22", "digest": digest_of(tmp_path)}
    (tmp_path / "card.json").write_text(
        json.dumps(card | card_values(thresholds, Calibration())), encoding="utf-8"
    )
    shipped = Model.load(tmp_path).mark(TEXT)
    plain = TorchReader(network, Pieces(VOCABULARY), thresholds=thresholds).mark(TEXT)
    assert [p.span for p in shipped.predicates] == [p.span for p in plain.predicates]
    gaps = [
        abs(a.score - b.score) for a, b in zip(shipped.predicates, plain.predicates, strict=True)
    ]
    assert len(gaps) == 8
    assert max(gaps) < 0.1  # int8 against float


def test_what_is_made_even_gives_what_it_gave():
    torch.manual_seed(3)
    product = _Product(torch.nn.Linear(6, 4))
    x = torch.randn(1, 20, 6) * torch.tensor([1.0, 1.0, 50.0, 1.0, 0.0, 1.0])
    before = product(x)
    product.even_out()
    assert torch.allclose(product(x), before, atol=1e-4)
    spread = (x * product.divided).abs().flatten(0, 1).amax(0)
    assert spread[2] / spread[0] < 50 * 0.3
