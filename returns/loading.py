"""Returns for the demo: of institutions of the fictional region only, with what life brings: late, empty, sent back."""

import datetime
import random
from decimal import Decimal

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from portal.loading import Outcome
from portal.quarters import Quarter
from services_directory.models import Provider

from .filling import NOT_KEPT, stored
from .models import Respondent, Return
from .quarters import last_ended

FORM, FICTIONAL, SEED = "novgorod-quarterly", "zarechny", 11
INSTITUTIONS, QUARTERS = 8, 3
CATEGORIES = [f"1.4.{n}" for n in range(1, 10)]
HELP = [*(f"1.5.{n}" for n in range(1, 6)), *(f"1.6.{n}" for n in range(1, 5))]
State = Return.State


def load(report) -> None:
    """Once: what people have done since with the examples is theirs."""
    label = _("отчёт организации")
    if Respondent.objects.exists():
        report.count(label, Outcome.UNCHANGED)
        return
    chance = random.Random(SEED)  # noqa: S311 — figures of nobody
    for place, provider in enumerate(fictional_providers()):
        for quarter, cells, values in made(place, provider, chance):
            record = Return(**values, year=quarter.year, quarter=quarter.number)
            record.cells = {code: stored(figure) for code, figure in cells.items()}
            record.save()
            report.count(label, Outcome.CREATED)


def fictional_providers() -> list[Provider]:
    fictional = Q(territory__is_fictional=True) | Q(territory__parent__is_fictional=True)
    # The largest comes first: the demo's cabinet is of that one.
    found = Provider.objects.published().filter(fictional).annotate(n=Count("services")).order_by("-n", "pk")
    return list(found[:INSTITUTIONS])


def made(place: int, provider: Provider, chance: random.Random):
    """The quarters of an institution, the earliest first: each begins with what the one before has left."""
    quarters = [last_ended(localdate())]
    while len(quarters) < QUARTERS:
        quarters.insert(0, quarters[0].previous)
    respondent = Respondent.objects.create(
        form=FORM, provider=provider, since_year=quarters[0].year, since_quarter=quarters[0].number
    )
    start = chance.randint(12, 60)
    for quarter in quarters:
        cells = figures(start, chance)
        start = int(cells["1.1"] + cells["1.2"] - cells["1.7"])
        is_last = quarter == quarters[-1]
        if state := state_of(place) if is_last else State.ACCEPTED:
            yield quarter, spoilt(cells, place) if is_last else cells, about(respondent, state, quarter, place)


def figures(start: int, chance: random.Random) -> dict[str, Decimal]:
    """A return in which everything agrees."""
    came = chance.randint(2, 14)
    whole = start + came
    left = chance.randint(1, whole // 4)
    cells = {"1.1": start, "1.2": came, "1.4": whole, "1.5": whole, "1.6": whole, "1.7": left}
    cells["1.7.1"] = chance.randint(0, left)
    cells |= dict(zip(CATEGORIES, split(whole, len(CATEGORIES), chance), strict=True))
    cells |= {code: chance.randint(0, whole) for code in HELP}
    return {code: Decimal(number) for code, number in cells.items()}


def split(whole: int, parts: int, chance: random.Random) -> list[int]:
    cuts = sorted(chance.randint(0, whole) for _part in range(parts - 1))
    return [after - before for before, after in zip([0, *cuts], [*cuts, whole], strict=True)]


def state_of(place: int) -> State | None:
    """Of the latest quarter: most have sent it, one was sent back, one is being filled, one has not begun."""
    return {0: State.DRAFT, 2: State.RETURNED, 5: None}.get(place, State.SENT if place % 2 else State.ACCEPTED)


def spoilt(cells: dict, place: int) -> dict:
    """What life brings: a draft half filled, an empty cell, a count that is not kept, figures that do not agree."""
    if place == 0:
        return {code: figure for code, figure in cells.items() if code in ("1.1", "1.2", "1.4", "1.7")}
    if place == 1:
        return {code: figure for code, figure in cells.items() if code not in ("1.6.1", "1.6.4")}
    if place == 2:
        return {**cells, "1.4.1": cells["1.4.1"] + 3}
    return {**cells, "1.6.2": NOT_KEPT} if place == 3 else cells


def about(respondent: Respondent, state: State, quarter: Quarter, place: int) -> dict:
    sent = timezone.make_aware(datetime.datetime.combine(quarter.next.first_day, datetime.time(10)))
    sent += datetime.timedelta(days=3 + (9 if place == 4 else 0))
    is_sent = state != State.DRAFT
    notes = {1: "Содействие в трудоустройстве взрослых пока не считаем отдельно: начнём со следующего квартала."}
    return {
        "respondent": respondent,
        "state": state,
        "note": notes.get(place, ""),
        "reason": "Категории в сумме больше строки 1.4: проверьте строку 1.4.1." if state == State.RETURNED else "",
        "version": 1,
        "sent_at": sent if is_sent else None,
        "decided_at": sent if state in (State.ACCEPTED, State.RETURNED) else None,
    }
