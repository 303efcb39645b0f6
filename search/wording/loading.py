"""Load the words that the portal starts with."""

from pathlib import Path

from portal.loading import Report, Row, read_yaml, upsert
from search.wording import synonyms, vocabulary
from search.wording.models import SynonymGroup

FILES = Path(__file__).parent / "data"
# Words and what they stand for; whole turns of speech, also of parents and of those who are none.
NAMES = ("synonyms.yaml", "everyday.yaml", "parents.yaml", "others.yaml")
Direction = SynonymGroup.Direction


def load(report: Report, files: Path = FILES) -> None:
    for row in (row for name in NAMES for row in read_yaml(files / name)):
        upsert(report, SynonymGroup, key={"code": row.text("code")}, values=values(row), row=row)
        row.finish()
    synonyms.kept.forget()
    vocabulary.kept.forget()


def values(row: Row) -> dict:
    same = row.texts("same")
    return {
        "direction": Direction.SAME if same else Direction.SAID,
        "said": "\n".join(same or row.texts("said")),
        "meant": "\n".join(row.texts("meant")),
        "is_urgent": row.yes("urgent", False),
        "note": row.text("note", ""),
    }
