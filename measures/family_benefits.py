"""What a measure gives a family, in plain words: for whom, what help, from whom, and by what one will see it."""

from dataclasses import dataclass
from decimal import Decimal

from portal.addresses import address
from portal.quarters import Quarter
from portal.speaking import gettext as _

from .contradictions import figures_of, promise_of
from .findings import When, kept_by
from .reports.merging import values_of
from .values import Figure, figure_of


@dataclass(frozen=True, slots=True)
class Help:
    """A service, with who gives it: the same one is given by many."""

    name: str
    provider: str
    url: str


@dataclass(frozen=True, slots=True)
class Judged:
    """An indicator of the measure: how it was, what is promised at the end, what came of it last and as of when."""

    indicator: object
    before: Figure
    after: Figure
    fact: Figure
    fact_of: str

    @property
    def change(self) -> Decimal | None:
        known = self.before.value is not None and self.after.value is not None
        return self.after.value - self.before.value if known and self.indicator.value_kind != "yes-no" else None


@dataclass(frozen=True, slots=True)
class Promised:
    """A figure of the promise, its indicator if that is public, and whether the indicator plans the same."""

    amount: Decimal
    what: str
    when: When
    indicator: object | None
    agrees: bool | None


def benefits(measure, judging: list) -> dict:
    """`judging`: published indicators with their values. Drafts of linked records are shown nowhere."""
    linked = {one.pk for one in measure.indicators.all()}
    found = {name: list(getattr(measure, name).all()) for name in measure.links if name != "indicators"}
    found["services"] = [help_of(service) for service in found["services"] if is_public(service)]
    return {
        "links": found,
        "judged": [judged(indicator) for indicator in judging if indicator.pk in linked],
        "promised": promised_of(measure, judging),
        "gives_something": bool(found["services"] or found["practices"] or found["categories"] or found["providers"]),
    }


def is_public(service) -> bool:
    return service.live and service.provider.live


def help_of(service) -> Help:
    return Help(service.name, service.provider.name, address("directory:service", service.slug))


def judged(indicator) -> Judged:
    planned = {value.period: value for value in indicator.values.all() if value.kind == "plan"}
    before, after = planned.get("baseline"), planned.get("end")
    last = last_fact(indicator)
    return Judged(indicator, figure_of(before), figure_of(after), figure_of(last), time_of(last) if last else "")


def last_fact(indicator):
    """The latest known fact, entered or reported: that of the end comes after those of years."""
    facts = [row for row in values_of(indicator) if row.kind == "fact" and row.period != "baseline"]
    known = [row for row in facts if row.value is not None]
    return max(known, key=lambda row: (row.period == "end", row.year or 0), default=None)


def time_of(fact) -> str:
    """«II квартал 2026 года» of a report; «2026 год» or «в конце» of what an editor entered."""
    if quarter := getattr(fact, "quarter", None):
        return Quarter(fact.year, quarter).label
    return _("%(year)s год") % {"year": fact.year} if fact.year else _("в конце")


def promised_of(measure, judging: list) -> list[Promised]:
    """A promise whose indicator is not public stands alone, and says nothing of it."""
    public = {indicator.pk: indicator for indicator in judging}
    figures = {figures.number: figures for figures in figures_of(judging)}
    numbers = {pk: indicator.number for pk, indicator in public.items()}
    rows = []
    for row in measure.promised.all():
        promise = promise_of(row, measure.number, numbers)
        kept = kept_by(promise, figures[promise.indicator]) if promise.indicator else None
        indicator = public.get(row.indicator_id)
        rows.append(Promised(row.amount, row.what, promise.when, indicator, kept[0] if kept else None))
    return rows
