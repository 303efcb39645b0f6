"""Whether a PDF runs something by itself: a script, or a program of the reader's machine.

Its objects say so by name. They stand in the open or packed in streams of objects; all other streams are letters,
pictures and text. Whoever hides a script with art is met by the way files are handed out: to be saved, never opened.
"""

import re
import zlib
from collections.abc import Iterator

STREAM = re.compile(rb"stream\r?\n")
END = b"endstream"
PACKED = b"/ObjStm"
# A letter of a name may be written by its number: «/J#61vaScript».
RUNS = re.compile(
    "/(?:{}|{})(?![A-Za-z0-9])".format(
        *("".join(f"(?:{letter}|(?i:#{ord(letter):02x}))" for letter in name) for name in ("JavaScript", "Launch"))
    ).encode()
)
MOST_UNPACKED = 16 * 1024 * 1024


def runs(content: bytes) -> bool:
    """A file that unpacks into more than is looked at counts as one that does."""
    unpacked = 0
    for part, is_packed in parts(content):
        said = unpack(part, MOST_UNPACKED - unpacked + 1) if is_packed else part
        unpacked += len(said) if is_packed else 0
        if unpacked > MOST_UNPACKED or RUNS.search(said):
            return True
    return False


def parts(content: bytes) -> Iterator[tuple[bytes, bool]]:
    """What stands outside of streams, and the streams of objects, each marked as packed."""
    end = 0
    for found in STREAM.finditer(content):
        if end >= len(content):
            break
        if found.start() < end:
            continue
        head = content[end : found.start()]
        yield head, False
        end = content.find(END, found.end())
        end = len(content) if end < 0 else end
        if PACKED in head[head.rfind(b"obj") :]:
            yield content[found.end() : end], True
        end += len(END)
    yield content[end:], False


def unpack(packed: bytes, most: int) -> bytes:
    """Nothing of what is packed otherwise, or locked."""
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""
