"""What the codes of the data are called in tables for people. Pure but for the translations."""

from .models import IndicatorValue, Stage


def stage_name(stage: str) -> str:
    return str(Stage(stage).label)


def kind_name(kind: str) -> str:
    return str(IndicatorValue.Kind(kind).label)


def period_name(period: str) -> str:
    """«2016», «до начала»."""
    return period if period.isdecimal() else str(IndicatorValue.Period(period).label)
