"""What a merger of two organisations has changed, as plain values that a later day can put back."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import ForeignKey, Model
from django.db.models.deletion import Collector

from ..models import Provider

# A revision is made with every change; it is not what was chosen.
OF_REVISIONS = {"latest_revision", "live_revision", "last_published_at", "has_unpublished_changes"}


@dataclass
class Traces:
    """Rows by their numbers, and whole where they are no more."""

    # Which one stayed: since then it may have been merged itself.
    into: int
    # «app.model.field» → rows that named the one that went.
    moved: dict[str, list[int]] = field(default_factory=dict)
    # Rows that both had: the one that was removed, and what hung on it.
    doubled: list[dict] = field(default_factory=list)
    # Revisions that named it: number, field, what stood there and what stands now.
    drafts: list[list] = field(default_factory=list)
    # Fields of the one that stayed: what stood there and what stands now.
    values: dict[str, list] = field(default_factory=dict)
    # Pairs called different because the one that went was.
    apart: list[int] = field(default_factory=list)
    # Redirects that led to it, and those that gave way.
    redirects: list[int] = field(default_factory=list)
    replaced: list[dict] = field(default_factory=list)
    # The card itself with its revisions and approvals.
    remains: list[dict] = field(default_factory=list)

    def plain(self) -> dict:
        return asdict(self)

    def note_moved(self, key: ForeignKey, rows: list[int]) -> None:
        if rows:
            self.moved[key_of(key)] = rows

    def note_values(self, was: Provider, now: Provider) -> None:
        before, after = plain_values(was), plain_values(now)
        self.values = {name: [before[name], after[name]] for name in before if before[name] != after[name]}

    def counted(self) -> dict[str, int]:
        return {key: len(rows) for key, rows in self.moved.items()}


def key_of(pointer: ForeignKey) -> str:
    return f"{pointer.model._meta.label_lower}.{pointer.name}"


def plain_values(provider: Provider) -> dict:
    """Its own fields as JSON has them; what other tables say of it comes and goes with their rows."""
    chosen = {each.name for each in provider._meta.local_fields} - OF_REVISIONS
    return {name: value for name, value in written([provider])[0]["fields"].items() if name in chosen}


class Exact(DjangoJSONEncoder):
    """Times to the microsecond, where Django's own cuts them."""

    def default(self, value):
        return value.isoformat() if isinstance(value, datetime.datetime) else super().default(value)


def written(records: Iterable[Model]) -> list[dict]:
    return json.loads(json.dumps(serializers.serialize("python", records), cls=Exact))


def remains(gone: Provider) -> list[dict]:
    """All that is deleted with it once nothing else names it."""
    collector = Collector(using=gone._state.db, origin=gone)
    collector.collect([gone])
    together = [record for records in collector.data.values() for record in records]
    return written([*together, *(record for rows in collector.fast_deletes for record in rows)])
