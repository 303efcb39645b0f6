"""Entries of the legal navigator: situations, in the family's own words."""

from django.db.models import OuterRef, QuerySet

from rights.models import Ask, Right, Situation
from search.documents import Document
from search.models import Type
from search.sources.base import RANKS, Source, address, values_of


def situation_rows() -> QuerySet:
    of_it = {"situation_id": OuterRef("pk")}
    return Situation.objects.published().annotate(
        rights_said=values_of(Right, "text", **of_it), asks_said=values_of(Ask, "text", **of_it)
    )


def situation(record: Situation) -> Document:
    return Document(
        type=Type.SITUATION,
        object_id=record.pk,
        title=record.title,
        url=address("rights:situation", record.slug),
        rank=RANKS[Type.SITUATION],
        names=[record.lead],
        texts=[*record.rights_said, *record.asks_said, record.where_to_go],
        summary=record.lead,
    )


SOURCES = [Source(Type.SITUATION, Situation, situation_rows, situation)]
