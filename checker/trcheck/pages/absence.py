"""Why a site has no translated pages: what was found instead, for the message that says so."""

from __future__ import annotations

import os
from pathlib import Path

from trcheck.config import FILE, Config, ConfigError, load_config
from trcheck.language import is_language
from trcheck.pages.discover import Pages, discover
from trcheck.pages.layout import PAGE_ENDINGS, find_candidates
from trcheck.text.wording import listing, plural

_ADVICE = f"say where they are with [[pages]] in {FILE}"


def why_none(pages: Pages) -> str:
    """One line for a site in which no page has a translation."""
    found = [path for path in pages.files if path.lower().endswith(PAGE_ENDINGS)]
    nothing = f"no translated pages were found in {pages.root}"
    if site := _site_around(pages.root):
        return f"{nothing}, it is a part of the site in {site}: did you mean -C {os.path.relpath(site)}?"
    if not found:
        return f"{nothing}: no files end in {listing(PAGE_ENDINGS)}"
    as_found = discover(pages.root, Config())
    if as_found.languages and pages.source not in as_found.all_languages:
        return f"no pages in the source language `{pages.source}` were found; found: {listing(as_found.all_languages)}"
    places = sorted(
        candidate.translation.replace("{lang}", tag)
        for candidate in find_candidates(sorted(found))
        for tag in candidate.pages
        if is_language(tag)
    )
    if places:
        seen = f"{plural(len(found), 'page')}, and a language in {listing(places, 3)}, but no counterparts"
    else:
        seen = f"{plural(len(found), 'page')}, but no folders or file names that hold a language"
    return f"{nothing}: {seen}; {_ADVICE}"


def _site_around(root: Path) -> Path | None:
    """The folder around a part of a site that is a root itself and has translated pages."""
    here = root.absolute()
    if _is_root(here):
        return None
    parent = next(filter(_is_root, here.parents), None)
    try:
        return parent if parent and discover(parent, load_config(parent)).languages else None
    except ConfigError:
        return None


def _is_root(folder: Path) -> bool:
    return (folder / ".git").exists() or (folder / FILE).is_file()
