# /// script
# requires-python = ">=3.11"
# dependencies = ["opencc-python-reimplemented==0.1.7"]
# ///
"""Write `checker/trcheck/data/chinese.json`: characters that only one of the two Chinese scripts has.

    pipx run tools/chinese.py        (or: uv run tools/chinese.py)

Out of OpenCC's tables: `simplified` are the characters that no simplified text has, and what each is there;
`traditional` the other way round. Left out is what both have, in whatever sense, and what is rare enough not to be in
the basic block of Unicode.
"""

from __future__ import annotations

import json
from pathlib import Path

import opencc

OUT = Path(__file__).parents[1] / "checker" / "trcheck" / "data" / "chinese.json"
TABLES = Path(opencc.__file__).parent / "dictionary"
LICENCE = (
    "From OpenCC's dictionaries, by opencc-python-reimplemented 0.1.7. Copyright © 2010-2015 BYVoid and contributors; "
    "Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0"
)
NAMES = frozenset("昇喆堃甯祐淼")  # simplified text has them in names


def table(name: str) -> dict[str, list[str]]:
    lines = (TABLES / name).read_text("utf-8").splitlines()
    return {key: values.split() for key, _, values in (line.partition("\t") for line in lines)}


def only(there: dict[str, list[str]], back: dict[str, list[str]]) -> tuple[str, str]:
    """The characters that `there` replaces and that `back` never gives, and what they are replaced by."""
    common = {other for others in there.values() for other in others} | set(back) | NAMES
    pairs = sorted((one, others[0]) for one, others in there.items() if one not in common)
    pairs = [pair for pair in pairs if all("\u4e00" <= character <= "\u9fff" for character in pair)]
    return "".join(one for one, _ in pairs), "".join(other for _, other in pairs)


def main() -> None:
    simplify, complicate = table("TSCharacters.txt"), table("STCharacters.txt")
    data = {"licence": LICENCE, "simplified": only(simplify, complicate), "traditional": only(complicate, simplify)}
    OUT.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
