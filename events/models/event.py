"""Events: what is held, when and where, for whom, and how to come."""

import datetime
from collections.abc import Iterator
from functools import cache, cached_property

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import PageManager

from events import forms, panels, when
from events.beside import beside
from events.models.coming import EventQuerySet
from events.models.dates import EventDate
from portal.blocks import BodyBlock
from portal.gathering import Gathering
from portal.pages import PortalPage
from portal.phones import PhoneField
from portal.ways_on import phone_format

SHOWN_DATES = "id day starts_at ends_day ends_at is_cancelled begins ends"
# Of a territory: its name, and by whose clock it lives.
SHOWN_PLACE = "name short_name level parent_id time_zone is_fictional"


class EventPage(PortalPage):
    """An event. Whoever wants to come calls or follows a link: the portal takes nobody's name."""

    class Kind(models.TextChoices):
        SEMINAR = "seminar", _("семинар")
        TRAINING = "training", _("тренинг")
        WEBINAR = "webinar", _("вебинар")
        MEETING = "meeting", _("встреча для семей")
        CAMPAIGN = "campaign", _("акция")
        INTERNSHIP = "internship", _("стажировка")
        CONFERENCE = "conference", _("конференция")

    class Status(models.TextChoices):
        PLANNED = "planned", _("состоится")
        MOVED = "moved", _("перенесено")
        CANCELLED = "cancelled", _("отменено")

    class Audience(models.TextChoices):
        FAMILIES = "families", _("семьям")
        SPECIALISTS = "specialists", _("специалистам")
        EVERYBODY = "everybody", _("всем")

    class Price(models.TextChoices):
        FREE = "free", _("бесплатно")
        PAID = "paid", _("платно")
        UNKNOWN = "", _("не указано")

    kind = models.CharField(_("вид"), max_length=12, choices=Kind)
    status = models.CharField(_("состояние"), max_length=10, choices=Status, default=Status.PLANNED)
    moved_from = models.DateField(
        _("прежний день"), null=True, blank=True, help_text=_("Новую дату поставьте в «Когда»")
    )
    status_note = models.CharField(
        _("что изменилось"), max_length=300, blank=True, help_text=_("Почему и что делать тем, кто собирался")
    )

    territory = models.ForeignKey(
        "services_directory.Territory",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("территория"),
        help_text=_("Время события — по часам этой территории. Пусто: для всех, по часам портала"),
    )
    provider = models.ForeignKey(
        "services_directory.Provider",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кто проводит"),
    )
    location = models.ForeignKey(
        "services_directory.Location",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("место из справочника"),
        help_text=_("Адрес и телефоны возьмутся из его карточки"),
    )
    place = models.CharField(
        _("или место словами"), max_length=300, blank=True, help_text=_("«Городская библиотека, ул. Садовая, 5»")
    )
    online_link = models.URLField(_("ссылка на трансляцию"), blank=True, help_text=_("Если событие идёт в сети"))

    audience = models.CharField(_("кому"), max_length=12, choices=Audience, default=Audience.FAMILIES)
    for_whom = models.CharField(
        _("кому, подробнее"), max_length=300, blank=True, help_text=_("«Родителям детей до трёх лет»")
    )
    categories = ParentalManyToManyField(
        "services_directory.FamilyCategory", blank=True, related_name="events", verbose_name=_("категории семей")
    )
    price = models.CharField(_("цена"), max_length=6, choices=Price, default=Price.FREE, blank=True)
    price_note = models.CharField(_("о цене"), max_length=160, blank=True, help_text=_("«500 ₽ с семьи»"))

    needs_registration = models.BooleanField(_("нужна запись"), default=False)
    registration_link = models.URLField(
        _("ссылка для записи"), blank=True, help_text=_("Форма на сайте организатора: портал имён не собирает")
    )
    phone = PhoneField(
        _("телефон для записи и вопросов"),
        max_length=12,
        blank=True,
        validators=[phone_format],
        help_text=_("Пусто: телефон места из справочника"),
    )
    registration_until = models.DateField(_("запись до"), null=True, blank=True)
    places = models.CharField(
        _("сколько мест"), max_length=160, blank=True, help_text=_("«20 мест», «без ограничений»")
    )
    contact = models.CharField(
        _("кто ответит"), max_length=255, blank=True, help_text=_("Должность и отдел, без фамилии")
    )

    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("снимок")
    )
    image_alt = models.CharField(
        _("что на снимке"), max_length=255, blank=True, help_text=_("Для тех, кто не видит снимка: одна фраза")
    )
    body = StreamField(BodyBlock(), verbose_name=_("подробнее"), blank=True)

    centre = models.ForeignKey(
        "events.ResourceCentrePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("в плане ресурсного центра"),
    )
    practices = ParentalManyToManyField(
        "services_directory.Practice", blank=True, related_name="events", verbose_name=_("практики")
    )
    measures = ParentalManyToManyField(
        "measures.Measure", blank=True, related_name="events", verbose_name=_("мероприятия программ")
    )

    objects = PageManager.from_queryset(EventQuerySet)()
    base_form_class = forms.EventForm

    content_panels = [*PortalPage.title_panels, *panels.EVENT, *PortalPage.source_panels]
    shown_with = {
        **PortalPage.shown_with,
        "territory": SHOWN_PLACE,
        "territory__parent": "name short_name time_zone",
        "provider": "slug name live kind ownership",
    }
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("событие")
        verbose_name_plural = _("события")
        constraints = [
            models.CheckConstraint(
                name="eventpage_image_is_described",
                condition=models.Q(image=None) | ~models.Q(image_alt=""),
                violation_error_message=_("Опишите снимок: без описания его не поймут те, кто его не видит."),
            )
        ]

    def clean(self):
        super().clean()
        if self.location and not self.provider:
            self.provider = self.location.provider
        if problems := dict(contradictions(self)):
            raise ValidationError(problems)

    def lacking(self) -> dict[str, str]:
        """What a draft may lack and a visitor may not, by the field that would say it."""
        return dict(omissions(self))

    def save(self, *args, **kwargs):
        """The moments of its dates follow the clock of its territory."""
        super().save(*args, **kwargs)
        for date in EventDate.objects.filter(page_id=self.pk):
            date.page = self
            date.save()

    @classmethod
    @cache
    def whole(cls) -> Gathering:
        return Gathering(
            cls.asked_for,
            one=cls.shown_with,
            rows={"dates": SHOWN_DATES},
            linked={"categories": "slug name live", "practices": "slug name live"},
        )

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **beside(self)}

    @property
    def zone(self) -> str:
        return self.territory.zone if self.territory else settings.TIME_ZONE

    @property
    def kind_label(self) -> str:
        return str(self.Kind(self.kind).label).capitalize()

    @property
    def audience_label(self) -> str:
        return str(self.Audience(self.audience).label).capitalize()

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @cached_property
    def all_dates(self) -> list:
        """In order, whether read from the database or typed a moment ago."""
        return sorted(self.dates.all(), key=when.order)

    @property
    def coming_dates(self) -> list:
        now = timezone.now()
        return [date for date in self.all_dates if date.ends > now]

    @property
    def shown_date(self):
        """What a card says: the nearest date to come, else the last one there was."""
        coming = [date for date in self.coming_dates if not date.is_cancelled] or self.coming_dates
        return (coming or self.all_dates[-1:] or [None])[0]

    @property
    def is_past(self) -> bool:
        return bool(self.all_dates) and not self.coming_dates

    @property
    def takes_registrations(self) -> bool:
        """Somebody may still ask to come: it is neither over nor cancelled, and the last day to ask is not past."""
        if self.is_past or self.is_cancelled:
            return False
        return self.registration_until is None or today_in(self.zone) <= self.registration_until

    @property
    def search_facts(self) -> list[str]:
        """What the search says of it beside its title."""
        day = when.days(self.shown_date) if self.shown_date else ""
        return [self.kind_label, day, self.territory.label if self.territory else ""]

    @property
    def search_lift(self) -> int:
        """By how much the search puts it above other pages: what is over is of use to few."""
        return -40 if self.is_past else 0


def contradictions(event: EventPage) -> Iterator[tuple[str, str]]:
    """What cannot be true together, in a draft either."""
    if event.image_id and not event.image_alt.strip():
        yield "image_alt", _("Опишите снимок: без описания его не поймут те, кто его не видит.")
    if event.location and event.provider_id != event.location.provider_id:
        yield "location", _("Это место другой организации.")
    if event.moved_from and event.status != event.Status.MOVED:
        yield "moved_from", _("Прежний день пишут, когда событие перенесено: выберите «перенесено».")
    if event.registration_until and not event.needs_registration:
        yield "registration_until", _("Указан последний день записи, но не отмечено, что запись нужна.")


def omissions(event: EventPage) -> Iterator[tuple[str, str]]:
    if not (event.location_id or event.place or event.online_link):
        yield "place", _("Скажите, где: место из справочника, место словами или ссылка на трансляцию.")
    reachable = event.registration_link or event.phone or (event.location and event.location.first_phone)
    if event.needs_registration and not reachable:
        yield "registration_link", _("Нужна запись, а как записаться, не сказано: дайте ссылку или телефон.")


def today_in(zone: str) -> datetime.date:
    return timezone.localdate(timezone=when.clock(zone))
