"""Records of the directory."""

from .location import Location, OpeningHours, Phone
from .practice import Practice, PracticeSite
from .provider import Inspection, Licence, Provider
from .service import RequiredDocument, Service, ServiceStep, Tariff
from .taxonomy import (
    CategoryWording,
    FamilyCategory,
    HelpKind,
    ServiceForm,
    SupportLevel,
    SupportLevelSign,
    SupportRule,
)
from .territory import Territory

__all__ = [
    "CategoryWording",
    "FamilyCategory",
    "HelpKind",
    "Inspection",
    "Licence",
    "Location",
    "OpeningHours",
    "Phone",
    "Practice",
    "PracticeSite",
    "Provider",
    "RequiredDocument",
    "Service",
    "ServiceForm",
    "ServiceStep",
    "SupportLevel",
    "SupportLevelSign",
    "SupportRule",
    "Tariff",
    "Territory",
]
