"""The text of office documents, archives of XML. Only the parts that hold text are unpacked, up to a bound."""

import io
import re
import zipfile
from collections.abc import Iterator

from defusedxml.ElementTree import iterparse

from portal.filetexts.bounds import Cut, Unreadable

MOST_UNPACKED = 80 * 1024 * 1024
PARTS = re.compile(
    r"word/(document|footnotes|endnotes)\.xml|xl/sharedStrings\.xml|xl/worksheets/sheet\d+\.xml"
    r"|ppt/slides/slide\d+\.xml|content\.xml"
)
# What ends a line: a paragraph of a text, an entry of a workbook, a cell of a sheet.
ENDS = {"p", "h", "si", "is"}
# Where text stands in Microsoft's formats; in OpenDocument it stands anywhere.
RUNS, GAPS = {"t"}, {"tab", "br"}


def lines(content: bytes) -> Iterator[str]:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise Unreadable("broken")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [part for part in archive.infolist() if PARTS.fullmatch(part.filename)]
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Cut("heavy")
        for part in parts:
            with archive.open(part) as stream:
                yield from of_part(stream, anywhere=part.filename == "content.xml")


def of_part(stream, *, anywhere: bool) -> Iterator[str]:
    """Lines of one part; what has been read is let go at once."""
    said: list[str] = []
    for _event, element in iterparse(stream):
        name = element.tag.rpartition("}")[2]
        if name in ENDS:
            yield "".join(element.itertext() if anywhere else said)
            said = []
        elif name in RUNS:
            said.append(element.text or "")
        elif name in GAPS:
            said.append(" ")
        if name in ENDS or not anywhere:
            element.clear()
