"""What the forms ask of where and when: service areas, hours, exceptions, temporary closings, settlements."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from portal.choosing import RecordPicker
from portal.editing import RecordForm
from services_directory.models import Territory


def also_serves() -> FieldPanel:
    return FieldPanel("also_serves", widget=RecordPicker(Territory))


def closing() -> MultiFieldPanel:
    return MultiFieldPanel(
        [FieldRowPanel([FieldPanel("closed_from"), FieldPanel("closed_until")]), FieldPanel("closed_reason")],
        heading=_("Временно закрыто"),
        help_text=_("Карточка остаётся в справочнике и говорит, когда откроется"),
    )


def hours() -> list:
    return [
        InlinePanel(
            "hours",
            panels=[
                FieldPanel("weekday"),
                FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
                FieldRowPanel([FieldPanel("break_starts"), FieldPanel("break_ends")]),
            ],
            heading=_("Часы работы"),
            help_text=_("Круглосуточно — с 0:00 до 0:00. Время местное: пояс назван у территории"),
            label=_("день"),
            max_num=7,
        ),
        FieldPanel("hours_note"),
        InlinePanel(
            "exceptions",
            panels=[
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
                FieldPanel("reason"),
            ],
            heading=_("Исключения: праздники, санитарные дни, дежурства"),
            help_text=_("Если дни двух исключений совпали, верно более короткое"),
            label=_("исключение"),
        ),
        closing(),
    ]


settlement_panels = ObjectList(
    [
        FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
        FieldPanel("territory"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
            heading=_("Середина"),
            help_text=_("Десятичные градусы, как на любой карте: 56.1290 и 40.4066"),
        ),
        FieldPanel("is_centre"),
    ],
    base_form_class=RecordForm,
)
