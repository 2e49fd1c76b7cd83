"""Where several translations agree against their source, the source gets the finding, and they get none."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trcheck.config import load_config
from trcheck.engine import run
from trcheck.finding import Finding, Result
from trcheck.pages.discover import discover
from trcheck.pages.selection import select
from trcheck.report import View, render

# A page in four languages, block by block.
PAGE: Mapping[str, Mapping[str, str]] = {
    "title": {"en": "# Kiln", "es": "# Horno", "zh": "# 窑炉", "uk": "# Піч"},
    "links": {
        "en": "Read the [manual](https://kiln.example/manual) and the [safety rules](https://kiln.example/safety).",
        "es": "Lee el [manual](https://kiln.example/manual) y las [normas](https://kiln.example/safety).",
        "zh": "请阅读[手册](https://kiln.example/manual)和[安全规则](https://kiln.example/safety)。",
        "uk": "Прочитайте [посібник](https://kiln.example/manual) і [правила](https://kiln.example/safety).",
    },
    "firing": {"en": "## Firing", "es": "## Cocción", "zh": "## 烧制", "uk": "## Випал"},
    "number": {
        "en": "The chamber holds 340 litres and reaches 1280 degrees after nine hours.",
        "es": "La cámara tiene 340 litros y alcanza 1280 grados después de nueve horas.",
        "zh": "炉膛容积为 340 升，九小时后达到 1280 度。",
        "uk": "Камера вміщує 340 літрів і за дев'ять годин досягає 1280 градусів.",
    },
    "announced": {"en": "Before you start:", "es": "Antes de empezar:", "zh": "开始之前：", "uk": "Перед початком:"},
    "list": {
        "en": "- Close the lid.\n- Open the chimney.\n- Plug in the sensor.",
        "es": "- Cierra la tapa.\n- Abre la chimenea.\n- Conecta el sensor.",
        "zh": "- 盖上盖子。\n- 打开烟囱。\n- 插上传感器。",
        "uk": "- Закрийте кришку.\n- Відкрийте димар.\n- Підключіть датчик.",
    },
    "image": {
        "en": "![The lid](lid.png)",
        "es": "![La tapa](lid.png)",
        "zh": "![盖子](lid.png)",
        "uk": "![Кришка](lid.png)",
    },
    "cooling": {"en": "## Cooling", "es": "## Enfriamiento", "zh": "## 冷却", "uk": "## Охолодження"},
    "wait": {
        "en": "Leave the lid closed until the display is dark, however curious you are.",
        "es": "Deja la tapa cerrada hasta que se apague la pantalla, por mucha curiosidad que tengas.",
        "zh": "无论多么好奇，在显示屏熄灭之前都不要打开盖子。",
        "uk": "Не відкривайте кришку, доки екран не згасне, хоч би як вам було цікаво.",
    },
    "code": dict.fromkeys(("en", "es", "zh", "uk"), "```sh\nkiln status --watch 60\n```"),
    "table": {
        "en": "| Stage | Hours |\n|---|---|\n| heating | 9 |\n| holding | 1 |",
        "es": "| Fase | Horas |\n|---|---|\n| calentar | 9 |\n| mantener | 1 |",
        "zh": "| 阶段 | 小时 |\n|---|---|\n| 加热 | 9 |\n| 保温 | 1 |",
        "uk": "| Етап | Години |\n|---|---|\n| нагрів | 9 |\n| витримка | 1 |",
    },
}
ALL = ("en", "es", "zh", "uk")
BLOCKS = tuple(name for name in PAGE if name != "title")


def page(language: str, without: str = "") -> str:
    return "\n\n".join(text[language] for name, text in PAGE.items() if name != without) + "\n"


def check(root: Path, pages: Mapping[str, str], *arguments: str) -> Result:
    (root / "trcheck.toml").write_text("[rules.number]\nenabled = true\n", "utf-8")
    for language, text in pages.items():
        (root / language).mkdir(exist_ok=True)
        (root / language / "kiln.md").write_text(text, "utf-8")
    config = load_config(root)
    site = discover(root, config, arguments)
    return run(root, config, site, select(site, arguments), jobs=1)


def said(findings: tuple[Finding, ...]) -> list[tuple[str, str, str, str]]:
    return [(finding.path, finding.rule, finding.cause, finding.message) for finding in findings]


def changed(language: str, old: str, new: str) -> str:
    text = page(language)
    assert text.count(old) == 1
    return text.replace(old, new)


def test_what_all_translations_have_is_missing_on_the_source(tmp_path: Path) -> None:
    pages = {"en": page("en", "list"), "es": page("es"), "zh": page("zh")}
    result = check(tmp_path, pages, "es", "zh")
    message = "the list of 3 items that begins with “Cierra la tapa.” is missing: es and zh have it"
    assert said(result.findings) == [("en/kiln.md", "missing-list", "source", message)]
    (finding,) = result.findings
    assert (finding.severity, finding.place.line) == ("error", 9)
    assert [(other.path, other.line) for other in finding.counterparts] == [("es/kiln.md", 11), ("zh/kiln.md", 11)]


def test_with_one_translation_nothing_changes(tmp_path: Path) -> None:
    result = check(tmp_path, {"en": page("en", "list"), "es": page("es")})
    assert [(finding.path, finding.rule, finding.severity) for finding in result.findings] == [
        ("es/kiln.md", "extra-content", "info")
    ]


def test_a_translation_that_sides_with_the_source_is_outvoted(tmp_path: Path) -> None:
    pages = {"en": page("en", "list"), "es": page("es"), "zh": page("zh"), "uk": page("uk", "list")}
    assert [(f.path, f.rule) for f in check(tmp_path, pages).findings] == [("en/kiln.md", "missing-list")]


def test_a_tie_blames_the_translation(tmp_path: Path) -> None:
    pages = {"en": page("en"), "es": page("es", "list"), "zh": page("zh", "list"), "uk": page("uk")}
    assert [(f.path, f.rule, f.cause) for f in check(tmp_path, pages).findings] == [
        ("es/kiln.md", "missing-list", "translation"),
        ("zh/kiln.md", "missing-list", "translation"),
    ]


def test_one_that_stands_alone_is_told_so(tmp_path: Path) -> None:
    pages = {"en": page("en"), "es": page("es", "list"), "zh": page("zh"), "uk": page("uk")}
    (finding,) = check(tmp_path, pages).findings
    assert (finding.path, finding.cause) == ("es/kiln.md", "translation")
    assert finding.message.endswith("translate it and put it here; uk and zh agree with the source")


@pytest.mark.parametrize(
    ("rule", "old", "new", "message"),
    [
        ("number", "1280", "1820", "“1820” is “1280” in es and zh"),
        (
            "link-target",
            "example/safety",
            "example/seats",
            "this link leads to https://kiln.example/seats, that of es and zh to https://kiln.example/safety",
        ),
        ("heading-level", "## Cooling", "### Cooling", "this heading has level 3, that of es and zh has 2"),
        (
            "code-changed",
            "--watch",
            "--wait",
            "this code says “kiln status --wait 60”, that of es and zh says “kiln status --watch 60”",
        ),
        ("image-target", "lid.png", "fan.png", "this image shows fan.png, that of es and zh shows lid.png"),
    ],
)
def test_what_all_translations_say_otherwise_is_one_warning(
    tmp_path: Path, rule: str, old: str, new: str, message: str
) -> None:
    pages = {"en": changed("en", old, new), "es": page("es"), "zh": page("zh")}
    (finding,) = check(tmp_path, pages).findings
    assert said((finding,)) == [
        ("en/kiln.md", rule, "source", f"{message}; mend it, or them if the source is newer"),
    ]
    assert finding.severity == "warning"
    assert [other.path for other in finding.counterparts] == ["es/kiln.md", "zh/kiln.md"]


def test_translations_that_differ_among_themselves_prove_nothing(tmp_path: Path) -> None:
    pages = {"en": page("en"), "es": changed("es", "1280", "1820"), "zh": changed("zh", "1280", "1208")}
    assert [(f.path, f.rule, f.cause) for f in check(tmp_path, pages).findings] == [
        ("es/kiln.md", "number", "translation"),
        ("zh/kiln.md", "number", "translation"),
    ]


def test_what_is_changed_must_be_so_in_all_of_them(tmp_path: Path) -> None:
    en = changed("en", "1280", "1820")
    pages = {"en": en, "es": page("es"), "zh": page("zh"), "uk": changed("uk", "1280", "1820")}
    assert [(f.path, f.rule) for f in check(tmp_path, pages).findings] == [
        ("es/kiln.md", "number"),
        ("zh/kiln.md", "number"),
    ]


def test_others_bear_witness_for_a_page_that_is_checked_alone(tmp_path: Path) -> None:
    pages = {"en": changed("en", "1280", "1820"), "es": page("es"), "zh": page("zh")}
    assert check(tmp_path, pages, "es/kiln.md").findings == ()
    assert [(f.path, f.rule) for f in check(tmp_path, pages, "es").findings] == [("en/kiln.md", "number")]
    assert [(f.path, f.rule) for f in check(tmp_path, pages, "en/kiln.md").findings] == [("en/kiln.md", "number")]


def test_without_a_source_page_the_first_language_is_judged_by_the_others(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "other.md").write_text("# Other\n", "utf-8")
    pages = {"es": page("es", "table"), "zh": page("zh"), "uk": page("uk")}
    (finding,) = check(tmp_path, pages, "es", "zh", "uk").findings
    assert (finding.path, finding.rule, finding.cause) == ("es/kiln.md", "table-shape", "source")
    assert finding.message == "the table with the columns “Етап” and “Години” is missing: uk and zh have it"


def test_a_directive_on_the_source_hides_it(tmp_path: Path) -> None:
    en = "<!-- trcheck-ignore-file missing-list -->\n\n" + page("en", "list")
    assert check(tmp_path, {"en": en, "es": page("es"), "zh": page("zh")}).findings == ()


def test_reports_name_the_cause(tmp_path: Path) -> None:
    result = check(tmp_path, {"en": page("en", "image"), "es": page("es"), "zh": page("zh")})
    (finding,) = json.loads(render("json", result, View()))["findings"]
    assert (finding["cause"], finding["language"], finding["path"]) == ("source", "en", "en/kiln.md")
    assert [other["path"] for other in finding["counterparts"]] == ["es/kiln.md", "zh/kiln.md"]
    (reported,) = json.loads(render("sarif", result, View()))["runs"][0]["results"]
    assert reported["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "en/kiln.md"
    assert len(reported["relatedLocations"]) == 2
    assert reported["properties"] == {"language": "en", "cause": "source"}


@settings(max_examples=40, deadline=None)
@given(block=st.sampled_from(BLOCKS), languages=st.sampled_from([("es", "zh"), ("es", "uk"), ("zh", "uk"), ALL[1:]]))
def test_what_only_the_source_lacks_is_never_held_against_a_translation(block: str, languages: tuple[str, ...]) -> None:
    with TemporaryDirectory() as folder:
        pages = {"en": page("en", block)} | {language: page(language) for language in languages}
        findings = check(Path(folder), pages).findings
    assert findings
    assert {(finding.path, finding.cause) for finding in findings} == {("en/kiln.md", "source")}
    assert len(findings) == 1


@settings(max_examples=40, deadline=None)
@given(block=st.sampled_from(BLOCKS), language=st.sampled_from(ALL[1:]))
def test_what_only_one_translation_lacks_is_never_held_against_the_source(block: str, language: str) -> None:
    with TemporaryDirectory() as folder:
        pages = {other: page(other, block if other == language else "") for other in ALL}
        findings = check(Path(folder), pages).findings
    assert {(finding.path, finding.cause) for finding in findings} == {(f"{language}/kiln.md", "translation")}
