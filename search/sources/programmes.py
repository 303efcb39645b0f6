"""Entries of programmes, their measures, and acts."""

from django.db.models import F, OuterRef, QuerySet
from django.urls import reverse

from acts.models import Article, LegalAct
from home.files import public_texts_of_act
from measures.models import Executor, Measure, Programme, ProgrammeTask
from search.documents import Document, distinct_words
from search.models import Type
from search.sources.base import RANKS, Source, address, named, values_of
from search.terms import Group


def programme_rows() -> QuerySet:
    return (
        Programme.objects.published()
        .select_related("territory")
        .annotate(tasks_said=values_of(ProgrammeTask, "text", programme_id=OuterRef("pk")))
    )


def programme(record: Programme) -> Document:
    return Document(
        type=Type.PROGRAMME,
        object_id=record.pk,
        title=record.title,
        url=address("measures:programme", record.slug),
        rank=RANKS[Type.PROGRAMME],
        is_for_some=True,
        names=[record.official_title],
        texts=[record.summary, record.goal, record.coordinator, *record.tasks_said],
        summary=record.summary or record.goal,
        facts=[record.territory.label, record.period],
        facets={Group.TERRITORY: [record.territory_id]},
    )


def measure_rows() -> QuerySet:
    here = {"measure_id": OuterRef("pk")}
    return named(
        Measure.objects.published().annotate(
            category_ids=values_of(Measure.categories.through, "familycategory_id", **here),
            executors_said=values_of(Executor, "name", **here),
            programme_slug=F("programme__slug"),
            programme_title=F("programme__title"),
            territory_id=F("programme__territory_id"),
        ),
        """
        pk number title official_title expected_result term category_ids executors_said
        programme_slug programme_title territory_id
        """,
    )


def measure(row) -> Document:
    return Document(
        type=Type.MEASURE,
        object_id=row.pk,
        title=row.title,
        url=reverse("measures:measure", args=[row.programme_slug, row.number]),
        rank=RANKS[Type.MEASURE],
        is_for_some=True,
        names=[row.official_title, row.number],
        texts=[row.expected_result, *row.executors_said, row.programme_title],
        summary=row.expected_result,
        facts=[row.programme_title, row.term],
        facets={Group.TERRITORY: [row.territory_id], Group.CATEGORY: row.category_ids},
    )


def act_rows() -> QuerySet:
    of_it = {"act_id": OuterRef("pk")}
    headings, texts = (values_of(Article, name, **of_it) for name in ("heading", "text"))
    return LegalAct.objects.published().annotate(article_headings=headings, article_texts=texts)


def act(record: LegalAct) -> Document:
    words = distinct_words(public_texts_of_act(record))
    return Document(
        type=Type.ACT,
        object_id=record.pk,
        title=record.title,
        url=address("acts:act", record.slug),
        rank=RANKS[Type.ACT],
        is_for_some=True,
        names=[record.citation, record.jurisdiction],
        texts=[record.body, record.summary, *record.article_headings, *record.article_texts, *words],
        summary=record.summary,
        facts=[record.citation, record.jurisdiction],
        file_of=record.pk if words else None,
    )


SOURCES = [
    Source(Type.PROGRAMME, Programme, programme_rows, programme),
    Source(Type.MEASURE, Measure, measure_rows, measure),
    Source(Type.ACT, LegalAct, act_rows, act),
]
