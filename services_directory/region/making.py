"""Make a region: all of it or nothing, in one transaction."""

from collections.abc import Callable
from time import monotonic

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from portal import garbage
from services_directory.bulk import quietly, written
from services_directory.models import Provider, Service, Territory

from . import providers
from .chance import Chance
from .copying import reserve
from .gazetteer import make_settlements
from .offers import References, Services
from .places import make_territories
from .plan import Plan
from .practices import give_practices, make_practices
from .removing import remove_records


class NotReady(Exception):
    """The region cannot be made; says why."""


@garbage.seldom()
@transaction.atomic
def make(plan: Plan, write: Callable[[str], object], *, replace: bool = False) -> None:
    references = References.of_database()
    if references.missing:
        raise NotReady(_("сначала загрузите справочник: manage.py load_demo --only acts directory"))
    with connection.cursor() as cursor:
        clear(plan, cursor, replace=replace)
        # Checked batch by batch: checks put off to the end would pile up in memory.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        fill(plan, references, cursor, write)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def clear(plan: Plan, cursor: CursorWrapper, *, replace: bool) -> None:
    existing = Territory.objects.filter(slug=plan.slug).first()
    if existing is None:
        return
    if not existing.is_fictional:
        raise NotReady(_("«%(slug)s» — настоящая территория") % {"slug": plan.slug})
    if not replace:
        raise NotReady(_("регион «%(slug)s» уже есть; чтобы сделать его заново: --replace") % {"slug": plan.slug})
    remove_records(cursor, existing)


def fill(plan: Plan, references: References, cursor: CursorWrapper, write: Callable[[str], object]) -> None:
    chance = Chance(f"{plan.slug}:{plan.seed}")
    region, municipalities = make_territories(plan)
    make_settlements(plan, municipalities)
    source = providers.prepare(plan, chance, region.pk, municipalities, cursor)
    with quietly(cursor, [table.model for table in source.tables]):
        organisations = list(source.make(cursor))
    write(_("организаций: %(count)s") % {"count": len(organisations)})
    practices = make_practices(plan, region)
    give_practices(practices, organisations, chance)
    services = Services(plan, chance, references, practices, reserve(cursor, Service, plan.services))
    with quietly(cursor, [table.model for table in services.tables]):
        make_services(plan, services, cursor, organisations, write)
    for table in source.tables + services.tables:
        table.analyze(cursor)
    written.send(Provider, providers=[organisation.id for organisation in organisations])


def make_services(plan: Plan, services: Services, cursor: CursorWrapper, organisations: list, write: Callable) -> None:
    started = monotonic()
    for done in services.make(cursor, organisations):
        rate = done / max(monotonic() - started, 0.001)
        progress = {"done": done, "all": plan.services, "rate": round(rate)}
        write(_("услуг: %(done)s из %(all)s, в секунду %(rate)s") % progress)
