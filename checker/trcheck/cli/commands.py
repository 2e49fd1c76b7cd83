"""The commands beside the check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trcheck.cli.check import cli
from trcheck.cli.console import FAILED, WIDTH, Failed, complain, complain_of_failures, view, write
from trcheck.cli.options import (
    HELP,
    config_option,
    jobs_option,
    no_cache_option,
    root_option,
    semantic_option,
    source_option,
)
from trcheck.cli.run import cache, check, named_languages, read_config

if TYPE_CHECKING:
    from trcheck.rule import Rule


@cli.command("rule", context_settings=HELP)
@click.argument("id", required=False)
@root_option
@config_option
@click.option("--markdown", is_flag=True, help="Print the manuals of all rules as one Markdown page.")
def rule_command(id: str | None, root: Path, config_file: Path | None, markdown: bool) -> None:
    """List the rules, or explain one."""
    from trcheck.config import ConfigError
    from trcheck.options import unknown
    from trcheck.registry import load_rules
    from trcheck.report.manual import manual, reference

    try:
        rules = load_rules(read_config(root, config_file).plugins)
    except ConfigError as error:
        raise Failed(str(error)) from None
    if markdown:
        click.echo(reference(rules.values()), nl=False)
    elif id is None:
        # A line a rule for whoever reads it by a program.
        columns = view().width if sys.stdout.isatty() else sys.maxsize
        click.echo(_rule_list(list(rules.values()), columns), nl=False)
    elif id not in rules:
        raise Failed(str(unknown("rule", id, rules, ())))
    elif view().colour:
        from rich.console import Console
        from rich.markdown import Markdown

        Console(width=min(view().width, WIDTH)).print(Markdown(manual(rules[id])))
    else:
        click.echo(manual(rules[id]), nl=False)


@cli.command("status", context_settings=HELP)
@click.argument("languages", metavar="[LANGUAGE]...", nargs=-1)
@root_option
@config_option
@source_option
@click.option("--format", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to report.")
@semantic_option
@no_cache_option
@jobs_option
@click.option("-v", "--verbose", is_flag=True, help="List the pages with which something is to be done.")
def status_command(languages: tuple[str, ...], root: Path, format: str, verbose: bool, **options: Any) -> int:
    """Show how complete and how up to date the translations are."""
    from dataclasses import replace

    from trcheck.git import history
    from trcheck.pages.states import states
    from trcheck.report import status

    config = read_config(root, options["config_file"], options["source"])
    if options["semantic"]:
        config = replace(config, semantic=options["semantic"])
    checked = {"verbose": False, "skip_unpaired": False, "no_source": True, "since": None, **options}
    pages, result = check(root, config, languages, checked, quiet=format == "json")
    named = named_languages(pages, languages)
    shown, known = states(pages, result, named), history(root)
    if format == "json":
        write(status.render_json(pages.source, shown, known))
    elif sys.stdout.isatty() and view().colour:
        from rich.console import Console

        Console().print(status.rich_table(shown))
    else:
        write(status.table(shown))
    if format == "text":
        write(status.page_list(shown) if verbose else "")
        write(status.note(known))
    return FAILED if complain_of_failures(result, traces=False) else 0


@cli.command("align", context_settings=HELP)
@click.argument("source", metavar="SOURCE")
@click.argument("translation", metavar="TRANSLATION")
@root_option
def align_command(source: str, translation: str, root: Path) -> None:
    """Show how two pages are aligned, side by side."""
    from trcheck.alignment.align import align
    from trcheck.reading.decode import PageError
    from trcheck.reading.reader import read
    from trcheck.report.alignment import render_alignment

    try:
        one, other = (read(root, path, "") for path in (source, translation))
    except PageError as error:
        raise Failed(str(error)) from None
    write(render_alignment(align(one, other), view()))


@cli.command("conventions", context_settings=HELP)
@click.argument("languages", metavar="[LANGUAGE]...", nargs=-1)
@root_option
@config_option
@source_option
@click.option(
    "--format", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to show it."
)
@click.option("--write", is_flag=True, help="Pin what was learned in the configuration.")
@no_cache_option
def conventions_command(
    languages: tuple[str, ...], root: Path, config_file: Path | None, source: str | None, **options: Any
) -> None:
    """Show what the pages of each language do as a rule, where sites do it in several ways.

    A clear majority is a convention, and what goes against it a finding. What the configuration pins needs none.
    """
    from trcheck.config import ConfigError
    from trcheck.learning.ways import TOPICS
    from trcheck.pages.absence import why_none
    from trcheck.pages.discover import discover
    from trcheck.pages.learned import Learned, conventions
    from trcheck.pin import pin
    from trcheck.report.conventions import conventions_json, render_conventions

    config = read_config(root, config_file, source)
    try:
        config.check_conventions(TOPICS)
        pages = discover(root, config, languages)
        if not pages.languages:
            raise Failed(why_none(pages))
        learned = Learned(root, pages, cache("learned", options["no_cache"]))
        shown = {
            language: list(conventions(config, learned.of(language), language).all())
            for language in named_languages(pages, languages)
        }
        if options["write"]:
            ways = {
                language: {each.topic: each.way for each in found if each.way and " " not in each.topic}
                for language, found in shown.items()
            }
            file = pin(root, config_file, {language: found for language, found in ways.items() if found})
            complain("note", f"wrote {file}")
    except ConfigError as error:
        raise Failed(str(error)) from None
    as_json = options["format"] == "json"
    write(conventions_json(shown) if as_json else render_conventions(shown, colour=view().colour))


def _rule_list(rules: list[Rule], width: int) -> str:
    from trcheck.report.terminal import wrap

    columns = max(len(rule.id) for rule in rules)
    lines = []
    for rule in rules:
        first, *more = wrap(rule.summary, width - columns - 11)
        lines.append(f"{rule.id:<{columns}}  {rule.severity if rule.enabled else 'off':<7}  {first}")
        lines += (" " * (columns + 11) + line for line in more)
    return "".join(f"{line}\n" for line in lines)
