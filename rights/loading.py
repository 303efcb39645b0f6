"""Load the legal navigator from `rights/data`: the laws it cites, then the situations."""

from pathlib import Path

from django.utils.translation import gettext as _

from acts import loading as acts
from acts.models import LegalAct
from portal.loading import Children, Report, Row, keyed, read_yaml, upsert
from rights.models import Situation
from services_directory.models import HelpKind

DATA = Path(__file__).parent / "data"


def load(report: Report, folder: Path = DATA) -> None:
    acts.load(report, folder / "acts.yaml")
    laws = LegalAct.objects.in_bulk(field_name="slug")
    kinds = HelpKind.objects.in_bulk(field_name="slug")
    for position, (slug, row) in enumerate(keyed(read_yaml(folder / "situations.yaml")).items(), start=1):
        children = {
            "rights": Children([right(each, laws) for each in row.rows("rights")]),
            "asks": Children([ask(each, laws) for each in row.rows("asks")]),
            "letters": Children([letter(each) for each in row.rows("letters")]),
        }
        links = {"kinds": row.pick_many("kinds", kinds, _("вид помощи"))}
        values = {**own(row), "position": position}
        row.finish()
        upsert(report, Situation, key={"slug": slug}, values=values, children=children, links=links, row=row)


def own(row: Row) -> dict:
    return {
        "title": row.text("title"),
        "lead": row.text("lead"),
        "is_urgent": row.yes("is_urgent", False),
        "where_to_go": row.text("where_to_go", ""),
        "reviewed_on": row.date("reviewed_on", None),
        "reviewed_by": row.text("reviewed_by", ""),
    }


def source(row: Row, laws: dict[str, LegalAct]) -> dict:
    return {"act": row.pick("act", laws, _("правовой акт"), None), "place": row.text("place", "")}


def right(row: Row, laws: dict[str, LegalAct]) -> dict:
    values = {"text": row.text("text"), **source(row, laws)}
    row.finish()
    return values


def ask(row: Row, laws: dict[str, LegalAct]) -> dict:
    values = {"text": row.text("text"), "whom": row.text("whom", ""), "term": row.text("term", ""), **source(row, laws)}
    row.finish()
    return values


def letter(row: Row) -> dict:
    values = {name: row.text(name) for name in ("title", "addressee", "body")}
    values["attachments"] = row.text("attachments", "")
    row.finish()
    return values
