"""Who must be indexed again when something is saved: the record itself, and those that speak of it.

Everything happens in the transaction of the change, so an entry appears and disappears with its record. The children of
a record (steps, phones, links) are saved after it, so each of them asks for its record anew; an entry that stays the
same is not written.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, get_page_models
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from acts.models import ActEdition, Article, LegalAct
from home.models import DocumentText, MaterialEdition
from measures.models import Executor, Measure, Programme, ProgrammeTask
from portal.pages import HOME_DEPTH
from rights.models import Ask, Right, Situation
from search import suggesting, terms
from search.indexing import index, index_bearers
from search.models import SearchTerm, Type
from search.sources import BY_TYPE
from services_directory.models import (
    CategoryWording,
    FamilyCategory,
    HelpKind,
    Location,
    OpeningHours,
    Phone,
    Practice,
    Provider,
    RequiredDocument,
    ScheduleException,
    Service,
    ServiceForm,
    ServiceStep,
    Territory,
)

Affected = Iterable[tuple[Type, Iterable[int]]]
_gathered: ContextVar[dict[Type, set[int]] | None] = ContextVar("gathered", default=None)


def services_of(provider_id: int) -> Iterable[int]:
    return Service.objects.filter(provider_id=provider_id).values_list("pk", flat=True)


def owners_of(owned: Service | Location) -> set[int]:
    """The organisation that has it, and the one that it has just left."""
    return {owned.provider_id, getattr(owned, "left_provider", None) or owned.provider_id}


def by_service(service: Service) -> Affected:
    return [(Type.SERVICE, [service.pk]), (Type.PROVIDER, owners_of(service))]


def by_provider(provider: Provider) -> Affected:
    return [(Type.PROVIDER, [provider.pk]), (Type.SERVICE, services_of(provider.pk))]


def by_location(location: Location) -> Affected:
    owners = owners_of(location)
    services = Service.objects.filter(Q(provider__in=owners) | Q(locations=location.pk))
    return [(Type.PROVIDER, owners), (Type.SERVICE, services.values_list("pk", flat=True).distinct())]


def by_part_of_location(part: Phone | OpeningHours | ScheduleException) -> Affected:
    return by_location(part.location)


def by_serving(territory: Territory) -> Affected:
    """Those that also serve it as a whole."""
    providers = Provider.objects.filter(also_serves=territory).values_list("pk", flat=True)
    services = Service.objects.filter(Q(also_serves=territory) | Q(provider__also_serves=territory))
    return [(Type.PROVIDER, providers), (Type.SERVICE, services.values_list("pk", flat=True).distinct())]


def by_files(**of) -> Affected:
    """Pages and acts that offer such files."""
    editions, of_acts = MaterialEdition.objects.filter(**of), ActEdition.objects.filter(**of)
    return [
        (Type.PAGE, editions.values_list("page_id", flat=True).distinct()),
        (Type.ACT, of_acts.values_list("act_id", flat=True).distinct()),
    ]


def by_programme(programme: Programme) -> Affected:
    measures = Measure.objects.filter(programme_id=programme.pk).values_list("pk", flat=True)
    return [(Type.PROGRAMME, [programme.pk]), (Type.MEASURE, measures)]


# What a saved or deleted record of a model changes.
AFFECTED: dict[type[Model], Callable[..., Affected]] = {
    Service: by_service,
    ServiceStep: lambda step: [(Type.SERVICE, [step.service_id])],
    RequiredDocument: lambda document: [(Type.SERVICE, [document.service_id])],
    Provider: by_provider,
    Location: by_location,
    Phone: by_part_of_location,
    OpeningHours: by_part_of_location,
    ScheduleException: by_part_of_location,
    FamilyCategory: lambda category: [(Type.CATEGORY, [category.pk])],
    CategoryWording: lambda wording: [(Type.CATEGORY, [wording.category_id])],
    Practice: lambda practice: [(Type.PRACTICE, [practice.pk])],
    Programme: by_programme,
    ProgrammeTask: lambda task: [(Type.PROGRAMME, [task.programme_id])],
    Measure: lambda measure: [(Type.MEASURE, [measure.pk])],
    Executor: lambda executor: [(Type.MEASURE, [executor.measure_id])],
    LegalAct: lambda act: [(Type.ACT, [act.pk])],
    ActEdition: lambda edition: [(Type.ACT, [edition.act_id])],
    Article: lambda article: [(Type.ACT, [article.act_id])],
    MaterialEdition: lambda edition: [(Type.PAGE, [edition.page_id])],
    DocumentText: lambda text: by_files(document=text.document_id),
    get_document_model(): lambda document: by_files(document=document.pk),
    CollectionViewRestriction: lambda closed: by_files(document__collection__path__startswith=closed.collection.path),
    Situation: lambda situation: [(Type.SITUATION, [situation.pk])],
    Right: lambda right: [(Type.SITUATION, [right.situation_id])],
    Ask: lambda ask: [(Type.SITUATION, [ask.situation_id])],
}
# Links that entries speak of.
LINKS = [
    Service.categories.through,
    Service.locations.through,
    Service.also_serves.through,
    Provider.also_serves.through,
    Practice.categories.through,
    Measure.categories.through,
]
TYPE_OF = {source.model: source.type for source in BY_TYPE.values()}


def refresh(affected: Affected) -> None:
    kept = _gathered.get()
    for entry_type, ids in affected:
        if kept is None:
            index(BY_TYPE[entry_type], ids)
        else:
            kept[entry_type].update(ids)


@contextmanager
def gathered() -> Iterator[None]:
    """What changes meanwhile is indexed at the end, each record once: for hundreds that are saved one by one.

    Within one transaction, so that nobody sees the records without their entries.
    """
    kept: dict[Type, set[int]] = defaultdict(set)
    token = _gathered.set(kept)
    try:
        yield
    finally:
        _gathered.reset(token)
    for entry_type, ids in kept.items():
        index(BY_TYPE[entry_type], sorted(ids))


def record_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        refresh(AFFECTED[sender](instance))


def cleared(through, instance, linked, action: str) -> list[int]:
    """Who was linked before a clear from the other side: nothing tells of them after it."""
    if action == "pre_clear":
        names = {field.related_model: field.attname for field in through._meta.fields if field.is_relation}
        links = through.objects.filter(**{names[type(instance)]: instance.pk})
        instance._linked_to_search = list(links.values_list(names[linked], flat=True))
    return getattr(instance, "_linked_to_search", [])


def links_changed(sender, instance, action, reverse, model, pk_set, **kwargs):
    linked = model if reverse else type(instance)
    if reverse and action.endswith("_clear"):
        ids = cleared(sender, instance, linked, action)
    else:
        ids = list(pk_set or ()) if reverse else [instance.pk]
    if not action.startswith("post_"):
        return
    refresh([(TYPE_OF[linked], ids)])
    if linked is Service:
        providers = Service.objects.filter(pk__in=ids).values_list("provider_id", flat=True)
        refresh([(Type.PROVIDER, providers.distinct())])
    if linked is Provider:
        refresh([(Type.SERVICE, Service.objects.filter(provider__in=ids).values_list("pk", flat=True))])


def taxonomy_changed(sender, instance, raw=False, created=False, **kwargs):
    """The words of a term stand for all that bear it, so a renamed one costs one row, not the index."""
    if raw:
        return
    renamed = terms.sync_record(instance)
    if sender is HelpKind:
        term = SearchTerm.objects.get(group=terms.Group.KIND, source=str(instance.pk))
        suggesting.refresh_kind(term, instance.synonyms)
    if sender is Territory and created and instance.parent:
        refresh(by_serving(instance.parent))
    if sender is Territory and (renamed or instance.zone_changed):
        # Cards name the territory, and its places are open by its clock.
        index_bearers(terms.Group.TERRITORY, instance.pk)


def territory_changes(sender, instance, **kwargs):
    known = Territory.objects.filter(pk=instance.pk).values_list("time_zone", flat=True).first()
    instance.zone_changed = known not in (None, instance.time_zone)


def taxonomy_deleted(sender, instance, **kwargs):
    term = SearchTerm.objects.filter(group=terms.BY_MODEL[sender].group, source=str(instance.pk)).first()
    if term:
        suggesting.forget_kind(term)
        term.delete()


def owner_changes(sender, instance, raw=False, **kwargs):
    if not raw:
        before = sender.objects.filter(pk=instance.pk).exclude(provider=instance.provider_id)
        instance.left_provider = before.values_list("provider", flat=True).first()


def page_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        refresh([(Type.PAGE, [instance.pk])])


def branch_changed(sender, instance, **kwargs):
    """A page moved or renamed takes the addresses of all below it along."""
    below = Page.objects.descendant_of(instance, inclusive=True).values_list("pk", flat=True)
    refresh([(Type.PAGE, below)])


def tree_opened_or_closed(sender, instance, **kwargs):
    """A home page speaks for all of its language, see search.sources.narrative."""
    if instance.depth == HOME_DEPTH:
        branch_changed(sender, instance)


def restriction_changed(sender, instance, **kwargs):
    branch_changed(sender, instance.page)


def connect() -> None:
    """Called once, when the apps are ready."""
    for model in AFFECTED:
        post_save.connect(record_changed, sender=model)
        post_delete.connect(record_changed, sender=model)
    for through in LINKS:
        m2m_changed.connect(links_changed, sender=through)
    pre_save.connect(territory_changes, sender=Territory)
    for model in (Service, Location):
        pre_save.connect(owner_changes, sender=model)
    for model in (HelpKind, FamilyCategory, Territory, ServiceForm):
        post_save.connect(taxonomy_changed, sender=model)
        post_delete.connect(taxonomy_deleted, sender=model)
    for model in get_page_models():
        post_save.connect(page_changed, sender=model)
    post_delete.connect(page_changed, sender=Page)
    page_slug_changed.connect(branch_changed)
    for signal in (page_published, page_unpublished):
        signal.connect(tree_opened_or_closed)
    post_page_move.connect(branch_changed)
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction)
