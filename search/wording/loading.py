"""Load the words that the portal starts with."""

from pathlib import Path

from portal.loading import Outcome, Report, Row, edited_by_people, read_yaml, upsert
from search import language
from search.wording import synonyms, vocabulary
from search.wording.models import SynonymGroup

FILES = Path(__file__).parent / "data"
# Words and what they stand for; whole turns of speech, also of parents and of those who are none, and as people really
# ask in public; and what tells of danger whatever is asked.
NAMES = (
    *("synonyms.yaml", "everyday.yaml", "parents.yaml", "others.yaml", "asked_children.yaml", "asked_money.yaml"),
    "danger.yaml",
)
Direction = SynonymGroup.Direction


def load(report: Report, files: Path = FILES) -> None:
    rows = [(row, values(row)) for name in NAMES for row in read_yaml(files / name)]
    free_moved_phrases(report, {row.text("code"): wanted for row, wanted in rows})
    for row, wanted in rows:
        upsert(report, SynonymGroup, key={"code": row.text("code")}, values=wanted, row=row)
        row.finish()
    synonyms.kept.forget()
    vocabulary.kept.forget()


def values(row: Row) -> dict:
    of = {Direction.SAME: row.texts("same"), Direction.DANGER: row.texts("danger"), Direction.SAID: row.texts("said")}
    direction = next((each for each, phrases in of.items() if phrases), Direction.SAID)
    return {
        "direction": direction,
        "said": "\n".join(of[direction]),
        "meant": "\n".join(row.texts("meant")),
        "is_urgent": row.yes("urgent", False),
        "unless": "\n".join(row.texts("unless")),
        "note": row.text("note", ""),
    }


def free_moved_phrases(report: Report, wanted: dict[str, dict]) -> None:
    """Take phrases that the files now have in another group out of the groups that an older release loaded.

    A phrase stands in one group, and groups are brought up to date one by one: a phrase that moved would meet itself.
    A group that somebody has edited keeps its phrases, and the row that wants one of them is refused by name.
    """
    owners = {
        (each["direction"], language.key(phrase)): code
        for code, each in wanted.items()
        for phrase in each["said"].splitlines()
    }
    for group in SynonymGroup.objects.filter(code__isnull=False):
        own = [
            phrase
            for phrase in group.said_phrases
            if owners.get((group.direction, language.key(phrase)), group.code) == group.code
        ]
        if own != group.said_phrases and not edited_by_people(group):
            free(report, group, own, group.code in wanted)


def free(report: Report, group: SynonymGroup, own: list[str], is_wanted: bool) -> None:
    if is_wanted:
        # All of it is written anew a moment later.
        SynonymGroup.objects.filter(pk=group.pk).update(said="")
        return
    report.count(SynonymGroup._meta.verbose_name_plural, Outcome.CHANGED)
    if own:
        SynonymGroup.objects.filter(pk=group.pk).update(said="\n".join(own))
    else:
        group.delete()
