"""Every table of a programme that anybody can take. To add one, name it here: addresses, links and OpenAPI follow."""

from .amendments.table import CHANGES
from .indicator_table import INDICATORS
from .reports.table import REPORTS
from .tables import ProgrammeTable

TABLES: dict[str, ProgrammeTable] = {table.name: table for table in (INDICATORS, CHANGES, REPORTS)}
