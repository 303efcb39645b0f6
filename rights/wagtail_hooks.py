from django.urls import reverse, reverse_lazy
from django.utils.translation import ngettext_lazy
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from portal.attention import Case, capped
from rights.models import Ask, Right, Situation
from rights.viewsets import SituationViewSet, law_changed

register_snippet(SituationViewSet)
SITUATIONS = reverse_lazy("wagtailsnippets_rights_situation:list")


@hooks.register("portal_attention")
def situation_cases(user) -> list[Case]:
    may = "rights.change_situation"
    return [
        Case(
            ngettext_lazy(
                "ситуация, где закон изменился после проверки", "ситуаций, где закон изменился после проверки"
            ),
            may,
            lambda: capped(Situation.objects.filter(law_changed()).distinct()),
            f"{SITUATIONS}?review=changed",
        ),
        Case(
            ngettext_lazy("ситуация, которой юрист ещё не видел", "ситуаций, которых юрист ещё не видел"),
            may,
            lambda: capped(Situation.objects.filter(reviewed_on=None)),
            f"{SITUATIONS}?review=never",
        ),
    ]


@hooks.register("act_mentions")
def situations_citing(act) -> list[tuple[str, str, str]]:
    """Public situations that rest on the act: title, address, place in the act. One query."""
    columns = ("situation__title", "situation__slug", "place")
    rights, asks = (
        model.objects.filter(act=act.pk, situation__live=True).order_by().values_list(*columns)
        for model in (Right, Ask)
    )
    found = sorted(rights.union(asks).order_by())
    return [(title, reverse("rights:situation", args=[slug]), place) for title, slug, place in found]
