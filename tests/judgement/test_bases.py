"""What translations were made from, in repositories built for it, and whose fault a run over them says what is."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from trcheck.config import Config, RuleSettings
from trcheck.engine import run
from trcheck.judgement.bases import Base, find_bases
from trcheck.pages.discover import discover
from trcheck.pages.selection import select

KEYS = ("l10n.sourceCommit", "source_commit")
FIRST_DAY = 1_767_225_600  # 2026-01-01
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def call(folder: Path, *arguments: str, given: str = "") -> str:
    return subprocess.run(
        ["git", "-C", str(folder), *arguments],
        input=given,
        env=ENVIRONMENT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.strip()


class History:
    """A repository that is written commit by commit, one a day, and imported at once."""

    def __init__(self) -> None:
        self._stream: list[str] = []
        self._days = 0

    def commit(
        self,
        files: Mapping[str, str] | None = None,
        *,
        moved: Mapping[str, str] | None = None,
        deleted: tuple[str, ...] = (),
        branch: str = "main",
        parent: int | None = None,
        merged: int | None = None,
    ) -> int:
        """Add a commit; what it is called in here is its day, counted from 1."""
        self._days += 1
        lines = [f"commit refs/heads/{branch}", f"mark :{self._days}"]
        lines += [f"committer A <a@example.org> {FIRST_DAY + 86_400 * self._days} +0000", "data 0"]
        lines += [f"from :{parent}"] if parent else []
        lines += [f"merge :{merged}"] if merged else []
        lines += [f"R {_quoted(old)} {_quoted(new)}" for old, new in (moved or {}).items()]
        lines += [f"D {_quoted(path)}" for path in deleted]
        for path, text in (files or {}).items():
            lines += [f"M 100644 inline {_quoted(path)}", f"data {len(text.encode())}", text]
        self._stream.append("\n".join(lines) + "\n")
        return self._days

    def make(self, folder: Path) -> list[str]:
        """Make the repository, check out its main branch, and give the ids of the commits by their days."""
        folder.mkdir(parents=True, exist_ok=True)
        call(folder, "init", "--quiet", "--initial-branch", "main")
        call(folder, "fast-import", "--quiet", "--export-marks=.git/marks", given="".join(self._stream))
        call(folder, "reset", "--quiet", "--hard", "main")
        marks = dict(line.split() for line in (folder / ".git/marks").read_text("utf-8").splitlines())
        return ["", *(marks[f":{day}"] for day in range(1, self._days + 1))]


def _quoted(path: str) -> str:
    return f'"{path}"'


def en(name: str, parts: int = 0, head: str = "") -> str:
    """A source page with so many sections."""
    sections = (
        f"\n## Part {n} of {name}\n\nRead [{name} {n}](https://example.org/{name}/{n}).\n" for n in range(parts)
    )
    lines = f"The {name} is described here.\n\nMore of the {name} is in the [book](https://example.org/{name}).\n"
    return f"{head}# The {name}\n\n{lines}{''.join(sections)}"


def es(name: str, parts: int = 0, head: str = "") -> str:
    """Its translation, without the link of the introduction: a defect that every translation here has."""
    sections = (
        f"\n## Parte {n} de {name}\n\nLee [{name} {n}](https://example.org/{name}/{n}).\n" for n in range(parts)
    )
    lines = f"Aquí se describe {name}.\n\nMás sobre {name} hay en el libro.\n"
    return f"{head}# {name}\n\n{lines}{''.join(sections)}"


def paths(name: str) -> tuple[str, str]:
    """A source page and its translation, in the folder of the site."""
    return f"content/en/{name}.md", f"content/es/{name}.md"


def pages(name: str, source: str | None, translation: str | None) -> dict[str, str]:
    """The files of a page in the repository, whose site is in a folder below its top."""
    texts = zip(paths(name), (source, translation), strict=True)
    return {f"site/{path}": text for path, text in texts if text is not None}


def moves(old: str, new: str, *, translation: bool = False) -> dict[str, str]:
    both = list(zip(paths(old), paths(new), strict=True))
    return {f"site/{one}": f"site/{other}" for one, other in both[: 2 if translation else 1]}


class Story:
    """One repository in which everything has happened that can happen to a page; `made` says which day's source each
    translation was made from, and on which days its source has changed since. `days` are the ids of the commits."""

    def __init__(self, folder: Path) -> None:
        history = History()
        commit = history.commit
        names = "still behind kept renamed together named gone merged late dirty fresh"
        both = {path: text for name in names.split() for path, text in pages(name, en(name), es(name)).items()}
        start = commit({**both, **pages("anchor", en("anchor"), None), "README.md": "About.\n"})
        self.made: dict[str, tuple[int, list[int]]] = {}

        behind = commit(pages("behind", en("behind", 1), None))
        again = commit(pages("behind", en("behind", 2), None))
        self.made["behind"] = start, [again, behind]

        commit(pages("kept", en("kept", 1), None))
        commit(pages("kept", None, es("kept", 1)))

        changed = commit(pages("renamed", en("renamed", 1), None))
        commit(moved=moves("renamed", "bore-another-name"))
        commit(moved={"site/content/es/renamed.md": "site/content/es/bore-another-name.md"})
        self.made["bore-another-name"] = start, [changed]

        changed = commit(pages("together", en("together", 1), None))
        commit(moved=moves("together", "deep/together", translation=True))
        later = commit(pages("deep/together", en("together", 2), None))
        self.made["deep/together"] = start, [later, changed]

        commit({"README.md": "More about.\n"})
        between = commit(pages("named", en("named", 1), None))
        self.named = commit(pages("named", en("named", 2), None))
        last = commit(pages("named", en("named", 3), None))
        self.made["named"] = self.named, [last]
        self.between = between

        # A merge brings what changed aside, and the translation was made from the source as it was there.
        side = commit(pages("merged", None, es("merged") + "\nUna nota.\n"), branch="side", parent=last)
        main = commit(pages("merged", en("merged", 1), None), parent=last)
        commit(pages("merged", None, es("merged") + "\nUna nota.\n"), parent=main, merged=side)
        self.made["merged"] = side, [main]

        # The translation changed on main while the source did aside.
        side = commit(pages("late", en("late", 1), None), branch="other", parent=main + 1)
        main = commit(pages("late", None, es("late") + "\nUna nota.\n"), parent=main + 1)
        commit(pages("late", en("late", 1), None), parent=main, merged=side)
        self.made["late"] = main, [side]

        # One name is borne by two pages in turn.
        commit({**pages("first", en("lantern"), es("lantern")), **pages("second", en("harbour"), es("harbour"))})
        commit(moved={**moves("first", "old-first", translation=True)})
        swapped = commit(moved={**moves("second", "first", translation=True)})
        grown = commit(pages("first", en("harbour", 1), None))
        self.made["first"] = swapped - 2, [grown]

        # Moved and changed in one commit.
        commit(pages("walks", en("walks"), es("walks")))
        both_moved = commit(
            pages("runs", en("walks", 1), es("walks", 1)), moved=moves("walks", "runs", translation=True)
        )
        grown = commit(pages("runs", en("walks", 2), None))
        self.made["runs"] = both_moved, [grown]

        # The translation is older than anything that the source can be traced to.
        commit(pages("foreign", None, es("foreign")))
        commit(pages("foreign", en("foreign", 1), None))

        odd = "señal de luz"
        commit(pages(odd, en("beacon"), es("beacon")))
        lit = commit(pages(odd, en("beacon", 1), None))
        self.made[odd] = lit - 1, [lit]

        self.made["gone"] = start, [commit(pages("gone", en("gone", 1), None))]
        self.made["dirty"] = start, []

        self.folder = folder
        self.root = folder / "site"
        self.days = history.make(folder)
        # In the working tree: commits are named, which makes no new ones.
        self._write("named", None, es("named", 2, f"---\nl10n:\n  sourceCommit: {self.days[self.named]}\n---\n"))
        self._write("dirty", en("dirty", 1), None)
        self._write("fresh", en("fresh", 1), es("fresh").replace("libro", "manual"))
        self._write("anchor", en("anchor", 1), es("anchor"))
        self.names = sorted({path.relative_to(self.root / "content/es").with_suffix("").as_posix()
                             for path in (self.root / "content/es").rglob("*.md")})  # fmt: skip

    def _write(self, name: str, source: str | None, translation: str | None) -> None:
        for path, text in pages(name, source, translation).items():
            (self.folder / path).write_text(text, "utf-8")

    def expected(self) -> dict[str, tuple[str, list[str]]]:
        return {
            paths(name)[1]: (self.days[made], [self.days[day] for day in since])
            for name, (made, since) in self.made.items()
        }


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return Story(tmp_path_factory.mktemp("story"))


def shown(bases: Mapping[str, Base]) -> dict[str, tuple[str, list[str]]]:
    return {path: (base.commit, [version.commit for version in base.since]) for path, base in bases.items()}


def test_every_translation_is_judged_by_what_it_was_made_from(story: Story) -> None:
    assert len(story.days) > 30
    found = find_bases(story.root, [paths(name) for name in story.names], KEYS)
    assert shown(found) == story.expected()
    assert found["content/es/behind.md"].since[0].date == "2026-01-04"


def causes(root: Path, *, jobs: int = 1, options: Mapping[str, object] | None = None) -> dict[str, Counter[str]]:
    """The causes of what a run finds on each page, and how many findings have them."""
    config = Config(rules={"outdated": RuleSettings(options=options or {})}, source="en")
    found = discover(root, config)
    result = run(root, config, found, select(found), jobs=jobs)
    assert result.failures == ()
    counts: dict[str, Counter[str]] = {}
    for finding in result.findings:
        assert (finding.rule == "outdated") == (finding.cause == "drift")
        counts.setdefault(finding.path, Counter())[finding.cause] += 1
    return counts


BEHIND = {  # how many sections have come to the source since
    **dict.fromkeys(("bore-another-name", "named", "merged", "late", "first", "runs", "señal de luz", "gone"), 1),
    "behind": 2,
    "deep/together": 2,
    "dirty": 1,
}
LACKING = {"foreign": 1, "fresh": 1, "anchor": 1}
"""Of these it cannot be known what they were made from: the section that they lack is their own fault."""


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_tells_drift_from_what_is_wrong(story: Story, jobs: int) -> None:
    expected = {}
    for name in story.names:
        # Every translation lacks the link of the introduction, by any state of its source.
        expected[paths(name)[1]] = Counter(translation=1 + LACKING.get(name, 0), drift=BEHIND.get(name, 0))
    assert causes(story.root, jobs=jobs) == expected


def test_without_history_commits_that_are_named_alone_count(story: Story) -> None:
    found = find_bases(story.root, [paths(name) for name in story.names], KEYS, history=False)
    assert shown(found) == {"content/es/named.md": story.expected()["content/es/named.md"]}


def test_the_commit_named_first_counts_and_values_that_are_none_do_not(story: Story, tmp_path: Path) -> None:
    root = _clone(story, tmp_path / "clone") / "site"
    pair = paths("named")
    for head, day in (
        (f"source_commit: {story.days[1][:12]}", 1),
        (f"l10n: {{sourceCommit: {story.days[story.between]}}}\nsource_commit: {story.days[1]}", story.between),
        (f"other: {story.days[1]}", None),
        ("source_commit: main", None),
        (f"source_commit: {'0' * 40}", None),
        ("source_commit: abcdef0", None),
        ("source_commit: --help", None),
    ):
        (root / pair[1]).write_text(es("named", 2, f"---\n{head}\n---\n"), "utf-8")
        found = find_bases(root, [pair], KEYS)
        # The page is changed in the working tree: without a commit that is there, it is judged by the source of today.
        assert [base.commit for base in found.values()] == ([story.days[day]] if day else [])


def test_a_commit_of_before_the_source_was_renamed_is_found(story: Story, tmp_path: Path) -> None:
    root = _clone(story, tmp_path / "clone") / "site"
    pair = paths("bore-another-name")
    (root / pair[1]).write_text(es("renamed", 0, f"---\nsource_commit: {story.days[1]}\n---\n"), "utf-8")
    found = find_bases(root, [pair], KEYS)
    assert shown(found) == {pair[1]: story.expected()[pair[1]]}


def test_a_shallow_clone_knows_what_changed_since_its_oldest_commit(story: Story, tmp_path: Path) -> None:
    root = _clone(story, tmp_path / "clone", "--depth", "3") / "site"
    assert (root.parent / ".git/shallow").exists()
    found = find_bases(root, [paths(name) for name in story.names if name not in ("anchor", "fresh")], KEYS)
    oldest, odd, gone = story.days[-3], story.days[-2], story.days[-1]
    assert shown(found) == {
        "content/es/gone.md": (oldest, [gone]),
        "content/es/señal de luz.md": (oldest, [odd]),
    }


def test_a_commit_that_a_rebase_took_away_leaves_the_history(tmp_path: Path) -> None:
    history = History()
    first = history.commit({"en.md": en("tide"), "es.md": es("tide"), **pages("a", en("a"), es("a"))})
    draft = history.commit(pages("a", en("a", 1), None), branch="draft", parent=first)
    rebased = history.commit(pages("a", en("a", 1), None), parent=first)
    grown = history.commit(pages("a", en("a", 2), None))
    days = history.make(tmp_path / "made")
    named = es("a", 0, f"---\nsource_commit: {days[draft]}\n---\n")
    (tmp_path / "made/site/content/es/a.md").write_text(named, "utf-8")
    pair = paths("a")
    # Nobody reaches the commit from main any more, but it is still there.
    assert shown(find_bases(tmp_path / "made/site", [pair], KEYS)) == {pair[1]: (days[draft], [days[grown]])}

    clone = tmp_path / "clone"
    call(tmp_path, "clone", "--quiet", "--single-branch", f"file://{tmp_path / 'made'}", str(clone))
    (clone / "site/content/es/a.md").write_text(named, "utf-8")
    assert find_bases(clone / "site", [pair], KEYS) == {}
    call(clone, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-am", "Name it")
    assert find_bases(clone / "site", [pair], KEYS) == {}
    call(clone, "reset", "--quiet", "--hard", "HEAD^")
    assert shown(find_bases(clone / "site", [pair], KEYS)) == {pair[1]: (days[first], [days[grown], days[rebased]])}


def test_other_line_ends_in_the_working_tree_change_nothing(story: Story, tmp_path: Path) -> None:
    root = _clone(story, tmp_path / "clone", "-c", "core.autocrlf=true") / "site"
    assert b"\r\n" in (root / paths("behind")[1]).read_bytes()
    pairs = [paths(name) for name in ("behind", "kept")]
    assert shown(find_bases(root, pairs, KEYS)) == {pairs[0][1]: story.expected()[pairs[0][1]]}


def test_a_submodule_is_a_repository_of_its_own(story: Story, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    call(tmp_path, "init", "--quiet", str(outer))
    call(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(story.folder), "docs")
    pair = paths("behind")
    assert shown(find_bases(outer / "docs/site", [pair], KEYS)) == {pair[1]: story.expected()[pair[1]]}


def test_outside_of_a_repository_git_is_not_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "es.md").write_text(es("a", 0, "---\nsource_commit: 1234567\n---\n"), "utf-8")
    called: list[object] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: called.append(command))
    assert find_bases(tmp_path, [("en.md", "es.md")], KEYS) == {}
    assert find_bases(Path(__file__).parent, [("en.md", "es.md")], (), history=False) == {}
    assert called == []


def test_a_repository_without_commits_or_in_ruins_has_no_history(tmp_path: Path) -> None:
    for path in ("en.md", "es.md"):
        (tmp_path / path).write_text(en("a"), "utf-8")
    (tmp_path / ".git").mkdir()
    assert find_bases(tmp_path, [("en.md", "es.md")], KEYS) == {}
    call(tmp_path, "init", "--quiet")
    assert find_bases(tmp_path, [("en.md", "es.md")], KEYS) == {}


def test_git_is_called_as_often_for_many_pages_as_for_one(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[str] = []
    start = subprocess.Popen.__init__

    def counted(self: subprocess.Popen[bytes], command: list[str], **options: object) -> None:
        commands.append(next(word for word in command if word in ("rev-parse", "cat-file", "log")))
        start(self, command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess.Popen, "__init__", counted)
    find_bases(story.root, [paths(name) for name in story.names], KEYS)
    assert Counter(commands) == {"rev-parse": 1, "cat-file": 3, "log": 1}


HOSTILE = """
[core]
    fsmonitor = touch ran-fsmonitor
    hooksPath = hooks
    pager = touch ran-pager
    sshCommand = touch ran-ssh
[diff]
    external = touch ran-external
[diff "md"]
    textconv = touch ran-textconv
    command = touch ran-command
[log]
    showSignature = true
[gpg]
    program = touch ran-gpg
[filter "md"]
    smudge = touch ran-smudge
    clean = touch ran-clean
    process = touch ran-process
"""


def test_nothing_that_a_repository_configures_is_run(story: Story, tmp_path: Path) -> None:
    clone = _clone(story, tmp_path / "clone")
    with (clone / ".git/config").open("a", encoding="utf-8") as config:
        config.write(HOSTILE)
    (clone / ".git/info/attributes").write_text("*.md diff=md filter=md\n", "utf-8")
    hook = clone / "hooks/post-index-change"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\ntouch ran-hook\n", "utf-8")
    hook.chmod(0o755)
    assert causes(clone / "site")["content/es/behind.md"] == Counter(translation=1, drift=2)
    assert [path.name for path in clone.rglob("ran-*")] == []


def _clone(story: Story, folder: Path, *options: str) -> Path:
    """A clone as CI makes it, without what is in the working tree alone."""
    call(folder.parent, "clone", "--quiet", *options, f"file://{story.folder}", str(folder))
    return folder
