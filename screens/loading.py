"""Load announcements from `screens/data`."""

from pathlib import Path

from portal.loading import Report, read_yaml, upsert
from screens.models import Announcement

FILE = Path(__file__).parent / "data" / "announcements.yaml"


def load(report: Report, file: Path = FILE) -> None:
    for position, row in enumerate(read_yaml(file), start=1):
        key = {"title": row.text("title")}
        values = {"text": row.text("text", ""), "address": row.text("address", ""), "position": position}
        row.finish()
        upsert(report, Announcement, key=key, values=values, row=row)
