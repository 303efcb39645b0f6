"""«Моя организация»: the first page of whoever works for an institution."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component

from cabinets.cards import Card, Institution, institutions


class CabinetPanel(Component):
    name = "cabinet"
    template_name = "cabinets/home_panel.html"
    # Stands for «Рабочее место редактора».
    page_title = gettext_lazy("Моя организация")
    order = 10

    class Media:
        css = {"all": ["cabinets/cabinet.css"]}

    def get_context_data(self, parent_context):
        found = institutions(parent_context["request"].user)
        return {"institutions": found, "counts": counts(found)}


def counts(found: list[Institution]) -> list[tuple[int, str]]:
    """How many cards ask for something, by what they ask for; none of a sort is not said."""
    cards = [card for institution in found for card in institution.cards]
    asked = [
        (sum(card.is_returned for card in cards), _("вернули с замечанием")),
        (sum(card.is_unsent for card in cards), _("правок не отправлено")),
        (sum(card.is_waiting for card in cards), _("ждут решения модератора")),
        (sum(card.is_overdue for card in cards), _("пора проверить снова")),
        (sum(gap_count(card) for card in cards), _("сведений не хватает")),
    ]
    return [(number, label) for number, label in asked if number]


def gap_count(card: Card) -> int:
    return len(card.gaps)
