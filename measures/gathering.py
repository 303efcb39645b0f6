"""What pages and exports read of programmes: each set of records with its parts in one query, compiled once."""

from django.apps import apps
from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from portal.gathering import AMONG, KEY, Gathering, key_at

SHOWN_INDICATORS = 8

ACT = "slug kind title number date"
REGION = "slug name short_name is_fictional"
SOURCE = "source__code source__name source__position"
LINE = f"year stage amount not_required {SOURCE}"
LINK = "slug name"
VALUE = "kind period year value not_measured as_written"
STEPS = {"milestones": "title due_on done_on reported_on"}
PROMISES = {"promised": "amount what indicator_id comparison period year"}
EXECUTOR = "name role by_agreement provider__slug provider__live"
REPORTED_SPENDING = f"year quarter amount not_required {SOURCE}"
REPORTED_FACT = "year quarter value measure__number measure__live"
SUMS = {
    "sources": SOURCE,
    "stated_totals": f"measure_number direction_number year stage amount place {SOURCE}",
}
NOTES = {"source_notes": "measure_number indicator_number text"}
MEDIA_PLAN = {
    "media_items": "number section title official_title channels executor per_institution term starts_on ends_on "
    "measure_number cancelled_on cancel_reason"
}
# What was published, by the relation that its app makes.
PUBLISHED = {
    "publications": "item_id is_confirmed channel place published_on link institution_id page_id institution__name"
}
HEAD = ("slug", "kind", "title", "year_from", "year_to", "territory", "act")


def records(name: str) -> QuerySet:
    """Models read by what stands here, so it cannot import them."""
    return apps.get_model("measures", name).objects.all()


def published(slug=KEY) -> QuerySet:
    return records("Programme").published().filter(slug=slug)


def owing_institutions(region) -> QuerySet:
    """Whom an item of a media plan means by «each institution»."""
    return apps.get_model("services_directory", "Provider").objects.published().subordinate_in(region)


def with_owing(programmes: QuerySet) -> QuerySet:
    """Counted where an item asks something of each institution."""
    theirs = owing_institutions(OuterRef("territory")).order_by().annotate(one=Value(1)).values("one")
    owed = records("MediaPlanItem").filter(programme=OuterRef("pk"), per_institution=True)
    counted = Subquery(theirs.annotate(all=Count("pk")).values("all"))
    return programmes.annotate(owing_institutions=Coalesce(Case(When(Exists(owed), then=counted)), 0))


def counted_editions() -> Subquery:
    """How many editions of the plan the public can see; nothing where there is no plan."""
    public = records("PlanEntry").public().filter(edition__programme=OuterRef("pk")).order_by()
    counted = public.values("edition__programme").annotate(editions=Count("edition", distinct=True))
    return Subquery(counted.values("editions"))


def plan_entries() -> QuerySet:
    return records("PlanEntry").public().order_by("edition__number", "number")


def counted_measures() -> Coalesce:
    """How many measures it has, by which it is known how to read them."""
    theirs = records("Measure").filter(live=True, programme=OuterRef("pk")).order_by()
    return Coalesce(Subquery(theirs.values("programme").annotate(all=Count("pk")).values("all")), 0)


def counted() -> QuerySet:
    return with_owing(published()).annotate(measure_count=counted_measures(), edition_count=counted_editions())


def published_measures() -> QuerySet:
    """Each knows whether an edition ever touched it: most were never changed, and ask for no history."""
    touched = records("PlanEntry").filter(measure=OuterRef("pk"), edition__number__gt=0)
    return records("Measure").published().annotate(was_amended=Exists(touched))


def live_measures() -> QuerySet:
    """In the order of the act, without the long texts of their own pages."""
    found = records("Measure").filter(live=True).order_by("position", "pk")
    dates = ("starts_on", "ends_on", "reported_status", "report_outcome", "report_outcome_on")
    return found.only("programme", "direction", "number", "title", "term", *dates)


def promising() -> QuerySet:
    return records("Measure").filter(live=True, promised__isnull=False).distinct().only("programme", "number")


def live_indicators() -> QuerySet:
    return records("Indicator").filter(live=True, programme=KEY).order_by("position", "pk")


def listed() -> QuerySet:
    """Programmes of the list: the latest first; those without a term last."""
    judged = Exists(records("Indicator").filter(live=True, programme=OuterRef("pk")))
    found = with_owing(records("Programme").filter(pk__in=AMONG)).in_order()
    return found.annotate(has_indicators=judged, measure_count=counted_measures()).only(
        *HEAD, "act_note", "goal", "summary"
    )


# A published programme by its slug: for its page, for its sums, for its indicators.
PROGRAMME = Gathering(
    counted,
    one={"act": ACT, "territory": REGION},
    many=MEDIA_PLAN,
    rows={
        **SUMS,
        **NOTES,
        **PUBLISHED,
        "tasks": "text",
        "effects": "text",
        "risks": "text response",
        "directions": "number title",
    },
)
PROGRAMME_SUMS = Gathering(
    lambda: with_owing(published()).only(*HEAD),
    one={"act": ACT, "territory": REGION},
    many=MEDIA_PLAN,
    rows={**SUMS, **NOTES, **PUBLISHED},
)
MEDIA_PLAN_ALONE = Gathering(
    lambda: with_owing(published()).only(*HEAD),
    one={"act": ACT, "territory": REGION},
    many=MEDIA_PLAN,
    rows=PUBLISHED,
)
PROGRAMME_NOTES = Gathering(lambda: published().only(*HEAD), one={"act": ACT, "territory": REGION}, rows=NOTES)

# Programmes by their numbers, and what the filters of their list can offer.
LISTED = Gathering(listed, one={"act": ACT, "territory": REGION}, many=MEDIA_PLAN, rows={**SUMS, **PUBLISHED})
COMPARED = Gathering(
    listed,
    one={"act": ACT, "territory": REGION},
    many=MEDIA_PLAN,
    rows={**SUMS, **PUBLISHED, "directions": "number title"},
)
OFFERED = Gathering(
    lambda: (
        records("Programme").published().in_order().only("slug", "title", "kind", "year_from", "year_to", "territory")
    ),
    one={"territory": REGION},
)
# For the editors: all published programmes with what their acts state.
STATED = Gathering(
    lambda: records("Programme").published().annotate(measure_count=counted_measures()).only("slug", "title"), rows=SUMS
)

# Live measures and indicators of programmes, by the numbers of these.
MEASURES = Gathering(
    lambda: live_measures().filter(programme=KEY),
    one={"direction": "number title"},
    rows={
        "executors": "name role",
        "budget_lines": LINE,
        "reported_spendings": REPORTED_SPENDING,
        **STEPS,
        **PROMISES,
    },
    linked={"categories": LINK},
)
# The same of a programme so large that its money is summed by the database.
MANY_MEASURES = Gathering(
    lambda: live_measures().filter(programme=KEY),
    one={"direction": "number title"},
    apart={"executors": "name role", **STEPS, **PROMISES, "categories": LINK},
)
SOURCES = Gathering(lambda: records("FundingSource").order_by("position", "name"))
PROMISING = Gathering(lambda: promising().filter(programme=KEY), rows=PROMISES)
MONEY = Gathering(
    lambda: live_measures().filter(programme__in=AMONG),
    one={"direction": "number title"},
    rows={"budget_lines": LINE, "reported_spendings": REPORTED_SPENDING, **STEPS},
)
BOARD_MEASURES = Gathering(
    lambda: (
        records("Measure")
        .filter(live=True, programme=KEY)
        .order_by("position", "pk")
        .only("number", "title", "programme")
    ),
    rows={"executors": "name role"},
)
JUDGED = {"values": VALUE, "reported_facts": REPORTED_FACT}
INDICATORS = Gathering(live_indicators, rows=JUDGED)
INDICATORS_AMONG = Gathering(
    lambda: records("Indicator").filter(live=True, pk__in=AMONG).order_by("position", "pk"), rows=JUDGED
)
INDICATORS_OF_MANY = Gathering(
    lambda: records("Indicator").filter(live=True, programme__in=AMONG).order_by("position", "pk"), rows=JUDGED
)

# Entries of a plan's editions that the public may see: of a programme, of a measure, by their numbers.
OF_EDITION = {"edition": "number act_id effective_on note", "edition__act": f"{ACT} live"}
PLAN = Gathering(lambda: plan_entries().filter(edition__programme=KEY), one=OF_EDITION)
PLAN_OF_MEASURE = Gathering(lambda: plan_entries().filter(measure=KEY), one=OF_EDITION)

# Frozen editions of the reports on a programme's public measures, in the order of measures, quarters and numbers.
REPORT_EDITIONS = Gathering(
    lambda: (
        records("ReportEdition")
        .filter(report__measure__programme=KEY, report__measure__live=True)
        .order_by("report__measure__position", "report__measure__pk", "report__period__due_on", "number")
        .only("report", "number", "made_at", "content")
    )
)

# A published measure by the slug of its programme and its number.
HELP = "slug name live provider__name provider__live"
MEASURE = Gathering(
    lambda: published_measures().filter(programme__slug=key_at(1), number=key_at(2)),
    one={"direction": "number title"},
    many={"milestones": "title due_on done_on reported_on note"},
    rows={
        "budget_lines": LINE,
        "reported_spendings": REPORTED_SPENDING,
        "executors": EXECUTOR,
        "services": HELP,
        **PROMISES,
    },
    linked={"providers": LINK, "categories": LINK, "practices": LINK, "indicators": "number name"},
)
