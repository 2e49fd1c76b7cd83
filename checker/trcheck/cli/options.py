"""The options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

from trcheck.cli.console import Failed

HELP = {"help_option_names": ["-h", "--help"]}

root_option = click.option(
    "-C", "--root", metavar="DIR", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The root of the site; paths are relative to it.  [default: .]",
)  # fmt: skip
config_option = click.option(
    "--config", "config_file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The configuration.  [default: trcheck.toml, or tool.trcheck in pyproject.toml]",
)  # fmt: skip
no_cache_option = click.option("--no-cache", is_flag=True, help="Neither use nor keep what earlier runs worked out.")
semantic_option = click.option(
    "--semantic", metavar="off|embedded|MODEL",
    help="What tells meaning where structure does not; MODEL is one of sentence-transformers.  [default: embedded]",
)  # fmt: skip
source_option = click.option("--source", metavar="LANG", help="The source language.  [default: en, if the site has it]")
jobs_option = click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="Processes to use.  [default: by the pages]"
)
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Say more about what went wrong.")


def ids(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """``--select a,b --select c`` as a, b and c."""
    names = tuple(name for value in values for name in value.replace(",", " ").split())
    if values and not names:
        raise Failed(f"--{parameter.name} names no rule")
    return names
