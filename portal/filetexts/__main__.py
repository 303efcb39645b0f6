"""The process that reads one file: `python -m portal.filetexts pdf < file`. Answers in JSON, whatever the file is."""

import json
import resource
import sys
from collections.abc import Callable, Iterable

from portal.filetexts import office, pdf, plain
from portal.filetexts.bounds import Cut, Unreadable, joined

MOST_MEMORY = 768 * 1024 * 1024
MOST_SECONDS = 20
READERS: dict[str, Callable[[bytes], Iterable[str]]] = {
    "pdf": pdf.lines,
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods"), office.lines),
    **dict.fromkeys(("txt", "csv"), plain.lines),
}


def answer(content: bytes, kind: str) -> dict:
    if kind not in READERS:
        return {"fault": "kind"}
    try:
        text, is_cut = joined(READERS[kind](content))
    except (Unreadable, Cut) as reason:
        return {"fault": str(reason)}
    except MemoryError:
        return {"fault": "heavy"}
    except Exception:  # whatever a parser of strangers' files may raise means the same
        return {"fault": "broken"}
    if not text:
        return {"fault": "empty"}
    return {"text": text, "is_cut": is_cut, "is_tagged": kind == "pdf" and pdf.is_tagged(content)}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), sys.argv[1])))
