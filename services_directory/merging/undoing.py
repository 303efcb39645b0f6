"""What an undoing of a merger would give back and what it could not: read before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.core import serializers
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from portal.formatting import nested

from ..models import MergedProvider, Provider
from .traces import Traces, plain_values


@dataclass
class Undoing:
    """What would come back and what would not, read before anything is written."""

    merger: MergedProvider
    traces: Traces
    # Why it cannot be undone now, in words; empty where it can.
    obstacle: str = ""
    # (key, rows that still point at the one that stayed, how many do not)
    rows: list[tuple[ForeignKey, list[int], int]] = field(default_factory=list)
    doubled: list[tuple[Model, dict]] = field(default_factory=list)
    remains: list[Model] = field(default_factory=list)
    # Fields of the one that stayed: what they get back, and which were changed since.
    values: dict[str, object] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)

    @property
    def returning(self) -> list[tuple[str, int]]:
        """Kinds of records and how many of them."""
        counted = [(str(key.model._meta.verbose_name_plural), len(rows)) for key, rows, _lost in self.rows if rows]
        return [*counted, *([(_("записи, которые были у обеих"), len(self.doubled))] if self.doubled else [])]

    @property
    def staying(self) -> list[str]:
        """What does not come back, in words."""
        lost = [(str(key.model._meta.verbose_name_plural), number) for key, _rows, number in self.rows if number]
        doubled = len(self.traces.doubled) - len(self.doubled)
        lost += [(_("записи, которые были у обеих"), doubled)] if doubled else []
        labels = [str(Provider._meta.get_field(name).verbose_name) for name in self.changed]
        return [
            *(_("%(what)s: %(number)s — с тех пор перенесены или удалены") % {"what": w, "number": n} for w, n in lost),
            *(nested(_("«%(field)s» — с тех пор изменено, останется новое") % {"field": each}) for each in labels),
        ]


def undoing(merger: MergedProvider) -> Undoing:
    found = Undoing(merger, Traces(**(merger.traces or {"into": 0})))
    find_values(found)
    found.obstacle = obstacle(found)
    if not found.obstacle:
        found.rows = [rows_of(key, numbers, merger.into_id) for key, numbers in found.traces.moved.items()]
        found.remains = whole(read(found.traces.remains))
        with_hung = ((row, each["hung"]) for each in found.traces.doubled for row in read([each["row"]]))
        found.doubled = [(row, hung) for row, hung in with_hung if whole([row], found.remains)]
        is_whole = any(isinstance(each, Provider) for each in found.remains)
        found.obstacle = "" if is_whole else _("Того, к чему она относилась, больше нет: территории или акта.")
    return found


def obstacle(found: Undoing) -> str:
    """In the order in which a person would mend it."""
    merger, kept = found.merger, found.merger.into
    if not merger.traces:
        return _("Объединено, когда портал ещё не запоминал, что перешло.")
    if found.traces.into != kept.pk:
        return nested(
            _("Потом и та карточка вошла в «%(name)s»: сначала отмените то объединение.") % {"name": kept.name}
        )
    if kept.workflow_in_progress or (kept.live and kept.has_unpublished_changes):
        return nested(
            _("У организации «%(name)s» есть неопубликованные правки: сначала опубликуйте или отклоните их.")
            % {"name": kept.name}
        )
    return taken_since(found)


def taken_since(found: Undoing) -> str:
    """A new organisation may stand at the old address, or have the old number in the register."""
    (fields,) = (each["fields"] for each in found.traces.remains if each["model"] == Provider._meta.label_lower)
    gives_back = [found.merger.into_id] if "register_number" in found.values else []
    numbered = Provider.objects.exclude(register_number="").exclude(pk__in=gives_back)
    by_number = numbered.filter(register_number=fields["register_number"]).first()
    if other := Provider.objects.filter(slug=fields["slug"]).first():
        return nested(_("Её прежний адрес занят: там теперь «%(name)s».") % {"name": other.name})
    return nested(_("Её номер в реестре теперь у «%(name)s».") % {"name": by_number.name}) if by_number else ""


def rows_of(key: str, numbers: list[int], kept: int) -> tuple[ForeignKey, list[int], int]:
    label, name = key.rsplit(".", 1)
    pointer = apps.get_model(label)._meta.get_field(name)
    rows = pointer.model._base_manager.filter(pk__in=numbers, **{name: kept})
    # The card that stayed gets back what it was a part of with its other fields.
    own = [kept] if pointer.model is Provider else []
    there = list(rows.exclude(pk__in=own).order_by("pk").values_list("pk", flat=True))
    return pointer, there, len(set(numbers) - set(own) - set(there))


def find_values(found: Undoing) -> None:
    now = plain_values(found.merger.into)
    for name, (was, became) in found.traces.values.items():
        if now[name] == became:
            found.values[name] = was
        else:
            found.changed.append(name)


def read(plain: list[dict]) -> list[Model]:
    return [each.object for each in serializers.deserialize("python", plain, ignorenonexistent=True)]


def whole(records: list[Model], coming: Iterable[Model] = ()) -> list[Model]:
    """Those that may stand again: whose keys lead to something, or may be empty, as they then become."""
    while True:
        there = {(type(each), each.pk) for each in [*records, *coming]}
        kept = [each for each in records if all(leads(each, key, there) for key in keys_of(each))]
        if len(kept) == len(records):
            return kept
        records = kept


def keys_of(record: Model) -> list[ForeignKey]:
    return [each for each in record._meta.local_fields if isinstance(each, ForeignKey)]


def leads(record: Model, key: ForeignKey, there: set[tuple[type[Model], object]]) -> bool:
    value = getattr(record, key.attname)
    model = key.related_model
    if value is None or (model, value) in there or model._base_manager.filter(pk=value).exists():
        return True
    if key.null:
        setattr(record, key.attname, None)
    return key.null
