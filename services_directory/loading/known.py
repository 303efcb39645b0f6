"""The records that others refer to, by slug, filled as the files are read."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from acts.models import LegalAct
from portal.loading import Row

from ..models import FamilyCategory, HelpKind, Practice, Provider, ServiceForm, Territory


@dataclass
class Known:
    acts: dict[str, LegalAct]
    territories: dict[str, Territory] = field(default_factory=dict)
    kinds: dict[str, HelpKind] = field(default_factory=dict)
    forms: dict[str, ServiceForm] = field(default_factory=dict)
    categories: dict[str, FamilyCategory] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)
    practices: dict[str, Practice] = field(default_factory=dict)
    # Who uses a practice, by the practice's slug: practices and services both read it.
    sites: dict[str, list[Provider]] = field(default_factory=dict)

    @classmethod
    def of_database(cls) -> "Known":
        return cls({act.slug: act for act in LegalAct.objects.all()})

    def source(self, row: Row, heading: Row | None = None) -> dict:
        """The act and the place a row rests on; rows under one heading may share its act."""
        owner = row if heading is None or "act" in row else heading
        return {
            "source_act": owner.pick("act", self.acts, _("правовой акт")),
            "source_place": row.text("place", ""),
        }

    def territory(self, row: Row) -> Territory:
        return row.pick("territory", self.territories, _("территория"))

    def provider(self, row: Row) -> Provider:
        return row.pick("provider", self.providers, _("организация"))

    def family_categories(self, row: Row) -> list[FamilyCategory]:
        return row.pick_many("categories", self.categories, _("категория семей"))


def texts(row: Row, *names: str) -> dict[str, str]:
    """Fields that may be left out: absent is empty."""
    return {name: row.text(name, "") for name in names}
