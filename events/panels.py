"""The form of an event and of a resource centre, in the order in which a person thinks of it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel

from portal.choosing import RecordPicker

DATE = [
    FieldRowPanel([FieldPanel("day"), FieldPanel("starts_at"), FieldPanel("ends_at")]),
    FieldRowPanel([FieldPanel("ends_day"), FieldPanel("is_cancelled")]),
]
MATERIAL = [
    FieldPanel("title"),
    PageChooserPanel("material", page_type="home.MaterialPage"),
    FieldPanel("document"),
    FieldPanel("link"),
]

EVENT = [
    FieldPanel("kind"),
    InlinePanel(
        "dates",
        panels=DATE,
        min_num=1,
        heading=_("Когда"),
        label=_("дата"),
        help_text=_("Событие повторяется — добавьте строку на каждую дату. Время — по часам территории"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("territory"),
            FieldPanel("provider"),
            FieldPanel("location"),
            FieldPanel("place"),
            FieldPanel("online_link"),
        ],
        heading=_("Где"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("audience"),
            FieldPanel("for_whom"),
            FieldPanel("categories", widget=forms.CheckboxSelectMultiple),
            FieldRowPanel([FieldPanel("price"), FieldPanel("price_note")]),
        ],
        heading=_("Кому и сколько стоит"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("needs_registration"),
            FieldPanel("registration_link"),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("contact")]),
            FieldRowPanel([FieldPanel("registration_until"), FieldPanel("places")]),
        ],
        heading=_("Как прийти"),
        help_text=_("Портал имён не собирает: записываются по ссылке организатора или по телефону"),
    ),
    MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Снимок")),
    FieldPanel("body"),
    MultiFieldPanel(
        [FieldPanel("status"), FieldPanel("moved_from"), FieldPanel("status_note")],
        heading=_("Если что-то изменилось"),
        help_text=_("Отменённое событие остаётся на портале с пометкой, чтобы люди не пришли зря"),
    ),
    InlinePanel("materials", panels=MATERIAL, heading=_("Материалы после события"), label=_("материал")),
    MultiFieldPanel(
        [
            PageChooserPanel("centre", page_type="events.ResourceCentrePage"),
            FieldPanel("practices", widget=RecordPicker("services_directory.Practice")),
            FieldPanel("measures", widget=RecordPicker("measures.Measure")),
        ],
        heading=_("С чем связано"),
    ),
]

CENTRE = [
    FieldPanel("provider"),
    FieldPanel("territory"),
    FieldPanel("body"),
    FieldPanel("methods"),
    FieldPanel("internships"),
]
