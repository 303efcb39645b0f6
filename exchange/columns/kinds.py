"""The tables of the directory: organisations, places, services."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from services_directory.models import Location, Provider, Service

from .base import Column
from .of_location import LOCATION_COLUMNS
from .of_provider import PROVIDER_COLUMNS
from .of_service import SERVICE_COLUMNS


@dataclass(frozen=True)
class Kind:
    """A table: what one row of it is."""

    key: str
    label: str | Promise
    model: type[models.Model]
    columns: list[Column]
    # What no two records may share.
    unique: tuple[str, ...]

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @property
    def permission(self) -> str:
        return f"services_directory.{{}}_{self.model._meta.model_name}"

    def may(self, user, action: str) -> bool:
        return user.has_perm(self.permission.format(action))


KINDS = {
    kind.key: kind
    for kind in [
        Kind("providers", _("Организации"), Provider, PROVIDER_COLUMNS, ("register_number", "slug")),
        Kind("locations", _("Места приёма"), Location, LOCATION_COLUMNS, ()),
        Kind("services", _("Услуги"), Service, SERVICE_COLUMNS, ("slug",)),
    ]
}
