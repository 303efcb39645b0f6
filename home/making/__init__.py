"""Files of the demo's library, made from `home/data/papers.yaml`: the same words give the same bytes.

PDF by the portal's typesetting, DOCX by python-docx, XLSX by openpyxl. Office documents are archives that remember when
they were packed; `sealed` makes them forget.
"""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import yaml

from home.making.docx import docx
from home.making.pdf import pdf
from home.making.xlsx import xlsx

DATA = Path(__file__).parent.parent / "data"
PAPERS = DATA / "papers.yaml"
MAKERS: dict[str, Callable[[dict], bytes]] = {"pdf": pdf, "docx": docx, "xlsx": xlsx}
LONG_AGO = (2000, 1, 1, 0, 0, 0)
# openpyxl writes the present moment here, whatever it is told.
SAVED_AT = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def papers() -> dict[str, dict]:
    """What each file says, by its name."""
    return yaml.safe_load(PAPERS.read_text(encoding="utf-8"))


def made(name: str, paper: dict) -> bytes:
    kind = name.rpartition(".")[2]
    content = MAKERS[kind](paper)
    return content if kind == "pdf" else sealed(content)


def sealed(content: bytes) -> bytes:
    """The same archive, packed at no particular time."""
    packed = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for part in sorted(old.infolist(), key=lambda each: each.filename != "[Content_Types].xml"):
            entry = zipfile.ZipInfo(part.filename, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, SAVED_AT.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(part)), compresslevel=9)
    return packed.getvalue()
