"""The navigator in the back office: its form, its outline and the report of what is wrong with it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface

from navigator.models import Navigator
from portal.editing import RecordForm
from portal.viewsets import STATUS_COLUMNS, RecordViewSet

STREAMS = ("questions", "endings", "families")


def whole(data):
    """A crafted request may lack the streams, whose fields a script makes; they are empty then."""
    missing = {f"{name}-count": "0" for name in STREAMS if f"{name}-count" not in data}
    if missing:
        data = data.copy()
        data.update(missing)
    return data


class NavigatorForm(RecordForm):
    """A draft may have faults; what is published, sent for approval or waits for it may not."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data and whole(data), *args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and (not self.is_deferred_validation or self.instance.workflow_in_progress):
            self.refuse_faults(cleaned)
        return cleaned

    def refuse_faults(self, cleaned: dict) -> None:
        streams = {name: cleaned[name] for name in STREAMS}
        if found := Navigator(**streams).faults:
            title = _("Опубликовать нельзя, пока в навигаторе есть ошибки. Черновик сохранить можно.")
            raise ValidationError([title, *found])


navigator_panels = TabbedInterface(
    [
        ObjectList(
            [
                HelpPanel(template="navigator/admin/outline.html", heading=gettext_lazy("Схема и проверка")),
                FieldPanel("title"),
                FieldPanel("lead"),
                FieldPanel("questions"),
            ],
            heading=gettext_lazy("Вопросы"),
        ),
        ObjectList([FieldPanel("endings")], heading=gettext_lazy("Итоги")),
        ObjectList(
            [
                MultiFieldPanel(
                    [FieldPanel("family_question"), FieldPanel("families")], heading=gettext_lazy("Кто в семье")
                ),
                FieldPanel("age_question"),
                FieldPanel("place_question"),
                FieldPanel("exit_url"),
                PublishingPanel(),
            ],
            heading=gettext_lazy("О семье"),
        ),
    ],
    base_form_class=NavigatorForm,
)


class NavigatorViewSet(RecordViewSet):
    model = Navigator
    icon = "help"
    menu_label = gettext_lazy("Навигатор")
    menu_order = 95
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["title", *STATUS_COLUMNS]
    search_fields = ["title"]
    edit_handler = navigator_panels
