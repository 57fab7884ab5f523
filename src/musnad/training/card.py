"""The model card: `card.json` for the program, `CARD.md` for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from musnad.records import MENTION_KINDS
from musnad.training.loop import Plan, Stage
from musnad.training.network import Shape
from musnad.training.origin import ORIGIN_NAME


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the card states. `figures` are F1 values and calibration errors on the dev part.

    `runs` are the digests of the finished runs' states whose mean was taken, or that have taught.
    """

    name: str
    date: str
    digest: str
    parameters: int
    items: int
    words: int
    frames: int
    dev_items: int
    corpus_digest: str
    figures: Mapping[str, float]
    runs: tuple[str, ...] = ()


def write_card(
    folder: Path, facts: CardFacts, plan: Plan, shape: Shape, values: Mapping[str, Any]
) -> None:
    """Write both forms into the model's folder."""
    data = {
        "name": facts.name,
        "date": facts.date,
        "digest": facts.digest,
        "origin": ORIGIN_NAME,
        "layers": shape.layers,
        "parameters": facts.parameters,
        "corpus": {"digest": facts.corpus_digest, "items": facts.items, "frames": facts.frames},
        "training": {
            "seed": plan.seed,
            "processes": plan.processes,
            "stages": [asdict(stage) for stage in plan.stages],
            "runs": list(facts.runs),
        },
        "figures_on_corpus_dev": dict(facts.figures),
        **values,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (folder / "card.json").write_text(text + "\n", encoding="utf-8")
    (folder / "CARD.md").write_text(_markdown(facts, plan, shape), encoding="utf-8")


def _stage(stage: Stage) -> str:
    seen = [
        "all articles with frames" if stage.framed else "",
        f"{stage.entity_share:g} of the entity passages" if stage.entity_share else "",
        f"{stage.raw_share:g} of the raw articles, words masked" if stage.raw_share else "",
        f"{stage.taught_share:g} of the raw articles, as the runs below read them together"
        if stage.taught_share
        else "",
    ]
    return (
        f"- Stage *{stage.name}*: {stage.epochs} epochs, each of {', '.join(s for s in seen if s)};"
        f" {stage.batch_pieces} pieces a batch and process; rates {stage.rate:g} (encoder) and "
        f"{stage.head_rate:g} (heads)."
    )


def _runs(facts: CardFacts, plan: Plan) -> str:
    """A sentence on the runs that these weights come from, if there were several."""
    if not facts.runs:
        return ""
    digests = ", ".join(f"`{digest[:16]}`" for digest in facts.runs)
    taught = any(stage.taught_share for stage in plan.stages)
    how = "Their mean began the last stage, and they taught it" if taught else "This is their mean"
    return f"Several runs went through the stages before: {digests}. {how}.\n\n"


def _markdown(facts: CardFacts, plan: Plan, shape: Shape) -> str:
    stages = "\n".join(_stage(stage) for stage in plan.stages)
    rows = "\n".join(f"| {name} | {value:.3f} |" for name, value in facts.figures.items())
    return f"""# Model card: {facts.name}

Date {facts.date} · digest `{facts.digest[:16]}` · {facts.parameters / 1e6:.1f} M parameters ·
{shape.layers} layers · int8 ONNX · licence Apache-2.0

## What it does
Reads Arabic news text and marks entity mentions ({", ".join(MENTION_KINDS)}), predicates of the 16
PLOVER types and SAY, the roles of each predicate, its flags (neg, future, hypothetical), modes and
contexts, and the antecedents of agents and targets left unsaid. Every mark carries a probability,
calibrated on the dev part (Platt scaling). It says what the text says, never whether that is true.

## Origin and data
| what | licence | use |
|---|---|---|
| {ORIGIN_NAME}; first {shape.layers} of 12 layers, vocabulary cut to Arabic news | MIT | start |
| Musnad corpus: {facts.items} fictional items, {facts.words} words, {facts.frames} frames, \
digest `{facts.corpus_digest[:16]}` | CC BY 4.0 | predicates, roles, flags, modes, \
contexts, antecedents |
| NewsFANE Gold 2014, on surface words, without the part that is ANERcorp's test text | \
CC BY-SA 3.0 | entity mentions |
| ANT corpus 1.1 (one Tunisian outlet, 2013 to 2017), raw text | Apache-2.0 file, citation asked | \
masked words{", and as finished runs read them" * any(s.taught_share for s in plan.stages)} |

No real article with frames was trained on; {facts.dev_items} items of the corpus (its dev part)
were kept for operating points, calibration and the figures below.

## Training
{stages}

{_runs(facts, plan)}Seed {plan.seed}, {plan.processes} processes; the encoder's rate falls by \
{plan.layer_decay:g} a
layer, rates are linear with warm-up, AdamW, bf16 where the processor has it. Spellings
are varied (hamza, final ya, digits, quotation marks). Train anew with `musnad train`.

## Figures on the corpus' dev part (fictional text)
| score | value |
|---|---|
{rows}

Figures on real articles: `benchmarks/README.md`; fictional text of our own is easier.

## Limits
Modern standard Arabic of news; not dialect, poetry, religious or legal text, not other languages
in Arabic script. Long articles are read in overlapping windows: an antecedent farther back than a
window is not seen. Headlines without verbs, irony and scare quotes are weak spots. Ambiguous verbs
are decided by context and sometimes wrongly. Do not use a single record without its evidence.
"""
