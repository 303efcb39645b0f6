"""Records of programmes."""

from .annex import AnnexReading
from .edition import ReportedFact, ReportEdition, ReportedMilestone, ReportedSpending
from .indicator import Indicator, IndicatorValue, Period
from .measure import Executor, Measure, Milestone
from .media_plan import Channel, MediaPlanItem, MediaState
from .money import BudgetLine, FundingSource, ProgrammeSource, Stage, StatedTotal
from .plan import PlanEdition, PlanEntry
from .programme import Direction, ExpectedEffect, Programme, ProgrammeTask, Risk, SourceNote
from .promise import PromisedFigure
from .report import Report, ReportFact, ReportFile, ReportMilestone, ReportSpending
from .reporting import ReportingPeriod, ReportingRule, ReportReminder, Responsibility
from .status import Status, status_by_dates
from .workbook import WorkbookReading

__all__ = [
    "AnnexReading",
    "BudgetLine",
    "Channel",
    "Direction",
    "Executor",
    "ExpectedEffect",
    "FundingSource",
    "Indicator",
    "IndicatorValue",
    "Measure",
    "MediaPlanItem",
    "MediaState",
    "Milestone",
    "Period",
    "PlanEdition",
    "PlanEntry",
    "Programme",
    "ProgrammeSource",
    "ProgrammeTask",
    "PromisedFigure",
    "Report",
    "ReportEdition",
    "ReportFact",
    "ReportFile",
    "ReportMilestone",
    "ReportReminder",
    "ReportSpending",
    "ReportedFact",
    "ReportedMilestone",
    "ReportedSpending",
    "ReportingPeriod",
    "ReportingRule",
    "Responsibility",
    "Risk",
    "SourceNote",
    "Stage",
    "StatedTotal",
    "Status",
    "WorkbookReading",
    "status_by_dates",
]
