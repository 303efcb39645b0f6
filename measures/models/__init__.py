"""Records of programmes."""

from .annex import AnnexReading
from .indicator import Indicator, IndicatorValue
from .measure import Executor, Measure, Milestone
from .money import BudgetLine, FundingSource, ProgrammeSource, Stage, StatedTotal
from .programme import Direction, ExpectedEffect, MediaPlanItem, Programme, ProgrammeTask, Risk, SourceNote
from .status import Status, status_by_dates
from .workbook import WorkbookReading

__all__ = [
    "AnnexReading",
    "BudgetLine",
    "Direction",
    "Executor",
    "ExpectedEffect",
    "FundingSource",
    "Indicator",
    "IndicatorValue",
    "Measure",
    "MediaPlanItem",
    "Milestone",
    "Programme",
    "ProgrammeSource",
    "ProgrammeTask",
    "Risk",
    "SourceNote",
    "Stage",
    "StatedTotal",
    "Status",
    "WorkbookReading",
    "status_by_dates",
]
