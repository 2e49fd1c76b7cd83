"""Where links lead, and which words a site uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trcheck.config import Config
from trcheck.model import Document
from trcheck.pages.discover import discover
from trcheck.pages.site import SiteIndex
from trcheck.reading.reader import read
from trcheck.text.glossary import Glossary

Make = Callable[..., Path]


class Site:
    """A site on disk, and its links."""

    def __init__(self, root: Path, config: Config | None = None) -> None:
        self.root = root
        self.pages = discover(root, config or Config())
        self.read: list[str] = []
        self.index = SiteIndex(root, config or Config(), self.pages, self.document, Glossary())

    def document(self, path: str, language: str) -> Document:
        self.read.append(path)
        return read(self.root, path, language)

    def lead(self, page: str, target: str) -> str | None:
        """Where a link leads: its path, with `!` in front where nothing is there, `~` where it is a fallback."""
        document = read(self.root, page, self.pages.language_of(page) or "")
        found = self.index.resolve(document, target)
        if found is None:
            return None
        return ("" if found.exists else "!") + ("~" if found.fallback else "") + found.path

    def anchors(self, page: str, target: str) -> set[str] | None:
        document = read(self.root, page, self.pages.language_of(page) or "")
        found = self.index.resolve(document, target)
        assert found is not None
        return None if found.anchors is None else set(found.anchors) - {"", "top"}


@pytest.fixture
def hugo(make_site: Make) -> Site:
    return Site(
        make_site(
            "content/en/_index.md",
            "content/en/docs/_index.md",
            "content/en/docs/a.md\n# One\n\n## Two {#second}",
            "content/en/docs/b/index.md",
            "content/en/docs/b/picture.png",
            "content/en/docs/moved.md\n---\naliases: [/docs/former/, older]\n---\n",
            "content/en/docs/named.md\n---\nslug: other-name\n---\n",
            'content/en/docs/fixed.md\n+++\nurl = "/somewhere/else/"\n+++\n',
            "content/en/docs/late.md\n## Late",
            "content/es/_index.md",
            "content/es/docs/_index.md",
            "content/es/docs/a.md\n# Uno\n\n## Dos",
            "content/es/docs/b/index.md",
            "content/es/docs/moved.md",
            "static/images/logo.svg",
        )
    )


@pytest.mark.parametrize(
    ("target", "place"),
    [
        # relative to the file
        ("b/index.md", "content/es/docs/b/index.md"),
        ("./moved.md", "content/es/docs/moved.md"),
        ("moved.md#x", "content/es/docs/moved.md"),
        ("../_index.md", "content/es/_index.md"),
        # relative to the address of the page
        ("../b/", "content/es/docs/b/index.md"),
        ("../b", "content/es/docs/b/index.md"),
        ("b/", "content/es/docs/b/index.md"),
        ("../", "content/es/docs/_index.md"),
        # the site would serve the source's
        ("late.md", "~content/en/docs/late.md"),
        ("../late/", "~content/en/docs/late.md"),
        ("b/picture.png", "~content/en/docs/b/picture.png"),
        # paths of the site
        ("/docs/b/", "content/es/docs/b/index.md"),
        ("/docs/b", "content/es/docs/b/index.md"),
        ("/docs/b/index.html", "content/es/docs/b/index.md"),
        ("/docs/b.html", "content/es/docs/b/index.md"),
        ("/es/docs/b/", "content/es/docs/b/index.md"),
        ("/en/docs/b/", "content/en/docs/b/index.md"),
        ("/docs/", "content/es/docs/_index.md"),
        ("/", "content/es/_index.md"),
        ("/es/", "content/es/_index.md"),
        ("/es/docs/late/", "~content/en/docs/late.md"),
        ("/docs/late/?x=1#late", "~content/en/docs/late.md"),
        ("/docs/a.md", "content/es/docs/a.md"),
        # by front matter
        ("/docs/former/", "content/en/docs/moved.md"),
        ("/docs/older/", "content/en/docs/moved.md"),
        ("/docs/other-name/", "~content/en/docs/named.md"),
        ("/somewhere/else/", "~content/en/docs/fixed.md"),
        # files
        ("/images/logo.svg", "static/images/logo.svg"),
        ("/images/none.svg", "!static/images/none.svg"),
        ("/api/spec.json", None),
        # nothing there
        ("none.md", "!content/es/docs/none.md"),
        ("../none/", "!content/es/docs/none"),
        ("/docs/none/", "!docs/none"),
        ("/es/docs/none/", "!es/docs/none"),
        # not known
        ("/reference/api/", None),
        ("../../../../../outside.md", None),
        ("https://example.org/docs/b/", None),
        ("//example.org/", None),
        ("mailto:a@example.org", None),
        ("{{< ref b >}}", None),
        ("", None),
        # the page itself
        ("#dos", "content/es/docs/a.md"),
        ("?x=1", "content/es/docs/a.md"),
    ],
)
def test_hugo(target: str, place: str | None, hugo: Site) -> None:
    assert hugo.lead("content/es/docs/a.md", target) == place


def test_relative_to_the_address_of_an_index_page(hugo: Site) -> None:
    assert hugo.lead("content/es/docs/b/index.md", "../a/") == "content/es/docs/a.md"
    assert hugo.lead("content/es/docs/b/index.md", "picture.png") == "~content/en/docs/b/picture.png"
    assert hugo.lead("content/en/docs/b/index.md", "picture.png") == "content/en/docs/b/picture.png"


def test_anchors_are_those_of_the_page_in_its_language(hugo: Site) -> None:
    assert hugo.anchors("content/es/docs/b/index.md", "../a.md#dos") == {"uno", "dos"}
    assert hugo.anchors("content/es/docs/b/index.md", "/es/docs/a/#dos") == {"uno", "dos"}
    assert hugo.anchors("content/es/docs/b/index.md", "/docs/late/#late") == {"late"}
    assert hugo.anchors("content/es/docs/b/index.md", "../b/picture.png#x") is None


def test_a_site_path_without_a_language_may_mean_either(hugo: Site) -> None:
    anchors = hugo.anchors("content/es/docs/b/index.md", "/docs/a/#x")
    assert anchors is not None
    assert {"uno", "dos", "one", "second"} <= anchors


def test_no_page_is_read_for_a_link_without_fragment(hugo: Site) -> None:
    assert hugo.lead("content/es/docs/b/index.md", "../a/") == "content/es/docs/a.md"
    assert hugo.read == []


def test_empty_fragment_and_top_always_exist(hugo: Site) -> None:
    document = hugo.document("content/es/docs/a.md", "es")
    for target in ("#", "#top", "/es/docs/a/#top"):
        found = hugo.index.resolve(document, target)
        assert found is not None
        assert found.anchors is not None
        assert {"", "top"} <= found.anchors


def test_anchors_of_pages_made_of_parts_are_not_known(make_site: Make) -> None:
    site = Site(make_site("en/a.md", "en/_parts/b.md\n# B", "es/a.md", "es/_parts/b.md\n# B"))
    assert site.anchors("es/a.md", "_parts/b.md#x") is None
    assert site.anchors("es/_parts/b.md", "#x") is None


@pytest.mark.parametrize(
    ("included", "known"),
    [
        ("{* ../src/pour.py hl[3,5] *}", True),
        ('--8<-- "brew.yml:part"', True),
        ("<<< @/pour.js#part{2,3}", True),
        ('{{< readfile file="brew.toml" code="true" >}}', True),
        ("{% include_relative pour.rb %}", True),
        ("{{< code_include file=brew.go >}}", True),
        ('<Include src="brew.json" />', True),
        ('{{< snippet "brewing" >}}', False),
        ('{{% include "brewing.md" %}}', False),
        ("{* parts/brewing.md *}", False),
        ("{% include brewing.html pot='big' %}", False),
        ('--8<-- "brewing.txt"', False),
        ("::: tea.pot", False),
        ("::: tea.py", False),
        ("<!--@include: ./brewing.md-->", False),
        ('<Include src="brewing.mdx" />', False),
    ],
)
def test_anchors_are_known_where_nothing_but_code_is_included(included: str, known: bool, make_site: Make) -> None:
    site = Site(make_site("en/a.md", f"es/a.md\n# Uno\n\n{included}\n"))
    assert site.anchors("es/a.md", "#x") == ({"uno"} if known else None)


def test_anchors_of_pages_that_import_pages_are_not_known(make_site: Make) -> None:
    head = "import Pot from '@site/parts/pot.{}';\n\n# Uno\n\n<Pot />\n"
    site = Site(
        make_site("en/a.mdx", "en/b.mdx", f"es/a.mdx\n{head.format('mdx')}", f"es/b.mdx\n{head.format('json')}")
    )
    assert site.anchors("es/a.mdx", "#x") is None
    assert site.anchors("es/b.mdx", "#x") == {"uno"}


def test_urls_of_the_site(make_site: Make) -> None:
    files = ("content/en/a.md", "content/es/a.md")
    site = Site(make_site(*files), Config(site=("https://www.example.org/manual",)))
    assert site.lead("content/es/a.md", "http://example.org/manual/es/a/") == "content/es/a.md"
    assert site.lead("content/es/a.md", "https://example.org/manual/en/a/#x") == "content/en/a.md"
    assert site.lead("content/es/a.md", "https://example.org/manuals/es/a/") is None
    assert site.index.language_of("https://example.org/manual/es/a/") == "es"
    assert site.index.language_of("https://example.com/manual/es/a/") is None


def test_language_of_a_target(make_site: Make) -> None:
    index = Site(make_site("docs/a.md", "docs/pt-br/a.md", "docs/zh_CN/a.md")).index
    assert index.languages == ("en", "pt-br", "zh_CN")
    assert index.language_of("/pt-BR/a/") == "pt-br"
    assert index.language_of("/zh-cn/a/") == "zh_CN"
    assert index.language_of("/docs/zh_CN/a/#x") == "zh_CN"
    assert index.language_of("/fr/a/") is None
    assert index.language_of("/a/b/pt-br/") is None
    assert index.language_of("pt-br/a/") is None
    assert index.language_of("https://example.org/pt-br/") is None


def test_docusaurus(make_site: Make) -> None:
    current = "i18n/fr/docusaurus-plugin-content-docs/current/"
    site = Site(
        make_site(
            "docs/01-start/02-first.md\n# First",
            "docs/intro.md\n---\nslug: /\n---\n",
            "docs/more.mdx",
            "blog/post.md",
            current + "01-start/02-first.md\n# Premier",
            current + "intro.md",
        )
    )
    page = current + "intro.md"
    assert site.lead(page, "/docs/start/first") == current + "01-start/02-first.md"
    assert site.lead(page, "/docs/start/first/") == current + "01-start/02-first.md"
    assert site.lead(page, "/fr/docs/start/first") == current + "01-start/02-first.md"
    assert site.lead(page, "./01-start/02-first.md") == current + "01-start/02-first.md"
    assert site.lead(page, "start/first") == current + "01-start/02-first.md"
    assert site.lead(page, "more.mdx") == "~docs/more.mdx"
    assert site.lead(page, "/docs/more") == "~docs/more.mdx"
    assert site.lead(page, "/docs") == "docs/intro.md"
    assert site.lead(page, "/docs/none") == "!docs/none"


def test_starlight(make_site: Make) -> None:
    docs = "src/content/docs/"
    site = Site(make_site(docs + "guides/a.mdx", docs + "guides/b.mdx", docs + "es/guides/a.mdx", "public/x.png"))
    assert site.lead(docs + "es/guides/a.mdx", "/es/guides/a/") == docs + "es/guides/a.mdx"
    assert site.lead(docs + "es/guides/a.mdx", "/es/guides/b/") == "~" + docs + "guides/b.mdx"
    assert site.lead(docs + "es/guides/a.mdx", "../b/") == "~" + docs + "guides/b.mdx"
    assert site.lead(docs + "guides/a.mdx", "/guides/b/") == docs + "guides/b.mdx"
    assert site.lead(docs + "es/guides/a.mdx", "/x.png") == "public/x.png"


def test_mkdocs(make_site: Make) -> None:
    site = Site(make_site("docs/en/docs/a.md", "docs/en/docs/sub/index.md", "docs/es/docs/a.md"))
    assert site.lead("docs/es/docs/a.md", "sub/index.md") == "~docs/en/docs/sub/index.md"
    assert site.lead("docs/es/docs/a.md", "/sub/") == "~docs/en/docs/sub/index.md"
    assert site.lead("docs/es/docs/a.md", "/es/a/") == "docs/es/docs/a.md"


def test_pages_beside_each_other(make_site: Make) -> None:
    site = Site(make_site("README.md", "README.es.md", "GUIDE.md\n# Guide", "GUIDE.es.md\n# Manual"))
    assert site.lead("README.es.md", "GUIDE.md") == "GUIDE.md"
    assert site.anchors("README.es.md", "GUIDE.md#x") == {"guide", "manual"}
    assert site.lead("README.es.md", "GUIDE.es.md") == "GUIDE.es.md"
    assert site.lead("README.es.md", "NONE.md") == "!NONE.md"


def test_a_part_of_a_site_says_nothing_about_the_rest(make_site: Make) -> None:
    links = "\n".join(f"[{name}](/docs/{name}/) [{name}]({name}.md)" for name in "bcdefgh")
    site = Site(make_site("content/en/docs/a.md\n" + links, "content/es/docs/a.md"))
    assert site.lead("content/en/docs/a.md", "/docs/b/") is None
    assert site.lead("content/en/docs/a.md", "b.md") is None
    assert site.lead("content/es/docs/a.md", "b.md") == "!content/es/docs/b.md"


def test_words_count_pages(make_site: Make) -> None:
    site = Site(make_site("en/a.md", "en/b.md", "es/a.md\ncasa Casa casa\n```\ncoche\n```\nperro", "es/b.md\ncasa"))
    assert dict(site.index.words("es")) == {"casa": 2, "Casa": 1, "perro": 1}
    assert dict(site.index.words("en")) == {}
