"""Bytes of a page become its text, or an error that says where and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trcheck.reading import decode as module
from trcheck.reading.decode import PageError, decode, load


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("# Título\n".encode(), "# Título\n"),
        (b"\xef\xbb\xbf# A\n", "# A\n"),
        (b"\xef\xbb\xbf\xef\xbb\xbfA", "\ufeffA"),
        (b"a\r\nb\rc\n\rd\r\r\n", "a\nb\nc\n\nd\n\n"),
        ("a\u2028b\x85c\x0bd\x0ce".encode(), "a\u2028b\x85c\x0bd\x0ce"),
        ("会议😀".encode(), "会议😀"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data, "a.md") == text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"caf\xe9\n", "a.md:1: byte 0xe9 is not valid UTF-8; save the page as UTF-8"),
        (b"\xef\xbb\xbfa\nb\n\xff", "a.md:3: byte 0xff is not valid UTF-8; save the page as UTF-8"),
        (b"a\r\nb\rc\n\xe4\xbc", "a.md:4: byte 0xe4 is not valid UTF-8; save the page as UTF-8"),
        (b"a\xed\xa0\x80", "a.md:1: byte 0xed is not valid UTF-8; save the page as UTF-8"),
        (b"a\n\x00b", "a.md:2: not a text file: it holds a NUL byte"),
        ("a\n".encode("utf-16"), "a.md: the page is saved as UTF-16; save it as UTF-8"),
        (b"\xfe\xff\x00a", "a.md: the page is saved as UTF-16; save it as UTF-8"),
        ("a\n".encode("utf-32"), "a.md: the page is saved as UTF-32; save it as UTF-8"),
        (b"\x00\x00\xfe\xff\x00\x00\x00a", "a.md: the page is saved as UTF-32; save it as UTF-8"),
    ],
)
def test_decode_error(data: bytes, error: str) -> None:
    with pytest.raises(PageError) as caught:
        decode(data, "a.md")
    assert str(caught.value) == error


def test_load(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert load(file, "a.md") == "a\nb"


def load_error(file: Path) -> str:
    with pytest.raises(PageError) as caught:
        load(file, "x.md")
    return str(caught.value)


def test_load_directory(tmp_path: Path) -> None:
    assert load_error(tmp_path) == "x.md: this is a directory with the name of a page; rename it or exclude it"


def test_load_missing(tmp_path: Path) -> None:
    assert load_error(tmp_path / "x.md") == "x.md: there is no such file (any more)"


def test_load_symlink_loop(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.symlink_to(file)
    assert load_error(file) == "x.md: the file cannot be read: Too many levels of symbolic links"


def test_load_unreadable(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text("a")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    assert load_error(file) == "x.md: the file cannot be read: permission denied"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_load_pipe(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    os.mkfifo(file)
    assert load_error(file) == "x.md: this is not a regular file; exclude it"


def test_load_too_large(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    with file.open("wb") as stream:
        stream.truncate(module.MAX_BYTES + 1)
    assert load_error(file) == "x.md: larger than 64 MB, which no page is; exclude it"
