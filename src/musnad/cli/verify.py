"""`musnad verify` and `musnad proof`: a ledger or a bundle re-checked; a record as a bundle."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.ledger_option import LedgerOption, ledger_name
from musnad.errors import ProofError
from musnad.ledger import Ledger
from musnad.ledger.connect import is_address
from musnad.ledger.finding import Finding
from musnad.ledger.proof import proof as bundle_of
from musnad.ledger.proof_check import verify_proof
from musnad.ledger.proof_shape import MOST_BYTES
from musnad.ledger.verify import head as head_of
from musnad.ledger.verify import verify as findings_of
from musnad.show.safe import visible

SQLITE = b"SQLite format 3\0"


def verify(
    target: Annotated[
        str | None,
        typer.Argument(metavar="LEDGER|PROOF.json", help="What to check; - reads a proof."),
    ] = None,
    ledger: LedgerOption = None,
    head: Annotated[
        str | None,
        typer.Option(metavar="ROW:ROOT", help="A head that was published: the log must have it."),
    ] = None,
) -> None:
    """Re-check every record of a ledger, or a proof, against text, hashes and log.

    Exit code 0: all holds; 1: what is listed does not; 2: it can't be read.
    """
    name = target or ledger_name(ledger)
    data = None if is_address(name) else _proof(name)
    wrong = _ledger(name, head) if data is None else _bundle(data, head)
    if wrong:
        raise typer.Exit(1)


def _proof(name: str) -> bytes | None:
    """The bytes of a proof; None where the file is a ledger, or not there."""
    if name == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    path = Path(name)
    if not path.is_file():
        return None
    with path.open("rb") as file:
        start = file.read(len(SQLITE))
        return None if start == SQLITE else start + file.read(MOST_BYTES + 1)


def _ledger(name: str, head: str | None) -> int:
    with Ledger.open(name, read_only=True) as kept:
        wrong = 0
        for finding in findings_of(kept, head=head):
            wrong += 1
            _tell(finding)
        counts, end = kept.counts(), head_of(kept)
    told = (
        f"{counts['versions']} articles, {counts['all_readings']} readings, "
        f"{counts['judgements']} decisions, {end.row} rows of the log"
    )
    typer.echo(f"{told}: " + (f"{wrong} findings" if wrong else "all holds"))
    if not wrong and end.row:
        typer.echo(f"head of the log: {end.name}")
    return wrong


def _bundle(data: bytes, head: str | None) -> int:
    findings = verify_proof(data, head=head)
    for finding in findings:
        _tell(finding)
    if findings:
        typer.echo(f"{len(findings)} findings")
        return len(findings)
    bundle = json.loads(data)
    end = f"{bundle['head']['row']}:{bundle['head']['root']}"
    frame = bundle["frame"]["record"]
    typer.echo(f"{bundle['frame']['id']}  {frame['type']}  {visible(frame['text'])}: all holds")
    typer.echo(f"head of the log: {end}" + ("" if head else "  (compare it with a published one)"))
    typer.echo("It proves:")
    for line in bundle["proves"]:
        typer.echo(f"  - {line}")
    typer.echo("It does not prove:")
    for line in bundle["proves_not"]:
        typer.echo(f"  - {line}")
    return 0


def _tell(finding: Finding) -> None:
    typer.echo(visible(str(finding)))


def proof(
    record: Annotated[str, typer.Argument(metavar="ID", help="Of a frame (f…).")],
    ledger: LedgerOption = None,
    row: Annotated[
        int | None,
        typer.Option(help="The log's row up to which it speaks, as of a published head."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write.")] = None,
) -> None:
    """Write one record as a small bundle that `musnad verify` checks with nothing else at hand."""
    with Ledger.open(ledger_name(ledger), read_only=True) as kept:
        bundle = bundle_of(kept, record, row=row)
    text = json.dumps(bundle, ensure_ascii=False, indent=1) + "\n"
    if len(text.encode()) > MOST_BYTES:
        raise ProofError(f"{record}: its article is too large for a proof of {MOST_BYTES} bytes")
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)
