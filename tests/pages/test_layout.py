"""Every common layout is found by the names of its files; what only looks like one is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trcheck.config import Config, PagePattern
from trcheck.pages.discover import discover

Make = Callable[..., Path]
Groups = dict[str | None, dict[str, str]]


def groups(root: Path, config: Config | None = None, source: str | None = None) -> Groups:
    return {group.source: dict(group.translations) for group in discover(root, config or Config(), (), source).groups}


LAYOUTS: dict[str, tuple[list[str], Groups]] = {
    "hugo": (
        ["content/en/docs/a.md", "content/es/docs/a.md", "content/zh/docs/a.md", "content/en/b.md", "README.md"],
        {
            "content/en/b.md": {},
            "content/en/docs/a.md": {"es": "content/es/docs/a.md", "zh": "content/zh/docs/a.md"},
        },
    ),
    "fastapi": (
        ["docs/en/docs/index.md", "docs/es/docs/index.md", "docs/en/docs/a/b.md", "docs/zh-hant/docs/a/b.md"],
        {
            "docs/en/docs/a/b.md": {"zh-hant": "docs/zh-hant/docs/a/b.md"},
            "docs/en/docs/index.md": {"es": "docs/es/docs/index.md"},
        },
    ),
    "astro": (
        ["src/content/docs/en/a.mdx", "src/content/docs/pt-br/a.mdx", "src/content/docs/zh_CN/a.md"],
        {
            "src/content/docs/en/a.mdx": {
                "pt-br": "src/content/docs/pt-br/a.mdx",
                "zh_CN": "src/content/docs/zh_CN/a.md",
            }
        },
    ),
    "starlight, source at the root": (
        [
            "src/content/docs/index.mdx",
            "src/content/docs/guides/a.md",
            "src/content/docs/guides/b.md",
            "src/content/docs/es/index.mdx",
            "src/content/docs/es/guides/a.mdx",
            "src/content/docs/zh-cn/guides/a.md",
            "CHANGELOG.md",
        ],
        {
            "src/content/docs/guides/a.md": {
                "es": "src/content/docs/es/guides/a.mdx",
                "zh-cn": "src/content/docs/zh-cn/guides/a.md",
            },
            "src/content/docs/guides/b.md": {},
            "src/content/docs/index.mdx": {"es": "src/content/docs/es/index.mdx"},
        },
    ),
    "languages at the root": (
        ["guide/a.md", "guide/b.md", "zh/guide/a.md", "tools/notes.md", "README.md"],
        {"guide/a.md": {"zh": "zh/guide/a.md"}, "guide/b.md": {}},
    ),
    "translations one floor below": (
        ["README.md", "one/README.md", "translations/es/README.md", "translations/es/one/README.md"],
        {"README.md": {"es": "translations/es/README.md"}, "one/README.md": {"es": "translations/es/one/README.md"}},
    ),
    "docusaurus": (
        [
            "website/docs/intro.md",
            "website/docs/more.md",
            "website/blog/post.md",
            "website/src/pages/about.md",
            "website/versioned_docs/version-1.0/intro.md",
            "website/community/team.md",
            "website/i18n/fr/docusaurus-plugin-content-docs/current/intro.md",
            "website/i18n/fr/docusaurus-plugin-content-docs/version-1.0/intro.md",
            "website/i18n/fr/docusaurus-plugin-content-docs-community/current/team.md",
            "website/i18n/fr/docusaurus-plugin-content-blog/post.md",
            "website/i18n/fr/docusaurus-plugin-content-pages/about.md",
        ],
        {
            "website/blog/post.md": {"fr": "website/i18n/fr/docusaurus-plugin-content-blog/post.md"},
            "website/community/team.md": {
                "fr": "website/i18n/fr/docusaurus-plugin-content-docs-community/current/team.md"
            },
            "website/docs/intro.md": {"fr": "website/i18n/fr/docusaurus-plugin-content-docs/current/intro.md"},
            "website/docs/more.md": {},
            "website/src/pages/about.md": {"fr": "website/i18n/fr/docusaurus-plugin-content-pages/about.md"},
            "website/versioned_docs/version-1.0/intro.md": {
                "fr": "website/i18n/fr/docusaurus-plugin-content-docs/version-1.0/intro.md"
            },
        },
    ),
    "docusaurus with docs above the website": (
        ["docs/a.md", "website/i18n/es/docusaurus-plugin-content-docs/current/a.md"],
        {"docs/a.md": {"es": "website/i18n/es/docusaurus-plugin-content-docs/current/a.md"}},
    ),
    "suffix on both": (
        ["components/a/index.en-US.md", "components/a/index.zh-CN.md", "components/b/index.en-US.md"],
        {
            "components/a/index.en-US.md": {"zh-CN": "components/a/index.zh-CN.md"},
            "components/b/index.en-US.md": {},
        },
    ),
    "hugo by file name": (
        ["content/a.md", "content/a.es.md", "content/b.md", "content/b.en.md", "content/b.es.md", "content/c.md"],
        {
            "content/a.md": {"es": "content/a.es.md"},
            "content/b.en.md": {"es": "content/b.es.md"},
            "content/c.md": {},
        },
    ),
    "readme": (
        ["README.md", "README.es.md", "README_zh.md", "README-pt-BR.md", "README_CN.md.bak", "CONTRIBUTING.md"],
        {"README.md": {"es": "README.es.md", "zh": "README_zh.md", "pt-BR": "README-pt-BR.md"}},
    ),
    "readme in a language whose code is a word": (
        ["README.md", "README.it.md", "README_CN.md"],
        {"README.md": {"CN": "README_CN.md", "it": "README.it.md"}},
    ),
    "translations of the readme in a folder": (
        ["README.md", "docs/README.es.md", "docs/i18n/README_zh.md", "docs/guide.md"],
        {"README.md": {"es": "docs/README.es.md", "zh": "docs/i18n/README_zh.md"}},
    ),
    "sibling roots": (
        ["pages/common/a.md", "pages.es/common/a.md", "pages.zh/common/a.md", "pages/common/b.md"],
        {
            "pages/common/a.md": {"es": "pages.es/common/a.md", "zh": "pages.zh/common/a.md"},
            "pages/common/b.md": {},
        },
    ),
    "sibling roots with a hyphen and a region": (
        ["docs/a.md", "docs-zh/a.md", "docs_pt_BR/a.md"],
        {"docs/a.md": {"zh": "docs-zh/a.md", "pt_BR": "docs_pt_BR/a.md"}},
    ),
    "several layouts in one repository": (
        ["README.md", "README.zh-CN.md", "docs/en/a.md", "docs/zh/a.md", "docs/en/b.md", "docs/zh/b.md"],
        {
            "README.md": {"zh": "README.zh-CN.md"},
            "docs/en/a.md": {"zh": "docs/zh/a.md"},
            "docs/en/b.md": {"zh": "docs/zh/b.md"},
        },
    ),
    "every ending": (
        ["en/a.md", "es/a.mdx", "en/b.markdown", "es/b.markdown", "en/c.qmd", "es/c.qmd", "en/d.txt", "es/d.txt"],
        {"en/a.md": {"es": "es/a.mdx"}, "en/b.markdown": {"es": "es/b.markdown"}, "en/c.qmd": {"es": "es/c.qmd"}},
    ),
    "a language whose code is a word, among others": (
        ["docs/en/a.md", "docs/de/a.md", "docs/it/a.md", "docs/api/a.md"],
        {"docs/en/a.md": {"de": "docs/de/a.md", "it": "docs/it/a.md"}},
    ),
    "folders per page": (
        ["posts/one/en/index.md", "posts/one/es/index.md", "posts/two/en/index.md"],
        {"posts/one/en/index.md": {"es": "posts/one/es/index.md"}},
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str, make_site: Make) -> None:
    files, expected = LAYOUTS[name]
    assert groups(make_site(*files)) == expected


@pytest.mark.parametrize(
    "files",
    [
        ["samples/README.md", "samples/cs/README.md", "samples/go/README.md", "samples/js/README.md"],
        ["cs/README.md", "ts/README.md", "java/README.md"],
        ["docs/is/a.md", "docs/it/a.md"],
        ["docs/what.md", "docs/what-is.md", "docs/sign.md", "docs/sign-in.md", "docs/log.md", "docs/log-to.md"],
        ["src/de/x.md", "src/main/y.md"],
        ["docs/a.md", "docs/b.md"],
    ],
)
def test_a_name_is_no_evidence(files: list[str], make_site: Make) -> None:
    assert groups(make_site(*files)) == {}


def test_source_is_english_where_there_is_english(make_site: Make) -> None:
    root = make_site("c/en/a.md", "c/es/a.md", "c/es/b.md", "c/zh/a.md", "c/zh/b.md")
    assert discover(root, Config()).source == "en"


def test_source_is_spelled_as_the_site_does(make_site: Make) -> None:
    pages = discover(make_site("c/en-us/a.md", "c/es/a.md"), Config(), source="en")
    assert (pages.source, pages.languages) == ("en-us", ("es",))


def test_without_english_the_language_with_most_pages_is_the_source(make_site: Make) -> None:
    pages = discover(make_site("c/fr/a.md", "c/es/a.md", "c/es/b.md"), Config())
    assert (pages.source, pages.languages) == ("es", ("fr",))


def test_a_named_source_wins_and_the_root_is_english(make_site: Make) -> None:
    root = make_site("docs/a.md", "docs/b.md", "docs/es/a.md", "docs/zh/a.md")
    assert groups(root, source="es") == {"docs/es/a.md": {"en": "docs/a.md", "zh": "docs/zh/a.md"}}


def test_pages_without_a_language_in_another_one(make_site: Make) -> None:
    root = make_site("README.md", "README_EN.md", "README_ja.md")
    assert groups(root, Config(root_language="zh")) == {"README_EN.md": {"zh": "README.md", "ja": "README_ja.md"}}
    assert groups(root, Config(source="zh")) == {"README.md": {"EN": "README_EN.md", "ja": "README_ja.md"}}


def test_languages_of_the_configuration(make_site: Make) -> None:
    root = make_site("docs/a.md", "docs/it/a.md", "docs/es/a.md")
    assert groups(root, Config(languages=("it",))) == {"docs/a.md": {"it": "docs/it/a.md"}}
    assert groups(root) == {"docs/a.md": {"es": "docs/es/a.md", "it": "docs/it/a.md"}}


def test_patterns_of_the_configuration(make_site: Make) -> None:
    root = make_site("one/source.md", "one/after.md", "two/source.md", "two/before.md", "three/x.md", "text/de/a.txt")
    after = PagePattern("{path}/source.md", "{path}/after.md", "es")
    assert groups(root, Config(pages=(after,))) == {"one/source.md": {"es": "one/after.md"}, "two/source.md": {}}


def test_patterns_hold_languages(make_site: Make) -> None:
    root = make_site(
        "manual/a.md", "manual/b.md", "l10n/es/manual/a.md", "l10n/it/manual/a.md", "l10n/tools/manual/a.md"
    )
    pattern = PagePattern("manual/{path}", "l10n/{lang}/manual/{path}")
    assert groups(root, Config(pages=(pattern,))) == {
        "manual/a.md": {"es": "l10n/es/manual/a.md", "it": "l10n/it/manual/a.md"},
        "manual/b.md": {},
    }


def test_patterns_name_plain_text(make_site: Make) -> None:
    root = make_site("en/a.txt", "es/a.txt", "es/b.txt")
    pattern = PagePattern("{lang}/{path}.txt", "{lang}/{path}.txt")
    assert groups(root, Config(pages=(pattern,))) == {"en/a.txt": {"es": "es/a.txt"}, None: {"es": "es/b.txt"}}
