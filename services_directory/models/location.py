"""Where a provider works: address, phones, opening hours."""

import uuid
from decimal import Decimal
from urllib.parse import quote

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.formatting import plain
from portal.gathering import KEY, Gathering
from portal.phones import PhoneField, is_whole
from portal.records import PublishedQuerySet, Record, Shown

from .closing import Closable, closing_in_order
from .hiding import Secrets, shown_by_others
from .hours import Scheduled


class LocationQuerySet(PublishedQuerySet):
    def with_contacts(self):
        return self.select_related("territory__parent").prefetch_related("phones", "hours", "exceptions")

    def among(self, ids):
        """Those with one of the ids, given as one array: the same SQL for any number of them."""
        return self.filter(pk__in=models.Func(ids, template="(SELECT unnest(%(expressions)s::bigint[]))"))


class Location(Record, Closable, Scheduled, ClusterableModel):
    """A place of a provider that families can come to or call."""

    class Access(models.TextChoices):
        RAMP = "ramp", _("пандус")
        LIFT = "lift", _("лифт или подъёмник")
        TOILET = "toilet", _("туалет для людей на коляске")
        PARKING = "parking", _("парковка")
        SIGN_LANGUAGE = "sign-language", _("русский жестовый язык")
        LOOP = "loop", _("индукционная петля")
        TACTILE = "tactile", _("тактильные указатели")
        ESCORT = "escort", _("встретят и проводят")

    uuid = models.UUIDField(_("постоянный номер"), default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(
        "services_directory.Provider", models.CASCADE, related_name="locations", verbose_name=_("организация")
    )
    name = models.CharField(_("название места"), max_length=255, blank=True, help_text=_("Если мест несколько"))
    territory = models.ForeignKey(
        "services_directory.Territory", models.PROTECT, related_name="locations", verbose_name=_("территория")
    )
    address = models.CharField(_("адрес"), max_length=300, blank=True)
    address_is_confidential = models.BooleanField(
        _("адрес не публикуется"), default=False, help_text=_("Кризисные центры: адрес и точка нигде не показываются")
    )
    directions = models.CharField(_("как добраться"), max_length=300, blank=True)
    latitude = models.DecimalField(
        _("широта"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("долгота"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    email = models.EmailField(_("электронная почта"), blank=True)
    access = ArrayField(
        models.CharField(max_length=20, choices=Access), verbose_name=_("доступность"), default=list, blank=True
    )
    hours_note = models.CharField(_("о часах работы"), max_length=255, blank=True)

    objects = LocationQuerySet.as_manager()
    page_template = "services_directory/provider.html"
    hidden_by = ("address_is_confidential", "address", "latitude", "longitude")

    class Meta:
        verbose_name = _("место приёма")
        verbose_name_plural = _("места приёма")
        ordering = ["provider", "pk"]
        constraints = [
            models.CheckConstraint(
                name="location_point_is_whole",
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                violation_error_message=_("Укажите и широту, и долготу — или ни ту, ни другую."),
            ),
            closing_in_order("location"),
        ]

    def __str__(self):
        return self.name or self.public_address or self.territory.name

    def clean(self):
        super().clean()
        if self.is_point_swapped():
            raise ValidationError({"latitude": _("Похоже, широта и долгота перепутаны: в России широта от 41 до 82.")})

    def is_point_swapped(self) -> bool:
        """Outside of Russia as it stands, and within it the other way round."""
        point = self.latitude, self.longitude
        return None not in point and not in_russia(*point) and in_russia(*reversed(point))

    def page_context(self):
        """The page of its organisation, with this place as it is written here."""
        context = self.provider.page_context()
        others = [place for place in context["locations"] if place.pk != self.pk]
        return {**context, "locations": [self, *others]}

    @classmethod
    def judge(cls):
        return Secrets(cls).shown_by

    @classmethod
    def revealed(cls, versions):
        """Published together, they also hide from each other."""
        hiding = [each for each in versions if each.address_is_confidential]
        return [""] * len(versions) if len(hiding) == len(versions) else Secrets(cls, hiding).shown_by(versions)

    def shown_by_others(self):
        places = shown_by_others(self)
        return [Shown(place, place.title, place.provider.get_absolute_url()) for place in places]

    @property
    def title(self) -> str:
        """Among places of many organisations."""
        return f"{self.provider}, {self.name}" if self.name else str(self.provider)

    @property
    def public_address(self) -> str:
        """The address as the public may see it: empty where it is confidential."""
        return "" if self.address_is_confidential else self.address

    @property
    def address_line(self) -> str:
        """The address, or that there is one which is not published: a gap would read as «nowhere to come to»."""
        if self.address_is_confidential:
            return str(_("Адрес не публикуется: его назовут, когда вы обратитесь."))
        return self.address

    @property
    def other_days(self) -> list[str]:
        """Dates of the next month on which the hours are others, but for what `closing_line` says already."""
        return [each for each in self.coming_exceptions if each != self.closing_line]

    @property
    def public_directions(self) -> str:
        """The way there gives a confidential address away."""
        return "" if self.address_is_confidential else self.directions

    @property
    def public_point(self) -> tuple[str, str] | None:
        """Latitude and longitude, where there is a point and the public may see it."""
        hidden = self.address_is_confidential or self.latitude is None or self.longitude is None
        return None if hidden else (f"{self.latitude:.6f}", f"{self.longitude:.6f}")

    @property
    def way(self) -> str:
        """What a route leads to: the point, else the address; nothing where the public may know neither."""
        return ",".join(self.public_point) if self.public_point else self.public_address

    @property
    def route_url(self) -> str:
        """The way on a site of maps; nothing where none is named."""
        return settings.ROUTE_URL.replace("{place}", quote(self.way, safe=",")) if self.way else ""

    @property
    def first_phone(self) -> "Phone | None":
        return self.phones.first()

    @property
    def reachable(self) -> bool:
        """Somebody could call or write."""
        return bool(self.first_phone or self.email)

    @property
    def access_labels(self) -> list[str]:
        return [str(self.Access(value).label) for value in self.access]


# What the public sees of places: by their ids, and by the id of their provider.
ZONES = {"territory": "level parent_id time_zone", "territory__parent": "level time_zone"}
CONTACTS = {
    "phones": "number code_length extension purpose hours",
    "hours": "weekday opens closes break_starts break_ends",
    "exceptions": "starts_on ends_on opens closes reason",
}
LOCATIONS_TIMED = Gathering(
    lambda: Location.objects.published().among(KEY),
    one=ZONES,
    many={name: CONTACTS[name] for name in ("hours", "exceptions")},
)
LOCATIONS_CHOSEN = Gathering(lambda: Location.objects.published().among(KEY), one=ZONES, many=CONTACTS)
LOCATIONS_OF_PROVIDER = Gathering(lambda: Location.objects.published().filter(provider=KEY), one=ZONES, many=CONTACTS)


def in_russia(latitude: Decimal, longitude: Decimal) -> bool:
    return 41 <= latitude <= 82 and (longitude >= 19 or longitude <= -168)


class Phone(Orderable):
    """A phone of a location, kept as +7 and ten digits."""

    location = ParentalKey(Location, related_name="phones")
    number = PhoneField(_("телефон"), max_length=12, validators=[is_whole], code_field="code_length")
    # It parts the number when it is shown; nobody can tell it from the digits alone.
    code_length = models.PositiveSmallIntegerField(
        _("цифр в коде города, если не три"), choices=[(4, "4"), (5, "5")], null=True, blank=True, editable=False
    )
    extension = models.CharField(_("добавочный"), max_length=8, blank=True)
    purpose = models.CharField(_("по каким вопросам"), max_length=160, blank=True)
    hours = models.CharField(_("когда отвечают"), max_length=160, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("телефон")
        verbose_name_plural = _("телефоны")
        constraints = [
            models.CheckConstraint(
                name="phone_is_whole",
                condition=models.Q(number__regex=r"^\+7[0-9]{10}$"),
                violation_error_message=_("Телефон пишется как +7 и десять цифр, без пробелов."),
            ),
            models.CheckConstraint(
                name="phone_code_is_long",
                condition=models.Q(code_length=None) | models.Q(code_length__in=(4, 5)),
                violation_error_message=_("Код города длиннее трёх цифр — это четыре или пять."),
            ),
        ]

    def __str__(self):
        return self.spelt

    @property
    def spelt(self) -> str:
        return self._meta.get_field("number").spelt(self)

    @property
    def said(self) -> list[str]:
        """Whom it reaches and when; hours that stand in the purpose already are not said twice."""
        is_said = self.hours.lower() in self.purpose.lower()
        return [text for text in (self.purpose, "" if is_said else self.hours) if text]

    @property
    def in_words(self) -> str:
        """«8 492 222-33-44 доб. 12 (регистратура, по будням)»: what a bare number leaves unsaid."""
        extension = _("доб. %(number)s") % {"number": self.extension} if self.extension else ""
        number = " ".join(filter(None, [plain(self.spelt), extension]))
        return f"{number} ({', '.join(self.said)})" if self.said else number
