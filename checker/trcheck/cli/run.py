"""What the commands do alike: read the configuration, find the pages, check them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from trcheck.cli.console import Failed, complain, progress

if TYPE_CHECKING:
    from trcheck.cache import Cache
    from trcheck.config import Config
    from trcheck.finding import Result
    from trcheck.pages.discover import Pages
    from trcheck.pages.selection import Selection


def read_config(
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


def check(
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
            complain("skipped", reason)
        for path in () if quiet or options["skip_unpaired"] else selection.untranslated:
            complain("warning", f"{path} is translated into no language; found: {', '.join(pages.languages)}")
        if options["since"] is not None:
            selection = selection.only(_changed(root, options["since"], selection))
        if options["no_source"]:
            tasks = (task._replace(source=False, lacking=()) for task in selection.tasks)
            selection = replace(selection, tasks=tuple(tasks))
        with progress(len(selection.tasks), quiet) as done:
            kept, embeddings = (cache(name, options["no_cache"]) for name in ("learned", "embeddings"))
            result = run(
                root, config, pages, selection,
                jobs=options["jobs"], kept=kept, embeddings=embeddings, progress=done,
            )  # fmt: skip
            return pages, result
    except (ConfigError, EncoderError, SelectionError) as error:
        raise Failed(str(error)) from None


def cache(name: str, unused: bool) -> Cache | None:
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


def named_languages(pages: Pages, arguments: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of translations that arguments name; all where there are none."""
    from trcheck.pages.selection import find_language

    found = tuple(find_language(argument, pages.languages) for argument in arguments)
    for argument, language in zip(arguments, found, strict=True):
        if language is None:
            raise Failed(f"there are no translations into `{argument}`; found: {', '.join(pages.languages)}")
    return tuple(dict.fromkeys(language for language in found if language)) or pages.languages
