"""What the page of an edition shows. A preview of a draft shows the same of what is not approved yet."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from measures.models.status import Status
from portal.formatting import date, nested, number, rub
from portal.quarters import Quarter

from .content import content_of


@dataclass(frozen=True, slots=True)
class Difference:
    """What a correction changed: as the edition before has it, and as this one does."""

    label: str
    old: str
    new: str


def of_draft(report) -> dict:
    return {"measure": report.measure, "programme": report.measure.programme, **shown(content_of(report))}


def of_edition(edition, others: list) -> dict:
    """With the edition before it, where there is one, and all the others beside."""
    before = next((each for each in others if each.number == edition.number - 1), None)
    return {
        "edition": edition,
        "others": others,
        "latest": others[-1],
        "differences": differences(before.content, edition.content) if before else [],
        **shown(edition.content),
    }


def shown(content: dict) -> dict:
    quarter = Quarter(content["period"]["year"], content["period"]["quarter"])
    return {
        "content": content,
        "quarter": quarter,
        "status": Status(content["status"]) if content["status"] else None,
        "due_on": day(content["period"]["due_on"]),
        "sent_on": day(content["sent_on"]),
        "late_by": late_by(content),
        "spendings": [
            {**row, "amount": exact(row["amount"]), "plan": exact(row["plan"])} for row in content["spendings"]
        ],
        "facts": [{**row, "value": exact(row["value"]), "plan": exact(row["plan"])} for row in content["facts"]],
        "milestones": [
            {**row, "due_on": day(row["due_on"]), "done_on": day(row["done_on"])} for row in content["milestones"]
        ],
    }


def late_by(content: dict) -> int:
    sent, due = day(content["sent_on"]), day(content["period"]["due_on"])
    return max((sent - due).days, 0) if sent else 0


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def differences(old: dict, new: dict) -> list[Difference]:
    """Line by line in the order of the page; lines are the same where their labels are."""
    before, after = lines(old), lines(new)
    labels = [*after, *(label for label in before if label not in after)]
    return [
        Difference(label, before.get(label, ""), after.get(label, ""))
        for label in labels
        if before.get(label) != after.get(label)
    ]


def lines(content: dict) -> dict[str, str]:
    status = content["status"]
    found = {_("Как идёт мероприятие"): str(Status(status).label) if status else ""}
    for row in content["spendings"]:
        found[_("Израсходовано, %(source)s") % {"source": row["source_name"]}] = spent_words(row)
    for row in content["facts"]:
        found[_("Показатель %(number)s. %(name)s") % row] = fact_words(row)
    for row in content["milestones"]:
        found[nested(_("Веха «%(title)s»") % row)] = date(day(row["done_on"])) if row["done_on"] else _("не сделана")
    found[_("Что сделано")] = content["narrative"]
    found[_("Почему вышло не так, как в плане")] = content["deviation_reason"]
    found[_("Файлы")] = "; ".join(each["name"] for each in content["files"])
    return found


def spent_words(row: dict) -> str:
    if row["amount"] is not None:
        return rub(Decimal(row["amount"]))
    return _("не требуется") if row["instead"] == "not-required" else _("нет данных")


def fact_words(row: dict) -> str:
    if row["value"] is None:
        return _("не измеряли: %(reason)s") % row
    if row["value_kind"] == "yes-no":
        return _("да") if Decimal(row["value"]) else _("нет")
    return number(Decimal(row["value"]))
