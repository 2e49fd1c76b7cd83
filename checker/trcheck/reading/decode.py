"""From the bytes on disk to the text of a page: UTF-8, the byte order mark left out, every line end read as ``\\n``."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
"""Larger files are no pages, whatever their name says."""

_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class PageError(Exception):
    """A page that cannot be read. `message` says why and what to do about it, `line` where, when that is known."""

    def __init__(self, path: str, message: str, line: int | None = None) -> None:
        super().__init__(path, message, line)
        self.path = path
        self.message = message
        self.line = line

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.message}"


def decode(data: bytes, path: str) -> str:
    """The text of a page from what its file holds."""
    for mark, encoding in _OTHER_ENCODINGS:
        if data.startswith(mark):
            raise PageError(path, f"the page is saved as {encoding}; save it as UTF-8")
    if (nul := data.find(b"\0")) >= 0:
        raise PageError(path, "not a text file: it holds a NUL byte", _line(data, nul))
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"byte 0x{data[error.start]:02x} is not valid UTF-8; save the page as UTF-8"
        raise PageError(path, message, _line(data, error.start)) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def load(file: Path, path: str) -> str:
    """The text of the page in `file`; `path` is what errors call it."""
    try:
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PageError(path, "this is a directory with the name of a page; rename it or exclude it")
        if not stat.S_ISREG(status.st_mode):
            raise PageError(path, "this is not a regular file; exclude it")
        if status.st_size > MAX_BYTES:
            raise PageError(path, f"larger than {MAX_BYTES // 1024 // 1024} MB, which no page is; exclude it")
        data = file.read_bytes()
    except OSError as error:
        raise PageError(path, _reason(error)) from None
    return decode(data, path)


def _line(data: bytes, offset: int) -> int:
    head = data[:offset]
    return head.count(b"\n") + head.count(b"\r") - head.count(b"\r\n") + 1


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file (any more)"
        case PermissionError():
            return "the file cannot be read: permission denied"
        case _:
            return f"the file cannot be read: {error.strerror or error}"
