"""What a media plan promises to publish or hold, and where each item of it stands."""

import datetime
from collections.abc import Iterable

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .status import Status


class Channel(models.TextChoices):
    """Where people meet what is published."""

    PORTAL = "portal", _("этот портал")
    INSTITUTION_SITE = "institution-site", _("сайт учреждения")
    AUTHORITY_SITE = "authority-site", _("сайт ведомства")
    PRESS = "press", _("печать")
    TELEVISION = "tv", _("телевидение и радио")
    COMMUNITIES = "communities", _("сообщества в интернете")
    SCREENS = "screens", _("экраны и терминалы")
    LEAFLETS = "leaflets", _("листовки и буклеты")
    EVENT = "event", _("встреча, акция, обучение")


class ChannelsField(ArrayField):
    """Several channels, ticked in forms."""

    def __init__(self, *args, **kwargs):
        own = models.CharField(max_length=20, choices=Channel)
        super().__init__(*args, **{"default": list, "blank": True, **kwargs, "base_field": own})

    def formfield(self, **kwargs):
        ticks = {"choices": Channel.choices, "required": False, "label": self.verbose_name}
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, help_text=self.help_text, **ticks)


class MediaState(models.TextChoices):
    """Where an item stands. Nobody sets it: the dates, the log and today tell."""

    PUBLISHED = "published", _("Опубликовано")
    PARTLY = "partly", _("Опубликовали не все")
    DUE = "due", _("Срок идёт")
    AHEAD = "ahead", _("Срок не начался")
    AS_ADOPTED = "as-adopted", _("Без даты")
    OVERDUE = "overdue", _("Срок прошёл")
    CANCELLED = "cancelled", _("Отменено")

    @property
    def tone(self) -> str:
        return {"published": "good", "partly": "info", "due": "info", "overdue": "warn"}.get(self.value, "neutral")

    @property
    def status(self) -> Status:
        """The same in the words of measures, beside which items are counted."""
        return STATUSES[self]


STATUSES = {
    MediaState.PUBLISHED: Status.DONE,
    MediaState.PARTLY: Status.UNDER_WAY,
    MediaState.DUE: Status.UNDER_WAY,
    MediaState.AHEAD: Status.PLANNED,
    MediaState.AS_ADOPTED: Status.NO_DATA,
    MediaState.OVERDUE: Status.NO_DATA,
    MediaState.CANCELLED: Status.STOPPED,
}


def media_state(item, today: datetime.date) -> MediaState:
    """What is done counts whenever it was; without a last day nothing is ever overdue."""
    if item.cancelled_on:
        return MediaState.CANCELLED
    if item.reported >= item.owed:
        return MediaState.PUBLISHED
    if item.ends_on and today > item.ends_on:
        return MediaState.OVERDUE
    if item.reported:
        return MediaState.PARTLY
    if item.starts_on and today < item.starts_on:
        return MediaState.AHEAD
    return MediaState.DUE if item.starts_on or item.ends_on else MediaState.AS_ADOPTED


class MediaPlanItem(Orderable):
    """What a media plan promises to publish or hold."""

    programme = ParentalKey("measures.Programme", related_name="media_items")
    number = models.CharField(_("номер"), max_length=12)
    section = models.CharField(_("раздел"), max_length=255, blank=True)
    title = models.CharField(_("название"), max_length=300)
    official_title = models.TextField(_("название в акте"), blank=True)
    channels = ChannelsField(verbose_name=_("где увидят"))
    executor = models.CharField(_("кто отвечает"), max_length=300, blank=True, help_text=_("Должность, без фамилии"))
    per_institution = models.BooleanField(
        _("должно каждое учреждение"),
        default=False,
        help_text=_("Тогда портал ждёт отметки от каждого государственного учреждения региона"),
    )
    term = models.CharField(_("срок, как в акте"), max_length=120, blank=True)
    starts_on = models.DateField(_("начало"), null=True, blank=True)
    ends_on = models.DateField(_("конец"), null=True, blank=True, help_text=_("Пусто: «по мере принятия», без срока"))
    measure_number = models.CharField(
        _("к мероприятию"), max_length=12, blank=True, help_text=_("Номер мероприятия этой же программы")
    )
    cancelled_on = models.DateField(_("отменён"), null=True, blank=True)
    cancel_reason = models.CharField(_("почему отменён"), max_length=300, blank=True)

    # What was published of it, the latest first, and how many institutions owe it; see plan_of().
    log: Iterable = ()
    owing = 0

    class Meta(Orderable.Meta):
        verbose_name = _("пункт медиаплана")
        verbose_name_plural = _("пункты медиаплана")
        constraints = [
            models.UniqueConstraint(
                name="mediaplanitem_unique_number",
                fields=["programme", "number"],
                violation_error_message=_("Пункт с таким номером уже есть."),
            ),
            models.CheckConstraint(
                name="mediaplanitem_dates_in_order",
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(starts_on__lte=models.F("ends_on")),
                violation_error_message=_("Конец не может быть раньше начала."),
            ),
            models.CheckConstraint(
                name="mediaplanitem_cancelled_with_reason",
                condition=models.Q(cancelled_on=None, cancel_reason="")
                | (models.Q(cancelled_on__isnull=False) & ~models.Q(cancel_reason="")),
                violation_error_message=_("Отменяя пункт, назовите и день, и причину."),
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def reporting(self) -> set[int]:
        """The institutions that have published it."""
        return {row.institution_id for row in self.log if row.institution_id}

    @property
    def reported(self) -> int:
        return len(self.reporting) if self.per_institution else len(self.log)

    @property
    def owed(self) -> int:
        """How much makes it done: one publication, or one of each institution."""
        return max(self.owing, 1) if self.per_institution else 1

    @property
    def state(self) -> MediaState:
        return media_state(self, timezone.localdate())

    @property
    def status(self) -> Status:
        return self.state.status

    @property
    def days_overdue(self) -> int:
        return (timezone.localdate() - self.ends_on).days if self.state is MediaState.OVERDUE else 0

    @property
    def channel_labels(self) -> list[str]:
        return [str(Channel(code).label) for code in self.channels]


def plan_of(programme) -> list[MediaPlanItem]:
    """The items with what was published of each. Publications are known by the relation that their app makes."""
    items = list(programme.media_items.all())
    log: dict[int, list] = {}
    for row in programme.publications.all() if items and programme.pk else ():
        if row.is_confirmed:
            log.setdefault(row.item_id, []).append(row)
    for item in items:
        item.log = log.get(item.pk, [])
        item.owing = programme.owing_institutions if item.per_institution else 0
    return items
