"""Glossaries: what the three formats say, what is wrong in them and where, and what rules may ask."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trcheck.config import ConfigError, load_config
from trcheck.glossary import load_glossary
from trcheck.glossary.csv import read_csv
from trcheck.glossary.tbx import read_tbx
from trcheck.registry import load_rules, named_files
from trcheck.text.glossary import Glossary, Term

TOML = """\
[[terms]]
source = "ferry"
allowed = { es = ["transbordador", "ferri"], pt-br = ["balsa"] }
forbidden = { es = ["barco"] }
inflected = false

[[terms]]
source = "Kelpie"
do-not-translate = true
case-sensitive = true
"""

CSV = """\
source,es,es forbidden,pt-br,inflected,do-not-translate,case-sensitive,note
ferry,transbordador | ferri,barco,balsa,no,,,"carries cars,
too"

Kelpie,,,,,yes,x,a brand
"""

TBX = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tbx SYSTEM "TBXcoreStructV02.dtd">
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
  <conceptEntry id="c1">
    <langSec xml:lang="en"><termSec><term>ferry</term></termSec></langSec>
    <langSec xml:lang="es">
      <termSec><term>transbordador</term></termSec>
      <termSec><term>ferri</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
      <termSec><term>barco</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
    </langSec>
    <langSec xml:lang="pt-BR"><termSec><term>balsa</term></termSec></langSec>
  </conceptEntry>
</body></text></tbx>
"""

OLD_TBX = """\
<martif type="TBX-Basic" xml:lang="en"><text><body><termEntry id="c1">
<langSet xml:lang="en"><tig><term>ferry</term></tig></langSet>
<langSet xml:lang="es"><ntig><termGrp><term>transbordador</term></termGrp></ntig></langSet>
</termEntry></body></text></martif>
"""

DCT_TBX = """\
<tbx style="dct" type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<text><body><conceptEntry>
<langSec xml:lang="en"><termSec><term>ferry</term></termSec></langSec>
<langSec xml:lang="es"><termSec><term>barco</term>
<basic:administrativeStatus>supersededTerm-admn-sts</basic:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>
"""


def load(root: Path, name: str, text: str) -> Glossary:
    (root / name).write_text(text, "utf-8")
    (root / "trcheck.toml").write_text(f'[rules.term]\nglossaries = ["{name}"]\n', "utf-8")
    config = load_config(root)
    return load_glossary(root, config, named_files(config, load_rules(), "glossaries"), "en")


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("g.toml", TOML, [1, 7]),
        ("g.csv", CSV, [2, 5]),
        ("g.csv", CSV.replace(",", ";").replace("cars;", "cars,"), [2, 5]),
    ],
)
def test_toml_and_csv_say_the_same(name: str, text: str, places: list[int], tmp_path: Path) -> None:
    ferry, kelpie = load(tmp_path, name, text).terms
    assert [term.where for term in (ferry, kelpie)] == [f"{name}:{line}" for line in places]
    assert (ferry.source, kelpie.source) == ("ferry", "Kelpie")
    assert (ferry.right("es"), ferry.wrong("es"), ferry.right("de")) == (("transbordador", "ferri"), ("barco",), ())
    assert (ferry.inflected, ferry.case_sensitive, ferry.kept) == (False, False, False)
    assert (kelpie.inflected, kelpie.case_sensitive, kelpie.kept) == (True, True, True)
    assert kelpie.right("zh-CN") == ("Kelpie",)


def test_tbx_of_2019(tmp_path: Path) -> None:
    (ferry,) = load(tmp_path, "g.tbx", TBX).terms
    assert (ferry.source, ferry.where) == ("ferry", "g.tbx:5")
    assert (ferry.right("es"), ferry.wrong("es"), ferry.right("pt-br")) == (
        ("transbordador", "ferri"),
        ("barco",),
        ("balsa",),
    )


def test_tbx_of_2008_and_in_the_style_dct(tmp_path: Path) -> None:
    (old,) = load(tmp_path, "g.tbx", OLD_TBX).terms
    assert (old.source, old.right("es")) == ("ferry", ("transbordador",))
    (dct,) = load(tmp_path, "g.xml", DCT_TBX).terms
    assert (dct.right("es"), dct.wrong("es")) == ((), ("barco",))


def test_forms(tmp_path: Path) -> None:
    glossary = load(tmp_path, "g.toml", TOML)
    assert glossary.forms("Ferry", "es-MX") == ("transbordador", "ferri")
    assert glossary.forms("kelpie", "zh") == ("Kelpie",)
    assert glossary.forms("ferry", "zh") == glossary.forms("ship", "es") == ()


def test_the_exact_language_comes_before_one_that_names_it_too() -> None:
    term = Term("bus", {"pt": ("autocarro",), "pt-BR": ("ônibus",), "zh-TW": ("公車",)})
    assert [term.right(tag) for tag in ("pt", "pt-br", "pt-PT", "zh-cn")] == [
        ("autocarro",),
        ("ônibus",),
        ("autocarro",),
        (),
    ]


BOMB = (
    '<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'\n<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>\n<tbx><text>&j;</text></tbx>"
)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("g.toml", "[[terms]]\nsource = \n", "Invalid value in g.toml:2"),
        (
            "g.toml",
            '[[terms]]\nsource = "a"\nalowed = { es = ["b"] }\n',
            "unknown key `alowed` in g.toml:3, did you mean `allowed`?",
        ),
        ("g.toml", '[[terms]]\nallowed = { es = ["b"] }\n', "key `source` is missing in g.toml:1"),
        (
            "g.toml",
            '[[terms]]\nsource = "a"\n\n[terms.allowed]\nes = "b"\n',
            '`es` must be a list, not "b" in g.toml:5',
        ),
        (
            "g.toml",
            '[[terms]]\nsource = "a"\n\n[terms.allowed]\nspanish = ["b"]\n',
            "`spanish` is no tag of a language in g.toml:5",
        ),
        (
            "g.toml",
            '[[terms]]\nsource = "a"\nforbidden = { es = [""] }\n',
            "a form of `a` is empty, take it out in g.toml:3",
        ),
        (
            "g.toml",
            '[[terms]]\nsource = "a"\n',
            "`a` needs `allowed`, `forbidden` or `do-not-translate` in g.toml:1",
        ),
        ("g.toml", '[[terms]]\nsource = " "\n', "`source` is empty, write the term there in g.toml:2"),
        (
            "g.toml",
            '[[terms]]\nsource = "a"\ndo-not-translate = true\nallowed = { es = ["b"] }\n',
            "`a` is not to be translated, take `allowed` out or `do-not-translate` in g.toml:4",
        ),
        ("g.csv", "", "g.csv is empty, its first row must name the columns: source, and the tags of languages"),
        ("g.csv", "es,zh\n", "the first row must name one column `source` or `en` in g.csv:1"),
        ("g.csv", "source,es\n\n,b\n", "the row has no source term in g.csv:3"),
        ("g.csv", "source,es\na,b,c\n", "the row has 3 cells, the first row 2 in g.csv:2"),
        (
            "g.csv",
            "source,es,inflectd\n",
            "unknown column `inflectd` in g.csv:1, did you mean `inflected`?",
        ),
        ("g.csv", "source,es,inflected\na,b,maybe\n", "`inflected` must be yes or no, not “maybe” in g.csv:2"),
        ("g.csv", 'source,es\na,"b\n', "unexpected end of data in g.csv:2"),
        (
            "g.csv",
            "en,es,do-not-translate\na,b,yes\n",
            "`a` is not to be translated, but has forms that are allowed: take one out in g.csv:2",
        ),
        ("g.tbx", "<tbx>\n<text>\n</tbx>", "mismatched tag in g.tbx:3"),
        ("g.tbx", "", "no element found in g.tbx:1"),
        ("g.tbx", "<html/>", "<html> in g.tbx:1 is no TBX: the outermost element must be <tbx>"),
        ("g.tbx", BOMB, "an entity is declared in g.tbx:1, write its text where it is used"),
        ("g.tbx", "<tbx>\n" + "<a>" * 60 + "</a>" * 60 + "</tbx>", "elements are nested too deeply in g.tbx:2"),
        (
            "g.tbx",
            "<tbx><conceptEntry>\n<langSec><termSec><term>a</term></termSec></langSec></conceptEntry></tbx>",
            "<langSec> has no xml:lang in g.tbx:2",
        ),
        (
            "g.tbx",
            '<tbx><conceptEntry>\n<langSec xml:lang="xx"/></conceptEntry></tbx>',
            "`xx` is no tag of a language in g.tbx:2",
        ),
        (
            "g.json",
            "{}",
            "glossary `g.json` ends in none of .toml, .csv, .tsv, .tbx, .xml in trcheck.toml:2",
        ),
    ],
)
def test_errors(name: str, text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, name, text)
    assert str(caught.value).replace(" (at end of document)", "") == message


def test_a_glossary_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "trcheck.toml").write_text('[rules.term]\n\nglossaries = ["a.csv"]\n', "utf-8")
    config = load_config(tmp_path)
    with pytest.raises(ConfigError, match=r"^cannot read glossary `a.csv`: No such file .* in trcheck.toml:3$"):
        load_glossary(tmp_path, config, named_files(config, load_rules(), "glossaries"), "en")


WORDS = st.text("aB\"',;<&é灯\N{GRINNING FACE}", min_size=1)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1))
def test_csv_reads_what_was_written(rows: list[tuple[str, str, str]]) -> None:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([("source", "es", "es forbidden"), *rows])
    terms = list(read_csv(file.getvalue(), "g.csv", "en"))
    assert [(term.source, term.allowed["es"], term.forbidden["es"]) for term in terms] == [
        (source, (right,), (wrong,)) for source, right, wrong in rows
    ]


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1))
def test_tbx_reads_what_was_written(pairs: list[tuple[str, str]]) -> None:
    concepts = "".join(
        f'<conceptEntry><langSec xml:lang="en"><termSec><term>{escape(source)}</term></termSec></langSec>'
        f'<langSec xml:lang="es"><termSec><term>{escape(form)}</term></termSec></langSec></conceptEntry>'
        for source, form in pairs
    )
    terms = list(read_tbx(f"<tbx><text><body>{concepts}</body></text></tbx>", "g.tbx", "en"))
    assert [(term.source, term.right("es")) for term in terms] == [(source, (form,)) for source, form in pairs]


@given(st.text('<>/"&;,|=\n\0 abtx!\ud800'))
def test_whatever_stands_in_a_file_is_read_or_a_clear_error(text: str) -> None:
    for read in (read_csv, read_tbx):
        try:
            list(read(text, "g", "en"))
        except ConfigError as error:
            assert str(error).count("g") >= 1  # noqa: PT017


def test_entries_of_the_same_words_are_one() -> None:
    first = Term("Port", {"es": ("puerto",)}, {"es": ("oporto", "muelle")}, where="a.csv:2")
    second = Term("port", {"es": ("oporto",)}, kept=True, where="b.toml:1")
    (port,) = Glossary([first, second]).terms
    assert port.right("es") == ("Port", "puerto", "oporto")
    assert port.wrong("es") == ("muelle",)
    assert port.where == "a.csv:2, b.toml:1"
    exact = [Term("Go", {"es": ("Go",)}, case_sensitive=True), Term("go", {"es": ("ir",)})]
    assert [term.source for term in Glossary(exact).terms] == ["Go", "go"]
