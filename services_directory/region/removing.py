"""Remove the records of a fictional region, in a few statements.

Deleting through the ORM would read a million rows and send a signal for each. The territories stay: news and
programmes may speak of them, and a region made anew takes them over.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.backends.utils import CursorWrapper
from django.db.models.functions import Cast
from psycopg.sql import SQL, Composable, Identifier
from wagtail.models import ReferenceIndex, Revision, WorkflowState

from services_directory.models import Location, Practice, Provider, Service, Territory

from .copying import table_name

# In this order: each goes before those it points at.
RECORDS = (Service, Location, Practice, Provider)
HISTORY = (WorkflowState, Revision, ReferenceIndex)


def remove_records(cursor: CursorWrapper, region: Territory) -> None:
    territories = [region.pk, *region.children.values_list("pk", flat=True)]
    of_region = SQL("territory_id = ANY(%s)")
    of_provider = SQL("provider_id IN (SELECT id FROM {} WHERE {})").format(table_name(Provider), of_region)
    for model in RECORDS:
        # A place of an organisation may stand in another municipality, so services and places go by organisation.
        by_provider = model in (Service, Location)
        path = "provider__territory__in" if by_provider else "territory__in"
        _forget_history(model, model.objects.filter(**{path: territories}))
        _remove(cursor, model, of_provider if by_provider else of_region, territories)


def _forget_history(model: type[models.Model], records: models.QuerySet) -> None:
    """What Wagtail keeps of the few that somebody has edited; it knows them by their key as text."""
    keys = records.order_by().annotate(key=Cast("pk", models.CharField())).values("key")
    content_type = ContentType.objects.get_for_model(model)
    for history in HISTORY:
        history.objects.filter(content_type=content_type, object_id__in=keys).delete()


def _remove(cursor: CursorWrapper, model: type[models.Model], condition: Composable, territories: list[int]) -> None:
    """The chosen rows, and before them the rows that point at them, however far down."""
    chosen = SQL("SELECT id FROM {} WHERE {}").format(table_name(model), condition)
    for field in _pointing_at(model):
        pointing = SQL("{} IN ({})").format(Identifier(field.column), chosen)
        if field.remote_field.on_delete in (models.SET_NULL, models.PROTECT) and field.null:
            forget = SQL("UPDATE {} SET {} = NULL WHERE {}")
            cursor.execute(forget.format(table_name(field.model), Identifier(field.column), pointing), [territories])
        else:
            _remove(cursor, field.model, pointing, territories)
    cursor.execute(SQL("DELETE FROM {} WHERE {}").format(table_name(model), condition), [territories])


def _pointing_at(model: type[models.Model]) -> list[models.ForeignKey]:
    """Keys to the model from child rows, from links, and from records that only mention it."""
    return [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and not relation.concrete
        and relation.auto_created
        and isinstance(relation.field, models.ForeignKey)
        and (relation.related_model not in RECORDS or relation.on_delete is models.SET_NULL)
    ]
