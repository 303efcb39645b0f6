"""Load announcements from `screens/data`. One that people have edited stays."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.loading import Outcome, Report, Row, edited_by_people, read_yaml
from screens.models import Announcement

FILE = Path(__file__).parent / "data" / "announcements.yaml"


def load(report: Report, file: Path = FILE) -> None:
    for position, row in enumerate(read_yaml(file), start=1):
        values = {"text": row.text("text", ""), "address": row.text("address", ""), "position": position}
        title = row.text("title")
        row.finish()
        report.count(Announcement._meta.verbose_name_plural, put(title, values, row))


def put(title: str, values: dict, row: Row) -> Outcome:
    found = Announcement.objects.filter(title=title).first()
    if found and all(getattr(found, name) == value for name, value in values.items()):
        return Outcome.UNCHANGED
    if found and edited_by_people(found):
        return Outcome.KEPT
    wanted = found or Announcement(title=title)
    for name, value in values.items():
        setattr(wanted, name, value)
    try:
        wanted.full_clean()
    except ValidationError as error:
        raise row.error("; ".join(error.messages)) from None
    wanted.live, wanted.last_published_at = True, timezone.now()
    wanted.first_published_at = wanted.first_published_at or wanted.last_published_at
    wanted.save()
    return Outcome.CHANGED if found else Outcome.CREATED
