"""«Моя организация»: the first page of whoever works for an institution."""

from django.utils.translation import gettext_lazy, ngettext
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
        return {"institutions": found, "counts": counts(found), "csrf_token": parent_context.get("csrf_token")}


def counts(found: list[Institution]) -> list[tuple[int, str]]:
    """How many cards ask for something, by what they ask for; none of a sort is not said."""
    cards = [card for institution in found for card in institution.cards]
    returned, unsent = sum(card.is_returned for card in cards), sum(card.is_unsent for card in cards)
    waiting, overdue = sum(card.is_waiting for card in cards), sum(card.is_overdue for card in cards)
    gaps = sum(gap_count(card) for card in cards)
    asked = [
        (returned, ngettext("правку вернули с замечанием", "правок вернули с замечанием", returned)),
        (unsent, ngettext("неотправленная правка", "неотправленных правок", unsent)),
        (waiting, ngettext("правка ждёт решения модератора", "правок ждут решения модератора", waiting)),
        (overdue, ngettext("карточку пора проверить снова", "карточек пора проверить снова", overdue)),
        (gaps, ngettext("пробел в сведениях", "пробелов в сведениях", gaps)),
    ]
    return [(number, label) for number, label in asked if number]


def gap_count(card: Card) -> int:
    return len(card.gaps)
