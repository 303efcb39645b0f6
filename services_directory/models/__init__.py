"""Records of the directory."""

from .disclosure import CalendarDay, Disclosure
from .hours import OpeningHours, ScheduleException
from .location import Location, Phone
from .practice import Practice, PracticeFigure, PracticeSite
from .provider import Inspection, Licence, Provider
from .service import RequiredDocument, Service, ServiceStep, Tariff
from .settlement import Settlement
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
from .twins import DistinctPair, MergedProvider
from .verification import Freshness, ReviewReminder, VerificationRules

__all__ = [
    "CalendarDay",
    "CategoryWording",
    "Disclosure",
    "DistinctPair",
    "FamilyCategory",
    "Freshness",
    "HelpKind",
    "Inspection",
    "Licence",
    "Location",
    "MergedProvider",
    "OpeningHours",
    "Phone",
    "Practice",
    "PracticeFigure",
    "PracticeSite",
    "Provider",
    "RequiredDocument",
    "ReviewReminder",
    "ScheduleException",
    "Service",
    "ServiceForm",
    "ServiceStep",
    "Settlement",
    "SupportLevel",
    "SupportLevelSign",
    "SupportRule",
    "Tariff",
    "Territory",
    "VerificationRules",
]
