"""The back office of legal acts."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PublishingPanel

from acts.models import LegalAct
from portal.editing import TitledRecordForm, slug_panel
from portal.viewsets import STATUS_COLUMNS, RecordViewSet, StateFilterSet


class LegalActForm(TitledRecordForm):
    """An act is known by its kind, number and date rather than by its title."""

    def made_slug(self, text):
        known = (self.cleaned_data.get(name) for name in ("kind", "date", "number"))
        return super().made_slug(" ".join(str(value) for value in known if value) or text)


class LegalActFilterSet(StateFilterSet):
    level = django_filters.ChoiceFilter(
        label=_("Уровень"), choices=LegalAct.Level, empty_label=_("Все"), widget=forms.RadioSelect
    )
    status = django_filters.ChoiceFilter(
        label=_("Состояние"), choices=LegalAct.Status, empty_label=_("Все"), widget=forms.RadioSelect
    )

    class Meta:
        model = LegalAct
        fields = ["state", "level", "kind", "status"]


legal_act_panels = ObjectList(
    [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("level"), FieldPanel("jurisdiction")]),
        FieldRowPanel([FieldPanel("date"), FieldPanel("number")]),
        FieldPanel("body"),
        FieldPanel("title", required_on_save=True),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("status"), FieldPanel("checked_on")]), FieldPanel("amends")],
            heading=_("Состояние"),
            help_text=_("Если никто не сверял действие акта, оставьте «не проверено»"),
        ),
        FieldPanel("url"),
        FieldPanel("note"),
        slug_panel(),
        PublishingPanel(),
    ],
    base_form_class=LegalActForm,
)


class LegalActViewSet(RecordViewSet):
    model = LegalAct
    icon = "doc-full"
    menu_label = _("Правовые акты")
    list_display = [
        "__str__",
        "title",
        "date",
        "jurisdiction",
        "status",
        *STATUS_COLUMNS,
    ]
    chooser_columns = (("title", _("Название")),)
    search_fields = ["number", "title", "body"]
    filterset_class = LegalActFilterSet
    edit_handler = legal_act_panels
