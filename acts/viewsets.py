"""The back office of legal acts."""

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
from portal.editing import TitledRecordForm, slug_panel
from portal.viewsets import STATUS_COLUMNS, RecordViewSet


class LegalActForm(TitledRecordForm):
    """An act is known by its kind, number and date rather than by its title."""

    def made_slug(self, text):
        known = (self.cleaned_data.get(name) for name in ("kind", "date", "number"))
        return super().made_slug(" ".join(str(value) for value in known if value) or text)


class LegalActFilterSet(StateFilterSet):
    level = choice_filter(_("Уровень"), LegalAct.Level)
    status = choice_filter(_("Состояние"), LegalAct.Status)

    class Meta:
        model = LegalAct
        fields = ["state", "level", "kind", "status"]


EDITION = [
    FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("in_force_until")]),
    FieldPanel("amended_by"),
    FieldPanel("changes"),
    FieldRowPanel([FieldPanel("document"), FieldPanel("is_scan")]),
    FieldPanel("reading_text"),
]
ARTICLE = [
    FieldRowPanel([FieldPanel("unit"), FieldPanel("number")]),
    FieldPanel("heading"),
    FieldPanel("text"),
    FieldRowPanel([FieldPanel("is_exact"), FieldPanel("as_of")]),
]
legal_act_panels = TabbedInterface(
    [
        ObjectList(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("level"), FieldPanel("jurisdiction")]),
                FieldRowPanel([FieldPanel("date"), FieldPanel("number")]),
                FieldPanel("body"),
                FieldPanel("title", required_on_save=True),
                FieldPanel("summary"),
                FieldPanel("url"),
                FieldPanel("note"),
                slug_panel(),
                PublishingPanel(),
            ],
            heading=_("Акт"),
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("status"), FieldPanel("checked_on")]),
                        FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("in_force_until")]),
                        FieldPanel("amends"),
                        FieldPanel("repealed_by"),
                    ],
                    heading=_("Состояние"),
                    help_text=_("Если никто не сверял действие акта, оставьте «не проверено», а дни — пустыми"),
                ),
                InlinePanel(
                    "editions",
                    panels=EDITION,
                    heading=_("Редакции"),
                    label=_("редакция"),
                    help_text=_("Читатель называет день и видит, какая редакция тогда действовала"),
                ),
            ],
            heading=_("Действие и редакции"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "articles",
                    panels=ARTICLE,
                    heading=_("Статьи"),
                    label=_("статья"),
                    help_text=_("Те, на которые ссылаются страницы портала: ссылка «статья 22» ведёт прямо к ней"),
                )
            ],
            heading=_("Статьи"),
        ),
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
