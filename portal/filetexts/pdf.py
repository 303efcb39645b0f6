"""The text of a PDF, page by page."""

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader

from portal.filetexts.bounds import Unreadable

MOST_PAGES = 300
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def lines(content: bytes) -> Iterator[str]:
    if not content.lstrip()[:5].startswith(b"%PDF"):
        raise Unreadable("broken")
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("locked")
    for page in reader.pages[:MOST_PAGES]:
        yield from page.extract_text().splitlines()


def is_tagged(content: bytes) -> bool:
    """Whether it says of itself that its parts are marked for programs that read aloud."""
    marks = PdfReader(io.BytesIO(content)).trailer["/Root"].get("/MarkInfo")
    return bool(marks and marks.get_object().get("/Marked"))
