"""Load territories and the words that help is sorted by."""

from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from portal.loading import Children, Report, Row, keyed, read_csv, read_yaml, upsert

from ..models import FamilyCategory, HelpKind, ServiceForm, Settlement, SupportLevel, SupportRule, Territory
from .known import Known, texts


def load_territories(report: Report, files: Path) -> dict[str, Territory]:
    found: dict[str, Territory] = {}
    for slug, row in keyed(read_csv(files / "territories.csv")).items():
        values = {
            "name": row.text("name"),
            "level": row.choice("level", Territory.Level),
            "parent": row.pick("parent", found, _("территория должна стоять выше в файле"), None),
            **texts(row, "short_name", "oktmo", "time_zone"),
        }
        found[slug] = upsert(report, Territory, key={"slug": slug}, values=values, row=row)
        row.finish()
    return found


def load_settlements(report: Report, files: Path, known: Known) -> None:
    """Administrative centres, to a hundredth of a degree: where a family lives, not where a house stands."""
    for row in read_csv(files / "settlements.csv"):
        upsert(
            report,
            Settlement,
            key={"territory": known.territory(row), "name": row.text("name")},
            values={
                "kind": row.choice("kind", Settlement.Kind),
                "latitude": Decimal(row.text("latitude")),
                "longitude": Decimal(row.text("longitude")),
                "is_centre": True,
            },
            row=row,
        )
        row.finish()


def load_help_kinds(report: Report, files: Path, known: Known) -> None:
    for branch in read_yaml(files / "help_kinds.yaml"):
        for position, kind in enumerate(branch.rows("kinds"), 1):
            parent = _load_kind(report, known, kind, branch, position=position)
            for place, item in enumerate(kind.rows("items"), 1):
                _load_kind(report, known, item, branch, position=place, parent=parent)
                item.finish()
            kind.finish()
        branch.finish()


def _load_kind(report: Report, known: Known, row: Row, branch: Row, *, position: int, parent=None) -> HelpKind:
    slug = row.text("slug")
    values = {
        "branch": branch.choice("branch", HelpKind.Branch),
        "parent": parent,
        "code": slug if parent else "",
        "name": row.text("name"),
        "summary": row.text("summary", ""),
        "synonyms": row.texts("synonyms"),
        "position": position,
        **known.source(row, branch),
    }
    if parent:
        values["source_place"] = parent.source_place
    kind = known.kinds[slug] = upsert(report, HelpKind, key={"slug": slug}, values=values, row=row)
    return kind


def load_forms(report: Report, files: Path, known: Known) -> None:
    for position, (slug, row) in enumerate(keyed(read_csv(files / "service_forms.csv")).items(), 1):
        values = {"name": row.text("name"), "summary": row.text("summary", ""), "position": position}
        known.forms[slug] = upsert(report, ServiceForm, key={"slug": slug}, values=values, row=row)
        row.finish()


def load_categories(report: Report, files: Path, known: Known) -> None:
    rows = keyed(read_yaml(files / "family_categories.yaml"))
    wordings: dict[str, list[dict]] = {slug: [] for slug in rows}
    for row in read_csv(files / "category_wordings.csv"):
        wording = {"wording": row.text("wording"), "territory": known.territory(row), **known.source(row)}
        row.pick("category", wordings, _("категория семей")).append(wording)
    for position, (slug, row) in enumerate(rows.items(), 1):
        known.categories[slug] = upsert(
            report,
            FamilyCategory,
            key={"slug": slug},
            values={
                "name": row.text("name"),
                "synonyms": row.texts("synonyms"),
                "position": position,
                **texts(row, "summary", "note"),
            },
            children={"wordings": Children(wordings[slug])},
            row=row,
        )
        row.finish()


def load_levels(report: Report, files: Path, known: Known) -> None:
    for position, (slug, row) in enumerate(keyed(read_yaml(files / "support_levels.yaml")).items(), 1):
        values = {
            "name": row.text("name"),
            "name_note": row.text("name_note", ""),
            "summary": row.text("summary"),
            "months": row.integer("months", None),
            "families_per_specialist": row.integer("families_per_specialist", None),
            "position": position,
            **known.source(row),
        }
        signs = Children([{"text": text} for text in row.texts("signs")])
        upsert(report, SupportLevel, key={"slug": slug}, values=values, children={"signs": signs}, row=row)
        row.finish()


def load_rules(report: Report, files: Path, known: Known) -> None:
    for region in read_yaml(files / "support_rules.yaml"):
        for kind in SupportRule.Kind:
            for position, row in enumerate(region.rows(kind.value), 1):
                key = {"territory": known.territory(region), "kind": kind, "position": position}
                values = {
                    "title": row.text("title"),
                    **texts(row, "text", "deadline"),
                    **known.source(row, region),
                }
                upsert(report, SupportRule, key=key, values=values, row=row)
                row.finish()
        region.finish()
