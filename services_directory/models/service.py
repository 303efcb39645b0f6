"""With what: a service of a provider, of one kind, in one form."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.addresses import address
from portal.gathering import KEY, Gathering
from portal.records import Record, Sourced, checked_on_a_day
from portal.sites import of_territory

from ..ages import age_words
from ..places import places_words
from ..pricing import in_force
from .closing import Closable, closing_in_order
from .linked import live, published_measures
from .location import LOCATIONS_CHOSEN, LOCATIONS_OF_PROVIDER, Location
from .verification import Reviewed, ReviewedQuerySet

OLDEST_CHILD = 23


class ServiceQuerySet(ReviewedQuerySet):
    def published(self):
        """Services that are public: they and their provider are published."""
        return self.filter(live=True, provider__live=True)


class Service(Record, Sourced, Reviewed, Closable, ClusterableModel):
    """What a provider does for a family: who may get it, how, and at what price."""

    class Price(models.TextChoices):
        FREE = "free", _("бесплатно")
        PARTLY = "partly", _("частично платно")
        PAID = "paid", _("платно")
        UNKNOWN = "", _("не указано")

    uuid = models.UUIDField(_("постоянный номер"), default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("адрес на сайте"), max_length=120, unique=True)
    name = models.CharField(_("название"), max_length=255)
    provider = models.ForeignKey(
        "services_directory.Provider", models.PROTECT, related_name="services", verbose_name=_("организация")
    )
    kind = models.ForeignKey(
        "services_directory.HelpKind", models.PROTECT, related_name="services", verbose_name=_("вид помощи")
    )
    form = models.ForeignKey(
        "services_directory.ServiceForm",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("форма"),
    )
    locations = ParentalManyToManyField(
        "services_directory.Location", blank=True, related_name="services", verbose_name=_("где получить")
    )
    categories = ParentalManyToManyField(
        "services_directory.FamilyCategory", blank=True, related_name="services", verbose_name=_("кому")
    )
    practices = ParentalManyToManyField(
        "services_directory.Practice", blank=True, related_name="services", verbose_name=_("практики")
    )
    also_serves = ParentalManyToManyField(
        "services_directory.Territory",
        blank=True,
        related_name="served_by_services",
        verbose_name=_("ещё обслуживает"),
        help_text=_("Кроме своей территории. Регион — значит все его районы и города"),
    )
    summary = models.CharField(_("коротко"), max_length=300, blank=True)
    description = models.TextField(_("что вы получите"), blank=True)
    eligibility = models.TextField(_("кто может получить"), blank=True)
    residence = models.CharField(_("где нужно жить"), max_length=255, blank=True)
    age_from = models.PositiveSmallIntegerField(_("возраст ребёнка от, лет"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("возраст ребёнка до, лет"), null=True, blank=True)
    term = models.CharField(_("сколько ждать"), max_length=255, blank=True)
    price = models.CharField(_("цена"), max_length=8, choices=Price, blank=True)
    price_note = models.CharField(_("об оплате"), max_length=255, blank=True)
    places_total = models.PositiveIntegerField(_("мест всего"), null=True, blank=True)
    places_free = models.PositiveIntegerField(_("мест свободно"), null=True, blank=True)
    places_note = models.CharField(_("о местах"), max_length=160, blank=True)
    places_as_of = models.DateField(_("места на дату"), null=True, blank=True)
    synonyms = models.CharField(_("как об этом спрашивают"), max_length=500, blank=True)

    objects = ServiceQuerySet.as_manager()
    page_template = "services_directory/service.html"

    class Meta:
        verbose_name = _("услуга")
        verbose_name_plural = _("услуги")
        ordering = ["name"]
        permissions = [("verify_service", _("Отмечает, что сведения об услуге проверены"))]
        constraints = [
            models.CheckConstraint(
                name="service_age_range",
                condition=(models.Q(age_from=None) | models.Q(age_from__lte=OLDEST_CHILD))
                & (models.Q(age_to=None) | models.Q(age_to__lte=OLDEST_CHILD))
                & (models.Q(age_from=None) | models.Q(age_to=None) | models.Q(age_from__lte=models.F("age_to"))),
                violation_error_message=_("Возраст: от 0 до 23 лет, «от» не больше «до»."),
            ),
            models.CheckConstraint(
                name="service_places_range",
                condition=models.Q(places_free=None)
                | models.Q(places_total=None)
                | models.Q(places_free__lte=models.F("places_total")),
                violation_error_message=_("Свободных мест не может быть больше, чем всего."),
            ),
            models.CheckConstraint(
                name="service_places_of_a_day",
                condition=models.Q(places_total=None, places_free=None) | models.Q(places_as_of__isnull=False),
                violation_error_message=_("Укажите, на какую дату названы места."),
            ),
            checked_on_a_day("service"),
            closing_in_order("service"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("directory:service", self.slug)

    @property
    def price_label(self) -> str:
        return str(self.Price(self.price).label)

    @property
    def ages(self) -> str:
        return age_words(self.age_from, self.age_to)

    @property
    def places(self) -> str:
        return places_words(self.places_total, self.places_free, self.places_note)

    @classmethod
    def within(cls, reach):
        """What is given there, or to those who live there, by the service's own word or its provider's."""
        provider = cls._meta.get_field("provider").related_model
        served = cls.also_serves.through.objects.filter(territory__in=reach.ids)
        provider_served = provider.also_serves.through.objects.filter(territory__in=reach.ids)
        places = cls.locations.through.objects.filter(location__live=True, location__territory__in=reach.ids)
        return (
            of_territory("provider__territory", reach)
            | models.Q(provider__in=provider_served.values("provider"))
            | models.Q(pk__in=served.values("service"))
            | models.Q(pk__in=places.values("service"))
        )

    def page_context(self):
        return {
            "service": self,
            "provider": self.provider,
            "tariffs": in_force(self.tariffs.all(), timezone.localdate()),
            "categories": live(self.categories.all()),
            "practices": live(self.practices.all()),
            # The search finds a service by either.
            "also_serves": list(dict.fromkeys([*self.also_serves.all(), *self.provider.also_serves.all()])),
            "locations": self.contact_cards(),
            "measures": published_measures(self),
        }

    def contact_cards(self) -> list[Location]:
        """Where the service is given; where that is not said, the places of its provider."""
        chosen = [location.pk for location in self.locations.all()]
        return LOCATIONS_CHOSEN(chosen) if chosen else LOCATIONS_OF_PROVIDER(self.provider_id)

    def clean(self):
        super().clean()
        if (self.places_total is not None or self.places_free is not None) and not self.places_as_of:
            raise ValidationError({"places_as_of": _("Укажите, на какую дату названы места.")})


# What the page of a public service shows of it, by slug.
SERVICE_PAGE = Gathering(
    lambda: Service.objects.published().filter(slug=KEY),
    one={
        "provider": "slug name kind",
        "provider__territory": "slug name short_name level is_fictional",
        "provider__territory__parent": "slug name short_name level is_fictional",
        "kind": "slug name",
        "kind__parent": "slug name",
        "form": "name",
        "source_act": "slug kind title number date",
    },
    many={
        "steps": "text",
        "documents": "name note",
        "tariffs": "name amount unit valid_from valid_until",
        "categories": "slug name live",
        "practices": "slug name live",
        "also_serves": "slug name short_name level",
        "locations": "",
    },
)


# A page lists no more; a provider with more than that is searched instead.
MOST_LISTED = 100
SERVICES_OF_PROVIDER = Gathering(
    lambda: (
        Service.objects.published()
        .filter(provider=KEY)
        .order_by("kind__branch", "kind__position", "kind__name", "name")[:MOST_LISTED]
    ),
    one={"kind": "slug name", "kind__parent": "slug name", "form": "name"},
)
SERVICES_OF_PRACTICE = Gathering(
    lambda: Service.objects.published().filter(practices=KEY).order_by("name", "provider__name")[:MOST_LISTED],
    one={"provider": "name"},
)


class ServiceStep(Orderable):
    """A step to get the service."""

    service = ParentalKey(Service, related_name="steps")
    text = models.CharField(_("шаг"), max_length=500)

    class Meta(Orderable.Meta):
        verbose_name = _("шаг")
        verbose_name_plural = _("как получить")

    def __str__(self):
        return self.text


class RequiredDocument(Orderable):
    """A document that the family brings."""

    service = ParentalKey(Service, related_name="documents")
    name = models.CharField(_("документ"), max_length=255)
    note = models.CharField(_("примечание"), max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("документ")
        verbose_name_plural = _("документы")

    def __str__(self):
        return self.name


class Tariff(Orderable):
    """A price of the service, with the dates it holds for."""

    service = ParentalKey(Service, related_name="tariffs")
    name = models.CharField(_("за что"), max_length=255)
    amount = models.DecimalField(_("сумма, ₽"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    unit = models.CharField(_("единица"), max_length=60, blank=True, help_text=_("Например, «за час»"))
    valid_from = models.DateField(_("действует с"), null=True, blank=True)
    valid_until = models.DateField(_("действует до"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("тариф")
        verbose_name_plural = _("тарифы")
        constraints = [
            models.CheckConstraint(
                name="tariff_not_negative",
                condition=models.Q(amount__gte=0),
                violation_error_message=_("Сумма не может быть меньше нуля."),
            ),
            models.CheckConstraint(
                name="tariff_dates_in_order",
                condition=models.Q(valid_from=None)
                | models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
                violation_error_message=_("Тариф не может кончиться раньше, чем начался."),
            ),
        ]

    def __str__(self):
        return self.name
