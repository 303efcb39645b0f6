"""Load the directory: territories, the words help is sorted by, institutions, practices, services.

The documents name no addresses and, but for the all-Russian children's helpline, no phones: neither do the files.
"""

from pathlib import Path

from portal.loading import Report

from . import providers, taxonomy
from .known import Known

__all__ = ["FILES", "load", "load_territories"]

FILES = Path(__file__).parent.parent / "data"


def load_territories(report: Report, files: Path = FILES) -> None:
    taxonomy.load_territories(report, files)


def load(report: Report, files: Path = FILES) -> None:
    """Load all of the directory; the acts that it rests on are there already."""
    known = Known.of_database()
    known.territories = taxonomy.load_territories(report, files)
    for step in (
        taxonomy.load_settlements,
        taxonomy.load_help_kinds,
        taxonomy.load_forms,
        taxonomy.load_categories,
        taxonomy.load_levels,
        taxonomy.load_rules,
        providers.load_providers,
        providers.load_locations,
        providers.load_practices,
        providers.load_services,
    ):
        step(report, files, known)
