"""What the form of a practice asks: what it is, where it works, what came of it, from where that is known."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultipleChooserPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from portal.editing import RecordForm, name_panel, slug_panel
from services_directory.panels import SOURCE

FIGURES = InlinePanel(
    "figures",
    [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("value"), FieldPanel("unit"), FieldPanel("period")]),
        FieldRowPanel([FieldPanel("source_act"), FieldPanel("source_place")]),
    ],
    heading=_("Результаты в числах"),
    label=_("число"),
    help_text=_("Только опубликованные, с источником. Если их нет, на странице так и написано"),
)
practice_panels = TabbedInterface(
    [
        ObjectList(
            [
                name_panel(),
                FieldPanel("official_name"),
                FieldRowPanel([FieldPanel("territory"), FieldPanel("number")]),
                FieldPanel("summary"),
                FieldPanel("audience"),
                FieldPanel("categories", widget=CheckboxSelectMultiple),
                slug_panel(),
            ],
            heading=_("Практика"),
        ),
        ObjectList(
            [MultipleChooserPanel("sites", "provider", heading=_("Где работает"), label=_("организация"))],
            heading=_("Где работает"),
        ),
        ObjectList(
            [
                FieldPanel("results"),
                FIGURES,
            ],
            heading=_("Результаты"),
        ),
        ObjectList([SOURCE, FieldPanel("note"), PublishingPanel()], heading=_("Откуда сведения")),
    ],
    base_form_class=RecordForm,
)
