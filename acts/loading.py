"""Load the legal acts, their articles and editions."""

from pathlib import Path

from django.utils.translation import gettext as _

from acts.models import ActEdition, LegalAct
from acts.places import Unit
from portal.loading import Children, Report, Row, keyed, read_yaml, upsert

FILE = Path(__file__).parent / "data" / "acts.yaml"
TEXTS = ("body", "number", "summary", "note", "url")


def load(report: Report, file: Path = FILE) -> None:
    acts: dict[str, LegalAct] = {}
    editions: list[tuple[LegalAct, list[Row]]] = []
    for slug, row in keyed(read_yaml(file)).items():
        # An act may amend only those above it: so no second pass is needed.
        articles = Children([_article(each) for each in row.rows("articles")], key=("unit", "number"))
        wordings = row.rows("editions")
        children = {"articles": articles} if articles.values else {}
        values = _values(row, acts)
        acts[slug] = upsert(report, LegalAct, key={"slug": slug}, values=values, children=children, row=row)
        editions.append((acts[slug], wordings))
    for act, rows in editions:
        for each in rows:
            _load_edition(report, act, each, acts)


def _load_edition(report: Report, act: LegalAct, row: Row, acts: dict[str, LegalAct]) -> None:
    """What amended an act stands below it in the file, so editions come after all acts."""
    key = {"act": act, "amended_by": row.pick("amended_by", acts, _("акт"), None)}
    values = {
        "in_force_from": row.date("from", None),
        "in_force_until": row.date("until", None),
        "changes": row.text("changes", ""),
    }
    row.finish()
    upsert(report, ActEdition, key=key, values=values, row=row)


def _article(row: Row) -> dict:
    values = {
        "unit": row.choice("unit", Unit, Unit.ARTICLE),
        "number": row.text("number"),
        "heading": row.text("heading", ""),
        "text": row.text("text", ""),
        "is_exact": row.yes("exact", False),
        "as_of": row.date("as_of", None),
    }
    row.finish()
    return values


def _values(row: Row, above: dict[str, LegalAct]) -> dict:
    values = {
        "kind": row.choice("kind", LegalAct.Kind),
        "level": row.choice("level", LegalAct.Level),
        "jurisdiction": row.text("jurisdiction"),
        "date": row.date("date", None),
        "title": row.text("title"),
        "status": row.choice("status", LegalAct.Status, LegalAct.Status.UNKNOWN),
        "amends": row.pick("amends", above, _("акт должен стоять выше в файле"), None),
        "repealed_by": row.pick("repealed_by", above, _("акт должен стоять выше в файле"), None),
        "in_force_from": row.date("in_force_from", None),
        "in_force_until": row.date("in_force_until", None),
        "checked_on": row.date("checked_on", None),
        **{name: row.text(name, "") for name in TEXTS},
    }
    row.finish()
    return values
