"""«Моя организация»: the first page of whoever works for an institution."""

from operator import attrgetter

from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail.admin.ui.components import Component

from cabinets.cards import Institution, institutions

# In words whose form follows the number; what a card is counted by.
SORTS = [
    (ngettext_lazy("правку вернули с замечанием", "правок вернули с замечанием"), attrgetter("is_returned")),
    (ngettext_lazy("неотправленная правка", "неотправленных правок"), attrgetter("is_unsent")),
    (ngettext_lazy("правка ждёт решения модератора", "правок ждут решения модератора"), attrgetter("is_waiting")),
    (ngettext_lazy("карточку пора проверить снова", "карточек пора проверить снова"), attrgetter("is_overdue")),
    (ngettext_lazy("пробел в сведениях", "пробелов в сведениях"), lambda card: len(card.gaps)),
]


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


def counts(found: list[Institution]) -> list[tuple[int, str, str]]:
    """How many cards ask for something, by what they ask for, and the first of them; none of a sort is not said."""
    cards = [card for institution in found for card in institution.cards]
    asked = [(words, [(card, number) for card in cards if (number := size(card))]) for words, size in SORTS]
    told = [(words, sum(number for _card, number in of_sort), of_sort) for words, of_sort in asked if of_sort]
    return [(number, words % number, of_sort[0][0].anchor) for words, number, of_sort in told]
