"""Where the time of a reading goes, and what other things cost on the same texts.

    python benchmarks/throughput.py [--articles 60] [--json OUT]

One process, one thread, articles of about 200 words of the project's own corpus as pages with
furniture around them. Everything is measured in one run, by the processor's time, in turns: each
article goes through all contestants before the next one does. Tells

- the stages from page to reading, milliseconds and shares;
- a token classifier of the size of BERT-base (12 layers, 768 wide, random weights) on the same
  texts, in PyTorch (if it is installed: the extra `bench`) and in ONNX Runtime, float32 and int8:
  how many times the whole reading from page to records goes into that one step. It is given whole
  texts, no padding, 1.3 pieces a word, which is few for Arabic, and nothing is decoded;
- what the encoder reaches of the best products of its engine: int8 and float32, large matrices;
- main text from pages by trafilatura, newspaper4k and readability alone (those installed).
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from trafilatura import bare_extraction

from made_pages import made_pages
from musnad.frames import assemble
from musnad.model import Model
from musnad.model.session import MODEL_FOLDER
from musnad.model.units import split_units
from musnad.model.windows import make_windows
from musnad.pages import read_page
from musnad.pipeline import Reader
from musnad.pipeline.resolve import resolve
from speed import articles_of_200_words

PIECES_A_WORD = 1.3
"""Of BERT-like models with 30,000 to 64,000 Arabic pieces on news; ours takes about 1.9."""

BERT = {"layers": 12, "hidden": 768, "heads": 12, "wide": 3072, "vocabulary": 30_000, "labels": 9}
WARM = 3


class Clock:
    """Processor time by name, summed."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def time(self, name: str, call: Callable[[], Any]) -> Any:
        """The call's value; its time is added to the name's."""
        began = time.process_time()
        value = call()
        self.spent[name] += time.process_time() - began
        return value


class Timed:
    """An ONNX session whose runs are timed."""

    def __init__(self, session: Any, name: str, clock: Clock) -> None:
        self._session, self._name, self._clock = session, name, clock

    def run(self, *given: Any) -> Any:
        """See `onnxruntime.InferenceSession.run`."""
        return self._clock.time(self._name, lambda: self._session.run(*given))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


def read_in_stages(reader: Reader, page: bytes, clock: Clock) -> None:
    """A page's reading, stage by stage; the sessions of the model time themselves."""
    article = clock.time("page to article", lambda: read_page(page, url="https://example.org/1"))
    inside = clock.spent["encoder"] + clock.spent["role reader"]
    marks = clock.time("words, windows, decoding", lambda: reader.model.mark(article.text))
    clock.spent["words, windows, decoding"] -= (
        clock.spent["encoder"] + clock.spent["role reader"] - inside
    )
    plain = clock.time(
        "frames and chains",
        lambda: assemble(article, marks, reader.model_id, thresholds=reader.thresholds),
    )
    clock.time("actors, dates, places", lambda: resolve(plain))


def stages_reader(clock: Clock) -> Reader:
    """A reader whose model's graphs are timed apart."""
    reader = Reader.load()
    model: Any = reader.model
    model._encoder = Timed(model._encoder, "encoder", clock)
    model._roles = Timed(model._roles, "role reader", clock)
    return reader


def bert_in_torch() -> tuple[Any, Callable[[int], Any]] | None:
    """The module, and a call that classifies so many pieces; None without PyTorch."""
    if importlib.util.find_spec("torch") is None:
        return None
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)
    layer = torch.nn.TransformerEncoderLayer(
        BERT["hidden"], BERT["heads"], BERT["wide"], activation="gelu", batch_first=True
    )
    module = torch.nn.Sequential(
        torch.nn.Embedding(BERT["vocabulary"], BERT["hidden"]),
        torch.nn.TransformerEncoder(layer, BERT["layers"]),
        torch.nn.Linear(BERT["hidden"], BERT["labels"]),
    ).eval()

    def classify(pieces: int) -> Any:
        with torch.inference_mode():
            return module(torch.arange(pieces)[None, :])

    return module, classify


def bert_in_onnx(folder: Path) -> dict[str, Callable[[int], Any]]:
    """The same shape as graphs of our own making, float32 and int8, attention in one operator."""
    plain, small = folder / "bert.onnx", folder / "bert-int8.onnx"
    onnx.save(_bert_graph(), str(plain))
    quantize_dynamic(
        str(plain),
        str(small),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
    found = {}
    for name, path in (("float32", plain), ("int8", small)):
        session = _session(str(path))
        found[name] = lambda n, session=session: session.run(
            None, {"ids": np.arange(n, dtype=np.int64)[None, :]}
        )
    return found


def _bert_graph() -> Any:
    """Embedding, layers as in BERT without biases (they cost next to nothing), classifier."""
    rng = np.random.default_rng(5)
    width, wide = BERT["hidden"], BERT["wide"]
    weights, nodes = [], []

    def weight(name: str, *shape: int) -> str:
        values = rng.standard_normal(shape, dtype=np.float32) * 0.02
        weights.append(onnx.numpy_helper.from_array(values, name))
        return name

    def node(kind: str, inputs: list[str], output: str, **more: Any) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], **more))
        return output

    x = node("Gather", [weight("words", BERT["vocabulary"], width), "ids"], "x")
    for n in range(BERT["layers"]):
        q, k, v = (node("MatMul", [x, weight(f"{p}{n}", width, width)], f"{p}x{n}") for p in "qkv")
        mixed = node(
            "MultiHeadAttention",
            [q, k, v],
            f"mixed{n}",
            domain="com.microsoft",
            num_heads=BERT["heads"],
        )
        out = node("MatMul", [mixed, weight(f"o{n}", width, width)], f"ox{n}")
        x = node("Add", [x, out], f"added{n}")
        x = node("LayerNormalization", [x, weight(f"n{n}", width)], f"normed{n}")
        up = node("MatMul", [x, weight(f"u{n}", width, wide)], f"up{n}")
        up = node("Gelu", [up], f"gelu{n}", domain="com.microsoft")
        down = node("MatMul", [up, weight(f"d{n}", wide, width)], f"down{n}")
        x = node("Add", [x, down], f"sum{n}")
        x = node("LayerNormalization", [x, weight(f"m{n}", width)], f"out{n}")
    node("MatMul", [x, weight("labels", width, BERT["labels"])], "logits")
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "L"])
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "L", BERT["labels"]])
    graph = helper.make_graph(nodes, "bert", [ids], [logits], weights)
    versions = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=versions, ir_version=9)


def _session(graph: str | bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        graph,
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def product_rates(folder: Path, *, seconds: float = 3.0) -> dict[str, float]:
    """Operations per second of ONNX Runtime's float32 and int8 products of large matrices."""
    rows, inner, columns = 512, 1024, 4096
    rng = np.random.default_rng(3)
    weight = onnx.numpy_helper.from_array(
        rng.standard_normal((inner, columns), dtype=np.float32), "w"
    )
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"])],
        "product",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [rows, inner])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [rows, columns])],
        [weight],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    plain, small = folder / "product.onnx", folder / "product-int8.onnx"
    onnx.save(model, str(plain))
    quantize_dynamic(str(plain), str(small), per_channel=True, weight_type=QuantType.QInt8)
    feed = {"x": rng.standard_normal((rows, inner), dtype=np.float32)}
    found = {}
    for name, path in (("float32", plain), ("int8", small)):
        session = _session(str(path))
        session.run(None, feed)
        began, done = time.process_time(), 0
        while time.process_time() - began < seconds:
            session.run(None, feed)
            done += 1
        found[name] = done * 2.0 * rows * inner * columns / (time.process_time() - began)
    return found


def encoder_operations(lengths: list[int]) -> tuple[float, float]:
    """(of weights, of attention): multiplications and additions for windows of so many pieces."""
    card = json.loads((MODEL_FOLDER / "card.json").read_text(encoding="utf-8"))
    layers, hidden = int(card["layers"]), Model.load().hidden
    weights = sum(2.0 * n * layers * (4 * hidden**2 + 8 * hidden**2) for n in lengths)
    attention = sum(2.0 * n * layers * 2 * n * hidden for n in lengths)
    return weights, attention


def extractors() -> dict[str, Callable[[bytes], Any]]:
    """Main text by others, those that are installed."""
    found: dict[str, Callable[[bytes], Any]] = {
        "trafilatura, precise": lambda page: bare_extraction(
            page, favor_precision=True, include_comments=False, with_metadata=True
        )
    }
    if importlib.util.find_spec("newspaper") is not None:
        newspaper = importlib.import_module("newspaper")

        def by_newspaper(page: bytes) -> Any:
            article = newspaper.Article("https://example.org/1", language="ar")
            article.download(input_html=page.decode())
            article.parse()
            return article.text

        found["newspaper4k"] = by_newspaper
    if importlib.util.find_spec("readability") is not None:
        readability = importlib.import_module("readability")
        found["readability"] = lambda page: readability.Document(page.decode()).summary()
    return found


def measure(texts: list[str], folder: Path) -> tuple[Clock, list[int]]:
    """Processor time of every contestant over all texts, in turns."""
    clock = Clock()
    reader = stages_reader(clock)
    torch = bert_in_torch()
    berts = bert_in_onnx(folder)
    others = extractors()
    lengths = []
    for number, (text, page) in enumerate(zip(texts, made_pages(texts), strict=True)):
        if number == WARM:
            clock.spent.clear()
            lengths.clear()
        read_in_stages(reader, page, clock)
        model = reader.model
        lengths += [len(w.ids) for w in make_windows(text, split_units(text), model.pieces)]
        pieces = min(510, round(len(text.split()) * PIECES_A_WORD))
        if torch:
            clock.time("BERT-base, PyTorch", lambda n=pieces: torch[1](n))
        for name, call in berts.items():
            clock.time(f"BERT-base, ONNX Runtime, {name}", lambda n=pieces, call=call: call(n))
        for name, call in others.items():
            clock.time(name, lambda p=page, call=call: call(p))
    return clock, lengths


STAGES = (
    "page to article",
    "encoder",
    "role reader",
    "words, windows, decoding",
    "frames and chains",
    "actors, dates, places",
)


def report(
    clock: Clock, lengths: list[int], products: Mapping[str, float], count: int
) -> dict[str, float]:
    """All figures by name."""
    spent = {name: seconds / count * 1000 for name, seconds in clock.spent.items()}
    whole = sum(spent[name] for name in STAGES)
    rows = {f"{name}, ms": spent[name] for name in STAGES}
    rows["whole reading, ms"] = whole
    rows["whole readings a second"] = 1000 / whole
    for name, value in spent.items():
        if name.startswith("BERT"):
            rows[f"{name}, ms"] = value
            rows[f"{name}, against the whole reading"] = value / whole
        elif name not in STAGES:
            rows[f"{name}, ms"] = value
            rows[f"{name}, against our page to article"] = value / spent["page to article"]
    weights, attention = encoder_operations(lengths)
    reached = (weights + attention) / clock.spent["encoder"]
    rows["int8 product, 10^9 operations/s"] = products["int8"] / 1e9
    rows["float32 product, 10^9 operations/s"] = products["float32"] / 1e9
    rows["encoder, 10^9 operations/s"] = reached / 1e9
    rows["encoder against the int8 product"] = reached / products["int8"]
    least = weights / products["int8"] + attention / products["float32"]
    rows["encoder against int8 weights and float32 attention"] = least / clock.spent["encoder"]
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    texts = articles_of_200_words()[: options.articles + WARM]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = product_rates(folder)
        clock, lengths = measure(texts, folder)
        after = product_rates(folder)
    products = {key: max(before[key], after[key]) for key in before}
    rows = report(clock, lengths, products, len(texts) - WARM)
    for label, value in rows.items():
        print(f"{label:58s} {value:9.2f}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
