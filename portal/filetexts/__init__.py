"""The text of an uploaded file, for the search. A file is a stranger's word: it is read by a process of its own, which
has little memory and little time, and whose end, however sudden, is an answer too.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_BYTES = 20 * 1024 * 1024
# Beyond its own limit of processor time the child may wait for a busy machine, but not for ever.
PATIENCE_SECONDS = 60


class Fault(TextChoices):
    """Why a file has no text."""

    BIG = "big", _("файл слишком велик")
    KIND = "kind", _("такие файлы портал не читает")
    BROKEN = "broken", _("файл повреждён или это другой вид файла")
    LOCKED = "locked", _("файл закрыт паролем")
    EMPTY = "empty", _("в файле нет текста: возможно, это снимок страниц")
    HEAVY = "heavy", _("файл не удалось прочесть за отведённое время и память")


@dataclass(frozen=True)
class Reading:
    """What came of reading: text, or a fault. `is_cut`: only the beginning was read. `is_tagged`: a PDF says what is
    a heading, a list, a table."""

    text: str = ""
    fault: str = ""
    is_cut: bool = False
    is_tagged: bool = False


def read(content: bytes, kind: str) -> Reading:
    """The text of a file of that kind: its extension, «pdf»."""
    if len(content) > MOST_BYTES:
        return Reading(fault=Fault.BIG)
    command = [sys.executable, "-m", "portal.filetexts", kind.lower()]
    try:
        done = subprocess.run(  # noqa: S603 (our own module; the kind is one of its words)
            command, input=content, capture_output=True, timeout=PATIENCE_SECONDS, cwd=ROOT, check=False
        )
        answer = Reading(**json.loads(done.stdout))
    except (subprocess.TimeoutExpired, ValueError, TypeError):
        return Reading(fault=Fault.HEAVY)
    return answer
