"""`trcheck`: the check of translations against their source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from trcheck import __version__
from trcheck.cli.console import FAILED, FOUND, complain, complain_of_failures, view, write
from trcheck.cli.group import Trcheck
from trcheck.cli.options import (
    HELP,
    config_option,
    ids,
    jobs_option,
    no_cache_option,
    root_option,
    semantic_option,
    source_option,
    verbose_option,
)
from trcheck.cli.run import check, read_config
from trcheck.report import FORMATS, render

_EXAMPLES = """\
Examples:

\b
  trcheck                              check every language found
  trcheck es zh                        check the Spanish and the Chinese pages
  trcheck content/en/guide/install.md  check all translations of a page
  trcheck content/zh/guide/install.md  check one translation
  trcheck zh --select missing-link,broken-link --format concise

Exit status: 0 if nothing at or above --fail-on was found, 1 if something was, 2 if trcheck could not run or a page
could not be checked."""


@click.command(
    "trcheck", cls=Trcheck, context_settings=HELP, epilog=_EXAMPLES,
    options_metavar="[OPTIONS]",
)  # fmt: skip
@click.argument("arguments", metavar="[LANGUAGE|PATH]...", nargs=-1)
@root_option
@config_option
@source_option
@click.option("--select", metavar="RULES", multiple=True, callback=ids, help="Run only these rules (a,b,c).")
@click.option("--ignore", metavar="RULES", multiple=True, callback=ids, help="Do not run these rules (a,b,c).")
@click.option("--format", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report.")
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Where to report to.")
@click.option("--fail-on", type=click.Choice(("error", "warning", "info", "never")),
              help="The least severity that makes the exit status 1.  [default: error]")  # fmt: skip
@click.option("--since", metavar="REF", help="Check only pages changed since the branch left REF (a commit, a branch).")
@click.option("--no-source", is_flag=True, help="Leave out what is wrong on the source pages themselves.")
@click.option(
    "--skip-unpaired", is_flag=True, help="Skip paths that are no page or belong to none, as a hook wants it."
)
@semantic_option
@no_cache_option
@jobs_option
@click.option("-q", "--quiet", is_flag=True, help="Print findings and errors, nothing else.")
@verbose_option
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli(arguments: tuple[str, ...], root: Path, quiet: bool, **options: Any) -> int:
    """Check the translations of a Markdown site against their source.

    Name languages (es, pt-br), pages, or nothing for every language that is found.
    """
    from dataclasses import replace

    from trcheck.finding import at_least, count

    config = read_config(root, options["config_file"], options["source"], options["select"], options["ignore"])
    if options["semantic"]:
        config = replace(config, semantic=options["semantic"])
    _, result = check(root, config, arguments, options, quiet)
    output = options["output"]
    write(render(options["format"], result, view(output, quiet=quiet)), output)
    for warning in () if quiet else result.warnings:
        complain("warning", warning)
    if complain_of_failures(result, traces=options["verbose"]):
        return FAILED
    fail_on = options["fail_on"] or config.fail_on
    counts = count(result.findings)
    return FOUND if fail_on != "never" and any(counts[severity] for severity in at_least(fail_on)) else 0
