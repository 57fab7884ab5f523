"""Makes `docs/commands.md`: every command with its arguments and options.

    python docs/make_commands.py

A test fails when the page is not what this script makes. It is read from the functions'
annotations, not from a rendered help page, whose looks change with the library that renders it.
"""

# ruff: noqa: ANN401 - annotations are the values that are looked at here

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from musnad.cli.main import COMMANDS

OUT = Path(__file__).parent / "commands.md"

HEAD = """# Commands

<!-- made by docs/make_commands.py; edit the commands, not this page -->

`musnad COMMAND --help` prints the same in the terminal. `musnad --version` prints the version.

Exit codes: 0 all done; 1 some sources failed, or faults were found; 2 nothing could be done;
130 interrupted.

Commands that need a ledger take `--ledger`, or the variable `MUSNAD_LEDGER`. Reviewers give their
name with `--by`, or in `MUSNAD_REVIEWER`.
"""

DEFAULTS = {("ingest", "processes"): "number of cores"}
"""Defaults that differ from machine to machine, in words."""

NAMES: dict[type, str] = {
    str: "TEXT",
    int: "N",
    float: "NUMBER",
    Path: "PATH",
    datetime: "YYYY-MM-DD",
}
"""How a value of a type is called where the option gives no name of its own."""


def function_of(command: str) -> Callable[..., None]:
    """The function behind a command."""
    found: Callable[..., None] = getattr(import_module(COMMANDS[command]), command)
    return found


def page() -> str:
    """The whole page."""
    index = "\n".join(f"- [`{name}`](#{name}): {_summary(name)}" for name in COMMANDS)
    return "\n".join([HEAD, index, *(_section(name) for name in COMMANDS)]).rstrip() + "\n"


def _paragraphs(command: str) -> list[str]:
    text = inspect.cleandoc(function_of(command).__doc__ or "")
    return [" ".join(part.split()) for part in text.split("\n\n")]


def _summary(command: str) -> str:
    return _paragraphs(command)[0]


def _section(command: str) -> str:
    found = list(_parameters(command))
    given = [p for p in found if isinstance(p[1], ArgumentInfo)]
    usage = " ".join(["musnad", command, "[OPTIONS]", *(_place(*p) for p in given)])
    parts = [f"\n## {command}\n", "\n\n".join(_paragraphs(command)), f"\n```text\n{usage}\n```"]
    if found:
        parts.append("\n| | | default |\n|---|---|---|")
        parts.extend(_row(command, *p) for p in found)
    return "\n".join(parts)


def _parameters(
    command: str,
) -> Iterator[tuple[inspect.Parameter, ArgumentInfo | OptionInfo, Any]]:
    """Parameter, what typer is told of it, and the type of its value."""
    function = function_of(command)
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        hint = hints[name]
        if get_origin(hint) is not Annotated:
            raise SystemExit(f"{command}: {name} is not annotated as an argument or option")
        kind, *about = get_args(hint)
        info = next(a for a in about if isinstance(a, (ArgumentInfo, OptionInfo)))
        yield parameter, info, kind


def _bare(kind: Any) -> Any:
    """The type of one value: of `list[Path] | None` it is `Path`."""
    if get_origin(kind) in (Union, UnionType):
        kind = next(k for k in get_args(kind) if k is not NoneType)
    return get_args(kind)[0] if get_origin(kind) is list else kind


def _value(info: ArgumentInfo | OptionInfo, kind: Any, name: str) -> str:
    """What stands for the value."""
    bare = _bare(kind)
    if info.metavar:
        return str(info.metavar)
    if isinstance(bare, type) and issubclass(bare, Enum):
        return "|".join(str(choice.value) for choice in bare)
    return name.upper() if isinstance(info, ArgumentInfo) else NAMES[bare]


def _place(parameter: inspect.Parameter, info: Any, kind: Any) -> str:
    """An argument in the line of usage."""
    value = _value(info, kind, parameter.name)
    many = "…" if get_origin(kind) is list and "…" not in value else ""
    needed = parameter.default is inspect.Parameter.empty
    return f"{value}{many}" if needed else f"[{value}{many}]"


def _row(command: str, parameter: inspect.Parameter, info: Any, kind: Any) -> str:
    if isinstance(info, ArgumentInfo):
        named = f"`{_value(info, kind, parameter.name)}`"
    else:
        named = _names(parameter, info, kind)
    told = " ".join((info.help or "").split())
    cells = (named, told, _default(command, parameter, info))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _names(parameter: inspect.Parameter, info: OptionInfo, kind: Any) -> str:
    """An option's spellings, and its value's name unless it is a switch."""
    plain = "--" + parameter.name.replace("_", "-")
    # the first spelling stands in `default`, as typer's signature has it
    first = [info.default] if isinstance(info.default, str) else []
    spelled = first + list(info.param_decls or ())
    if _bare(kind) is bool:
        names = spelled or [f"{plain}/--no-{plain[2:]}"]
        return ", ".join(f"`{part}`" for name in names for part in name.split("/"))
    names = spelled or [plain]
    return ", ".join(f"`{name}`" for name in names) + f" `{_value(info, kind, parameter.name)}`"


def _default(command: str, parameter: inspect.Parameter, info: Any) -> str:
    """A default worth telling, or nothing."""
    known = DEFAULTS.get((command, parameter.name))
    if known:
        return known
    value = parameter.default
    empty = value is inspect.Parameter.empty or value is None or value is False or value == ""
    if empty or not info.show_default:
        return ""
    return f"`{value.value if isinstance(value, Enum) else value}`"


if __name__ == "__main__":
    OUT.write_text(page(), encoding="utf-8")
