"""Load the answered questions that the portal starts with.

A file has hundreds of titles, and each is an answer to many questions; so questions name their answers by number.
What an editor has changed is no more of the release: loading leaves it alone.
"""

from collections.abc import Iterator
from pathlib import Path

from portal.datafiles import read_bars
from portal.loading import Outcome, Report
from search.precedents import likeness
from search.precedents.models import GRADED, Learned, Precedent

FILES = Path(__file__).parent / "data"
LEARNED = "learned.bin"
BATCH = 2_000


def load(report: Report, files: Path = FILES) -> None:
    wanted = {precedent.words: precedent for precedent in read(files)}
    known = {precedent.words: precedent for precedent in Precedent.objects.all()}
    shipped = {words for words, precedent in known.items() if precedent.is_shipped}
    changed = {words for words in shipped & wanted.keys() if answers(known[words]) != answers(wanted[words])}
    gone, new = shipped - wanted.keys(), wanted.keys() - known.keys()
    written = new | changed
    Precedent.objects.filter(pk__in=[known[words].pk for words in gone | changed]).delete()
    Precedent.objects.bulk_create([each for words, each in wanted.items() if words in written], batch_size=BATCH)
    for outcome, number in (
        (Outcome.CREATED, len(new)),
        (Outcome.CHANGED, len(changed | gone)),
        (Outcome.UNCHANGED, len(shipped & wanted.keys()) - len(changed)),
        (Outcome.KEPT, len(known.keys() & wanted.keys() - shipped)),
    ):
        report.count(Precedent._meta.verbose_name_plural, outcome, number)
    if (learned := files / LEARNED).exists():
        load_learned(report, learned)
    likeness.kept.forget()


def load_learned(report: Report, file: Path) -> None:
    """What the classifier has learned of these questions (`manage.py learn --write`)."""
    content, known = file.read_bytes(), Learned.objects.first()
    if known is None or (known.is_shipped and bytes(known.content) != content):
        Learned.put(content, is_shipped=True)
        outcome = Outcome.CHANGED if known else Outcome.CREATED
    else:
        outcome = Outcome.UNCHANGED if known.is_shipped else Outcome.KEPT
    report.count(Learned._meta.verbose_name_plural, outcome)


def answers(precedent: Precedent) -> tuple[str, ...]:
    return tuple(getattr(precedent, name) for name in GRADED)


def read(files: Path) -> Iterator[Precedent]:
    """`titles.txt` has «12 | няня на час», `questions.txt` «некому посидеть с сыном | 12 40 | 7 | 305»."""
    titles = dict(read_bars(files / "titles.txt"))
    for words, *graded in read_bars(files / "questions.txt"):
        named = ("\n".join(titles[number] for number in numbers.split()) for numbers in graded)
        yield Precedent(words=words, is_shipped=True, **dict(zip(GRADED, named, strict=True)))
