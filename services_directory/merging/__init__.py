"""Make one organisation of two: everything that pointed at the one that goes points at the one that stays.

In one transaction. The history gets both states as they were; the old address leads to the new one. Whatever changes
is noted in `Traces`, from which `unmerging` puts it back.
"""

import json
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model, Q, UniqueConstraint
from django.utils.timezone import now
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Revision, RevisionMixin

from portal.formatting import nested

from ..models import DistinctPair, MergedProvider, Provider
from .traces import Traces, key_of, remains, written

ACTION = "services_directory.merge"
# What a moderator chooses between, one line each; fields of one line go together.
LINES = (
    *((name,) for name in ("name", "full_name", "kind", "territory", "part_of", "summary", "synonyms", "website")),
    *((name,) for name in ("legal_form", "ownership", "founder", "head", "inn", "ogrn", "state_registered_on")),
    ("register_number", "registered_on"),
    ("source_act", "source_place"),
    ("verified_on", "verified_by", "next_review_on"),
    ("note",),
)


@transaction.atomic
def merge(kept_id: int, gone_id: int, taken: set[str], user) -> Provider:
    """`taken` names the lines (by their first field) whose values come from the one that goes."""
    kept, gone = locked(kept_id, gone_id)
    check_settled(kept, gone)
    before = {"kept": json.loads(kept.to_json()), "gone": json.loads(gone.to_json())}
    values = {name: getattr(gone, name) for line in LINES if line[0] in taken for name in line}
    traces = Traces(into=kept.pk)
    tell_apart(gone, kept, traces)
    repoint(gone, kept, traces)
    lead_on(gone, kept, traces)
    removed(gone.pk, traces, user)
    was, kept = kept, stayed(kept.pk, values)
    traces.note_values(was, kept)
    note_merger(gone, kept, traces, user)
    log(kept, ACTION, user=user, data={**before, "taken": sorted(taken), "moved": traces.counted()})
    publish_anew(kept, user)
    return kept


def removed(pk: int, traces: Traces, user) -> None:
    gone = Provider.objects.get(pk=pk)
    traces.remains = remains(gone)
    log(gone, "wagtail.delete", user=user, deleted=True)
    gone.delete()


def note_merger(gone: Provider, kept: Provider, traces: Traces, user) -> None:
    known = {"number": gone.pk, "uuid": gone.uuid, "slug": gone.slug, "name": gone.name}
    made = {"merged_at": now(), "merged_by": user, "traces": traces.plain()}
    MergedProvider.objects.create(**known, into=kept, **made)


def publish_anew(provider: Provider, user) -> None:
    """The next edit starts from the latest revision, which must know what has changed."""
    revision = provider.save_revision(user=user)
    if provider.live:
        revision.publish(user=user)


def locked(kept_id: int, gone_id: int) -> tuple[Provider, Provider]:
    found = {
        each.pk: each
        for each in Provider.objects.select_for_update(of=["self"]).filter(pk__in=[kept_id, gone_id]).order_by("pk")
    }
    if len(found) != 2:
        raise ValidationError(_("Одной из организаций уже нет: возможно, её объединил другой модератор."))
    return found[kept_id], found[gone_id]


def check_settled(kept: Provider, gone: Provider) -> None:
    """An edit that waits would bring back what the merger changes; a draft that stays would hide what is public."""
    if gone.live and not kept.live:
        said = _(
            "«%(name)s» не опубликована, и семьи потеряли бы карточку. Сначала опубликуйте её или оставьте другую."
        )
        raise ValidationError(nested(said % {"name": kept.name}))
    for provider in (kept, gone):
        if provider.workflow_in_progress or (provider.live and provider.has_unpublished_changes):
            raise ValidationError(
                nested(
                    _("У организации «%(name)s» есть неопубликованные правки: сначала опубликуйте или отклоните их.")
                    % {"name": provider.name}
                )
            )


def stayed(pk: int, values: dict) -> Provider:
    provider = Provider.objects.get(pk=pk)
    for name, value in values.items():
        setattr(provider, name, value)
    if is_within_itself(provider):
        provider.part_of = None
    provider.save()
    return provider


def is_within_itself(provider: Provider) -> bool:
    """Whether the way up from it comes back to it: one that it was a part of may have been a part of the other."""
    above = dict(Provider.objects.filter(part_of__isnull=False).values_list("pk", "part_of"))
    passed, at = set(), provider.part_of_id
    while at and at != provider.pk and at not in passed:
        passed.add(at)
        at = above.get(at)
    return at == provider.pk


def tell_apart(gone: Provider, kept: Provider, traces: Traces) -> None:
    """Whom moderators have called different from the one that goes, is different from the one that stays."""
    for pair in DistinctPair.objects.filter(Q(first=gone) | Q(second=gone)):
        (other,) = {pair.first_id, pair.second_id} - {gone.pk}
        if other != kept.pk:
            first, second = sorted((other, kept.pk))
            said = {"decided_by": pair.decided_by}
            told, is_new = DistinctPair.objects.get_or_create(first_id=first, second_id=second, defaults=said)
            traces.apart += [told.pk] if is_new else []


def reverse_relations(model: type[Model]) -> Iterator:
    """From everywhere, hidden ones included."""
    return (each for each in model._meta.get_fields(include_hidden=True) if each.auto_created and not each.concrete)


def pointers(model: type[Model]) -> Iterator[ForeignKey]:
    """Foreign keys to the model, those of many-to-many tables included."""
    fields = (each.field for each in reverse_relations(model) if each.one_to_many or each.one_to_one)
    return (field for field in fields if isinstance(field, ForeignKey))


def repoint(gone: Provider, kept: Provider, traces: Traces) -> None:
    for field in pointers(Provider):
        move_rows(field, gone.pk, kept.pk, traces)
        for holder, path in revised(field):
            readdress(holder, path, gone.pk, kept.pk, traces)


def move_rows(field: ForeignKey, gone: int, kept: int, traces: Traces) -> None:
    rows = field.model._base_manager.filter(**{field.name: gone})
    numbers = list(rows.order_by("pk").values_list("pk", flat=True))
    try:
        with transaction.atomic():
            rows.update(**{field.name: kept})
        moved = numbers
    except IntegrityError:
        moved = [pk for pk in numbers if move_row(field, pk, kept, traces)]
    traces.note_moved(field, moved)


def move_row(field: ForeignKey, pk: int, kept: int, traces: Traces) -> bool:
    """A row that the other one has already is not needed twice; what hangs on it goes over to that one."""
    row = field.model._base_manager.filter(pk=pk)
    try:
        with transaction.atomic():
            return bool(row.update(**{field.name: kept}))
    except IntegrityError:
        doubled = written([row.get()])
        traces.doubled.append({"row": doubled[0], "hung": hand_over(field, row.get(), kept)})
        row.delete()
        return False


def hand_over(field: ForeignKey, row: Model, kept: int) -> dict[str, dict]:
    """What points at the row, to the same row of the one that stays. Two that say the same thing wait for a person."""
    hung = {}
    for pointer in pointers(field.model):
        hanging = pointer.model._base_manager.filter(**{pointer.name: row.pk})
        try:
            with transaction.atomic():
                if numbers := list(hanging.values_list("pk", flat=True)):
                    twin = twin_of(field, row, kept)
                    hanging.update(**{pointer.name: twin})
                    hung[key_of(pointer)] = {"rows": numbers, "twin": twin.pk}
        except IntegrityError as error:
            raise ValidationError(
                nested(
                    _("У обеих организаций есть «%(what)s» об одном и том же: сначала решите, что из этого верно.")
                    % {"what": pointer.model._meta.verbose_name}
                )
            ) from error
    return hung


def twin_of(field: ForeignKey, row: Model, kept: int) -> Model:
    """The row in the way: alike in all that the rule of uniqueness names beside the organisation."""
    rules = (rule.fields for rule in row._meta.constraints if isinstance(rule, UniqueConstraint))
    names = next(names for names in rules if field.name in names)
    same = {name: getattr(row, name) for name in names if name != field.name}
    return type(row)._base_manager.get(**same, **{field.name: kept})


def revised(field: ForeignKey) -> Iterator[tuple[type[Model], tuple[str, ...]]]:
    """Whose drafts name the organisation by this key, and where in them: («provider»), («sites», «provider»)."""
    model = field.model
    holders = [(model, (field.name,))]
    holders += [
        (parent.related_model, (parent.remote_field.get_accessor_name(), field.name))
        for parent in model._meta.fields
        if isinstance(parent, ParentalKey) and parent is not field
    ]
    holders += [
        (each.related_model, (each.field.name, ""))
        for each in reverse_relations(Provider)
        if each.many_to_many and each.through is model
    ]
    return ((holder, path) for holder, path in holders if issubclass(holder, RevisionMixin))


def readdress(holder: type[Model], path: tuple[str, ...], gone: int, kept: int, traces: Traces) -> None:
    """In drafts, too: published later, they would name an organisation that is no more."""
    named = {path[0]: gone} if len(path) == 1 else {f"{path[0]}__contains": [{path[1]: gone} if path[1] else gone]}
    revisions = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(holder, for_concrete_model=False),
        **{f"content__{name}": value for name, value in named.items()},
    )
    for revision in revisions:
        was = revision.content[path[0]]
        revision.content[path[0]] = readdressed(was, path[1:], gone, kept)
        revision.save(update_fields=["content"])
        traces.drafts.append([revision.pk, path[0], was, revision.content[path[0]]])


def readdressed(value, rest: tuple[str, ...], gone: int, kept: int):
    if not rest:
        return kept
    if rest[0]:
        return rows_readdressed(value, rest[0], gone, kept)
    return list(dict.fromkeys(kept if each == gone else each for each in value))


def rows_readdressed(rows: list[dict], name: str, gone: int, kept: int) -> list[dict]:
    """Of two that then say the same, the one that named who stays: the other is no more."""
    found = {}
    for row in rows:
        said = {**row, name: kept} if row.get(name) == gone else row
        if said is row or said_by(said) not in found:
            found[said_by(said)] = said
    return list(found.values())


def said_by(row: dict) -> str:
    """All that a row says but for its number and place."""
    return json.dumps({name: value for name, value in row.items() if name not in ("pk", "sort_order")}, sort_keys=True)


def lead_on(gone: Provider, kept: Provider, traces: Traces) -> None:
    """The old address, and those that led to it, lead to the new one for good."""
    old, new = Redirect.normalise_path(gone.get_absolute_url()), kept.get_absolute_url()
    leading = Redirect.objects.filter(redirect_link=gone.get_absolute_url())
    in_the_way = Redirect.objects.filter(old_path=Redirect.normalise_path(new))
    traces.redirects = list(leading.values_list("pk", flat=True))
    traces.replaced = written([*in_the_way, *Redirect.objects.filter(old_path=old, site=None)])
    leading.update(redirect_link=new)
    in_the_way.delete()
    Redirect.objects.update_or_create(old_path=old, site=None, defaults={"redirect_link": new, "is_permanent": True})
