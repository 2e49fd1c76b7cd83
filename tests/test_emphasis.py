"""What is written in place of emphasis that does not work, works: the page with the fixes holds no marker any more."""

import pytest

from trcheck.reading.reader import parse
from trcheck.text.emphasis import Stray, runs, strays

MENDED = [
    ("zh", "**你好。**世界", "**你好**。世界"),
    ("zh", "**“你好”**世界", "“**你好**”世界"),
    ("zh", "叫**“协程”**。", "叫“**协程**”。"),
    ("zh", "在 **草案（海报）**上", "在 **草案（海报）** 上"),
    ("zh", "发送**`scope`**表单", "发送 **`scope`** 表单"),
    ("zh", "为**<主机>=<名称>**列表", "为 **<主机>=<名称>** 列表"),
    ("zh", "**链接[一](/x)**的", "**链接[一](/x)** 的"),
    ("zh", "***“粗斜”***字", "“***粗斜***”字"),
    ("zh", "是_强调_的", "是*强调*的"),
    ("zh", "~~“旧”~~字", "“~~旧~~”字"),
    ("zh", "叫**“甲”**和**“乙”**的", "叫“**甲**”和“**乙**”的"),
    ("zh", "**聚合 **是", "**聚合**是"),
    ("zh", "在** 文本**上", "在**文本**上"),
    ("ja", "**「北」**という", "「**北**」という"),
    ("ko", '**"안녕"**이라고', '"**안녕**"이라고'),
    ("ko", "**주의:**미끄럽다", "**주의:** 미끄럽다"),
    ("es", "** Nota:** texto", "**Nota:** texto"),
    ("es", "la **nota **, aquí", "la **nota**, aquí"),
    ("es", "**Nota:**texto", "**Nota:** texto"),
]

NOTHING_MEANT = [
    "2 * 3 * 4",
    "用 ** 求幂，如 2**3 和 2 ** 4",
    "*.md和 *.txt",
    "**/*.md、src/**下",
    "char **argv 与 int **p；",
    "密码是 ****",
    "__init__方法与my_own_name的",
    "变量_foo_的",
    "价格* 和功能*",
    "`**“你”**好`",
    r"\*\*“你”\*\*好",
]


def found(text: str, language: str, *, lenient: bool = False) -> list[Stray]:
    document = parse(text, "page.md", language)
    return [
        stray
        for block in document.blocks()
        if block.prose and block.kind != "html"
        for stray in strays(block, document, runs(block, document), lenient=lenient)
    ]


@pytest.mark.parametrize(("language", "text", "mended"), MENDED)
def test_fix_makes_emphasis(language: str, text: str, mended: str) -> None:
    fixed = text
    for stray in reversed(found(text, language)):
        assert stray.fix is not None
        fixed = fixed[: stray.start] + stray.fix + fixed[stray.end :]
    assert fixed == mended
    (block,) = (block for block in parse(fixed, "page.md", language).blocks() if block.prose)
    assert not {"*", "~", "_"} & set(block.prose)


@pytest.mark.parametrize("text", NOTHING_MEANT)
def test_other_uses_of_the_characters_are_left_alone(text: str) -> None:
    assert found(text, "zh") == []


def test_particle_behind_a_bracket_gets_no_blank() -> None:
    (stray,) = found("**서비스(service)**를", "ko")
    assert stray.fix is None


def test_lenient_renderers_take_no_underscores_in_words_and_no_marker_between_blanks() -> None:
    assert found("**“你好”**世界", "zh", lenient=True) == []
    assert len(found("是 ** 粗体** 的", "zh", lenient=True)) == 1
    assert len(found("是_强调_的", "zh", lenient=True)) == 1
