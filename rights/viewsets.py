"""Situations in the back office: lists, search, forms."""

from django import forms
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from acts.models import LegalAct
from portal.admin_filters import StateFilterSet, choice_filter
from portal.editing import RecordForm, name_panel, slug_panel
from portal.viewsets import STATUS_COLUMNS, RecordViewSet
from rights.models import Situation

SOURCE = FieldRowPanel([FieldPanel("act"), FieldPanel("place")])

situation_panels = TabbedInterface(
    [
        ObjectList(
            [
                name_panel("title"),
                FieldPanel("lead"),
                FieldPanel("is_urgent"),
                InlinePanel(
                    "rights",
                    panels=[FieldPanel("text"), SOURCE],
                    heading=_("На что можно рассчитывать"),
                    label=_("право"),
                ),
                InlinePanel(
                    "asks",
                    panels=[FieldPanel("text"), FieldRowPanel([FieldPanel("whom"), FieldPanel("term")]), SOURCE],
                    heading=_("О чём просить"),
                    label=_("просьба"),
                ),
                FieldPanel("kinds", widget=forms.CheckboxSelectMultiple),
                FieldPanel("where_to_go"),
            ],
            heading=_("Ситуация"),
        ),
        ObjectList(
            [InlinePanel("letters", heading=_("Образцы документов"), label=_("образец"))], heading=_("Документы")
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("reviewed_by")])],
                    heading=_("Проверка юристом"),
                    help_text=_("Если закон изменится позже этой даты, страница сама скажет об этом читателю и вам"),
                ),
                FieldRowPanel([slug_panel(), FieldPanel("position")]),
                PublishingPanel(),
            ],
            heading=_("Проверка и публикация"),
        ),
    ],
    base_form_class=RecordForm,
)


def law_changed() -> Q:
    """Situations that cite an act which was amended after the lawyer's look, or has lost force."""
    conditions = Q()
    for part in ("rights", "asks"):
        amended = Q(**{f"{part}__act__amendments__live": True, f"{part}__act__amendments__date__gt": F("reviewed_on")})
        conditions |= amended | Q(**{f"{part}__act__status": LegalAct.Status.LOST_FORCE})
    return conditions


class SituationFilterSet(StateFilterSet):
    review = choice_filter(
        _("Проверка юристом"),
        [("never", _("ещё не проверялись")), ("changed", _("закон изменился"))],
        method="by_review",
    )

    class Meta:
        model = Situation
        fields = ["state", "review"]

    def by_review(self, situations, name, value):
        return situations.filter(Q(reviewed_on=None) if value == "never" else law_changed()).distinct()


class SituationViewSet(RecordViewSet):
    model = Situation
    icon = "pick"
    menu_label = _("Права семьи")
    menu_order = 96
    add_to_admin_menu = True
    list_display = ["title", "reviewed_on", *STATUS_COLUMNS]
    ordering = ["position", "title"]
    search_fields = ["title", "lead"]
    filterset_class = SituationFilterSet
    edit_handler = situation_panels
