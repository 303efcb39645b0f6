"""What part of the directory a guide holds: a territory, a kind of help, a category of families, or all of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django import forms
from django.core.validators import slug_re
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.gathering import Gathering
from portal.sites import reach_here, territories_here
from services_directory.filters import places_of_providers, territories_of_providers
from services_directory.models import FamilyCategory, HelpKind, Provider, Service, Territory

# A thicker book is nobody's to print: its reader is asked to choose.
MOST_SERVICES = 3000


@dataclass(frozen=True)
class Choice:
    territory: Territory | None = None
    kind: HelpKind | None = None
    category: FamilyCategory | None = None

    @property
    def chosen(self) -> dict:
        """Records by name, in the order in which an address has them."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: record for name, record in named.items() if record}

    @property
    def title(self) -> str:
        """«Киржачский район, Владимирская область. Психологическая помощь. Многодетные семьи»."""
        place = self.territory.full_label if self.territory else _("Весь справочник")
        return ". ".join([place, *(record.name for record in (self.kind, self.category) if record)])

    @property
    def query(self) -> str:
        return urlencode({name: record.slug for name, record in self.chosen.items()})

    @property
    def page_address(self) -> str:
        return reverse("guidebook:guide") + (f"?{self.query}" if self.query else "")

    @property
    def address(self) -> str:
        """Of the file: one for every choice."""
        rest = urlencode({name: record.slug for name, record in self.chosen.items() if name != "territory"})
        place = [self.territory.slug] if self.territory else []
        return reverse("guidebook:pdf-of" if place else "guidebook:pdf", args=place) + (f"?{rest}" if rest else "")

    def services(self):
        """Public services that lists show, of the choice."""
        found = Service.objects.published().shown()
        if self.territory:
            found = found.filter(serving(self.territory, Service, "provider__"))
        if self.kind:
            found = found.filter(Q(kind=self.kind) | Q(kind__parent=self.kind))
        return found.filter(categories=self.category) if self.category else found

    def providers(self):
        """Those of the services; where no help is chosen, all public institutions of the place."""
        of_services = Q(pk__in=self.services().order_by().values("provider"))
        if self.kind or self.category:
            return Provider.objects.published().filter(of_services)
        here = serving(self.territory, Provider) if self.territory else Q()
        own = Q(pk__in=Provider.objects.published().shown().filter(here).order_by().values("pk"))
        return Provider.objects.published().filter(own | of_services)


def serving(territory: Territory, model: type[Provider | Service], owner: str = "") -> Q:
    """At home there or within it; or serving it, or the whole of its region, besides."""
    around = [territory.pk, territory.parent_id] if territory.parent_id else [territory.pk]
    places = Q(**{f"{owner}territory": territory}) | Q(**{f"{owner}territory__parent": territory})
    provider = "provider_id" if owner else "pk"
    also = Provider.also_serves.through.objects.filter(provider=OuterRef(provider), territory__in=around)
    places |= Exists(also)
    if model is Service:
        places |= Exists(Service.also_serves.through.objects.filter(service=OuterRef("pk"), territory__in=around))
    return places


class Chosen(forms.TypedChoiceField):
    """A record of a short list, by its slug."""

    def __init__(self, label, wrong):
        super().__init__(label=label, required=False, empty_value=None, error_messages={"invalid_choice": wrong})

    def offer(self, records: Iterable, named: Callable) -> None:
        known = {record.slug: record for record in records}
        self.coerce = known.__getitem__
        self.choices = [("", _("Все")), *((slug, named(record)) for slug, record in known.items())]


class ChoiceForm(forms.Form):
    territory = Chosen(gettext_lazy("Где"), gettext_lazy("Такой территории в справочнике нет. Выберите из списка."))
    kind = Chosen(gettext_lazy("Какая помощь"), gettext_lazy("Такого вида помощи нет. Выберите из списка."))
    category = Chosen(gettext_lazy("Для кого"), gettext_lazy("Такой категории семей нет. Выберите из списка."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (_found, listed, named) in OFFERED.items():
            self.fields[name].offer(listed(), named)

    @property
    def choice(self) -> Choice | None:
        return chosen(self.cleaned_data) if self.is_valid() else None


def chosen(records: dict) -> Choice:
    """Where no territory is named, all that the site shows."""
    return Choice(**{**records, "territory": records.get("territory") or territory_here()})


def territory_here() -> Territory | None:
    """The one that the site serves; nothing on a site of everything."""
    reach = reach_here()
    return reach and Territory.objects.filter(pk__in=reach.within).exclude(parent__in=reach.within).first()


SHOWN = ("slug", "name", "short_name", "level", "parent")


def territories():
    return territories_of_providers().only(*SHOWN)


def territories_listed() -> list[Territory]:
    """The same, of a query made once for all sites."""
    return territories_here(PLACES())


def kinds():
    return HelpKind.objects.kinds().order_by("branch", "position", "name")


def categories():
    return FamilyCategory.objects.published()


PLACE = {"parent": "slug name short_name level is_fictional"}
PLACES = Gathering(lambda: places_of_providers().only(*SHOWN), one=PLACE)
# What a reader may choose from: as a query, as a list whose SQL is made once, and how each is called.
OFFERED = {
    "territory": (territories, territories_listed, lambda place: place.label),
    "kind": (kinds, Gathering(lambda: kinds().only("slug", "name")), str),
    "category": (categories, Gathering(lambda: categories().only("slug", "name")), str),
}


def choice_of(slugs: dict[str, str]) -> Choice | None:
    """Of an address: nothing, where one of the slugs is of no record that may be chosen."""
    if not all(slug_re.match(slug) for slug in slugs.values()):
        return None
    found = {name: OFFERED[name][0]().filter(slug=slug).first() for name, slug in slugs.items()}
    return chosen(found) if all(found.values()) else None
