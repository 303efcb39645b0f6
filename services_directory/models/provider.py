"""Who helps: institutions and organisations, with what article 25 of 442-FZ asks a register to hold."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.addresses import address
from portal.gathering import KEY, Gathering
from portal.records import Record, Sourced, checked_on_a_day
from portal.sites import of_territory
from portal.speaking import label

from ..register import known_and_missing, register_rows
from .linked import published_measures
from .location import LOCATIONS_OF_PROVIDER, Location
from .practice import PRACTICES_OF_PROVIDER
from .service import SERVICES_OF_PROVIDER, Service
from .verification import Reviewed, ReviewedQuerySet


class ProviderQuerySet(ReviewedQuerySet):
    def without_contacts(self):
        """Providers that no published location gives a phone for: nobody could call them."""
        reachable = Location.objects.published().filter(provider=models.OuterRef("pk"), phones__isnull=False)
        return self.filter(~models.Exists(reachable))

    def for_list(self):
        """What a row of the list shows, beside its place."""
        return self.only("slug", "name", "kind", "summary", "verified_on", "next_review_on", "territory")

    def subordinate(self):
        """State institutions that stand by themselves, authorities left out: whom plans of their regions oblige."""
        return self.filter(ownership="state", part_of=None).exclude(kind="authority")

    def subordinate_in(self, region):
        return self.subordinate().filter(models.Q(territory=region) | models.Q(territory__parent=region))

    def with_service_counts(self):
        """Each with `service_count`, the number of its public services; counted for the rows of one page only."""
        public = Service.objects.filter(live=True, provider=models.OuterRef("pk")).order_by().values("provider")
        counted = models.Subquery(public.values(number=models.Count("pk")))
        return self.annotate(service_count=Coalesce(counted, 0))


class Provider(Record, Sourced, Reviewed, ClusterableModel):
    """An institution or organisation that gives families help."""

    class Kind(models.TextChoices):
        COMPLEX_CENTRE = "complex-centre", _("комплексный центр социального обслуживания")
        REHABILITATION_CENTRE = "rehabilitation-centre", _("социально-реабилитационный центр для несовершеннолетних")
        FAMILY_CENTRE = "family-centre", _("центр помощи семье и детям")
        CRISIS_CENTRE = "crisis-centre", _("кризисный центр")
        RESOURCE_CENTRE = "resource-centre", _("ресурсный или методический центр")
        HELPLINE = "helpline", _("телефон доверия")
        SERVICE = "service", _("служба или клуб")
        AUTHORITY = "authority", _("орган власти")
        NON_PROFIT = "non-profit", _("некоммерческая организация")
        OTHER = "other", _("иная организация")

    class Ownership(models.TextChoices):
        STATE = "state", _("государственная")
        MUNICIPAL = "municipal", _("муниципальная")
        PRIVATE = "private", _("частная")
        UNKNOWN = "", _("не указана")

    uuid = models.UUIDField(_("постоянный номер"), default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("адрес на сайте"), max_length=120, unique=True)
    name = models.CharField(_("короткое название"), max_length=255)
    full_name = models.CharField(_("полное название"), max_length=500, blank=True)
    kind = models.CharField(_("вид"), max_length=24, choices=Kind)
    territory = models.ForeignKey(
        "services_directory.Territory", models.PROTECT, related_name="providers", verbose_name=_("территория")
    )
    also_serves = ParentalManyToManyField(
        "services_directory.Territory",
        blank=True,
        related_name="served_by_providers",
        verbose_name=_("ещё обслуживает"),
        help_text=_("Кроме своей территории. Регион — значит все его районы и города"),
    )
    part_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("входит в организацию")
    )
    summary = models.TextField(_("чем помогает"), blank=True)
    synonyms = models.CharField(_("как ещё называют"), max_length=500, blank=True)

    legal_form = models.CharField(_("правовая форма"), max_length=255, blank=True)
    ownership = models.CharField(_("форма собственности"), max_length=12, choices=Ownership, blank=True)
    founder = models.CharField(_("учредитель"), max_length=255, blank=True)
    inn = models.CharField(
        _("ИНН"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^([0-9]{10}|[0-9]{12})\Z", _("ИНН — 10 или 12 цифр."))],
    )
    ogrn = models.CharField(
        _("ОГРН"),
        max_length=15,
        blank=True,
        validators=[RegexValidator(r"^([0-9]{13}|[0-9]{15})\Z", _("ОГРН — 13 или 15 цифр."))],
    )
    register_number = models.CharField(_("номер в реестре поставщиков"), max_length=40, blank=True)
    registered_on = models.DateField(_("внесён в реестр"), null=True, blank=True)
    state_registered_on = models.DateField(_("дата государственной регистрации"), null=True, blank=True)
    head = models.CharField(_("руководитель"), max_length=255, blank=True)
    website = models.URLField(_("сайт"), blank=True)
    note = models.TextField(_("примечание к источнику"), blank=True)

    objects = ProviderQuerySet.as_manager()
    page_template = "services_directory/provider.html"

    class Meta:
        verbose_name = _("организация")
        verbose_name_plural = _("организации")
        ordering = ["name"]
        permissions = [("verify_provider", _("Отмечает, что сведения об организации проверены"))]
        constraints = [
            models.UniqueConstraint(
                name="provider_unique_register_number",
                fields=["register_number"],
                condition=~models.Q(register_number=""),
                violation_error_message=_("Организация с таким номером в реестре уже есть."),
            ),
            checked_on_a_day("provider"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("directory:provider", self.slug)

    @property
    def kind_label(self) -> str:
        """As get_kind_display(), which hashes every choice at each call; a list shows it twenty times."""
        return label(self.Kind(self.kind))

    @classmethod
    def within(cls, reach):
        """Who is at home there, has a public place there, or also serves it: as the search has it."""
        served = cls.also_serves.through.objects.filter(territory__in=reach.ids)
        places = Location.objects.published().filter(territory__in=reach.ids)
        return (
            of_territory("territory", reach)
            | models.Q(pk__in=served.values("provider"))
            | models.Q(pk__in=places.values("provider"))
        )

    def page_context(self):
        known, missing = known_and_missing(register_rows(self))
        return {
            "provider": self,
            "also_serves": list(self.also_serves.all()),
            "part_of": self.part_of if self.part_of and self.part_of.live else None,
            "departments": DEPARTMENTS(self.pk) if self.pk else [],
            "services": SERVICES_OF_PROVIDER(self.pk) if self.pk else [],
            "locations": LOCATIONS_OF_PROVIDER(self.pk) if self.pk else [],
            "practices": PRACTICES_OF_PROVIDER(self.pk) if self.pk else [],
            "measures": published_measures(self),
            "known": known,
            "missing": missing,
        }

    def clean(self):
        super().clean()
        if self.part_of_id and self.part_of_id == self.pk:
            raise ValidationError({"part_of": _("Организация не может входить сама в себя.")})


# What the page of a public provider shows of it, by slug.
PROVIDER_PAGE = Gathering(
    lambda: Provider.objects.published().filter(slug=KEY),
    one={
        "territory": "slug name short_name level is_fictional",
        "territory__parent": "slug name short_name level is_fictional",
        "part_of": "slug name live",
        "source_act": "slug kind title number date",
    },
    many={
        "licences": "activity number issued_on valid_until",
        "inspections": "date body result",
        "also_serves": "slug name short_name level",
    },
)


DEPARTMENTS = Gathering(lambda: Provider.objects.published().filter(part_of=KEY))


class Licence(Orderable):
    """A licence of a provider."""

    provider = ParentalKey(Provider, related_name="licences")
    activity = models.CharField(_("на что"), max_length=255)
    number = models.CharField(_("номер"), max_length=60, blank=True)
    issued_on = models.DateField(_("выдана"), null=True, blank=True)
    valid_until = models.DateField(_("действует до"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("лицензия")
        verbose_name_plural = _("лицензии")
        constraints = [
            models.CheckConstraint(
                name="licence_days_in_order",
                condition=models.Q(issued_on=None)
                | models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("issued_on")),
                violation_error_message=_("Лицензия не может кончиться раньше, чем выдана."),
            )
        ]

    def __str__(self):
        return f"{self.activity} {self.number}".strip()

    def clean(self):
        super().clean()
        if self.issued_on and self.valid_until and self.valid_until < self.issued_on:
            raise ValidationError({"valid_until": _("Лицензия не может кончиться раньше, чем выдана.")})


class Inspection(Orderable):
    """A planned or done inspection of a provider."""

    provider = ParentalKey(Provider, related_name="inspections")
    date = models.DateField(_("дата"))
    body = models.CharField(_("кто проверял"), max_length=255)
    result = models.CharField(_("результат"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("проверка")
        verbose_name_plural = _("проверки")

    def __str__(self):
        return f"{self.date} {self.body}"
