"""Records that point at those of the directory, and drafts among records linked to."""

from functools import cache

from portal.gathering import KEY, Gathering
from portal.sites import reach_here


def published_measures(record) -> list:
    """Public measures of programmes that name this record. A record that is not saved yet has none."""
    found, reach = measures_of(type(record))(record.pk) if record.pk else [], reach_here()
    return [measure for measure in found if reach is None or reach.holds(measure.programme.territory_id)]


@cache
def measures_of(model) -> Gathering:
    """The directory imports nothing of the programmes: it knows their measures by the relation they made."""
    relation = model._meta.get_field("measures")
    named = relation.field.name
    return Gathering(
        lambda: relation.related_model.objects.published().naming(named, KEY),
        one={"programme": "slug title territory_id"},
        rows={"milestones": "title due_on done_on reported_on"},
    )


def published_materials(record) -> list:
    """Public pages of the library that name this record, whichever app keeps them."""
    return materials_of(type(record))(record.pk) if record.pk else []


@cache
def materials_of(model) -> Gathering:
    relation = model._meta.get_field("materials")
    pages = relation.related_model.objects.published()
    return Gathering(lambda: pages.filter(**{relation.field.name: KEY}).for_list())


def live(records) -> list:
    """Those of the records that are published: drafts of linked records stay hidden."""
    return [record for record in records if record.live]
