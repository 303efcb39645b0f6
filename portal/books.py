"""Long documents, set in type by a process of their own.

Typst keeps what it has laid out as long as its process lives: a fifth of a gigabyte for a book, for each book anew. A
worker would grow without end, so the book is set beside it, and all of it is given back.

    python -m portal.books TEMPLATE < data.json > book.pdf    (before the book, the number of its pages on a line)
"""

import subprocess
import sys
from pathlib import Path

import typst

from portal.typesetting import ACCESSIBLE, fonts

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 600
# The template says here what its last page is.
LAST_PAGE = "<last-page>"


class BookError(Exception):
    """What the typesetter said."""


def book(template: Path, data: str) -> tuple[bytes, int]:
    """The document, and how many pages it has."""
    command = [sys.executable, "-m", "portal.books", str(template)]
    done = subprocess.run(  # noqa: S603 (this very module)
        command, input=data.encode(), capture_output=True, cwd=ROOT, timeout=PATIENCE, check=False
    )  # fmt: skip
    if done.returncode:
        raise BookError(done.stderr.decode(errors="replace")[-1000:])
    pages, _line, body = done.stdout.partition(b"\n")
    return body, int(pages)


def typeset(template: Path, data: str) -> tuple[bytes, int]:
    """As `portal.typesetting` does: accessible, or where a letter makes that impossible, at least readable."""
    compiler = typst.Compiler(str(template), root=str(template.parent), font_paths=fonts(), sys_inputs={"data": data})
    try:
        body = compiler.compile(format="pdf", pdf_standards=ACCESSIBLE, timestamp=0)
    except typst.TypstError:
        body = compiler.compile(format="pdf", timestamp=0)
    return body, int(compiler.query(LAST_PAGE, field="value", one=True))


if __name__ == "__main__":
    made, count = typeset(Path(sys.argv[1]), sys.stdin.buffer.read().decode())
    sys.stdout.buffer.write(b"%d\n" % count + made)
