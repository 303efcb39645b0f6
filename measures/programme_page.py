"""What the page of a programme shows, made from its records; a preview of a draft shows the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils import timezone
from wagtail import hooks

from portal.gathering import gathered

from . import charts, indicator_cards, money_picture
from .arithmetic import Total
from .contradictions import contradictions
from .gathering import SHOWN_INDICATORS
from .headline import headline
from .ledger import Ledger
from .narrowing import Narrowing, narrowing
from .reconciling import Check, scope_text
from .timeline import timeline

MEASURES_PER_PAGE = 60
SQUARES_UP_TO = 60
NOTICES_AT_FIRST = 12
EVERYTHING = "all"


@dataclass(slots=True)
class Row:
    """A measure in the list: executors in short, money, its share of the largest."""

    measure: object
    url: str
    status: object
    leads: list[str]
    others: int
    total: Total
    share: Decimal


@dataclass(slots=True)
class Group:
    """A direction with its measures."""

    direction: object | None
    rows: list[Row] = field(default_factory=list)


def context(programme, query: QueryDict | None = None) -> dict:
    """For its preview, whole."""
    return {
        **context_of(programme.ledger(), programme.public_indicators(), query),
        "parts": parts_of(programme),
    }


def context_of(ledger: Ledger, indicators: list, query: QueryDict | None) -> dict:
    """Of what has been read of it."""
    programme = ledger.programme
    narrowed = narrowing(ledger, query)
    page = page_of_measures(ledger, narrowed, query)
    urls = addresses(ledger)
    strip = status_strip(ledger)
    return {
        "programme": programme,
        "ledger": ledger,
        "headline": headline(ledger, strip, timezone.localdate()),
        "timeline": timeline(ledger, timezone.localdate()),
        "paints": paints(ledger),
        "money_years": money_picture.years(ledger),
        "money_columns": money_picture.columns(ledger),
        "money_table": money_picture.table(ledger),
        "money_foot": money_picture.table_foot(ledger),
        "direction_bars": money_picture.by_direction(ledger),
        "strip": strip,
        "as_squares": sum(len(records) for _status, records in strip) <= SQUARES_UP_TO,
        "labels": {status: str(status.label) for status, _records in strip},
        "urls": urls,
        "unreported": unreported(ledger),
        **notices(ledger, query),
        "checks": [(scope_text(check.stated, ledger.source_name), check) for check in programme_checks(ledger)],
        "narrowing": narrowed,
        "page": page,
        "groups": grouped(ledger, page.object_list, urls),
        "cards": indicator_cards.cards(wholes_first(indicators)),
        "indicator_count": len(indicators),
        "amended": amended(programme),
        "notes": notes(programme, ledger, indicators),
        "media_sections": media_sections(programme),
    }


def parts_of(programme) -> list[tuple[str, dict]]:
    """Templates of other apps, each with what it shows."""
    return [part(programme) for part in hooks.get_hooks("programme_page_parts")]


def amended(programme) -> int | None:
    """How often the public plan was changed; nothing where there is none yet, as in the preview of a draft."""
    editions = getattr(programme, "edition_count", None)
    return editions - 1 if editions else None


def page_of_measures(ledger: Ledger, narrowed: Narrowing, query: QueryDict | None) -> Page:
    """Those that the filters let through. A usual programme is one page; `show=all` makes any programme one."""
    kept = [measure for place, measure in enumerate(ledger.measures) if narrowed.keeps(place)]
    asked = query or {}
    size = max(len(kept), 1) if asked.get("show") == EVERYTHING else MEASURES_PER_PAGE
    return Paginator(kept, size).get_page(asked.get("page"))


def addresses(ledger: Ledger) -> dict[str, str]:
    """The page of each measure: its number under its programme, as resolving the name of each would give."""
    base = ledger.programme.get_absolute_url() if ledger.measures else ""
    return {measure.number: f"{base}{quote(measure.number)}/" for measure in ledger.measures}


def paints(ledger: Ledger) -> dict[str, int]:
    """The pattern of each source, the same in every picture of the page."""
    return {code: charts.paint_of(index) for index, code in enumerate(ledger.sources)}


def status_strip(ledger: Ledger) -> list[tuple[object, list]]:
    """Statuses that occur, in their order, each with its measures or items of a media plan."""
    found: dict[object, list] = {}
    for measure in ledger.measures:
        found.setdefault(ledger.status_of[measure.number], []).append(measure)
    for item in programme_items(ledger):
        found.setdefault(item.status, []).append(item)
    return sorted(found.items(), key=lambda item: list(type(item[0])).index(item[0]))


def programme_items(ledger: Ledger) -> list:
    """Items of a media plan, where it is all that the programme has."""
    return [] if ledger.measures else ledger.programme.media_plan


def unreported(ledger: Ledger) -> int:
    """Measures whose term is over and of which nobody has said what was done."""
    return sum(count for status, count in ledger.statuses.items() if status == "no-data")


def notices(ledger: Ledger, query: QueryDict | None) -> dict:
    """What of the money does not agree. Of very much the first ones, and how many more `show=all` would show."""
    most = None if (query or {}).get("show") == EVERYTHING else NOTICES_AT_FIRST
    contradictions, outside_term = ledger.contradictions[:most], ledger.outside_term[:most]
    more = len(ledger.contradictions) + len(ledger.outside_term) - len(contradictions) - len(outside_term)
    return {"contradictions": contradictions, "outside_term": outside_term, "unnoticed": more}


def programme_checks(ledger: Ledger) -> list[Check]:
    """Stated totals of the whole programme, and every one of a measure that does not agree."""
    return [check for check in ledger.checks if not check.stated.measure or not check.agrees]


def grouped(ledger: Ledger, measures: list, urls: Mapping[str, str]) -> list[Group]:
    """Measures under their directions, in the order of the act."""
    largest = max((total.known for total in ledger.by_measure.values()), default=Decimal(0))
    groups: dict[int | None, Group] = {}
    for measure in measures:
        group = groups.setdefault(measure.direction_id, Group(measure.direction))
        group.rows.append(list_row(measure, urls[measure.number], ledger, largest))
    return list(groups.values())


def list_row(measure, url: str, ledger: Ledger, largest: Decimal) -> Row:
    total = ledger.by_measure[measure.number]
    executors = gathered(measure, "executors")
    leads = [executor.name for executor in executors if executor.role == "lead"]
    return Row(
        measure,
        url,
        ledger.status_of[measure.number],
        leads,
        max(len(executors) - 1, 0),
        total,
        charts.percent(total.known, largest),
    )


def wholes_first(indicators: list) -> list:
    """The first of those that are no parts of others."""
    return [indicator for indicator in indicators if not indicator.parent_id][:SHOWN_INDICATORS]


def notes(programme, ledger: Ledger, indicators: list) -> dict[str, dict[str, list[str]]]:
    """What does not agree: of the programme, of its measures and of its indicators, by their numbers."""
    found: dict[str, dict[str, list[str]]] = {"programme": {}, "measure": {}, "indicator": {}}
    for note in contradictions(programme, indicators, ledger.measures):
        kind = "measure" if note.measure_number else "indicator" if note.indicator_number else "programme"
        found[kind].setdefault(note.measure_number or note.indicator_number, []).append(note.text)
    return found


def media_sections(programme) -> list[tuple[str, list]]:
    sections: dict[str, list] = {}
    for item in programme.media_plan:
        sections.setdefault(item.section, []).append(item)
    return list(sections.items())
