"""Load programmes: a folder each in `measures/data/`, with what the act says in YAML and its figures in CSV tables.

    funding_sources.csv            whose money there is
    <slug>/programme.yaml          the programme; its directions with their measures, or its media plan
    <slug>/indicators.csv          indicators and their values as the act writes them: «-» is absent, «0» is zero;
                                   `within`, `numerator`, `denominator`, `denominator_at`: what checks them
    <slug>/budget.csv              one line per cell of the act's table; no year where the act gives none
    <slug>/stated_totals.csv       totals that the act states, stated zeros included: for comparison only
    <slug>/amendments.yaml         how the plan stood before each act that changed it (measures.amendments.loading)

A table that a programme has no use for is not there.
"""

from pathlib import Path

from portal.loading import Report, Row, keyed, read_csv, upsert

from ..amendments.loading import load_amendments
from ..models import FundingSource, Programme
from .figures import load_indicators
from .files import ProgrammeFiles
from .measures import load_measures
from .programmes import load_programme

DATA = Path(__file__).parent.parent / "data"

__all__ = ["DATA", "load", "load_folder"]


def load(report: Report, data: Path | None = None) -> None:
    data = data or DATA
    rows = keyed(read_csv(data / "funding_sources.csv"), "code")
    folders = [ProgrammeFiles.read(folder) for folder in sorted(data.iterdir()) if folder.is_dir()]
    sources = {code: _load_source(report, row) for code, row in rows.items()}
    for files in folders:
        _load_programme(report, files, sources)


def load_folder(report: Report, folder: Path, sources: dict[str, FundingSource]) -> Programme:
    """One programme, from a folder wherever it is."""
    return _load_programme(report, ProgrammeFiles.read(folder), sources)


def _load_programme(report: Report, files: ProgrammeFiles, sources: dict[str, FundingSource]) -> Programme:
    programme = load_programme(report, files, sources)
    indicators = load_indicators(report, files, programme)
    load_measures(report, files, programme, indicators, sources)
    load_amendments(report, files.amendments, programme)
    return programme


def _load_source(report: Report, row: Row) -> FundingSource:
    key = {"code": row.text("code")}
    values = {"name": row.text("name"), "position": row.integer("position")}
    row.finish()
    return upsert(report, FundingSource, key=key, values=values, row=row)
