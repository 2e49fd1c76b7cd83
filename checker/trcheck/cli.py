"""The command. All that is printed is printed here, and the exit status is decided here.

What a run needs is imported when it is needed: `trcheck --version` and `--help` answer at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, NoReturn

import click

from trcheck import __version__
from trcheck.report import FORMATS, View, render

if TYPE_CHECKING:
    from trcheck.cache import Cache
    from trcheck.config import Config
    from trcheck.finding import Result
    from trcheck.pages.discover import Pages
    from trcheck.pages.selection import Selection
    from trcheck.rule import Rule

FOUND, FAILED, INTERRUPTED = 1, 2, 130

_SHORT_RUN = 30
"""So many page groups are checked without a progress bar: they are done before it could be read."""

_WIDTH = 100
"""Of reports that are not shown on a terminal."""

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


class Failed(click.ClickException):
    """The command cannot do what it was asked to; the message is one line that says why."""


class Trcheck(click.Command):
    """The check, and the commands beside it, which are called by their name as the first argument.

    Options before that name belong to the command. What stands behind ``--`` is a language or path, never a command.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands: dict[str, click.Command] = {}

    def command(self, *args: Any, **kwargs: Any) -> Callable[[Callable[..., Any]], click.Command]:
        """Declare a function as a command beside the check."""

        def add(function: Callable[..., Any]) -> click.Command:
            command: click.Command = click.command(*args, **kwargs)(function)
            self.commands[str(command.name)] = command
            return command

        return add

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        place = self._place_of_command(args)
        if place is None:
            return super().make_context(info_name, args, parent, **extra)
        name = args[place]
        return self.commands[name].make_context(
            f"{info_name} {name}", [*args[:place], *args[place + 1 :]], parent, **extra
        )

    def invoke(self, ctx: click.Context) -> Any:
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(80)) for name, command in self.commands.items()])

    def _place_of_command(self, args: list[str]) -> int | None:
        """Where the first argument that is no option stands, if it is the name of a command."""
        options = [parameter for parameter in self.params if isinstance(parameter, click.Option)]
        with_value = {name for option in options if not option.is_flag for name in option.opts}
        place = 0
        while place < len(args) and args[place].startswith("-") and args[place] != "--":
            place += 2 if args[place] in with_value else 1
        return place if place < len(args) and args[place] in self.commands else None


def _ids(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """``--select a,b --select c`` as a, b and c."""
    names = tuple(name for value in values for name in value.replace(",", " ").split())
    if values and not names:
        raise Failed(f"--{parameter.name} names no rule")
    return names


_root = click.option(
    "-C", "--root", metavar="DIR", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The root of the site; paths are relative to it.  [default: .]",
)  # fmt: skip
_config = click.option(
    "--config", "config_file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The configuration.  [default: trcheck.toml, or tool.trcheck in pyproject.toml]",
)  # fmt: skip
_no_cache = click.option("--no-cache", is_flag=True, help="Neither use nor keep what earlier runs worked out.")
_semantic = click.option(
    "--semantic", metavar="off|embedded|MODEL",
    help="What tells meaning where structure does not; MODEL is one of sentence-transformers.  [default: embedded]",
)  # fmt: skip
_source = click.option("--source", metavar="LANG", help="The source language.  [default: en, if the site has it]")
_jobs = click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="Processes to use.  [default: by the pages]"
)
_verbose = click.option("-v", "--verbose", is_flag=True, help="Say more about what went wrong.")


@click.command(
    "trcheck", cls=Trcheck, context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EXAMPLES,
    options_metavar="[OPTIONS]",
)  # fmt: skip
@click.argument("arguments", metavar="[LANGUAGE|PATH]...", nargs=-1)
@_root
@_config
@_source
@click.option("--select", metavar="RULES", multiple=True, callback=_ids, help="Run only these rules (a,b,c).")
@click.option("--ignore", metavar="RULES", multiple=True, callback=_ids, help="Do not run these rules (a,b,c).")
@click.option("--format", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report.")
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Where to report to.")
@click.option("--fail-on", type=click.Choice(("error", "warning", "info", "never")),
              help="The least severity that makes the exit status 1.  [default: error]")  # fmt: skip
@click.option("--since", metavar="REF", help="Check only pages changed since the branch left REF (a commit, a branch).")
@click.option("--no-source", is_flag=True, help="Leave out what is wrong on the source pages themselves.")
@click.option(
    "--skip-unpaired", is_flag=True, help="Skip paths that are no page or belong to none, as a hook wants it."
)
@_semantic
@_no_cache
@_jobs
@click.option("-q", "--quiet", is_flag=True, help="Print findings and errors, nothing else.")
@_verbose
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli(arguments: tuple[str, ...], root: Path, quiet: bool, **options: Any) -> int:
    """Check the translations of a Markdown site against their source.

    Name languages (es, pt-br), pages, or nothing for every language that is found.
    """
    from dataclasses import replace

    from trcheck.finding import at_least, count

    config = _load_config(root, options["config_file"], options["source"], options["select"], options["ignore"])
    if options["semantic"]:
        config = replace(config, semantic=options["semantic"])
    _, result = _check(root, config, arguments, options, quiet)
    output = options["output"]
    _write(render(options["format"], result, _view(output, quiet=quiet)), output)
    for warning in () if quiet else result.warnings:
        _complain("warning", warning)
    if _complain_of_failures(result, traces=options["verbose"]):
        return FAILED
    fail_on = options["fail_on"] or config.fail_on
    counts = count(result.findings)
    return FOUND if fail_on != "never" and any(counts[severity] for severity in at_least(fail_on)) else 0


@cli.command("rule", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("id", required=False)
@_root
@_config
@click.option("--markdown", is_flag=True, help="Print the manuals of all rules as one Markdown page.")
def rule_command(id: str | None, root: Path, config_file: Path | None, markdown: bool) -> None:
    """List the rules, or explain one."""
    from trcheck.config import ConfigError
    from trcheck.options import unknown
    from trcheck.registry import load_rules
    from trcheck.report.manual import manual, reference

    try:
        rules = load_rules(_load_config(root, config_file).plugins)
    except ConfigError as error:
        raise Failed(str(error)) from None
    if markdown:
        click.echo(reference(rules.values()), nl=False)
    elif id is None:
        # A line a rule for whoever reads it by a program.
        columns = _view().width if sys.stdout.isatty() else sys.maxsize
        click.echo(_rule_list(list(rules.values()), columns), nl=False)
    elif id not in rules:
        raise Failed(str(unknown("rule", id, rules, ())))
    elif _view().colour:
        from rich.console import Console
        from rich.markdown import Markdown

        Console(width=min(_view().width, _WIDTH)).print(Markdown(manual(rules[id])))
    else:
        click.echo(manual(rules[id]), nl=False)


@cli.command("status", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("languages", metavar="[LANGUAGE]...", nargs=-1)
@_root
@_config
@_source
@click.option("--format", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to report.")
@_semantic
@_no_cache
@_jobs
@click.option("-v", "--verbose", is_flag=True, help="List the pages with which something is to be done.")
def status_command(languages: tuple[str, ...], root: Path, format: str, verbose: bool, **options: Any) -> int:
    """Show how complete and how up to date the translations are."""
    from dataclasses import replace

    from trcheck.git import history
    from trcheck.pages.states import states
    from trcheck.report import status

    config = _load_config(root, options["config_file"], options["source"])
    if options["semantic"]:
        config = replace(config, semantic=options["semantic"])
    checked = {"verbose": False, "skip_unpaired": False, "no_source": True, "since": None, **options}
    pages, result = _check(root, config, languages, checked, quiet=format == "json")
    named = _languages(pages, languages)
    shown, known = states(pages, result, named), history(root)
    if format == "json":
        _write(status.render_json(pages.source, shown, known))
    elif sys.stdout.isatty() and _view().colour:
        from rich.console import Console

        Console().print(status.rich_table(shown))
    else:
        _write(status.table(shown))
    if format == "text":
        _write(status.page_list(shown) if verbose else "")
        _write(status.note(known))
    return FAILED if _complain_of_failures(result, traces=False) else 0


@cli.command("align", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("source", metavar="SOURCE")
@click.argument("translation", metavar="TRANSLATION")
@_root
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
    _write(render_alignment(align(one, other), _view()))


@cli.command("conventions", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("languages", metavar="[LANGUAGE]...", nargs=-1)
@_root
@_config
@_source
@click.option(
    "--format", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to show it."
)
@click.option("--write", is_flag=True, help="Pin what was learned in the configuration.")
@_no_cache
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
    from trcheck.pages.selection import find_language
    from trcheck.pin import pin
    from trcheck.report.conventions import conventions_json, render_conventions

    config = _load_config(root, config_file, source)
    try:
        config.check_conventions(TOPICS)
        pages = discover(root, config, languages)
        if not pages.languages:
            raise Failed(why_none(pages))
        learned = Learned(root, pages, _cache("learned", options["no_cache"]))
        shown = {}
        for name in languages or pages.languages:
            language = find_language(name, pages.languages)
            if language is None:
                raise Failed(f"no translations into `{name}` were found; found: {', '.join(pages.languages)}")
            shown[language] = list(conventions(config, learned.of(language), language).all())
        if options["write"]:
            ways = {
                language: {each.topic: each.way for each in found if each.way and " " not in each.topic}
                for language, found in shown.items()
            }
            file = pin(root, config_file, {language: found for language, found in ways.items() if found})
            _complain("note", f"wrote {file}")
    except ConfigError as error:
        raise Failed(str(error)) from None
    as_json = options["format"] == "json"
    _write(conventions_json(shown) if as_json else render_conventions(shown, colour=_view().colour))


def _load_config(
    root: Path,
    file: Path | None,
    source: str | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
) -> Config:
    """The configuration as the options of the command change it."""
    from dataclasses import replace

    from trcheck.config import ConfigError, load_config
    from trcheck.options import unknown
    from trcheck.registry import load_rules

    try:
        config = load_config(root, file)
        known = load_rules(config.plugins) if select or ignore else {}
    except ConfigError as error:
        raise Failed(str(error)) from None
    for rule in (*select, *ignore):
        if rule not in known:
            raise Failed(str(unknown("rule", rule, known, ())))
    return replace(
        config,
        source=source or config.source,
        select=select or config.select,
        ignore=(*config.ignore, *ignore),
    )


def _check(
    root: Path, config: Config, arguments: tuple[str, ...], options: dict[str, Any], quiet: bool
) -> tuple[Pages, Result]:
    """The pages of the site, and what a run over those that the arguments name finds."""
    from dataclasses import replace

    from trcheck.alignment.encoder import EncoderError
    from trcheck.config import ConfigError
    from trcheck.engine import run
    from trcheck.pages.discover import discover
    from trcheck.pages.selection import SelectionError, select

    try:
        pages = discover(root, config, arguments)
        selection = select(pages, arguments, keep_going=options["skip_unpaired"])
        for reason in selection.unpaired if options["verbose"] else ():
            _complain("skipped", reason)
        for path in () if quiet or options["skip_unpaired"] else selection.untranslated:
            _complain("warning", f"{path} is translated into no language; found: {', '.join(pages.languages)}")
        if options["since"] is not None:
            selection = selection.only(_changed(root, options["since"], selection))
        if options["no_source"]:
            tasks = (task._replace(source=False, lacking=()) for task in selection.tasks)
            selection = replace(selection, tasks=tuple(tasks))
        with _progress(len(selection.tasks), quiet) as progress:
            kept, embeddings = (_cache(name, options["no_cache"]) for name in ("learned", "embeddings"))
            result = run(
                root, config, pages, selection,
                jobs=options["jobs"], kept=kept, embeddings=embeddings, progress=progress,
            )  # fmt: skip
            return pages, result
    except (ConfigError, EncoderError, SelectionError) as error:
        raise Failed(str(error)) from None


def _cache(name: str, unused: bool) -> Cache | None:
    """A cache of the user's, or none where it is to be left alone."""
    from trcheck.cache import Cache, cache_folder

    return None if unused else Cache(cache_folder(), name)


def _changed(root: Path, reference: str, selection: Selection) -> set[str]:
    """The pages of a selection that have changed since the history left that of a commit."""
    from trcheck.git import Repository

    repository = Repository.around(root)
    if repository is None:
        raise Failed(f"--since {reference}: {root} is in no git repository")
    changed = repository.changed(reference, selection.paths())
    if changed is None:
        raise Failed(f"--since {reference}: there is no such commit here; fetch it, or name another")
    return changed


def _languages(pages: Pages, arguments: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of translations that arguments name; all where there are none."""
    from trcheck.pages.selection import find_language

    found = tuple(find_language(argument, pages.languages) for argument in arguments)
    for argument, language in zip(arguments, found, strict=True):
        if language is None:
            raise Failed(f"there are no translations into `{argument}`; found: {', '.join(pages.languages)}")
    return tuple(dict.fromkeys(language for language in found if language)) or pages.languages


def _complain_of_failures(result: Result, *, traces: bool) -> bool:
    """Say which pages could not be checked, if there are any."""
    from trcheck.report.escape import visible

    for failure in result.failures:
        _complain("error", str(failure))
        if traces and failure.trace:
            click.echo(visible(failure.trace), err=True)
    return bool(result.failures)


def _rule_list(rules: list[Rule], width: int) -> str:
    from trcheck.report.terminal import wrap

    columns = max(len(rule.id) for rule in rules)
    lines = []
    for rule in rules:
        first, *more = wrap(rule.summary, width - columns - 11)
        lines.append(f"{rule.id:<{columns}}  {rule.severity if rule.enabled else 'off':<7}  {first}")
        lines += (" " * (columns + 11) + line for line in more)
    return "".join(f"{line}\n" for line in lines)


def _write(report: str, output: Path | None = None) -> None:
    """Print a report, or put it in place of a file at once: whoever reads the file never sees half of it."""
    if output is None:
        click.echo(report, nl=False, color=True)
        return
    try:
        if output.exists() and not output.is_file():
            output.write_text(report, "utf-8")
            return
        draft = output.with_name(f".{output.name}.{os.getpid()}")
        try:
            draft.write_text(report, "utf-8", newline="\n")
            draft.replace(output)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise Failed(f"cannot write {output}: {error.strerror}") from None


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, where that is a terminal and there is something to wait for."""
    if quiet or total < _SHORT_RUN or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Checking", total=total)
        yield lambda done: bar.update(task, completed=done)


def _view(output: Path | None = None, *, quiet: bool = False) -> View:
    """What the report is shown on. https://no-color.org, https://force-color.org"""
    terminal = output is None and sys.stdout.isatty()
    forced = output is None and os.environ.get("FORCE_COLOR", "0") not in ("", "0")
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    width = get_terminal_size((_WIDTH, 0)).columns if output is None else _WIDTH
    return View(max(40, width), colour=(terminal or forced) and not plain, summary=not quiet)


def _complain(kind: str, message: str) -> None:
    from trcheck.report.escape import visible

    click.echo(f"trcheck: {kind}: {visible(message)}", err=True)


def main() -> NoReturn:
    """Run the command as a process."""
    # Pages and alignments hold no cycles and live as long as the run: looking for garbage in them, as the collector
    # does while they are made and once more at exit, is a fifth of its time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = cli.main(prog_name="trcheck", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        _complain("error", error.format_message())
        status = FAILED
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read the report has enough of it. What is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = FOUND
    except Exception as error:
        _complain("error", f"{type(error).__name__}: {error} (a mistake of trcheck's; please report it with its trace)")
        if {"-v", "--verbose"}.intersection(sys.argv):
            raise
        status = FAILED
    gc.freeze()
    sys.exit(status)
