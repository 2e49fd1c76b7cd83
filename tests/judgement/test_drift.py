"""Drift and fault told apart: findings against two states of a source, and what changed between them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trcheck.config import Config, RuleSettings
from trcheck.engine import run
from trcheck.finding import Finding, Result
from trcheck.judgement.changes import section_changes
from trcheck.judgement.places import Places
from trcheck.pages.discover import discover
from trcheck.pages.selection import select
from trcheck.reading.reader import parse

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


class Site:
    """A page in several languages, in a repository."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def commit(self, **texts: str) -> None:
        for language, text in texts.items():
            (self._folder / f"page.{language}.md").write_text(text, "utf-8")
        for command in ("init -q", "add -A", "commit -q -m Change"):
            subprocess.run(["git", *command.split()], cwd=self._folder, env=ENVIRONMENT, check=True)

    def check(self, *arguments: str, **settings: RuleSettings) -> Result:
        config = Config(
            source="en", semantic="off", rules={name.replace("_", "-"): one for name, one in settings.items()}
        )
        pages = discover(self._folder, config, arguments)
        result = run(self._folder, config, pages, select(pages, arguments), jobs=1)
        assert result.failures == ()
        return result


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def told(result: Result) -> list[tuple[str, str, str]]:
    return [(finding.path, finding.rule, finding.cause) for finding in result.findings]


def only(result: Result, rule: str) -> Finding:
    (finding,) = [finding for finding in result.findings if finding.rule == rule]
    return finding


EN = """# Tides

Read the [almanac](https://example.org/almanac) and the [charts](https://example.org/charts) before you leave.

## Springs

The water rises highest two days after the full moon, when sun and moon pull in one line.

- Moor with long ropes.
- Keep a watch at night.
- Mind the sill.
"""
ES = """# Mareas

Lee el [almanaque](https://example.org/almanac) y las cartas antes de salir.

## Vivas

El agua sube más dos días después de la luna llena, cuando el sol y la luna tiran en una línea.

- Amarra con cabos largos.
- Haz guardia de noche.
- Cuidado con el umbral.
"""
CHARTS = "[charts](https://example.org/charts)"
FR = """# Marées

Lisez l'[almanach](https://example.org/almanac) et les [cartes](https://example.org/charts) avant de partir.

## Vives-eaux

L'eau monte le plus deux jours après la pleine lune, quand le soleil et la lune tirent sur une ligne.

- Amarrez avec de longs cordages.
- Veillez la nuit.
- Attention au seuil.
"""


def test_what_was_wrong_stays_wrong_however_the_source_puts_it_now(site: Site) -> None:
    site.commit(en=EN, es=ES)
    site.commit(en=EN.replace(CHARTS, "[sea charts](https://example.org/sea-charts)"))
    result = site.check("es")
    assert told(result) == [
        ("page.es.md", "outdated", "drift"),
        ("page.es.md", "missing-link", "translation"),
    ]
    assert "https://example.org/sea-charts" in only(result, "missing-link").message


def test_of_what_is_missing_that_which_was_there_before_is_the_fault(site: Site) -> None:
    site.commit(en=EN, es=ES)
    site.commit(en=EN.replace("before you leave", "and ask the [pilot](https://example.org/pilot) before you leave"))
    lost = only(site.check("es"), "missing-link")
    assert lost.message.startswith("the link to https://example.org/charts is missing")
    assert [place.text[place.column - 1 : place.end_column - 1] for place in lost.counterparts] == [CHARTS]


def test_agreement_with_either_state_is_agreement(site: Site) -> None:
    whole = ES.replace("las cartas", "las [cartas](https://example.org/charts)")
    moved = EN.replace("https://example.org/charts", "https://charts.example.org/")
    site.commit(en=EN, es=whole, fr=FR.replace("https://example.org/charts", "https://charts.example.org/"))
    site.commit(en=moved)
    result = site.check("es", "fr")
    assert told(result) == [("page.es.md", "outdated", "drift")]
    assert only(result, "outdated").message.startswith("the source's section “Tides” has changed since")


def test_what_a_source_drops_on_purpose_is_none_of_its_faults(site: Site) -> None:
    whole = ES.replace("las cartas", "las [cartas](https://example.org/charts)")
    dropped = EN[: EN.index("\n- Moor")]
    site.commit(en=EN, es=whole, fr=FR)
    site.commit(en=dropped)
    result = site.check("es", "fr")
    assert told(result) == [("page.es.md", "outdated", "drift"), ("page.fr.md", "outdated", "drift")]
    assert "1 list removed" in result.findings[0].message
    # Where both were made after it was gone, the source lacks it against their word.
    site.commit(es=whole + "\nBuen viaje.\n", fr=FR + "\nBon voyage.\n")
    assert ("page.en.md", "missing-list", "source") in told(site.check("es", "fr"))


def test_a_link_to_where_the_source_led_then_is_no_fault(site: Site, tmp_path: Path) -> None:
    (tmp_path / "old.en.md").write_text(EN, "utf-8")
    site.commit(en=EN + "\nSee [there](old.en.md#springs).\n", es=ES + "\nMira [allí](old.en.md#springs).\n")
    assert told(site.check("es")) == [("page.es.md", "missing-link", "translation")]
    (tmp_path / "old.en.md").rename(tmp_path / "new.en.md")
    site.commit(en=EN + "\nSee [there](new.en.md#springs).\n")
    assert told(site.check("es")) == [
        ("page.es.md", "missing-link", "translation"),
        ("page.es.md", "outdated", "drift"),
    ]


def test_front_matter_that_changed_is_told_as_such(site: Site) -> None:
    head = "---\ntitle: Tides\nweight: 3\nlayout: table\n---\n"
    site.commit(en=head + EN, es=head.replace("table", "tabla") + ES)
    site.commit(en=head.replace("weight: 3", "weight: 5") + EN)
    result = site.check("es", front_matter=RuleSettings(enabled=True))
    outdated, wrong, _ = result.findings
    assert outdated.message.startswith("the source's front matter has changed since this translation was made (commit ")
    assert (outdated.rule, outdated.cause, outdated.place.line) == ("outdated", "drift", 1)
    assert (wrong.rule, wrong.cause, wrong.place.line) == ("front-matter", "translation", 4)


def test_the_rule_weighs_as_it_is_told_and_can_be_left_out(site: Site) -> None:
    site.commit(en=EN, es=ES)
    site.commit(en=EN + "\n## Neaps\n\nThe water rises least seven days after.\n")
    assert only(site.check("es"), "outdated").severity == "info"
    assert only(site.check("es", outdated=RuleSettings(severity="error")), "outdated").severity == "error"
    assert told(site.check("es", outdated=RuleSettings(enabled=False))) == [
        ("page.es.md", "missing-link", "translation")
    ]
    assert told(site.check("es", outdated=RuleSettings(options={"history": False}))) == [
        ("page.es.md", "missing-link", "translation"),
        ("page.es.md", "missing-section", "translation"),
    ]


def test_a_new_section_that_is_there_but_not_in_full_is_behind(site: Site) -> None:
    site.commit(en=EN, es=ES + "\n## Muertas\n\nEl agua sube menos siete días después, según la tabla.\n")
    site.commit(
        en=EN + "\n## Neaps\n\nThe water rises least seven days after, by the [table](https://example.org/t).\n"
    )
    message = only(site.check("es"), "outdated").message
    assert message.startswith("the source's section “Neaps” has changed since this translation was made (commit ")


def test_directives_hide_it(site: Site) -> None:
    site.commit(en=EN, es=ES + "\n<!-- trcheck-ignore-file outdated -->\n")
    site.commit(en=EN + "\n## Neaps\n\nThe water rises least seven days after.\n")
    assert told(site.check("es")) == [("page.es.md", "missing-link", "translation")]


def test_an_old_state_that_is_no_text_is_no_state(site: Site, tmp_path: Path) -> None:
    site.commit(en="# \0\n", es=ES)
    site.commit(en=EN)
    assert told(site.check("es")) == [("page.es.md", "missing-link", "translation")]


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("highest two", "highest  two", []),
        ("leave.", "*leave*!", []),
        ("highest", "hihgest", []),
        ("two days", "three days", [("changed", "paragraph")]),
        ("- Mind the sill.\n", "", [("removed", "list item")]),
        ("long ropes", "longer ropes", [("changed", "list item")]),
        ("example.org/charts", "example.org/maps", [("changed", "link")]),
        (f" and the {CHARTS}", "", [("changed", "paragraph")]),
        ("## Springs", "## Spring tides", [("changed", "heading")]),
        ("## Springs\n", "## Springs\n\n```sh\ntide --spring\n```\n", [("added", "code block")]),
    ],
)
def test_changes_of_a_section(old: str, new: str, parts: list[tuple[str, str]]) -> None:
    assert EN.count(old) == 1
    changes = list(section_changes(parse(EN), parse(EN.replace(old, new))))
    assert [(part.what, part.noun) for change in changes for part in change.parts] == parts


LINES = st.lists(st.sampled_from(("one two\n", "three\n", "\n", "one\n", "four five six\n")), max_size=12)


@given(LINES, LINES)
def test_a_place_that_is_found_again_says_the_same(before: list[str], now: list[str]) -> None:
    old, new = parse("".join(before)), parse("".join(now))
    places = Places(old, new)
    for at in range(len(new.text)):
        if stood := places.before(at, at + 1):
            assert old.text[slice(*stood)] == new.text[at : at + 1]


@given(LINES, st.text("abc \n", max_size=20), LINES)
def test_what_stands_around_something_new_is_found_again(head: list[str], middle: str, tail: list[str]) -> None:
    before, after = "".join(head), "".join(tail)
    old, new = parse(before + after), parse(before + "\n" + middle + "zzz\n" + after)
    places = Places(old, new)
    start = new.text.index("zzz")
    assert places.before(start, start + 3) is None
    if len(before.split()) and len(set(old.text.split())) == len(old.text.split()):
        first = new.text.index(before.split()[0])
        assert places.before(first, first + len(before.split()[0])) is not None
