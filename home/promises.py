"""Measures of programmes as blocks of a page show them: where each stands today, and its money. One query for all."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from home.asking import Asked
from measures.arithmetic import Total, of_measure, planned, total
from measures.gathering import AMONG, LINE, REPORTED_SPENDING, STEPS
from measures.ledger import lines_of
from measures.models import Measure, StatedTotal
from portal.gathering import Gathering


def chosen() -> QuerySet[Measure]:
    """Public measures, each with what its act states of it as a whole."""
    said = StatedTotal.objects.filter(
        programme=OuterRef("programme"), measure_number=OuterRef("number"), year=None, source=None, stage="approved"
    )
    stated = Subquery(said.order_by("-sort_order").values("amount")[:1])
    return Measure.objects.published().filter(pk__in=AMONG).annotate(stated=stated)


MEASURES = Gathering(
    chosen,
    one={"programme": "slug title", "direction": "number"},
    rows={"budget_lines": LINE, "reported_spendings": REPORTED_SPENDING, **STEPS},
)


@dataclass(frozen=True)
class Promise:
    """A measure with its money: of its lines, or where it has none as the act states it, or else absent."""

    measure: Measure
    money: Total


def read(questions: list[Asked]) -> list[Promise | None]:
    wanted = sorted({key for asked in questions for key in asked.named})
    found = {measure.pk: promise(measure) for measure in MEASURES(wanted)} if wanted else {}
    return [next((found[key] for key in asked.named if key in found), None) for asked in questions]


def promise(measure: Measure) -> Promise:
    lines = lines_of(measure)
    return Promise(measure, of_measure(total(planned(lines)) if lines else None, measure.stated))
