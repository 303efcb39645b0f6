"""What pages and exports read of programmes: each set of records with its parts in one query, compiled once."""

from django.apps import apps
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, Func, OuterRef, QuerySet, Subquery, Window

from portal.gathering import KEY, Gathering, key_at

AMONG = Func(KEY, template="(SELECT unnest(%(expressions)s::bigint[]))")
SHOWN_INDICATORS = 4

ACT = "slug kind title number date"
REGION = "slug name short_name is_fictional"
SOURCE = "source__code source__name source__position"
LINE = f"year stage amount not_required {SOURCE}"
VALUE = "kind period year value as_written"
SUMS = {
    "sources": SOURCE,
    "stated_totals": f"measure_number direction_number year stage amount place {SOURCE}",
}
NOTES = {"source_notes": "measure_number indicator_number text"}
MEDIA_PLAN = {"media_items": "number section title official_title executor term starts_on ends_on"}
HEAD = ("slug", "kind", "title", "year_from", "year_to", "territory", "act")


def records(name: str) -> QuerySet:
    """Models read by what stands here, so it cannot import them."""
    return apps.get_model("measures", name).objects.all()


def published(slug=KEY) -> QuerySet:
    return records("Programme").published().filter(slug=slug)


def counted_editions() -> Subquery:
    """How many editions of the plan the public can see; nothing where there is no plan."""
    public = records("PlanEntry").public().filter(edition__programme=OuterRef("pk")).order_by()
    counted = public.values("edition__programme").annotate(editions=Count("edition", distinct=True))
    return Subquery(counted.values("editions"))


def plan_entries() -> QuerySet:
    return records("PlanEntry").public().order_by("edition__number", "number")


def published_measures() -> QuerySet:
    """Each knows whether an edition ever touched it: most were never changed, and ask for no history."""
    touched = records("PlanEntry").filter(measure=OuterRef("pk"), edition__number__gt=0)
    return records("Measure").published().annotate(was_amended=Exists(touched))


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
    lambda: published().annotate(edition_count=counted_editions()),
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
OFFERED = Gathering(
    lambda: records("Programme").published().only("kind", "year_from", "year_to", "territory"),
    one={"territory": REGION},
)
# For the editors: all published programmes with what their acts state.
STATED = Gathering(lambda: records("Programme").published().only("slug", "title"), rows=SUMS)

# Live measures and indicators of programmes, by the numbers of these.
MEASURES = Gathering(
    lambda: live_measures().filter(programme=KEY),
    one={"direction": "number title"},
    rows={"executors": "name role", "budget_lines": LINE},
)
MONEY = Gathering(
    lambda: live_measures().filter(programme__in=AMONG), one={"direction": "number title"}, rows={"budget_lines": LINE}
)
INDICATORS = Gathering(live_indicators, rows={"values": VALUE})
FIRST_INDICATORS = Gathering(wholes_first, rows={"values": VALUE})

# Entries of a plan's editions that the public may see: of a programme, of a measure, by their numbers.
OF_EDITION = {"edition": "number act_id effective_on note", "edition__act": f"{ACT} live"}
PLAN = Gathering(lambda: plan_entries().filter(edition__programme=KEY), one=OF_EDITION)
PLAN_OF_MEASURE = Gathering(lambda: plan_entries().filter(measure=KEY), one=OF_EDITION)

# A published measure by the slug of its programme and its number.
LINK = "slug name"
MEASURE = Gathering(
    lambda: published_measures().filter(programme__slug=key_at(1), number=key_at(2)),
    one={"direction": "number title"},
    many={"executors": "name role by_agreement"},
    rows={"budget_lines": LINE},
    linked={"services": LINK, "providers": LINK, "categories": LINK, "practices": LINK, "indicators": "number name"},
)
