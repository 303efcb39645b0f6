from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from acts.viewsets import LegalActViewSet
from measures.totals import live_totals
from measures.viewsets import FundingSourceViewSet, IndicatorViewSet, MeasureViewSet, ProgrammeViewSet


class ProgrammesGroup(SnippetViewSetGroup):
    menu_label = _("Программы")
    menu_icon = "clipboard-list"
    menu_order = 110
    items = (ProgrammeViewSet, MeasureViewSet, IndicatorViewSet, FundingSourceViewSet, LegalActViewSet)


register_snippet(ProgrammesGroup)


@hooks.register("register_admin_urls")
def totals_url():
    return [path("measures/totals/", live_totals, name="measures_live_totals")]
