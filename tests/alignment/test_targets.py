"""Which link targets are the same: the traps that a raw comparison falls into, and what it must still tell apart."""

import pytest

from trcheck.alignment.targets import moved_target, same_place, same_target, target_key

SAME = [
    ("/docs/concepts/", "/es/docs/concepts/"),
    ("/docs/concepts/", "/zh-cn/docs/concepts"),
    ("https://example.org/a/", "http://www.example.org/a"),
    ("guide.md", "guide/"),
    ("../guide/", "/docs/guide/"),
    ("./guide.md#install", "guide/#instalar"),
    ("https://youtu.be/abc123?si=XYZ", "https://www.youtube.com/watch?v=abc123&pp=qrs"),
    ("https://youtube.com/embed/abc123", "https://youtu.be/abc123"),
    ("https://docs.github.com/en/pages", "https://docs.github.com/es/pages"),
    ("https://learn.microsoft.com/en-us/azure/x", "https://learn.microsoft.com/zh-cn/azure/x"),
    ("https://en.wikipedia.org/wiki/Service_mesh", "https://es.wikipedia.org/wiki/Malla_de_servicios"),
    ("https://example.org/p?utm_source=a&id=3", "https://example.org/p?id=3"),
    ("https://example.org/p?link-check=no", "https://example.org/p"),
    ("https://example.org/%E4%BD%A0", "https://example.org/你"),
    ("guide/index.md", "guide/"),
    ("/docs/readme_es.md", "/docs/README.md"),
    ("https://es.react.dev/learn", "https://react.dev/learn"),
    ("https://example.org/es/", "https://example.org"),
    ("/es/", "/"),
    ("https://v2.cn.example.org/start", "https://v2.example.org/start"),
    ("https://ui.example.org/components/form-cn/", "https://ui.example.org/components/form"),
    ("https://github.com/example/fr.docs.example.org/issues", "https://github.com/example/docs.example.org/issues"),
]
DIFFERENT = [
    ("/docs/concepts/", "/docs/tasks/"),
    ("https://example.org/a", "https://example.net/a"),
    ("https://youtu.be/abc123", "https://youtu.be/abc124"),
    ("guide.md", "install.md"),
    ("/docs/a/guide/", "/docs/b/guide/"),
    ("guide.md#install", "guide.md"),
    ("mailto:a@example.org", "mailto:b@example.org"),
    ("https://example.org/p?id=3", "https://example.org/p?id=4"),
    ("https://en.wikipedia.org/wiki/A", "https://example.org/wiki/A"),
    ("/es/", "/ja/"),
    ("https://example.org/size-m", "https://example.org/size"),
    ("https://example.org/v1.2.3/start", "https://example.org/v1.3.3/start"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same(one: str, other: str) -> None:
    assert same_target(one, other)
    assert same_target(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different(one: str, other: str) -> None:
    assert not same_target(one, other)
    assert not same_target(other, one)


def test_a_part_of_a_page_is_the_same_place() -> None:
    assert same_place(target_key("guide.md#install"), target_key("guide.md"))


@pytest.mark.parametrize(
    ("one", "other", "moved"),
    [
        ("/docs/deployment/agent/", "/docs/deploy/agent/", True),
        ("https://example.org/blob/v1.2/src/main.go", "https://example.org/blob/v1.4/src/main.go", True),
        ("/docs/deployment/agent/", "/docs/deployment/gateway/", False),
        ("https://example.org/tree/main/collector", "https://example.net/tree/main/collector", False),
        ("https://example.org/blob/main/receivver/x.md", "https://example.org/blob/main/receiver/x.md", False),
        ("https://example.org/packages/cli", "https://example.org/tools/cli", False),
        ("https://example.org/a/0007-night-train-rules.md", "https://example.org/b/c/0007-night-train-rules.md", True),
        ("/ecosistem/registry/", "/ecosystem/registry/", False),
        ("/{{ page.lang }}/guide/setup/", "/guide/setup/", False),
        ("/", "/docs/", False),
    ],
)
def test_moved(one: str, other: str, moved: bool) -> None:
    assert moved_target(one, other) is moved


def test_a_site_path_and_a_relative_one_keep_their_segments() -> None:
    assert target_key("/es/docs/a b/").path == ("docs", "a b")
    assert target_key("../../x/./y.md").path == ("x", "y")
    assert target_key("?q=1#top") == ("", (), "q=1", "top", False, "")
