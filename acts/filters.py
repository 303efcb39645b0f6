"""How the list of acts is narrowed: every act is read once with its marks, and counted over these."""

from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from acts.models import LegalAct
from portal.answers import Answers
from portal.shelf import Item, Mark, Shelf, by_words
from portal.speaking import label

GROUPS = {
    "level": _("Уровень"),
    "kind": _("Вид"),
    "status": _("Состояние"),
    "year": _("Год"),
    "jurisdiction": _("Где действует"),
}
NO_YEAR = "unknown"


def labelled(choices: type, value) -> list[Mark]:
    return [(str(value), label(choices(value)))]


SHELVED = Answers(
    lambda: LegalAct.objects.published().in_order().values_list("pk", "level", "kind", "status", "date", "jurisdiction")
)


def items() -> Iterator[Item]:
    for pk, level, kind, status, date, jurisdiction in SHELVED():
        yield Item(
            pk,
            {
                "level": labelled(LegalAct.Level, level),
                "kind": labelled(LegalAct.Kind, kind),
                "status": labelled(LegalAct.Status, status),
                "year": [(str(date.year), str(date.year))] if date else [(NO_YEAR, str(_("не указан")))],
                "jurisdiction": [(jurisdiction, jurisdiction)],
            },
        )


def act_shelf(query: QueryDict) -> Shelf:
    shelf = Shelf(items(), GROUPS, query)
    if shelf.words:
        answering = set(by_words("act", shelf.words, [item.pk for item in shelf.items]))
        shelf.items = [item for item in shelf.items if item.pk in answering]
    return shelf
