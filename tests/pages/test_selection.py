"""What the arguments of the command stand for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trcheck.config import Config
from trcheck.pages.discover import Pages, discover
from trcheck.pages.selection import Selection, SelectionError, select

Make = Callable[..., Path]


@pytest.fixture
def pages(make_site: Make) -> Pages:
    root = make_site(
        "content/en/a.md",
        "content/en/sub/b.md",
        "content/es/a.md",
        "content/es/sub/b.md",
        "content/es/old.md",
        "content/pt-br/a.md",
        "notes/x.md",
        "notes/picture.png",
        "content/es/a.txt",
    )
    return discover(root, Config())


def tasks(selection: Selection) -> list[tuple[str | None, tuple[str, ...], bool]]:
    return [(task.group.source, task.languages, task.source) for task in selection.tasks]


A, B = "content/en/a.md", "content/en/sub/b.md"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], [(A, ("es", "pt-br"), True), (None, ("es",), False), (B, ("es",), True)]),
        (["es"], [(A, ("es",), True), (None, ("es",), False), (B, ("es",), True)]),
        (["pt-br"], [(A, ("pt-br",), True)]),
        (["pt_BR"], [(A, ("pt-br",), True)]),
        (["pt"], [(A, ("pt-br",), True)]),
        (["en"], [(A, (), True), (B, (), True)]),
        (["content/en/a.md"], [(A, ("es", "pt-br"), True)]),
        (["content/es/a.md"], [(A, ("es",), False)]),
        (["./content/es/../es/a.md"], [(A, ("es",), False)]),
        (["content/es/sub"], [(B, ("es",), False)]),
        (["content/es/"], [(A, ("es",), False), (None, ("es",), False), (B, ("es",), False)]),
        (["content/en/sub"], [(B, ("es",), True)]),
        (["."], [(A, ("es", "pt-br"), True), (None, ("es",), False), (B, ("es",), True)]),
        (["pt-br", "content/es/sub/b.md"], [(A, ("pt-br",), True), (B, ("es",), False)]),
        (["es", "es", "content/es/a.md"], [(A, ("es",), True), (None, ("es",), False), (B, ("es",), True)]),
    ],
)
def test_select(arguments: list[str], expected: list[object], pages: Pages) -> None:
    assert tasks(select(pages, arguments)) == expected


def test_the_languages_are_those_that_are_checked(pages: Pages) -> None:
    assert select(pages).languages == ("es", "pt-br")
    assert select(pages, ["content/pt-br/a.md"]).languages == ("pt-br",)
    assert select(pages, ["en"]).languages == ()


def test_an_absolute_path(pages: Pages) -> None:
    assert tasks(select(pages, [str(pages.root / "content/es/a.md")])) == [(A, ("es",), False)]


def test_a_path_from_the_working_folder(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pages.root / "content" / "es")
    assert tasks(select(pages, ["sub/b.md"])) == [(B, ("es",), False)]
    assert tasks(select(pages, ["content/es/a.md"])) == [(A, ("es",), False)]


def test_a_language_comes_before_a_folder_of_its_name(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pages.root / "content")
    assert tasks(select(pages, ["pt-br"])) == [(A, ("pt-br",), True)]


def test_a_plain_copy_is_a_page_when_it_is_named(pages: Pages) -> None:
    (task,) = select(pages, ["content/es/a.txt"]).tasks
    assert task.group.source == A
    assert dict(task.group.translations) == {"es": "content/es/a.txt", "pt-br": "content/pt-br/a.md"}
    assert (task.languages, task.source) == (("es",), False)


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("fr", "no pages in language `fr` were found; found: en, es, pt-br"),
        (
            "kontent",
            "`kontent` is neither a language of this site nor a file or folder; languages found: en, es, pt-br",
        ),
        ("content/en/none.md", "no file or folder `content/en/none.md` in {root}"),
        ("none.md", "no file or folder `none.md` in {root}"),
        ("../x.md", "`../x.md` lies outside the root {root}"),
        ("/nowhere/x.md", "`/nowhere/x.md` lies outside the root {root}"),
        ("content/es/old.md", "content/es/old.md has no source page; looked for content/en/old.md"),
        (
            "notes/x.md",
            "notes/x.md pairs with no page in another language; pages were found in content/en/{path}, "
            "content/es/{path} and content/pt-br/{path}",
        ),
        ("notes/picture.png", "notes/picture.png is no page; pages end in .md, .mdx, .markdown, .qmd"),
        (
            "notes",
            "no page in `notes` pairs with a page in another language; pages were found in content/en/{path}, "
            "content/es/{path} and content/pt-br/{path}",
        ),
    ],
)
def test_errors(argument: str, message: str, pages: Pages) -> None:
    with pytest.raises(SelectionError) as error:
        select(pages, ["es", argument])
    assert str(error.value) == message.replace("{root}", str(pages.root))


def test_pages_without_counterpart_do_not_stop_a_hook(pages: Pages) -> None:
    selection = select(pages, ["content/es/old.md", "content/es/a.md", "notes/x.md"], keep_going=True)
    assert tasks(selection) == [(A, ("es",), False)]
    assert [line.partition(" ")[0] for line in selection.unpaired] == ["content/es/old.md", "notes/x.md"]


def test_a_file_that_exists_outside_the_root(pages: Pages, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other") / "a.md"
    other.write_text("", "utf-8")
    with pytest.raises(SelectionError, match="lies outside the root"):
        select(pages, [str(other)])


def test_excluded_pages_are_called_so(make_site: Make) -> None:
    root = make_site("en/a.md", "es/a.md", "en/b.md", "es/b.md")
    pages = discover(root, Config(exclude=("es/b.md",)))
    with pytest.raises(SelectionError, match=r"^es/b.md is ignored by git or excluded$"):
        select(pages, ["es/b.md"])


ADVICE = "say where they are with [[pages]] in trcheck.toml"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (["a.txt"], ": no files end in .md, .mdx, .markdown and .qmd"),
        (["docs/a.md"], f": 1 page, but no folders or file names that hold a language; {ADVICE}"),
        (
            ["content/en/a.md", "content/en/b.md"],
            f": 2 pages, and a language in content/en/{{path}}, but no counterparts; {ADVICE}",
        ),
    ],
)
def test_without_translations_it_says_what_is_there(files: list[str], message: str, make_site: Make) -> None:
    root = make_site(*files)
    with pytest.raises(SelectionError) as error:
        select(discover(root, Config()))
    assert str(error.value) == f"no translated pages were found in {root}{message}"


def test_a_source_language_without_pages_is_told_from_a_site_without_translations(make_site: Make) -> None:
    pages = discover(make_site("content/en/a.md", "content/es/a.md"), Config(source="fr"))
    with pytest.raises(SelectionError, match=r"^no pages in the source language `fr` were found; found: en and es$"):
        select(pages, ["es"])


def test_a_part_of_a_site_is_told_from_a_site(make_site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_site("content/en/docs/a.md", "content/es/docs/a.md", "trcheck.toml")
    monkeypatch.chdir(root / "content" / "es")
    with pytest.raises(SelectionError) as error:
        select(discover(Path(), Config()), ["docs/a.md"])
    assert str(error.value) == (
        f"no translated pages were found in ., it is a part of the site in {root}: did you mean -C ../..?"
    )


def test_a_source_page_without_translations_is_named(make_site: Make) -> None:
    pages = discover(make_site("en/a.md", "es/a.md", "en/b.md"), Config())
    assert select(pages, ["en/a.md", "en/b.md"]).untranslated == ("en/b.md",)
    assert select(pages, ["en"]).untranslated == ()


def test_the_first_language_named_stands_in_for_a_source_page(make_site: Make) -> None:
    pages = discover(make_site("en/a.md", "es/a.md", "es/b.md", "zh/a.md", "zh/b.md", "de/a.md", "de/b.md"), Config())
    assert [task.group.source for task in select(pages, ["zh", "es"]).tasks] == ["en/a.md", "zh/b.md"]
    task = select(pages, ["es", "zh"]).tasks[1]
    assert (task.group.language, task.group.source, task.languages, task.source) == ("es", "es/b.md", ("zh",), True)
    assert dict(task.group.translations) == {"de": "de/b.md", "zh": "zh/b.md"}
