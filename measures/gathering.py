"""What pages and exports read of programmes: each set of records with its parts in one query, compiled once."""

from django.apps import apps
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, Func, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce

from portal.gathering import KEY, Gathering, key_at

AMONG = Func(KEY, template="(SELECT unnest(%(expressions)s::bigint[]))")
SHOWN_INDICATORS = 8

ACT = "slug kind title number date"
REGION = "slug name short_name is_fictional"
SOURCE = "source__code source__name source__position"
LINE = f"year stage amount not_required {SOURCE}"
DUE = "title due_on done_on"
LINK = "slug name"
VALUE = "kind period year value as_written"
SUMS = {
    "sources": SOURCE,
    "stated_totals": f"measure_number year stage amount place {SOURCE}",
}
NOTES = {"source_notes": "measure_number indicator_number text"}
MEDIA_PLAN = {"media_items": "number section title official_title executor term starts_on ends_on"}
HEAD = ("slug", "kind", "title", "year_from", "year_to", "territory", "act")


def records(name: str) -> QuerySet:
    """Models read by what stands here, so it cannot import them."""
    return apps.get_model("measures", name).objects.all()


def published(slug=KEY) -> QuerySet:
    return records("Programme").published().filter(slug=slug)


def counted() -> QuerySet:
    """With the number of its measures, by which a page knows how to read them."""
    theirs = records("Measure").filter(live=True, programme=OuterRef("pk")).order_by()
    count = Coalesce(Subquery(theirs.values("programme").annotate(all=Count("pk")).values("all")), 0)
    return published().annotate(measure_count=count)


def live_measures() -> QuerySet:
    """In the order of the act, without the long texts of their own pages."""
    found = records("Measure").filter(live=True).order_by("position", "pk")
    return found.only("programme", "direction", "number", "title", "term", "starts_on", "ends_on", "reported_status")


def live_indicators() -> QuerySet:
    return records("Indicator").filter(live=True, programme=KEY).order_by("position", "pk")


def listed() -> QuerySet:
    """Programmes of the list: the latest first; those without a term last."""
    judged = Exists(records("Indicator").filter(live=True, programme=OuterRef("pk")))
    found = records("Programme").filter(pk__in=AMONG).annotate(has_indicators=judged).in_order()
    return found.only(*HEAD, "act_note", "goal", "summary")


def wholes_first() -> QuerySet:
    """The first indicators, those that are no parts of others before them, with the numbers of all."""
    numbered = live_indicators().annotate(all_numbers=Window(ArrayAgg("number")))
    return numbered.order_by(F("parent").asc(nulls_first=True), "position", "pk")[:SHOWN_INDICATORS]


# A published programme by its slug: for its page, for its sums, for its indicators.
PROGRAMME = Gathering(
    counted,
    one={"act": ACT, "territory": REGION},
    many=MEDIA_PLAN,
    rows={
        **SUMS,
        **NOTES,
        "tasks": "text",
        "effects": "text",
        "risks": "text response",
        "directions": "number title",
    },
)
PROGRAMME_SUMS = Gathering(
    lambda: published().only(*HEAD), one={"act": ACT, "territory": REGION}, many=MEDIA_PLAN, rows={**SUMS, **NOTES}
)
PROGRAMME_NOTES = Gathering(lambda: published().only(*HEAD), one={"act": ACT, "territory": REGION}, rows=NOTES)

# Programmes by their numbers, and what the filters of their list can offer.
LISTED = Gathering(listed, one={"act": ACT, "territory": REGION}, many=MEDIA_PLAN, rows={**SUMS})
COMPARED = Gathering(
    listed, one={"act": ACT, "territory": REGION}, many=MEDIA_PLAN, rows={**SUMS, "directions": "number title"}
)
OFFERED = Gathering(
    lambda: (
        records("Programme").published().in_order().only("slug", "title", "kind", "year_from", "year_to", "territory")
    ),
    one={"territory": REGION},
)
# For the editors: all published programmes with what their acts state.
STATED = Gathering(lambda: records("Programme").published().only("slug", "title"), rows=SUMS)

# Live measures and indicators of programmes, by the numbers of these.
MEASURES = Gathering(
    lambda: live_measures().filter(programme=KEY),
    one={"direction": "number title"},
    rows={"executors": "name role", "milestones": DUE, "budget_lines": LINE},
    linked={"categories": LINK},
)
# The same of a programme so large that its money is summed by the database.
MANY_MEASURES = Gathering(
    lambda: live_measures().filter(programme=KEY),
    one={"direction": "number title"},
    rows={"executors": "name role", "milestones": DUE},
    linked={"categories": LINK},
)
MONEY = Gathering(
    lambda: live_measures().filter(programme__in=AMONG), one={"direction": "number title"}, rows={"budget_lines": LINE}
)
INDICATORS = Gathering(live_indicators, rows={"values": VALUE})
INDICATORS_OF_MANY = Gathering(
    lambda: records("Indicator").filter(live=True, programme__in=AMONG).order_by("position", "pk"),
    rows={"values": VALUE},
)
FIRST_INDICATORS = Gathering(wholes_first, rows={"values": VALUE})

# A published measure by the slug of its programme and its number.
MEASURE = Gathering(
    lambda: records("Measure").published().filter(programme__slug=key_at(1), number=key_at(2)),
    one={"direction": "number title"},
    many={"executors": "name role by_agreement"},
    rows={"budget_lines": LINE},
    linked={"services": LINK, "providers": LINK, "categories": LINK, "practices": LINK, "indicators": "number name"},
)
