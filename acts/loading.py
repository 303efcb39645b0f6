"""Load the legal acts."""

from pathlib import Path

from django.utils.translation import gettext as _

from portal.loading import Report, Row, keyed, read_yaml, upsert

from .models import LegalAct

FILE = Path(__file__).parent / "data" / "acts.yaml"
TEXTS = ("body", "number", "summary", "note", "url")


def load(report: Report, file: Path = FILE) -> None:
    acts: dict[str, LegalAct] = {}
    for slug, row in keyed(read_yaml(file)).items():
        # An act may amend only those above it: so no second pass is needed.
        acts[slug] = upsert(report, LegalAct, key={"slug": slug}, values=_values(row, acts), row=row)


def _values(row: Row, above: dict[str, LegalAct]) -> dict:
    values = {
        "kind": row.choice("kind", LegalAct.Kind),
        "level": row.choice("level", LegalAct.Level),
        "jurisdiction": row.text("jurisdiction"),
        "date": row.date("date", None),
        "title": row.text("title"),
        "status": row.choice("status", LegalAct.Status, LegalAct.Status.UNKNOWN),
        "amends": row.pick("amends", above, _("акт должен стоять выше в файле"), None),
        "checked_on": row.date("checked_on", None),
        **{name: row.text(name, "") for name in TEXTS},
    }
    row.finish()
    return values
