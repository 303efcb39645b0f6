"""How a material is filled in: what it is, its files with what the search reads in them, what it is about."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from portal.choosing import RecordPicker

EDITION = [
    FieldPanel("document"),
    FieldRowPanel([FieldPanel("number"), FieldPanel("date")]),
    FieldPanel("changes"),
]
CHECKBOXES = forms.CheckboxSelectMultiple


class FilesPanel(Panel):
    """Of each file: whether its text was read, and how many times it was taken. Only to look at."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/files.html"

        def is_shown(self):
            return bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "files": self.instance.files}


def material_panels(title: list, source: list) -> list:
    return [
        *title,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("audience")]),
        FieldRowPanel([FieldPanel("year"), FieldPanel("language")]),
        FieldPanel("author"),
        InlinePanel(
            "editions",
            panels=EDITION,
            heading=_("Файл и его редакции"),
            label=_("редакция"),
            help_text=_("Первой стоит та, что действует. Прежние остаются ниже: их старые адреса работают"),
        ),
        FilesPanel(heading=_("Что с файлами")),
        FieldPanel("body"),
        FieldPanel("body_is_whole"),
        FieldPanel("quick_exit"),
        MultiFieldPanel(
            [
                FieldPanel("topics", widget=CHECKBOXES),
                FieldPanel("categories", widget=CHECKBOXES),
                FieldPanel("kinds", widget=CHECKBOXES),
                FieldPanel("practices", widget=RecordPicker("services_directory.Practice")),
            ],
            heading=_("О чём и для кого"),
        ),
        *source,
    ]
